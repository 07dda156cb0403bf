"""The same meeting across reports, by parties, place, time and name together.

Each gathering of a report joins the one it fits: the same sides, no other place, no other time, no other name,
no other form (a call is no summit), no other round. Leaders and delegations of one round are one gathering.
Towns of one country do not tell meetings apart when all else agrees: then the place is disputed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations

from parley.model.entries import Attendance, Gathering, GatheringId, Meeting
from parley.model.record import Record
from parley.model.times import When
from parley.reconcile.clusters import Clusters
from parley.reconcile.fitting import APART_DAYS, company, day_keys, fit, is_blank
from parley.reconcile.people import People
from parley.reconcile.places import Places
from parley.reconcile.profiles import Profile

OUTSTANDING = 3
"""How many times as often as any other a meeting must be told of to be the one that bare words mean."""


@dataclass(frozen=True, slots=True)
class Diary:
    """The merged gatherings, and for every report-level gathering the merged id.

    `main` is the one that most entries tell of, leaving out what lies far back.
    """

    gatherings: tuple[Gathering, ...]
    identity: dict[str, str]
    by_id: dict[str, Gathering]
    places: Places
    main: GatheringId | None = None

    def of(self, gathering: GatheringId) -> GatheringId:
        """The merged id of a report-level gathering."""
        return self.identity.get(gathering, gathering)

    def name(self, gathering: GatheringId) -> str:
        """What the merged gathering is called."""
        found = self.by_id.get(self.of(gathering))
        return found.name if found else "the meeting"


def with_all_gatherings(record: Record) -> Record:
    """The record with a gathering for every id that an entry points at."""
    known = {g.id for g in record.gatherings}
    told = (e for e in record.entries if isinstance(e, Meeting | Attendance) and e.gathering not in known)
    missing = [Gathering(id=e.gathering, name=e.what or "meeting") for e in told]
    return record | Record.of(gatherings=missing) if missing else record


Key = tuple[bool, str, int, int, str]
"""Where a gathering stands among all: by its report's day, on one day the best told first."""


def key(profile: Profile) -> Key:
    """The gathering's place in the order in which gatherings are joined."""
    day = str(profile.days[0]) if profile.days else ""
    return (bool(day), day, -_told(profile), -profile.weight, profile.id)


@dataclass(frozen=True, slots=True)
class _Step:
    """One gathering put in its place; `undo` takes it out again."""

    key: Key
    undo: tuple[Callable[[], object], ...]


class Table:
    """Gatherings joined in order of time: each joins the one earlier cluster that it fits best, else stands alone.

    A gathering that comes in later is put in its place in that order: all that stands behind it is taken out and
    put back. So what is joined never hangs on who came first.
    """

    def __init__(self) -> None:
        self._profiles: dict[GatheringId, Profile] = {}
        self._keys: list[Key] = []
        self._steps: list[_Step] = []
        self._blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
        self._listed: set[tuple[tuple[str, ...], int]] = set()
        self._home: dict[GatheringId, Profile] = {}
        self._same: dict[GatheringId, tuple[GatheringId, ...]] = {}
        self._foes: dict[GatheringId, set[GatheringId]] = {}
        self._judged: tuple[object, ...] = ()
        self._places = Places.learned(())

    def sync(
        self, gone: Iterable[GatheringId], come: Iterable[Profile], places: Places, people: People
    ) -> list[Profile]:
        """The clusters, in order of their first gathering, without some gatherings and with others."""
        changed = self._exchange(gone, come, places)
        ordered = self._keys
        start = 0 if self._decided(people) else self._unchanged(ordered, changed)
        while len(self._steps) > start:
            for undo in reversed(self._steps.pop().undo):
                undo()
        for place in ordered[start:]:
            self._steps.append(_Step(place, tuple(self._put(self._profiles[place[-1]], places))))
        homes = [self._home[k[-1]] for k in ordered]
        return list(dict(zip(map(id, homes), homes, strict=True)).values())

    def _exchange(self, gone: Iterable[GatheringId], come: Iterable[Profile], places: Places) -> set[Key]:
        """Take gatherings out and put others in. Gives where something is not as it was."""
        old = {gathering: self._profiles.pop(gathering) for gathering in gone}
        new = {profile.id: profile for profile in come}
        if places is self._places:
            new |= {i: old[i] for i, profile in new.items() if old.get(i) == profile}
        self._places = places
        self._profiles.update(new)
        left = {key(p) for i, p in old.items() if new.get(i) is not p}
        arrived = {key(p) for i, p in new.items() if old.get(i) is not p}
        kept = [k for k in self._keys if k not in left] if left else self._keys
        self._keys = sorted([*kept, *arrived])
        return left | arrived

    def _decided(self, people: People) -> bool:
        """Learn what people decided of these gatherings; whether it is not what it was."""
        same, different = people.same(self._profiles), people.different(self._profiles)
        judged = (tuple(same), tuple(different))
        if judged == self._judged:
            return False
        clusters = Clusters({i for pair in same for i in pair})
        for a, b in same:
            clusters.join(a, b)
        self._same = {i: group for group in clusters.groups() for i in group}
        self._judged, self._foes = judged, _both_ways(different)
        return True

    def _unchanged(self, ordered: list[Key], changed: set[Key]) -> int:
        """How many gatherings from the first on stand as they stood."""
        first = min(changed, default=None)
        return len(self._steps) if first is None else min(bisect_left(ordered, first), len(self._steps))

    def _put(self, profile: Profile, places: Places) -> Iterator[Callable[[], object]]:
        home = self._chosen(profile, places)
        if home is None:
            home = profile.copy()
        else:
            yield home.add(profile)
        self._home[profile.id] = home
        yield partial(self._home.pop, profile.id)
        for block in dict.fromkeys((_form(home), *key) for key in _block_keys(home, profile, places)):
            if (block, id(home)) not in self._listed:
                self._listed.add((block, id(home)))
                yield partial(self._listed.discard, (block, id(home)))
                self._blocks[block].append(home)
                yield self._blocks[block].pop

    def _chosen(self, profile: Profile, places: Places) -> Profile | None:
        """The cluster that a person named, else the one that fits best and that nobody forbade."""
        told = [self._home[i] for i in sorted(self._same.get(profile.id, ())) if i in self._home]
        if told:
            return told[0]
        fits = [(s, c) for c in self._candidates(profile, places) if (s := fit(c, profile, places)) > 0]
        vague = len(fits) > 1 and (max(fits, key=lambda f: f[0])[0] < 1 or not profile.sides | profile.comers)
        if vague and not is_blank(profile):
            fits = _outstanding(fits)
        best = max(fits, key=lambda f: (f[0], f[1].weight, f[1].id), default=None)
        if best is None or not self._foes.get(profile.id, set()).isdisjoint(best[1].members):
            return None
        return best[1]

    def _candidates(self, profile: Profile, places: Places) -> list[Profile]:
        pairs: list[tuple[str, ...]] = list(combinations(sorted(profile.sides), 2))
        sides = sorted(profile.sides or profile.comers)
        keys = [(*k, m) for k in pairs or [("one", side) for side in sides] for m in _months(profile, near=True)]
        keys += [("name", word) for word in sorted(profile.proper)]
        keys += [("report", report) for report in sorted(profile.reports) if is_blank(profile)]
        if not sides:
            keys += _place_keys(profile, places) + day_keys(profile)
        form = _form(profile)
        found = {id(p): p for key in keys for p in self._blocks.get((form, *key), ())}
        return list(found.values())


