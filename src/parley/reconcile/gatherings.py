"""The same meeting across reports, by parties, place, time and name together.

Each gathering of a report joins the one it fits: the same sides, no other place, no other time, no other name,
no other form (a call is no summit), no other round. Leaders and delegations of one round are one gathering.
Towns of one country do not tell meetings apart when all else agrees: then the place is disputed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from parley.model.entries import Attendance, Gathering, GatheringId, Level, Meeting
from parley.model.record import Record
from parley.model.times import SILENT, Time, When
from parley.reconcile.actors import Cast
from parley.reconcile.clusters import Clusters
from parley.reconcile.names import plain
from parley.reconcile.people import People
from parley.reconcile.periods import SLACK, Fit, compare, weekday
from parley.reconcile.places import Places
from parley.reconcile.profiles import KINDS, PLAIN_WORDS, Profile, profiles

APART_DAYS = 10
"""Two reports this many days apart that give no day for their talks are taken to tell of different talks."""

OUTSTANDING = 3
"""How many times as often as any other a meeting must be told of to be the one that bare words mean."""


@dataclass(frozen=True, slots=True)
class Diary:
    """The merged gatherings, and for every report-level gathering the merged id."""

    gatherings: tuple[Gathering, ...]
    identity: dict[str, str]
    by_id: dict[str, Gathering]
    places: Places

    def of(self, gathering: GatheringId) -> GatheringId:
        """The merged id of a report-level gathering."""
        return self.identity.get(gathering, gathering)

    def name(self, gathering: GatheringId) -> str:
        """What the merged gathering is called."""
        found = self.by_id.get(self.of(gathering))
        return found.name if found else "the meeting"


def diary(record: Record, cast: Cast, people: People) -> Diary:
    """Join the gatherings of all reports."""
    places = Places.learned(_place_names(record))
    ids = [g.id for g in record.gatherings]
    clusters = Clusters(ids, apart=people.different(ids))
    known = {p.id: p for p in profiles(record, cast)}
    for a, b in people.same(ids):
        clusters.join(a, b)
    _join(clusters, known, places)
    return _merged(record, cast, clusters, places, known)


def with_all_gatherings(record: Record) -> Record:
    """The record with a gathering for every id that an entry points at."""
    known = {g.id for g in record.gatherings}
    told = (e for e in record.entries if isinstance(e, Meeting | Attendance) and e.gathering not in known)
    missing = [Gathering(id=e.gathering, name=e.what or "meeting") for e in told]
    return record | Record.of(gatherings=missing) if missing else record


def _place_names(record: Record) -> Iterator[str]:
    for thing in (*record.gatherings, *(e for e in record.entries if isinstance(e, Meeting | Attendance))):
        if thing.place:
            yield thing.place


def _join(clusters: Clusters, known: dict[str, Profile], places: Places) -> None:
    """Let each gathering, the best told first, join the one earlier cluster that it fits best."""
    blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    order = sorted(known.values(), key=lambda p: (-_told(p), -p.weight, p.id))
    for profile in order:
        fits = [(score, c) for c in _candidates(blocks, profile, places) if (score := fit(c, profile, places)) > 0]
        if len(fits) > 1 and (max(fits, key=lambda f: f[0])[0] < 1 or not profile.sides | profile.comers):
            fits = _outstanding(fits)
        home = max(fits, key=lambda f: (f[0], f[1].weight, f[1].id), default=None)
        if home is not None and clusters.join(home[1].id, profile.id):
            home[1].add(profile)
            _index(blocks, home[1], places)
        else:
            _index(blocks, profile, places)


def _outstanding(fits: list[tuple[float, Profile]]) -> list[tuple[float, Profile]]:
    """Of several meetings that a bare "summit" may be, the one told of far more than the others, else none."""
    first, second = sorted(fits, key=lambda f: (-f[1].weight, f[1].id))[:2]
    return [first] if first[1].weight >= OUTSTANDING * second[1].weight else []


def _told(profile: Profile) -> int:
    """How much is known: two sides, a place and a time make a good kernel."""
    return 4 * (len(profile.sides) > 1) + 2 * bool(profile.times) + bool(profile.places)


def _index(blocks: dict[tuple[str, ...], list[Profile]], profile: Profile, places: Places) -> None:
    for key in _block_keys(profile, places):
        if all(p is not profile for p in blocks[key]):
            blocks[key].append(profile)


def _block_keys(profile: Profile, places: Places) -> Iterator[tuple[str, ...]]:
    yield from combinations(sorted(profile.sides), 2)
    for side in sorted(profile.sides | profile.comers):
        yield ("one", side)
    for word in sorted(profile.proper):
        yield ("name", word)
    yield from _place_keys(profile, places)
    yield from _day_keys(profile)


def _day_keys(profile: Profile) -> list[tuple[str, ...]]:
    """Days known by date: a bare "June summit" may be found by them."""
    days = (t for t, _ in profile.times.values() if isinstance(t, When) and t.start == t.end)
    return [("day", str(t.start)) for t in days]


def _place_keys(profile: Profile, places: Places) -> list[tuple[str, ...]]:
    return [("place", p) for p in sorted({p for name in profile.places for p in places.around(name)})]


def _candidates(blocks: dict[tuple[str, ...], list[Profile]], profile: Profile, places: Places) -> list[Profile]:
    pairs: list[tuple[str, ...]] = list(combinations(sorted(profile.sides), 2))
    sides = sorted(profile.sides or profile.comers)
    keys = pairs or [("one", side) for side in sides]
    keys += [("name", word) for word in sorted(profile.proper)]
    if not sides:
        keys += _place_keys(profile, places) + _day_keys(profile)
    found = {p.id: p for key in keys for p in blocks.get(key, ())}
    return list(found.values())


def fit(known: Profile, new: Profile, places: Places) -> float:
    """How well a gathering fits what is known of another: 0 where anything speaks against it.

    Equal sides suffice when nothing speaks against it. Fewer or other sides need a place or a day in common.
    """
    if _clash(known, new):
        return 0
    where, when = _where(known, new, places), _when(known, new)
    if where is Fit.APART or when is Fit.APART:
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
    if sides is Fit.UNKNOWN and not evidence and _bare(new) and known.reports & new.reports:
        return 0.5
    return float(evidence) if sides is Fit.UNKNOWN else 0


def _one_day(a: Profile, b: Profile) -> bool:
    return bool(set(_day_keys(a)) & set(_day_keys(b)))


def _bare(profile: Profile) -> bool:
    """Whether a report says no more than "the talks" and who comes: then it means talks it has told of."""
    return bool(profile.comers) and not (profile.sides or profile.places or profile.proper or profile.rounds)


def _past_and_future(a: Profile, b: Profile) -> bool:
    """Whether one report tells of one as over and of the other as still to come: then it means two meetings."""
    shared = a.reports & b.reports
    return any((a.behind(r) and b.ahead(r)) or (a.ahead(r) and b.behind(r)) for r in shared)


def _other_level(a: Profile, b: Profile) -> bool:
    """Whether leaders meet in one and others in the other: without a place or day in common, another meeting."""
    return bool(a.levels and b.levels) and not a.levels & b.levels


def _clash(a: Profile, b: Profile) -> bool:
    """What tells two meetings apart whatever else agrees: form, round, own name, other people at the table."""
    if a.calls != b.calls or a.far != b.far:
        return True
    if a.rounds and b.rounds and not a.rounds & b.rounds:
        return True
    if a.proper and b.proper and not a.proper & b.proper:
        return True
    if _out_of_time(a, b) or _out_of_time(b, a):
        return True
    if not a.people or not b.people:
        return False
    shared = a.people & b.people
    return not shared or (min(len(a.people), len(b.people)) > 1 and shared not in (a.people, b.people))


def _out_of_time(told: Profile, dated: Profile) -> bool:
    """Whether one is told as over before the other's day, or as still to come after it."""
    times = [t for t, _ in dated.times.values() if isinstance(t, When)]
    if not times or not told.days:
        return False
    if told.behind():
        return all(t.start > max(told.days) for t in times)
    return told.ahead() and all((min(told.days) - t.end).days > SLACK for t in times)


