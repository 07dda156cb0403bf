"""Things in rows, each compared with the nearest before it in every row it stands in; what is alike is linked.

When things come and go, only those are compared again that have other neighbours than before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from parley.reconcile.links import Link

Alike = Callable[[str, str], bool]
"""Whether two things, by their ids, are alike; the one that stands first comes first."""
Place = tuple[Any, ...]
"""Where a thing stands among all; it ends with the thing's id."""
_ID = itemgetter(-1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a thing stands, and in which rows."""

    place: Place
    rows: Collection[Hashable]


class Nearby:
    """Rows of things, which of them are alike, and as few links as hold together what is alike.

    >>> nearby = Nearby(2)
    >>> come = {f"e{day}": Standing((day, f"e{day}"), ("raids",)) for day in (1, 2, 3)}
    >>> nearby.exchange((), come, lambda a, b: True)
    ([], [('e2', 'e1'), ('e3', 'e2')])
    >>> nearby.exchange(["e2"], {}, lambda a, b: True)
    ([('e2', 'e1'), ('e3', 'e2')], [('e3', 'e1')])
    """

    def __init__(self, many: int) -> None:
        self._many = many
        self._rows: dict[Hashable, list[Place]] = {}
        self._standing: dict[str, Standing] = {}
        self._places: dict[str, Place] = {}
        self._alike: dict[str, tuple[str, ...]] = {}
        self._links: dict[str, tuple[str, ...]] = {}

    def pairs(self) -> Iterator[Link]:
        """Each two that are alike, in order of the later one."""
        for thing in sorted(self._standing, key=self._places.__getitem__):
            yield from ((other, thing) for other in self._alike[thing])

    def exchange(
        self, gone: Collection[str], come: Mapping[str, Standing], alike: Alike
    ) -> tuple[list[Link], list[Link]]:
        """Take things out and put others in, or in again as they are now. Gives the links lost and won."""
        left = {i: self._standing[i] for i in gone}
        beside = self._after([*left.values(), *come.values()])
        before = {i: self._before(self._standing[i]) for i in beside if i not in left}
        cut = [(i, other) for i in left for other in self._links.pop(i)]
        self._take(left)
        for thing, near in self._put(come):
            self._compare(thing, near, set(), alike)
        known = {i: beside - come.keys() for i, beside in before.items()}
        loose = [s for i in known if self._compare(i, self._before(s := self._standing[i]), known[i], alike)]
        tied: list[Link] = []
        for thing in {**known, **dict.fromkeys(come), **self._after(loose)}:
            lost, won = self._link(thing)
            cut += lost
            tied += won
        return cut, tied

    def _take(self, left: Mapping[str, Standing]) -> None:
        """Take things out of their rows."""
        for thing, standing in left.items():
            del self._standing[thing], self._alike[thing], self._places[thing]
            for row in standing.rows:
                places = self._rows[row]
                del places[bisect_left(places, standing.place)]
                if not places:
                    del self._rows[row]

    def _put(self, come: Mapping[str, Standing]) -> Iterator[tuple[str, set[str]]]:
        """Put things into their rows. Gives for each the nearest before it: what comes in later stands behind."""
        for thing, standing in sorted(come.items(), key=lambda item: item[1].place):
            self._standing[thing], self._places[thing] = standing, standing.place
            found = set[str]()
            for row in standing.rows:
                places = self._rows.setdefault(row, [])
                at = _at(places, standing.place)
                found.update(map(_ID, places[max(at - self._many, 0) : at]))
                places.insert(at, standing.place)
            yield thing, found

    def _before(self, standing: Standing) -> set[str]:
        """The nearest before it, row by row."""
        found = set[str]()
        for row in standing.rows:
            places = self._rows.get(row, [])
            at = _at(places, standing.place)
            found.update(map(_ID, places[max(at - self._many, 0) : at]))
        return found

    def _after(self, standings: Iterable[Standing]) -> dict[str, None]:
        """Those that have one of these among the nearest before them."""
        found = set[str]()
        for standing in standings:
            for row in standing.rows:
                places = self._rows.get(row, ())
                at = bisect_right(places, standing.place)
                found.update(map(_ID, places[at : at + self._many]))
        return dict.fromkeys(sorted(found, key=self._places.__getitem__))

    def _compare(self, thing: str, near: set[str], known: set[str], alike: Alike) -> bool:
        """Find out what of all `near` is like it; with those that are `known` it was compared. Whether it lost
        one."""
        old = set(self._alike.get(thing, ()))
        found = [o for o in near if (o in old if o in known else alike(o, thing))]
        found.sort(key=self._places.__getitem__, reverse=True)
        self._alike[thing] = tuple(found)
        return not old.issubset(found)

    def _link(self, thing: str) -> tuple[list[Link], list[Link]]:
        """Link it to those like it, the nearest first, but for those that hang together with them already."""
        kept: list[str] = []
        tied = set[str]()
        for other in self._alike[thing]:
            if other not in tied:
                kept.append(other)
                tied.update(self._alike[other])
        old, self._links[thing] = self._links.get(thing, ()), tuple(kept)
        return [(thing, o) for o in old if o not in kept], [(thing, o) for o in kept if o not in old]


def _at(places: list[Place], place: Place) -> int:
    """Where a place stands among places in order; most come last."""
    return len(places) if not places or places[-1] < place else bisect_left(places, place)
