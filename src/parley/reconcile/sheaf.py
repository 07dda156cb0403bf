"""Things in order of keys that come and go, so that a long tuple need not be put together anew for each change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Protocol):
    """Anything that can be sorted."""

    def __lt__(self, other: Any, /) -> bool: ...


K = TypeVar("K", bound=Ordered)
T = TypeVar("T")
_MANY = 16
"""Where more than one key in so many changes, all is sorted once; else each is put in its place."""


class Sheaf(Generic[K, T]):
    """For each key some things; all of them in order of keys.

    >>> sheaf = Sheaf[str, int]()
    >>> sheaf.update({"b": [2, 3], "a": [1]})
    >>> sheaf.update({"b": [4], "c": ()})
    >>> sheaf.all()
    (1, 4)
    """

    def __init__(self) -> None:
        self._keys: list[K] = []
        self._things: list[T] = []

    def update(self, changes: Mapping[K, Iterable[T]]) -> None:
        """Put these things in the place of those that the keys had; none takes the key out."""
        if len(changes) * _MANY > len(self._keys):
            self._sort(changes)
            return
        for key, things in changes.items():
            start, end = bisect_left(self._keys, key), bisect_right(self._keys, key)
            self._things[start:end] = new = list(things)
            self._keys[start:end] = repeat(key, len(new))

    def _sort(self, changes: Mapping[K, Iterable[T]]) -> None:
        kept = [pair for pair in zip(self._keys, self._things, strict=True) if pair[0] not in changes]
        new = ((key, thing) for key, things in changes.items() for thing in things)
        ordered = sorted(chain(kept, new), key=lambda pair: pair[0])
        self._keys, self._things = [key for key, _ in ordered], [thing for _, thing in ordered]

    def all(self) -> tuple[T, ...]:
        """Everything, in order of keys."""
        return tuple(self._things)

    def __iter__(self) -> Iterator[T]:
        return iter(self._things)

    def __reversed__(self) -> Iterator[T]:
        return reversed(self._things)

    def keys(self) -> list[K]:
        """The key of each thing, in order."""
        return self._keys