def _form(profile: Profile) -> str:
    """What never fits with another: a call is no summit, what lies far back is another meeting."""
    return f"{profile.calls:d}{profile.far:d}"


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        found[a].add(b)
        found[b].add(a)
    return found


def _outstanding(fits: list[tuple[float, Profile]]) -> list[tuple[float, Profile]]:
    """Of several meetings that a bare "summit" may be, the one told of far more than the others, else none."""
    first, second = sorted(fits, key=lambda f: (-f[1].weight, f[1].id))[:2]
    return [first] if first[1].weight >= OUTSTANDING * second[1].weight else []


def _told(profile: Profile) -> int:
    """How much is known: two sides, a place and a time make a good kernel."""
    return 4 * (len(profile.sides) > 1) + 2 * bool(profile.times) + bool(profile.places)


def _block_keys(home: Profile, new: Profile, places: Places) -> Iterator[tuple[str, ...]]:
    """By what the cluster can be found once the new gathering is in it: its sides in the new one's months, ..."""
    months = _months(new, near=False)
    for month in months:
        yield from ((*pair, month) for pair in combinations(sorted(company(home)), 2))
        for side in sorted(home.sides | home.comers):
            yield ("one", side, month)
    for word in sorted(new.proper):
        yield ("name", word)
    for report in sorted(new.reports):
        yield ("report", report)
    yield from _place_keys(new, places)
    yield from day_keys(new)


_ANY, _FAR = "any", "far"


def _months(profile: Profile, *, near: bool) -> list[str]:
    """The months that a gathering is told of in; with those that lie near where another is looked for.

    Meetings of long ago are a world of their own. What comes from a report without a day may be of any time.
    """
    if profile.far:
        return [_FAR]
    if not profile.days:
        return [_ALL] if near else [_ANY, _ALL]
    days = [d for t, _ in profile.times.values() if isinstance(t, When) for d in (t.start, t.end)] + profile.days
    reach = (-APART_DAYS, 0, APART_DAYS) if near else (0,)
    months = sorted({_month(d, by) for d in days for by in reach})
    return [*months, _ANY] if near else [*months, _ALL]


_ALL = "all"


def _month(day: date, by: int) -> str:
    """The month of a day some days on, "2031-03"; months of years before 1000 sort wrongly, which harms nobody."""
    moved = min(max(day.toordinal() + by, 1), date.max.toordinal())
    return date.fromordinal(moved).strftime("%Y-%m")


def _place_keys(profile: Profile, places: Places) -> list[tuple[str, ...]]:
    return [("place", p) for p in sorted({p for name in profile.places for p in places.around(name)})]
