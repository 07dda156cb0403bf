"""One gathering out of many: its name, parties, level, place and time, as most reports have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from parley.model.entries import Gathering, GatheringId, Level
from parley.model.spelling import calm
from parley.model.times import SILENT, Time, When
from parley.reconcile.names import plain
from parley.reconcile.periods import SLACK, weekday
from parley.reconcile.places import Places
from parley.reconcile.profiles import KINDS, PLAIN_WORDS, Profile, is_site


@dataclass(slots=True)
class Told:
    """Of each gathering, how many entries tell of it, how many not of long ago, and which places they name."""

    weights: Counter[GatheringId] = field(default_factory=Counter)
    near: Counter[GatheringId] = field(default_factory=Counter)
    spots: dict[GatheringId, list[str]] = field(default_factory=dict)


def merged(
    home: Profile, members: list[Gathering], parties: Counter[str], places: Places, told: Told
) -> Gathering:
    """One gathering for many: the name most entries use, all parties, the finest place nobody disputes.

    It has no id yet.
    """
    names: Counter[str] = Counter()
    for member in members:
        names[_short_name(member)] += told.weights[member.id] + 1
    often: Counter[str] = Counter()
    for each, weight in names.items():
        often[each.lower()] += weight
    name = _calm(min(names, key=lambda n: (not _plain_name(n), -often[n.lower()], len(n), n)))
    levels = Counter(m.level for m in members if m.level is not Level.UNKNOWN)
    spots = [m.place for m in members if m.place] + [p for m in members for p in told.spots.get(m.id, ())]
    spots = [spot for spot in spots if is_site(spot)]
    grounds = (g for m in members for g in m.grounds)
    return Gathering(
        id="",
        name=name,
        parties=tuple(sorted(parties, key=lambda p: (-parties[p], p))),
        level=min(levels, key=lambda v: (-levels[v], v)) if levels else Level.UNKNOWN,
        place=_undisputed(spots, places),
        when=_best_time(home.times.values()),
        grounds=tuple(sorted(grounds, key=lambda g: (g.report, g.start, g.end, g.words))),
        members=tuple(m.id for m in members),
    )


def _short_name(gathering: Gathering) -> str:
    """The name without its place, which is told apart: "peace talks in Geneva" and "peace talks" are one name."""
    head, _, place = gathering.name.partition(" in ")
    return head if place and len(head.split()) > 1 else gathering.name


def _calm(name: str) -> str:
    """The name without a headline's capitals: "Norland-Sudland Peace Talks" gives "... peace talks"."""
    return " ".join(w.lower() if w.lower() in KINDS and w.istitle() else w for w in calm(name).split())


def _plain_name(name: str) -> bool:
    """Whether a name is made of parties, names of its own and usual words alone, without epithets."""
    words = [w for part in name.split() for w in part.split("-") if w]
    return len(words) > 1 and all(w[:1].isupper() or plain(w) in PLAIN_WORDS or not plain(w) for w in words)


def _undisputed(names: list[str], places: Places) -> str | None:
    """The finest place that fits with all that were told; None where they cannot all be true."""
    fitting = [n for n in set(names) if all(places.agree(n, other) for other in names)]
    return places.finest(fitting)


def _best_time(times: Iterable[tuple[Time, int]]) -> Time:
    """The day most often told, a known one before a bare weekday, a day before a longer time, else any words."""
    count: Counter[Time] = Counter()
    for time, often in times:
        if time.words or isinstance(time, When):
            count[time] += often
    return min(count, key=lambda t: (_vagueness(t), -count[t], t.words, t.timex), default=SILENT)


def _vagueness(time: Time) -> int:
    if isinstance(time, When):
        return 0 if (time.end - time.start).days < SLACK else 2
    return 1 if weekday(time) else 3
