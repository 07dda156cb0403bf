"""The same meeting across reports, by parties, place, time and name together.

Each gathering of a report joins the one it fits: the same sides, no other place, no other time, no other name,
no other form (a call is no summit), no other round. Leaders and delegations of one round are one gathering.
Towns of one country do not tell meetings apart when all else agrees: then the place is disputed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import combinations

from parley.model.entries import Attendance, Gathering, GatheringId, Meeting
from parley.model.record import Record
from parley.model.times import When
from parley.reconcile.clusters import Clusters
from parley.reconcile.people import People
from parley.reconcile.periods import SLACK, Fit, compare, month_day, named_day
from parley.reconcile.places import Places
from parley.reconcile.profiles import Profile

APART_DAYS = 10
"""Two reports this many days apart that give no day for their talks are taken to tell of different talks."""

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
        return list({id(p): p for k in ordered for p in (self._home[k[-1]],)}.values())

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
        self._keys = sorted([*(k for k in self._keys if k not in left), *arrived])
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
        for block in dict.fromkeys(_block_keys(home, profile, places)):
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
        if len(fits) > 1 and (max(fits, key=lambda f: f[0])[0] < 1 or not profile.sides | profile.comers):
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
        if not sides:
            keys += _place_keys(profile, places) + _day_keys(profile)
        found = {id(p): p for key in keys for p in self._blocks.get(key, ())}
        return list(found.values())


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
        yield from ((*pair, month) for pair in combinations(sorted(_company(home)), 2))
        for side in sorted(home.sides | home.comers):
            yield ("one", side, month)
    for word in sorted(new.proper):
        yield ("name", word)
    yield from _place_keys(new, places)
    yield from _day_keys(new)


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


def _day_keys(profile: Profile) -> list[tuple[str, ...]]:
    """Days known by date: a bare "June summit" may be found by them."""
    days = (t for t, _ in profile.times.values() if isinstance(t, When) and t.start == t.end)
    return [("day", str(t.start)) for t in days]


def _place_keys(profile: Profile, places: Places) -> list[tuple[str, ...]]:
    return [("place", p) for p in sorted({p for name in profile.places for p in places.around(name)})]


def fit(known: Profile, new: Profile, places: Places) -> float:
    """How well a gathering fits what is known of another: 0 where anything speaks against it.

    Equal sides suffice when nothing speaks against it. Fewer or other sides need a place or a day in common; with
    both in common two of those who meet are enough, as no report names everybody.
    """
    if _other_form(known, new):
        return 0
    where, when = _where(known, new, places), _when(known, new)
    if where is Fit.APART or when is Fit.APART:
        return 0
    if where is Fit.SAME and when is Fit.SAME and _two_in_common(known, new):
        return 3
    if _other_people(known, new):
        return 0
    evidence = (where is Fit.SAME) + (when is Fit.SAME) + bool(known.proper & new.proper)
    if (
        not (new.sides or new.comers)
        and where is not Fit.SAME
        and not known.proper & new.proper
        and not _one_day(known, new)
    ):
        return 0
    if not evidence and (_past_and_future(known, new) or _other_level(known, new)):
        return 0
    sides = _sides(known, new)
    if sides is Fit.SAME:
        return 2 + evidence
    if sides is Fit.UNKNOWN and not evidence and _bare(new) and not known.reports.isdisjoint(new.reports):
        return 0.5
    return float(evidence) if sides is Fit.UNKNOWN else 0


def _one_day(a: Profile, b: Profile) -> bool:
    return bool(set(_day_keys(a)) & set(_day_keys(b)))


def _bare(profile: Profile) -> bool:
    """Whether a report says no more than "the talks" and who comes: then it means talks it has told of."""
    return bool(profile.comers) and not (profile.sides or profile.places or profile.proper or profile.rounds)


def _past_and_future(a: Profile, b: Profile) -> bool:
    """Whether one report tells of one as over and of the other as still to come: then it means two meetings."""
    few, many = (a.reports, b.reports) if len(a.reports) < len(b.reports) else (b.reports, a.reports)
    shared = [r for r in few if r in many]
    return any((a.behind(r) and b.ahead(r)) or (a.ahead(r) and b.behind(r)) for r in shared)


def _other_level(a: Profile, b: Profile) -> bool:
    """Whether leaders meet in one and others in the other: without a place or day in common, another meeting."""
    return bool(a.levels and b.levels) and not a.levels & b.levels


def _two_in_common(a: Profile, b: Profile) -> bool:
    """Whether two of those who meet on a day are named for both."""
    days = any(named_day(t) is not None or month_day(t) is not None for t, _ in b.times.values())
    return days and (len(a.people & b.people) > 1 or len(a.sides & b.sides) > 1)


def _other_form(a: Profile, b: Profile) -> bool:
    """What tells two meetings apart whatever else agrees: form, round, own name, being over or still to come."""
    if a.calls != b.calls or a.far != b.far:
        return True
    if a.rounds and b.rounds and not a.rounds & b.rounds:
        return True
    if a.proper and b.proper and not a.proper & b.proper:
        return True
    return _out_of_time(a, b) or _out_of_time(b, a)


def _other_people(a: Profile, b: Profile) -> bool:
    """Whether other people are at the table."""
    if not a.people or not b.people:
        return False
    shared = a.people & b.people
    return not shared or (min(len(a.people), len(b.people)) > 1 and shared not in (a.people, b.people))


def _out_of_time(told: Profile, dated: Profile) -> bool:
    """Whether one is told as over before the other's day, or as still to come after it."""
    if not told.days or not (told.behind() or told.ahead()):
        return False
    times = [t for t, _ in dated.times.values() if isinstance(t, When)]
    if not times:
        return False
    if told.behind():
        return all(t.start > told.days[-1] for t in times)
    return told.ahead() and all((told.days[0] - t.end).days > SLACK for t in times)


