"""Clusters that grow by joining, with pairs that people said to keep apart."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Union-find over ids. A join that would put two ids that must stay apart into one cluster is refused.

    >>> clusters = Clusters(["a", "b", "c"], apart=[("a", "c")])
    >>> clusters.join("a", "b"), clusters.join("b", "c")
    (True, False)
    >>> clusters.groups()
    [('a', 'b'), ('c',)]
    """

    def __init__(self, ids: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = {i: i for i in ids}
        self._members = {i: [i] for i in self._parent}
        self._foes: dict[str, set[str]] = {}
        for a, b in apart:
            self._foes.setdefault(a, set()).add(b)
            self._foes.setdefault(b, set()).add(a)

    @property
    def free(self) -> bool:
        """Whether no two ids must stay apart."""
        return not self._foes

    def root(self, member: str) -> str:
        """The id that stands for the member's cluster."""
        node = member
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def members(self, member: str) -> list[str]:
        """Everything in the member's cluster."""
        return self._members[self.root(member)]

    def together(self, a: str, b: str) -> bool:
        """Whether two ids are in one cluster."""
        return self.root(a) == self.root(b)

    def join(self, a: str, b: str) -> bool:
        """Put two clusters together; false if somebody said that they differ."""
        one, two = sorted((self.root(a), self.root(b)))
        if one == two:
            return True
        if self._apart(one, two):
            return False
        self._parent[two] = one
        self._members[one] += self._members.pop(two)
        return True

    def _apart(self, one: str, two: str) -> bool:
        if not self._foes:
            return False
        other = set(self._members[two])
        return any(self._foes.get(member, set()) & other for member in self._members[one])

    def groups(self) -> list[tuple[str, ...]]:
        """The clusters, members sorted, in order of their first member."""
        return sorted(tuple(sorted(members)) for members in self._members.values())
