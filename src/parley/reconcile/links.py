"""Clusters of linked things, kept while things and links come and go: only clusters that a change touches are
worked out anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable

from parley.reconcile.clusters import Clusters
from parley.reconcile.people import People

Group = tuple[str, ...]
"""The members of one cluster, sorted."""
Link = tuple[str, str]


class Links:
    """Things and how often each two are linked; a cluster is what hangs together.

    >>> links = Links()
    >>> links.change((), ["a", "b", "c"], (), [("a", "b")])
    ([], [('a', 'b'), ('c',)])
    >>> links.change(["b"], ["d"], [("a", "b")], [("a", "d")])
    ([('a', 'b')], [('a', 'd')])
    """

    def __init__(self) -> None:
        self._links: dict[str, Counter[str]] = defaultdict(Counter)
        self._home: dict[str, Group] = {}

    def change(
        self, gone: Iterable[str], come: Iterable[str], cut: Iterable[Link], tied: Iterable[Link]
    ) -> tuple[list[Group], list[Group]]:
        """Take things out and put others in, and count links less and more. Gives the clusters that are no more,
        and those that are new. Whatever is taken out must lose all its links, too."""
        gone, come = set(gone), set(come)
        touched = self._count(cut, -1) | self._count(tied, 1) | come
        stale = dict.fromkeys(self._home[i] for i in sorted(gone | touched) if i in self._home)
        members = sorted({m for group in stale for m in group} | come)
        for member in gone:
            self._home.pop(member, None)
        found = self._hanging_together([m for m in members if m in come or m not in gone])
        new = [group for group in found if group not in stale]
        self._home.update((m, group) for group in found for m in group)
        kept = set(found)
        return [group for group in stale if group not in kept], new

    def _count(self, pairs: Iterable[Link], by: int) -> set[str]:
        touched = set()
        for a, b in pairs:
            for one, other in ((a, b), (b, a)):
                links = self._links[one]
                links[other] += by
                if not links[other]:
                    del links[other]
                touched.add(one)
        for thing in touched:
            if not self._links[thing]:
                del self._links[thing]
        return touched

    def _hanging_together(self, members: list[str]) -> list[Group]:
        """The clusters of these things, which have no link to any other."""
        found, seen = [], set[str]()
        for start in members:
            if start not in seen:
                seen.add(start)
                reached = [start]
                for one in reached:
                    new = [o for o in self._links.get(one, ()) if o not in seen]
                    seen.update(new)
                    reached += new
                found.append(tuple(sorted(reached)))
        return found

    def groups(self) -> list[Group]:
        """All clusters, in order of their first member."""
        return sorted(set(self._home.values()))


class Joined:
    """Clusters by links and by what people said: some things are the same, some are not."""

    def __init__(self) -> None:
        self._links = Links()
        self._home: dict[str, Group] = {}
        self._same: list[Link] = []
        self._apart: list[Link] = []

    def change(
        self,
        people: People,
        moved: tuple[Collection[str], Collection[str]],
        links: tuple[list[Link], list[Link]],
        pairs: Callable[[], Iterable[Link]],
    ) -> tuple[list[Group], list[Group]]:
        """Take things out and put others in (`moved`), and links (`links`); `pairs` are all two that are alike.

        Gives the clusters that are no more and the new ones; one that a thing was put in anew is both.
        """
        gone, come = moved
        known = (self._home.keys() - gone) | set(come) if people.judgements else set[str]()
        was, self._same = self._same, people.same(known)
        parted, self._apart = self._apart, people.different(known)
        left, new = self._links.change(gone, come, [*links[0], *was], [*links[1], *self._same])
        if parted or self._apart:
            now = self._kept_apart(known, pairs()) if self._apart else self._links.groups()
            had = set(self._home.values())
            left, new = sorted(had.difference(now)), [group for group in now if group not in had]
        same = {self._home[i]: None for i in come if i in self._home}.keys() - left
        return self._taken([*left, *sorted(same)], [*new, *sorted(same)])

    def _taken(self, left: list[Group], new: list[Group]) -> tuple[list[Group], list[Group]]:
        for group in left:
            for thing in group:
                del self._home[thing]
        self._home.update((thing, group) for group in new for thing in group)
        return left, new

    def _kept_apart(self, known: Iterable[str], pairs: Iterable[Link]) -> list[Group]:
        """All clusters where people keep some things apart: who is joined first counts."""
        clusters = Clusters(sorted(known), apart=self._apart)
        for a, b in (*self._same, *pairs):
            clusters.join(a, b)
        return clusters.groups()
