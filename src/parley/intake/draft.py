"""What a format reader hands on: a text and whatever the file says about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

LIMIT = 5_000_000
"""The most bytes that are read of one file or page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text that is not yet a report. `published` is what the file's own metadata says."""

    text: str
    title: str = ""
    outlet: str | None = None
    published: date | None = None
    author: str | None = None
    url: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Bytes as they came, with the name and kind the sender gave them.

    `name` is a file name or an address; `kind` a media type ("text/html") or "" if none was given.
    """

    data: bytes
    name: str
    kind: str = ""
    charset: str | None = None
    url: str | None = None


def day(value: object) -> date | None:
    """The day in a written time stamp, or None if it holds none.

    >>> day("2024-08-06 13:26:23-04:00")
    datetime.date(2024, 8, 6)
    >>> day("last Thursday") is None
    True
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip()[:10])
    except ValueError:
        return None
