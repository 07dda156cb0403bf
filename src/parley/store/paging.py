"""Cursors and sizes as callers give them."""

from __future__ import annotations

from parley.errors import BadSetting

MOST = 1000
"""The longest stretch of a list that is handed out at once."""


def cursor(after: str) -> int | None:
    """A cursor as a number. Raises BadSetting for one that was not handed out."""
    if not after:
        return None
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise BadSetting(f"{after[:40]!r} is no cursor: give back the one that came with the page before")
    return int(after)


def size(limit: int) -> int:
    """How many rows to hand out: at least 1, at most 1000."""
    return max(1, min(limit, MOST))
