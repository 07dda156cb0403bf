"""The timeline as a reader zooms it: years, then months, then days, each with how much is told of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from parley.views.rows.brief import Ref, Summary
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import day_in_words, flat

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MOST = 36  # bars in one strip
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline. `day` is ISO where the date is known, else empty."""

    day: str
    label: str
    dated: bool
    kind: str
    line: Summary


@dataclass(frozen=True, slots=True)
class Bar:
    """A period of the strip: its key (2025, 2025-05 or 2025-05-15), its name and how many lines it has."""

    key: str
    name: str
    count: int
    high: float  # 0 to 1, of the fullest


@dataclass(frozen=True, slots=True)
class Day:
    """The lines that share a day."""

    label: str
    dated: bool
    rows: tuple[Row, ...]


def rows(look: Lookup, refs: Callable[[Iterable[str]], tuple[Ref, ...]]) -> tuple[Row, ...]:
    """The moments of a dossier in order of time."""
    made = []
    for moment in sorted(look.dossier.timeline, key=lambda m: m.order):
        entries = [look.entries[i] for i in moment.entries if i in look.entries]
        day = date.fromordinal(int(moment.order)).isoformat() if moment.dated and moment.order >= 1 else ""
        kind = entries[0].kind if entries else ""
        line = Summary(flat(moment.text), refs(moment.entries))
        made.append(Row(day, flat(moment.label), moment.dated, kind, line))
    return tuple(made)


def within(found: Sequence[Row], *, period: str = "", kind: str = "", words: str = "") -> tuple[Row, ...]:
    """The rows of a period (a year, month or day as its ISO beginning), of a kind, with all of these words."""
    wanted = words.casefold().split()
    return tuple(
        r
        for r in found
        if r.day.startswith(period)
        and kind in ("", r.kind)
        and all(w in f"{r.line.text} {r.label}".casefold() for w in wanted)
    )


def strip(found: Iterable[Row], period: str = "") -> tuple[Bar, ...]:
    """The bars of a period by its parts: all time by years, a year by months, a month by days."""
    return strip_of((r.day for r in found if r.day), period)


def strip_of(days: Iterable[str], period: str = "") -> tuple[Bar, ...]:
    """The bars of ISO days.

    Where there is one part only, its own parts are shown, so that a week of talks does not stand as one bar.

    >>> [(bar.name, bar.count) for bar in strip_of(["2031-05-02", "2031-05-04", "2031-05-04"])]
    [('2 May', 1), ('3 May', 0), ('4 May', 2)]
    """
    known, size = list(days), {0: 4, 4: 7, 7: 10}.get(len(period), 0)
    while size:
        counts = Counter(day[:size] for day in known)
        if len(counts) != 1 or size == 10:
            return _bars(counts)
        size = {4: 7, 7: 10}[size]
    return ()


def _bars(counts: Counter[str]) -> tuple[Bar, ...]:
    keys = _every(sorted(counts))
    most = max(counts.values(), default=1)
    return tuple(Bar(key, name(key), counts[key], counts[key] / most) for key in keys)


def _every(keys: list[str]) -> list[str]:
    """All months or days from the first to the last, empty ones too, as long as they fit; years as they are."""
    if not keys or len(keys[0]) == 4:
        return keys[-_MOST:]
    step = _next_month if len(keys[0]) == 7 else _next_day
    made = [keys[0]]
    while made[-1] < keys[-1] and len(made) < _MOST:
        made.append(step(made[-1]))
    return made if made[-1] == keys[-1] else keys[-_MOST:]


def _next_month(key: str) -> str:
    year, month = int(key[:4]), int(key[5:])
    return f"{year + month // 12:04d}-{month % 12 + 1:02d}"


def _next_day(key: str) -> str:
    return date.fromordinal(date.fromisoformat(key).toordinal() + 1).isoformat()


@lru_cache(512)
def name(key: str) -> str:
    """A period in words.

    >>> name("2025"), name("2025-05"), name("2025-05-15")
    ('2025', 'May 2025', '15 May')
    """
    if len(key) == 4:
        return key
    month = MONTHS[int(key[5:7]) - 1]
    return f"{month} {key[:4]}" if len(key) == 7 else f"{int(key[8:])} {month}"


def full_name(key: str) -> str:
    """A period written out in full, for headings."""
    return day_in_words(date.fromisoformat(key)) if len(key) == 10 else name(key)


def period(text: str) -> str:
    """A period as it stands in an address; empty for anything that is none.

    >>> period("2025-05"), period("2025-13"), period("5/2025"), period("2025-02-30")
    ('2025-05', '', '', '')
    """
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return ""
    return text if _PERIOD.fullmatch(text) else ""


def by_day(found: Iterable[Row]) -> tuple[Day, ...]:
    """Rows that follow each other under one label, together."""
    days: list[Day] = []
    for row in found:
        if days and days[-1].label == row.label:
            days[-1] = Day(row.label, row.dated, (*days[-1].rows, row))
        else:
            days.append(Day(row.label, row.dated, (row,)))
    return tuple(days)
