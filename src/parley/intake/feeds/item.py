"""What a feed says: items, each with an address, and as much about it as is written there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from parley.intake.canonical import canonical
from parley.intake.draft import day

LIMIT = 20_000_000
"""The most bytes that are read of one feed."""

_TAG = re.compile(r"<[^<>]*>")
_LONGEST_ADDRESS = 2000
_LONGEST_TITLE = 500
_LONGEST_SUMMARY = 4000
_FIRST_YEAR = 1980
"""Feeds without a real date like to write 1 January of the year 1 or 1970: no feed is as old as that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a feed points at. `published` is the day as the feed writes it, in the publisher's own zone, and
    None where it writes none: the day of an update is no day of publication."""

    url: str
    title: str = ""
    summary: str = ""
    published: date | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as read: its title, its items (each address once, in the order written), and further sitemaps."""

    title: str = ""
    items: tuple[Item, ...] = ()
    further: tuple[str, ...] = ()


def once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each address once, the first item with it kept, whatever their ids say."""
    kept: dict[str, Item] = {}
    for item in items:
        kept.setdefault(canonical(item.url), item)
    return tuple(kept.values())


def address(written: str | None, base: str) -> str:
    """The whole web address that a feed writes, "" if it is none that may be asked.

    >>> address("../talks?id=1", "https://gazette.example/feeds/world.xml")
    'https://gazette.example/talks?id=1'
    >>> address("javascript:alert(1)", "https://gazette.example/")
    ''
    """
    try:
        whole = urljoin(base, (written or "").strip()) if (written or "").strip() else ""
        parts = urlsplit(whole)
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    return whole if fine and len(whole) <= _LONGEST_ADDRESS and whole.isprintable() and " " not in whole else ""


def line(markup: str | None) -> str:
    """A title in plain words.

    >>> line("<b>Talks</b> stall &amp;amp; resume")
    'Talks stall & resume'
    """
    return _plain(markup, _LONGEST_TITLE)


def summary(markup: str | None) -> str:
    """A description in plain words, as much as a filter needs."""
    return _plain(markup, _LONGEST_SUMMARY)


def stamp(*written: str | None) -> date | None:
    """The day of the first time stamp that is one, in the zone it is written in.

    >>> stamp(None, "Thu, 15 May 2031 23:30:00 -0400"), stamp("2031-05-15T23:30:00-04:00")
    (datetime.date(2031, 5, 15), datetime.date(2031, 5, 15))
    >>> stamp("yesterday") is None and stamp("0001-01-01T00:00:00Z") is None
    True
    """
    days = (_day(words.strip()) for words in written if words)
    return next((found for found in days if found and found.year >= _FIRST_YEAR), None)


def _day(words: str) -> date | None:
    if found := day(words[:40]):
        return found
    try:
        return parsedate_to_datetime(words[:80]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _plain(markup: str | None, longest: int) -> str:
    """Words without tags and entities; twice, since feeds pack HTML into XML."""
    words = (markup or "")[: longest * 4]
    for _ in range(2):
        words = html.unescape(_TAG.sub(" ", words) if "<" in words else words)
    return " ".join(words.split())[:longest]
