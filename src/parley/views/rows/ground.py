"""On the ground: what was done, not said."""

from __future__ import annotations

from parley.model.dossier import Point, Standing
from parley.model.entries import Event, Reality
from parley.model.lexicon import Lexicon
from parley.views.rows.brief import Happening
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import amount, capital, distinct, flat, listed, when_in_words

_JOINING = Lexicon.beside(__file__).words("wording", "joining")
_OPENING = 8  # words of a clause within which a comma shows that something else comes first
_GRAVITY = (Standing.SINGLE, Standing.AGREED, Standing.DEVELOPING, Standing.DISPUTED)


def happenings(look: Lookup) -> tuple[Happening, ...]:
    """The events in the dossier's order, one row for each: "when" and "number" of one event are two points."""
    grouped: dict[str, list[Point]] = {}
    group_of: dict[str, str] = {}
    for point in look.points("event"):
        group = next((group_of[a.entry] for a in point.accounts if a.entry in group_of), point.id)
        group_of.update((a.entry, group) for a in point.accounts)
        grouped.setdefault(group, []).append(point)
    rows = (_happening(look, points) for points in grouped.values())
    return tuple(row for row in rows if row)


def _happening(look: Lookup, points: list[Point]) -> Happening | None:
    """One event from all its points; None where its accounts are no events."""
    accounts = tuple(a for p in points for a in p.accounts)
    found = (look.entries.get(a.entry) for a in accounts)
    events = tuple({e.id: e for e in found if isinstance(e, Event)}.values())
    if not events:
        return None
    gravest = max(points, key=lambda p: _GRAVITY.index(p.standing))
    fullest = max(events, key=lambda e: (len(e.magnitudes), len(e.what)))
    return Happening(
        what=capital(_alone(flat(fullest.what))),
        kind=fullest.type.value.lower(),
        actors=listed(look.names(tuple(a for e in events for a in e.actors))),
        recipients=listed(look.names(tuple(a for e in events for a in e.recipients))),
        place=" / ".join(dict.fromkeys(flat(e.place) for e in events if e.place)),
        when=" / ".join(distinct([when_in_words(e.when) for e in events])),
        amounts=tuple(a for a in _amounts(events) if a.lower() not in fullest.what.lower()),
        reality="" if fullest.reality is Reality.HAPPENED else fullest.reality.value,
        sources=look.sources(accounts),
        standing=gravest.standing,
        note=flat(gravest.note),
    )


def _alone(what: str) -> str:
    """What was done without the word that joins it to another clause.

    >>> _alone("while the ferries stood still"), _alone("after months of talks, a pact was signed")
    ('the ferries stood still', 'after months of talks, a pact was signed')
    """
    first, _, rest = what.partition(" ")
    opening = rest.split()[:_OPENING]
    joined = first.lower() in _JOINING and len(opening) > 2 and not rest[0].isdigit()
    return rest if joined and not any(word.endswith(",") for word in opening) else what


def _amounts(events: tuple[Event, ...]) -> tuple[str, ...]:
    found = (amount(m.low, m.high, m.of, m.anchor.words) for e in events for m in e.magnitudes)
    return tuple(dict.fromkeys(found))
