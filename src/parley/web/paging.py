"""Long lists, one sheet at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One sheet of a list: its items, its number from 1, how many sheets and items there are."""

    items: tuple[T, ...]
    number: int
    sheets: int
    total: int
    first: int  # position of its first item in the list, from 1

    @property
    def last(self) -> int:
        """The position of its last item."""
        return self.first + len(self.items) - 1


def sheet(items: Sequence[T], number: int, size: int) -> Sheet[T]:
    """The sheet with this number; the nearest there is for a number out of range.

    >>> found = sheet("abcdefg", 3, 3)
    >>> found.items, found.number, found.sheets, found.first, found.last
    (('g',), 3, 3, 7, 7)
    >>> sheet("", 5, 3).items
    ()
    """
    sheets = max(-(-len(items) // size), 1)
    at = min(max(number, 1), sheets)
    start = (at - 1) * size
    return Sheet(tuple(items[start : start + size]), at, sheets, len(items), start + 1)


def whole(text: str, default: int = 1) -> int:
    """A number as it stands in an address; the default for anything else.

    >>> whole("3"), whole("x"), whole("-1"), whole("9" * 40)
    (3, 1, 1, 1)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