def _sides(a: Profile, b: Profile) -> Fit:
    """Same: equal sets of two or more. Unknown: one side told, or one set within the other. Else apart."""
    one, two = a.sides, b.sides
    if len(one) > 1 and one == two:
        return Fit.SAME
    if len(one) > 1 and len(two) > 1:
        nested = one <= two or two <= one
        return Fit.UNKNOWN if nested and not _pair_of_people(a, b) else Fit.APART
    few, many = (a, b) if len(one) <= len(two) else (b, a)
    told = few.sides or few.comers
    if not told:
        return Fit.UNKNOWN
    return Fit.UNKNOWN if told and told <= many.sides | many.comers else Fit.APART


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
    gap = min(abs((x - y).days) for x in a.days for y in b.days)
    return Fit.APART if gap > APART_DAYS else Fit.UNKNOWN


def _merged(record: Record, cast: Cast, clusters: Clusters, places: Places, known: dict[str, Profile]) -> Diary:
    by_id = {g.id: g for g in record.gatherings}
    weights = Counter(e.gathering for e in record.entries if isinstance(e, Meeting | Attendance))
    told = defaultdict(list)
    for entry in record.entries:
        if isinstance(entry, Meeting | Attendance) and entry.place:
            told[entry.gathering].append(entry.place)
    merged: list[Gathering] = []
    identity: dict[str, str] = {}
    taken: set[str] = set()
    for group in clusters.groups():
        spots = [p for i in group for p in told[i]]
        times = [t for i in group for t, often in known[i].times.values() for _ in range(often)]
        one = replace(_one([by_id[i] for i in group], cast, places, weights, spots, taken), when=_best_time(times))
        taken.add(one.id)
        merged.append(one)
        identity.update(dict.fromkeys(group, one.id))
    merged.sort(key=lambda g: g.id)
    return Diary(tuple(merged), identity, {g.id: g for g in merged}, places)