def _sides(a: Profile, b: Profile) -> Fit:
    """Same: equal sets of two or more. Unknown: one side told, or one set within the other. Else apart."""
    one, two = a.sides, b.sides
    if (len(one) > 1 and one == two) or _one_company(a, b):
        return Fit.SAME
    if len(one) > 1 and len(two) > 1:
        nested = one <= two or two <= one
        return Fit.UNKNOWN if nested and not _pair_of_people(a, b) else Fit.APART
    few, many = (a, b) if len(one) <= len(two) else (b, a)
    told = few.sides or few.comers
    if not told:
        return Fit.UNKNOWN
    return Fit.UNKNOWN if told and told <= many.sides | many.comers else Fit.APART


def _company(profile: Profile) -> set[str]:
    """The sides that meet; where one alone is told, with the other who comes or stays away."""
    both = profile.sides | profile.comers
    return both if len(profile.sides) == 1 and len(both) == 2 else profile.sides


def _one_company(a: Profile, b: Profile) -> bool:
    """Whether one names both who meet, and the other one of them with the other as coming or staying away."""
    return len(_company(a)) == 2 and _company(a) == _company(b) and a.sides != b.sides


def _pair_of_people(a: Profile, b: Profile) -> bool:
    """Whether one of them is two people meeting each other: a side meeting of larger talks, not the talks."""
    return any(len(p.people) == 2 and len(p.sides) == 2 for p in (a, b))


def _where(a: Profile, b: Profile, places: Places) -> Fit:
    """Same where any two places can be one; towns of one country leave it open; else apart."""
    if not a.places or not b.places:
        return Fit.UNKNOWN
    pairs = [(x, y) for x in sorted(set(a.places)) for y in sorted(set(b.places))]
    if any(places.agree(x, y) for x, y in pairs):
        return Fit.SAME
    return Fit.UNKNOWN if any(places.near(x, y) for x, y in pairs) else Fit.APART


def _when(a: Profile, b: Profile) -> Fit:
    """Same where any two times can be one; apart where days are known and all too far from each other."""
    weights: Counter[Fit] = Counter()
    for x, often in a.times.values():
        for y, count in b.times.values():
            weights[compare(x, y)] += often * count
    if weights[Fit.SAME] and weights[Fit.SAME] >= weights[Fit.APART]:
        return Fit.SAME
    if weights[Fit.APART] and weights[Fit.APART] >= weights[Fit.UNKNOWN]:
        return Fit.APART
    return _report_days(a, b) if not (a.times and b.times) else Fit.UNKNOWN


def _report_days(a: Profile, b: Profile) -> Fit:
    """Reports far apart in time do not mean the same talks, unless the talks have a name of their own."""
    if not a.days or not b.days or a.proper & b.proper:
        return Fit.UNKNOWN
    few, many = (a.days, b.days) if len(a.days) < len(b.days) else (b.days, a.days)
    gap = min(abs((x - y).days) for x in few for y in _beside(x, many))
    return Fit.APART if gap > APART_DAYS else Fit.UNKNOWN


def _beside(day: date, days: list[date]) -> list[date]:
    """The days on either side of a day, of days in order."""
    at = bisect_left(days, day)
    return days[max(at - 1, 0) : at + 1]
