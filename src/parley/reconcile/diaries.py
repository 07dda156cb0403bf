"""The diary, kept up to date while reports come and go: what is joined, and of it what each meeting is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from parley.model.entries import Attendance, Gathering, GatheringId, Meeting
from parley.reconcile.actors import Cast
from parley.reconcile.gatherings import Diary, Table
from parley.reconcile.merging import Told, merged
from parley.reconcile.names import Numbering, slug
from parley.reconcile.parts import Part, home
from parley.reconcile.people import People
from parley.reconcile.places import Places
from parley.reconcile.profiles import Profile, profiles

Made = tuple[tuple[str, ...], tuple[str, ...], Gathering]
"""The members of a merged gathering, the parties that they name, and the gathering."""


class Diaries:
    """Every gathering of every report, the clusters they make, and the merged gatherings."""

    def __init__(self) -> None:
        self._table = Table()
        self._told = Told()
        self._gatherings: dict[GatheringId, Gathering] = {}
        self._signs: dict[GatheringId, tuple[object, ...]] = {}
        self._made: dict[GatheringId, Made] = {}
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
        """Ids come from names; those that share a name are numbered in order of time."""
        numbering = Numbering()
        identity: dict[GatheringId, GatheringId] = {}
        by_id: dict[GatheringId, Gathering] = {}
        made = {h.id: self._one(h, cast, places, stale) for h in homes}
        for first, known in made.items():
            new = numbering.id("m-" + slug(known[2].name, "meeting"))
            if known[2].id != new:
                made[first] = known = (known[0], known[1], replace(known[2], id=new))
            by_id[new] = known[2]
            identity.update(dict.fromkeys(known[0], new))
        self._notice(by_id)
        self._made = made
        return Diary(tuple(by_id[i] for i in sorted(by_id)), identity, by_id, places, self._main(by_id))

    def _main(self, by_id: dict[GatheringId, Gathering]) -> GatheringId | None:
        near: Counter[GatheringId] = Counter()
        for one in by_id.values():
            near[one.id] = sum(map(self._told.near.__getitem__, one.members))
        found = min(near, key=lambda g: (-near[g], g), default=None)
        return found if found is not None and near[found] else None

    def _notice(self, by_id: dict[GatheringId, Gathering]) -> None:
        signs: dict[GatheringId, tuple[object, ...]] = {
            member: sign
            for one in by_id.values()
            for sign in [(one.id, one.name, one.place, one.when)]
            for member in one.members
        }
        self.changed = {home(m) for m, sign in signs.items() if self._signs.get(m) != sign}
        self._signs = signs

    def _one(self, told: Profile, cast: Cast, places: Places, stale: set[GatheringId]) -> Made:
        """The merged gathering with its members and their parties, made anew only if one of them is new."""
        members = tuple(told.members)
        parties = tuple(cast.of(p) for i in members for p in self._gatherings[i].parties)
        known = self._made.get(told.id)
        if known is not None and known[:2] == (members, parties) and stale.isdisjoint(members):
            return known
        gatherings = sorted((self._gatherings[i] for i in members), key=lambda g: g.id)
        return members, parties, merged(told, gatherings, Counter(parties), places, self._told)
