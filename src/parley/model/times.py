"""Time as a report tells it: resolved (`When`) or still open (`Undated`). Never the machine's clock.

A reader extracts an `Expression` ("Thursday", "in March 2022", "tomorrow") and what it hangs on.
`parley.model.calendar.resolve` turns it into a `When` as soon as the day it hangs on is known; until
then it stays `Undated`, with everything that is known of it. Giving a date later needs no new reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Hangs(StrEnum):
    """What an expression is counted from."""

    NOTHING = "nothing"  # written out in full, or no relation to any day
    PUBLICATION = "publication"  # the day the report came out
    UTTERANCE = "utterance"  # the day somebody spoke: "tomorrow" inside a quotation
    EVENT = "event"  # something else told: "on the eve of the talks"


class Direction(StrEnum):
    """Which way from the day it hangs on, from the governing verb's tense and modality."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"


class Bound(StrEnum):
    """Whether the words name a day or a limit: since, until, by, before, after."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


class Basis(StrEnum):
    """Why a date is known."""

    WRITTEN = "written out"
    PUBLICATION = "publication day"
    SAID_ON = "said-on day"
    READER = "the reader's own date"
    OTHER_REPORT = "another report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression, taken apart but not resolved.

    `unit` is one of: weekday, day, week, weekend, month, quarter, year, decade, century, season, hour, minute,
    second, half, feast, week day ("Tuesday of last week"), date, duration, set, now, vague.
    For `weekday`, `value` is 1 (Monday) to 7; for `season` 1 (spring) to 4 (winter); for `quarter` and `half`
    its number; for `decade` 198 is the eighties, for `century` 19 the years from 1900; for `feast` month * 100 +
    day, or 1 Thanksgiving, 2 Easter Sunday, 3 Good Friday, 4 Easter Monday. For day, week, month, ... `offset` is
    the distance from what it hangs on ("tomorrow": day +1; "last month": month -1; "three days ago": day -3).
    For `date`, year/month/day hold what was written out ("March 2022": 2022, 3, None); without a year, `offset`
    tells which one ("last March": -1) and `value` the year's distance ("March last year": -1).
    `timex` is the TIMEX3 value as far as it is known without any anchor ("XXXX-WXX-4", "2022-03", "P30D").
    """

    unit: str
    value: int | None = None
    offset: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    timex: str = ""
    hangs: Hangs = Hangs.PUBLICATION
    direction: Direction = Direction.EITHER
    bound: Bound = Bound.AT
    part_of_day: str | None = None  # "MO", "AF", "EV", "NI", "early", "late", "early NI"
    approximate: bool = False
    clock: str = ""  # the hour, "10:35", where it was told
    limit: str | None = None  # "START", "MID" or "END" of the unit: early this week, the end of March
    upon: Expression | None = None  # the expression it is counted from: "a week later", "the same day"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A resolved interval of days, first and last included, and why it is known.

    `chain` tells the steps in words: ("Thursday", "the day the report came out is 2025-05-15").
    """

    start: date
    end: date
    words: str = ""
    basis: Basis = Basis.WRITTEN
    chain: tuple[str, ...] = ()
    expression: Expression | None = None

    @property
    def timex(self) -> str:
        """The TIMEX3 value: a day as 2025-05-15, a month as 2022-03, a year as 2019, else start/end.

        >>> When(start=date(2022, 3, 1), end=date(2022, 3, 31)).timex
        '2022-03'
        """
        first, last = self.start, self.end
        if first == last:
            return first.isoformat()
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return f"{first.year:04d}"
        following = date.fromordinal(last.toordinal() + 1) if last < date.max else last
        if first.day == 1 and following.day == 1 and (first.year, first.month) == (last.year, last.month):
            return f"{first.year:04d}-{first.month:02d}"
        return f"{first.isoformat()}/{last.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undated:
    """Words about time that cannot be dated yet, or silence (no words at all).

    >>> Undated().said
    False
    """

    words: str = ""
    expression: Expression | None = None
    candidates: tuple[date, ...] = ()

    @property
    def said(self) -> bool:
        """Whether the report gave any words about the time."""
        return bool(self.words)

    @property
    def timex(self) -> str:
        """What is known as a TIMEX3 value, such as XXXX-WXX-4 for a Thursday of an unknown week."""
        return self.expression.timex if self.expression else ""


Time = When | Undated
SILENT = Undated()
