"""Stretches of long lists: a cursor is the sort key of the last item, so what is added since shifts nothing."""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from parley.errors import BadSetting
from parley.store import Page

T = TypeVar("T")
Key = tuple[Any, ...]
MOST = 500
"""The longest stretch that is handed out at once."""


def stretch(items: Sequence[T], key: Callable[[T], Key], after: str, limit: int) -> Page[T]:
    """The items behind a cursor, in order of their keys. Raises BadSetting for a cursor that is none.

    >>> page = stretch([3, 1, 2], lambda n: (n,), "", 2)
    >>> page.items, stretch([3, 1, 2], lambda n: (n,), page.next or "", 2).items
    ((1, 2), (3,))
    """
    ordered = sorted(items, key=key)
    first = _place(ordered, key, _read(after)) if after else 0
    found = tuple(ordered[first : first + limit])
    more = first + limit < len(ordered)
    return Page(found, _written(key(found[-1])) if more and found else None)


def _place(ordered: Sequence[T], key: Callable[[T], Key], last: Key) -> int:
    try:
        return bisect_right(ordered, last, key=key)
    except TypeError:
        raise _bad() from None


def _written(key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _read(cursor: str) -> Key:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        raise _bad() from None
    if not isinstance(found, list):
        raise _bad()
    return tuple(found)


def _bad() -> BadSetting:
    return BadSetting("this is no cursor: give back the `next` that came with the page before")
