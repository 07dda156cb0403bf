"""Whether two times can be one time, as far as two reports tell: same, apart, or nobody knows."""

from __future__ import annotations

from datetime import date
from enum import Enum

from parley.model.times import Basis, Bound, Direction, Expression, Time, When

LONG = 20  # days: a month or a year names a period and not a meeting's day
SLACK = 3  # days a meeting may be put off and stay the same meeting


class Fit(Enum):
    """How two times stand to each other."""

    SAME = "same"
    APART = "apart"
    UNKNOWN = "unknown"


def compare(a: Time, b: Time) -> Fit:
    """Whether two times told for a meeting or an event can be one.

    A month or a year written out is how reports tell of the past: beside a bare weekday it is another time.

    >>> from parley.model.times import Undated
    >>> friday = Undated(words="Friday", expression=Expression(unit="weekday", value=5))
    >>> compare(friday, When(start=date(2031, 3, 7), end=date(2031, 3, 7)))
    <Fit.SAME: 'same'>
    """
    if isinstance(a, When) and isinstance(b, When):
        return _intervals(a, b)
    if far(a) != far(b):
        return Fit.APART
    day = month_day(a)
    if day is not None and day == month_day(b):
        return Fit.SAME
    one, two = named_day(a), named_day(b)
    return Fit.SAME if one is not None and one == two else Fit.UNKNOWN


def named_day(time: Time) -> int | None:
    """The weekday of a bare weekday or of a single date: beside each other in one story they are one day."""
    if isinstance(time, When):
        return time.start.isoweekday() if time.start == time.end else None
    return None if _shifted(time) else weekday(time)


def month_day(time: Time) -> tuple[int, int] | None:
    """Month and day of a single date, also where nobody gives the year: beside each other in one story one day.

    >>> from parley.model.times import Undated
    >>> month_day(Undated(words="June 12", expression=Expression(unit="date", month=6, day=12)))
    (6, 12)
    """
    if isinstance(time, When):
        return (time.start.month, time.start.day) if time.start == time.end else None
    e = time.expression
    return (e.month, e.day) if e is not None and e.unit == "date" and e.month and e.day else None


def _intervals(a: When, b: When) -> Fit:
    if a.start <= b.end and b.start <= a.end:
        return Fit.SAME
    return span((a.start.toordinal(), a.end.toordinal()), (b.start.toordinal(), b.end.toordinal()))


def span(a: tuple[int, int], b: tuple[int, int]) -> Fit:
    """How two times stand to each other of which the first and the last day are known, by number.

    >>> span((10, 12), (12, 12)), span((10, 12), (14, 14)), span((10, 12), (16, 20))
    (<Fit.SAME: 'same'>, <Fit.UNKNOWN: 'unknown'>, <Fit.APART: 'apart'>)
    """
    gap = max(a[0] - b[1], b[0] - a[1])
    return Fit.SAME if gap <= 0 else Fit.UNKNOWN if gap <= SLACK else Fit.APART


def far(time: Time, published: date | None = None) -> bool:
    """Whether the words tell of another time than that of the report: "in March 2022", "two years ago".

    >>> from parley.model.times import Undated
    >>> far(Undated(words="March 2022", expression=Expression(unit="date", year=2022, month=3)))
    True
    >>> far(Undated(words="Thursday", expression=Expression(unit="weekday", value=4)))
    False
    """
    if isinstance(time, When) and published is not None:
        return (published - time.end).days > LONG
    expression = time.expression
    if isinstance(time, When) and expression is None:
        return time.basis is Basis.WRITTEN and (time.end - time.start).days > LONG
    if expression is None or expression.bound in (Bound.UNTIL, Bound.BY):
        return False
    return _long_ago(expression)


def _long_ago(expression: Expression) -> bool:
    written = expression.unit == "date" and expression.year is not None and expression.day is None
    years = expression.unit in ("year", "decade", "century") and expression.offset != 0
    counted = expression.unit in ("month", "quarter", "season") and (expression.offset or 0) < 0
    past = expression.unit == "week" and (expression.offset or 0) < -1
    return written or years or counted or (past and expression.direction is not Direction.FUTURE)


def weekday(time: Time) -> int | None:
    """The weekday that the words name, 1 for Monday to 7, None if they name none."""
    expression = time.expression
    if expression is not None and expression.unit == "weekday":
        return expression.value
    return None


def _shifted(time: Time) -> bool:
    return bool(time.expression and time.expression.offset)
