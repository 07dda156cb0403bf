"""The diary, kept up to date while reports come and go: what is joined, and of it what each meeting is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from parley.model.entries import Attendance, Gathering, GatheringId, Meeting
from parley.reconcile.actors import Cast
from parley.reconcile.gatherings import Diary, Table
from parley.reconcile.merging import Told, merged
from parley.reconcile.names import Numbering, slug
from parley.reconcile.parts import Part, home
from parley.reconcile.people import People
from parley.reconcile.places import Places
from parley.reconcile.profiles import Profile, profiles


@dataclass(frozen=True, slots=True)
class _Made:
    """A merged gathering, its members, how its id begins, and how many reports and entries tell of it now."""

    gathering: Gathering
    members: tuple[GatheringId, ...]
    slug: str
    reports: int
    near: int

    @property
    def sign(self) -> tuple[object, ...]:
        """What others see of it."""
        return (self.gathering.id, self.gathering.name, self.gathering.place, self.gathering.when)


class Diaries:
    """Every gathering of every report, the clusters they make, and the merged gatherings."""

    def __init__(self) -> None:
        self._table = Table()
        self._told = Told()
        self._gatherings: dict[GatheringId, Gathering] = {}
        self._made: dict[GatheringId, _Made] = {}
        self._identity: dict[GatheringId, GatheringId] = {}
        self.changed: set[str] = set()

    def sync(
        self, gone: Iterable[Part], come: Iterable[Part], cast: Cast, places: Places, people: People
    ) -> Diary:
        """The diary without what some reports tell and with what others tell, or tell otherwise now.

        `changed` are then the reports that tell of a meeting that is another now, or is told of otherwise.
        """
        left = [i for part in gone for i in self._leave(part)]
        fresh = [p for part in come for p in self._enter(part, cast)]
        stale = {*left, *(p.id for p in fresh)}
        return self._diary(self._table.sync(left, fresh, places, people), cast, places, stale)

    def _leave(self, part: Part) -> list[GatheringId]:
        ids = [g.id for g in part.told.gatherings]
        for i in ids:
            self._told.weights.pop(i, None)
            self._told.near.pop(i, None)
            self._told.spots.pop(i, None)
            del self._gatherings[i]
        return ids

    def _enter(self, part: Part, cast: Cast) -> list[Profile]:
        self._gatherings.update((g.id, g) for g in part.told.gatherings)
        self._told.near.update(part.weights)
        for entry in part.told.entries:
            if isinstance(entry, Meeting | Attendance):
                self._told.weights[entry.gathering] += 1
                if entry.place:
                    self._told.spots.setdefault(entry.gathering, []).append(entry.place)
        return list(profiles(part.told, part.stems, cast))

    def _diary(self, homes: list[Profile], cast: Cast, places: Places, stale: set[GatheringId]) -> Diary:
        """Ids come from names; of those that share a name the first in time has it without a mark."""
        numbering, old = Numbering(), self._made
        self._made = {h.id: self._one(h, cast, places, stale) for h in homes}
        for first, made in self._made.items():
            new = numbering.id(made.slug, first)
            if made.gathering.id != new:
                self._made[first] = replace(made, gathering=replace(made.gathering, id=new))
        self._notice(old)
        by_id = {made.gathering.id: made.gathering for made in self._made.values()}
        return Diary(tuple(by_id[i] for i in sorted(by_id)), self._identity, by_id, places, self._main())

    def _main(self) -> GatheringId | None:
        """The one that most reports tell of; of several the one with most entries."""
        near = ((-made.reports, -made.near, made.gathering.id) for made in self._made.values() if made.near)
        return min(near, default=(0, 0, None))[2]

    def _notice(self, old: Mapping[GatheringId, _Made]) -> None:
        """Which reports tell of a meeting that is another now, or is called or dated otherwise."""
        was = {
            m: made.sign for first, made in old.items() if self._made.get(first) is not made for m in made.members
        }
        now = {
            m: made.sign for first, made in self._made.items() if old.get(first) is not made for m in made.members
        }
        for member in was:
            self._identity.pop(member, None)
        self._identity.update((m, str(sign[0])) for m, sign in now.items())
        self.changed = {home(m) for m, sign in now.items() if was.get(m) != sign}

    def _one(self, told: Profile, cast: Cast, places: Places, stale: set[GatheringId]) -> _Made:
        """The merged gathering, made anew only if one of its members is new or told otherwise."""
        members = tuple(told.members)
        known = self._made.get(told.id)
        if known is not None and known.members == members and stale.isdisjoint(members):
            return known
        gatherings = sorted((self._gatherings[i] for i in members), key=lambda g: g.id)
        parties = Counter(cast.of(p) for g in gatherings for p in g.parties)
        made = merged(told, gatherings, parties, places, self._told)
        if known is not None:
            made = replace(made, id=known.gathering.id)
        near = {m: often for m in members if (often := self._told.near[m])}
        reports = len({home(m) for m in near})
        return _Made(made, members, "m-" + slug(made.name, "meeting"), reports, sum(near.values()))