def _one(
    members: list[Gathering], cast: Cast, places: Places, weights: Counter[str], spots: list[str], taken: set[str]
) -> Gathering:
    """One gathering for many: the name most entries use, all parties, the finest place nobody disputes."""
    names: Counter[str] = Counter()
    for member in members:
        names[_short_name(member)] += weights[member.id] + 1
    told: Counter[str] = Counter()
    for each, weight in names.items():
        told[each.lower()] += weight
    name = _calm(min(names, key=lambda n: (not _plain_name(n), -told[n.lower()], len(n), n)))
    parties = Counter(cast.of(p) for m in members for p in m.parties)
    levels = Counter(m.level for m in members if m.level is not Level.UNKNOWN)
    return Gathering(
        id=_new_id(name, taken),
        name=name,
        parties=tuple(sorted(parties, key=lambda p: (-parties[p], p))),
        level=min(levels, key=lambda v: (-levels[v], v)) if levels else Level.UNKNOWN,
        place=_undisputed([p for m in members if (p := m.place)] + spots, places),
        grounds=tuple(sorted(g for m in members for g in m.grounds)),
        members=tuple(m.id for m in members),
    )


def _short_name(gathering: Gathering) -> str:
    """The name without its place, which is told apart: "peace talks in Geneva" and "peace talks" are one name."""
    head, _, place = gathering.name.partition(" in ")
    return head if place and len(head.split()) > 1 else gathering.name


def _calm(name: str) -> str:
    """The name without a headline's capitals: "Norland-Sudland Peace Talks" gives "... peace talks"."""
    return " ".join(w.lower() if w.lower() in KINDS and w.istitle() else w for w in name.split())


def _plain_name(name: str) -> bool:
    """Whether a name is made of parties, names of its own and usual words alone, without epithets."""
    words = [w for part in name.split() for w in part.split("-") if w]
    return len(words) > 1 and all(w[:1].isupper() or plain(w) in PLAIN_WORDS or not plain(w) for w in words)


def _undisputed(names: list[str], places: Places) -> str | None:
    """The finest place that fits with all that were told; None where they cannot all be true."""
    fitting = [n for n in set(names) if all(places.agree(n, other) for other in names)]
    return places.finest(fitting)


def _best_time(times: list[Time]) -> Time:
    """The day most often told, a known one before a bare weekday, a day before a longer time, else any words."""
    count = Counter(t for t in times if t.words or isinstance(t, When))
    return min(count, key=lambda t: (_vagueness(t), -count[t], t.words, t.timex), default=SILENT)


def _vagueness(time: Time) -> int:
    if isinstance(time, When):
        return 0 if (time.end - time.start).days < SLACK else 2
    return 1 if weekday(time) else 3


def _new_id(name: str, taken: set[str]) -> GatheringId:
    base = "m-" + (plain(name).replace(" ", "-") or "meeting")
    number, new = 2, base
    while new in taken:
        new, number = f"{base}-{number}", number + 1
    return new
