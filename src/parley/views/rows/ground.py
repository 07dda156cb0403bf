"""On the ground: what was done, not said."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.dossier import Account, Point, Standing
from parley.model.entries import Event, Reality
from parley.views.rows.brief import Happening
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import amount, capital, distinct, flat, listed, when_in_words

_GRAVITY = (Standing.SINGLE, Standing.AGREED, Standing.DEVELOPING, Standing.DISPUTED)


def happenings(look: Lookup) -> tuple[Happening, ...]:
    """The events in the dossier's order, one row for each: "when" and "number" of one event are two points."""
    grouped: dict[str, list[Point]] = {}
    group_of: dict[str, str] = {}
    for point in look.points("event"):
        group = next((group_of[a.entry] for a in point.accounts if a.entry in group_of), point.id)
        group_of.update((a.entry, group) for a in point.accounts)
        grouped.setdefault(group, []).append(point)
    told = [_happening(look, points) for points in grouped.values()]
    rest = [e for e in look.dossier.record.of_kind(Event) if e.id not in group_of]
    return tuple(told) + tuple(_row(look, (event,), (), Standing.SINGLE, "") for event in rest)


def _happening(look: Lookup, points: list[Point]) -> Happening:
    accounts = tuple(a for p in points for a in p.accounts)
    events = {e.id: e for a in accounts if isinstance(e := look.entries.get(a.entry), Event)}
    worst = max(points, key=lambda p: _GRAVITY.index(p.standing))
    return _row(look, tuple(events.values()), accounts, worst.standing, worst.note)


def _row(
    look: Lookup, events: tuple[Event, ...], accounts: Iterable[Account], standing: Standing, note: str
) -> Happening:
    fullest = max(events, key=lambda e: (len(e.magnitudes), len(e.what)))
    sources = look.sources(tuple(accounts)) or tuple(look.source(e.voice, e.anchor) for e in events)
    amounts = (amount(m.low, m.high, m.of, m.anchor.words) for e in events for m in e.magnitudes)
    return Happening(
        what=capital(flat(fullest.what)),
        kind=fullest.type.value.lower(),
        actors=listed(look.names(tuple(a for e in events for a in e.actors))),
        recipients=listed(look.names(tuple(a for e in events for a in e.recipients))),
        place=" / ".join(dict.fromkeys(flat(e.place) for e in events if e.place)),
        when=" / ".join(distinct([when_in_words(e.when) for e in events])),
        amounts=tuple(dict.fromkeys(amounts)),
        reality="" if fullest.reality is Reality.HAPPENED else fullest.reality.value,
        sources=sources,
        standing=standing,
        note=flat(note),
    )
