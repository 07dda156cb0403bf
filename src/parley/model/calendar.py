"""Time expressions into days: pure arithmetic on the calendar, never the machine's clock.

`timex_value` gives the TIMEX3 value of an expression, with an X wherever the day it hangs on is unknown.
`resolve` gives the interval of days, or leaves the words `Undated` with all that is known of them.

>>> thursday = Expression(unit="weekday", value=4, direction=Direction.PAST)
>>> timex_value(thursday)
'XXXX-WXX-4'
>>> resolve(thursday, "Thursday", published=date(2025, 5, 16)).timex
'2025-05-15'
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from parley.model.times import Basis, Bound, Direction, Expression, Hangs, Time, Undated, When

SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_PARTS = ("MO", "MI", "AF", "EV", "NI", "DT")


def resolve(expression: Expression, words: str, *, published: date | None, said: Time | None = None) -> Time:
    """The days that an expression means, counted from the day its report came out or its speaker spoke.

    `said` is when the words were spoken, for an expression inside a quotation: a day counts; words about a day
    that is not known yet leave the expression undated; silence or None falls back on the day of publication, since
    a report gives fresh words unless it says otherwise.
    """
    day, basis, step = _origin(expression, published, said)
    value = timex_value(expression, published=day)
    days = interval(value)
    if days is None:
        return Undated(words=words, expression=expression)
    chain = (words, step) if step else (words,)
    return When(start=days[0], end=days[1], words=words, basis=basis, chain=chain, expression=expression)


def _origin(e: Expression, published: date | None, said: Time | None) -> tuple[date | None, Basis, str]:
    if interval(timex_value(e)) is not None:
        return None, Basis.WRITTEN, ""
    if e.hangs is Hangs.UTTERANCE and said is not None:
        if isinstance(said, When) and said.start == said.end:
            return said.start, Basis.SAID_ON, f"said on {said.start.isoformat()}"
        if isinstance(said, When) or said.said:
            return None, Basis.SAID_ON, ""
    if published is None:
        return None, Basis.PUBLICATION, ""
    return published, Basis.PUBLICATION, f"the day the report came out is {published.isoformat()}"


def timex_value(expression: Expression, *, published: date | None = None) -> str:
    """The TIMEX3 value of an expression counted from a day; with X where that day is not known.

    >>> timex_value(Expression(unit="month", offset=-1), published=date(2025, 1, 9))
    '2024-12'
    >>> timex_value(Expression(unit="month", offset=-1))
    'XXXX-XX'
    """
    make = _VALUES.get(expression.unit)
    if make is None:
        return expression.timex
    if expression.upon is not None:
        return _counted(expression, timex_value(expression.upon, published=published))
    origin = published if expression.hangs is not Hangs.EVENT else None
    return make(expression, origin) + _time_of_day(expression)


def _counted(e: Expression, told: str) -> str:
    """The value of an expression counted from another, whose value is told: "a week later", "that day"."""
    if e.unit == "year" and "-Q" in told and told[:4].isdigit():  # the same quarter, years apart
        year = e.year if e.year is not None else int(told[:4]) + (e.offset or 0)
        return f"{year:04d}{told[4:]}"
    days = interval(told)
    return _VALUES[e.unit](e, days[0] if days else None) + _time_of_day(e)


def _time_of_day(e: Expression) -> str:
    if e.clock:
        return f"T{e.clock}"
    part = (e.part_of_day or "").split(" ")[-1]
    return f"T{part}" if part in _PARTS else ""


# ---- one function for each unit: (expression, day it is counted from) -> TIMEX3 value


def _date(e: Expression, origin: date | None) -> str:
    if e.month is None:
        return f"{e.year:04d}" if e.year is not None else "XXXX"
    year = e.year if e.year is not None else _year_for(e, origin)
    head = f"{year:04d}" if year is not None else "XXXX"
    return f"{head}-{e.month:02d}" + (f"-{e.day:02d}" if e.day else "")


def _year_for(e: Expression, origin: date | None) -> int | None:
    """The year of a month or of a day written without its year."""
    if origin is None or e.month is None:
        return None
    if e.offset is not None and e.value is None:  # "last March", "March of last year"
        return _year_by_offset(e.month, e.offset, origin)
    if e.value is not None:  # month of a year named by its distance
        return origin.year + e.value
    return origin.year + _nearer(e, origin)


# How many times farther the way that the verb points to may be before the other way is meant: "extended the
# deadline until Nov. 10", told in October, is not the November of a year ago.
_PATIENCE = {Direction.PAST: 6.0, Direction.EITHER: 1.5, Direction.FUTURE: 1 / 3}


def _nearer(e: Expression, origin: date) -> int:
    """-1, 0 or 1: the year before, the same or the next, whichever is meant by a month or a day of a month."""
    middle = e.day or 15
    ahead = (((e.month or 1) - origin.month) * 30.4 + middle - (origin.day if e.day else 15)) % 365
    back = 365 - ahead if ahead else 0
    future = back > _PATIENCE[e.direction] * ahead if back else False
    later = (e.month or 1, e.day or 0) > (origin.month, origin.day if e.day else 0)
    earlier = (e.month or 1, e.day or 0) < (origin.month, origin.day if e.day else 0)
    return int(future and earlier) - int(not future and later)


def _year_by_offset(month: int, offset: int, origin: date) -> int:
    if offset < 0:
        return origin.year - (month >= origin.month)
    if offset > 0:
        return origin.year + (month <= origin.month)
    return origin.year


_AT_HAND = 2  # days
# Told as past, the name of tomorrow is tomorrow: hardly anybody calls the day six days ago by its bare name, while
# a report stamped in another time zone, or brought up to date after its day, tells of the next day. So it was with
# 19 of 20 such names in dated reports of talks, and with 2 of 3 in TimeBank and AQUAINT.
_TOO_FAR_BACK = 6


def _weekday(e: Expression, origin: date | None) -> str:
    if origin is None or e.value is None:
        return f"XXXX-WXX-{e.value}"
    back = (origin.isoweekday() - e.value) % 7
    ahead = (7 - back) % 7
    if e.offset:
        days = -(back or 7) if e.offset < 0 else (ahead or 7)
    elif e.direction is Direction.EITHER:  # the past one, unless the next is at hand; "this Friday" is to come
        days = ahead if ahead <= _AT_HAND or e.offset == 0 else -back
    else:
        stale = back == _TOO_FAR_BACK and e.bound is not Bound.SINCE
        days = ahead if e.direction is Direction.FUTURE or stale else -back
    return _plus(origin, days)


def _plus(origin: date, days: int) -> str:
    day = _shift(origin, days)
    return day.isoformat() if day else "XXXX-XX-XX"


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _week_day(e: Expression, origin: date | None) -> str:
    """ "Tuesday of last week"."""
    if origin is None:
        return f"XXXX-WXX-{e.value}"
    return _plus(origin, 7 * (e.offset or 0) + (e.value or 1) - origin.isoweekday())


def _day(e: Expression, origin: date | None) -> str:
    return _plus(origin, e.offset or 0) if origin else "XXXX-XX-XX"


def _week(e: Expression, origin: date | None) -> str:
    day = _shift(origin, 7 * (e.offset or 0)) if origin else None
    if day is None:
        return "XXXX-WXX"
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _weekend(e: Expression, origin: date | None) -> str:
    if origin is None:
        return "XXXX-WXX-WE"
    weekday = origin.isoweekday() < 6
    passed = (
        weekday if e.offset is None and e.direction is not Direction.FUTURE else e.offset == -1 and not weekday
    )
    offset = -1 if passed else (e.offset or 0)
    return _week(Expression(unit="week", offset=offset), origin) + "-WE"


def _month(e: Expression, origin: date | None) -> str:
    if origin is None:
        return "XXXX-XX"
    count = origin.year * 12 + origin.month - 1 + (e.offset or 0)
    return f"{count // 12:04d}-{count % 12 + 1:02d}" if 12 <= count < 12 * 10000 else "XXXX-XX"


def _quarter(e: Expression, origin: date | None) -> str:
    if e.value is not None:
        return _named_quarter(e, origin)
    if origin is None:
        return "XXXX-QX"
    count = origin.year * 4 + (origin.month - 1) // 3 + (e.offset or 0)
    return f"{count // 4:04d}-Q{count % 4 + 1}"


def _named_quarter(e: Expression, origin: date | None) -> str:
    if e.year is not None:
        return f"{e.year:04d}-Q{e.value}"
    if origin is None:
        return f"XXXX-Q{e.value}"
    now = (origin.month - 1) // 3 + 1
    later = (e.value or 0) > now
    if e.offset is not None:
        return f"{origin.year + e.offset:04d}-Q{e.value}"
    return f"{origin.year - (later and e.direction is not Direction.FUTURE):04d}-Q{e.value}"


def _half(e: Expression, origin: date | None) -> str:
    if e.year is None and origin is None:
        return f"XXXX-H{e.value}"
    year = e.year if e.year is not None else (origin.year if origin else 0) + (e.offset or 0)
    return f"{year:04d}-H{e.value}"


def _feast(e: Expression, origin: date | None) -> str:
    """Christmas and the like: nearest to the day, unless "last" or "next" is said."""
    if origin is None:
        fixed = (e.value or 0) > 100
        return f"XXXX-{(e.value or 0) // 100:02d}-{(e.value or 0) % 100:02d}" if fixed else "XXXX"
    days = [day for year in (-1, 0, 1) if (day := _feast_in(e.value or 0, origin.year + year))]
    if e.offset:
        days = [d for d in days if (d < origin if e.offset < 0 else d > origin)]
    return min(days, key=lambda d: abs((d - origin).days)).isoformat() if days else "XXXX"


def _feast_in(feast: int, year: int) -> date | None:
    if not 1 <= year <= 9999:
        return None
    if feast > 100:
        return date(year, feast // 100, feast % 100)
    if feast == 1:  # Thanksgiving, the fourth Thursday of November
        november = date(year, 11, 1)
        return november + timedelta(days=(4 - november.isoweekday()) % 7 + 21)
    return _easter(year) + timedelta(days={3: -2, 4: 1}.get(feast, 0))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _year(e: Expression, origin: date | None) -> str:
    if e.year is not None:
        return f"{e.year:04d}"
    year = origin.year + (e.offset or 0) if origin else 0
    return f"{year:04d}" if 0 < year < 10000 else "XXXX"


def _decade(e: Expression, origin: date | None) -> str:
    if e.value is not None:
        return f"{e.value:03d}"
    return f"{origin.year // 10 + (e.offset or 0):03d}" if origin else "XXX"


def _century(e: Expression, origin: date | None) -> str:
    if e.value is not None:
        return f"{e.value:02d}"
    return f"{origin.year // 100 + (e.offset or 0):02d}" if origin else "XX"


def _season(e: Expression, origin: date | None) -> str:
    season = SEASONS[(e.value or 1) - 1]
    if e.year is not None:
        return f"{e.year:04d}-{season}"
    return f"{_season_year(e, origin):04d}-{season}" if origin else f"XXXX-{season}"


def _season_year(e: Expression, origin: date) -> int:
    first, last = _SEASON_MONTHS[SEASONS[(e.value or 1) - 1]]
    if (e.offset or 0) < 0:
        return origin.year - (last >= origin.month or last < first)
    if (e.offset or 0) > 0:
        return origin.year + (first <= origin.month)
    if e.offset is None and e.direction is Direction.PAST:
        return origin.year - (first > origin.month)
    return origin.year


_VALUES: dict[str, Callable[[Expression, date | None], str]] = {
    "date": _date,
    "weekday": _weekday,
    "day": _day,
    "week day": _week_day,
    "feast": _feast,
    "half": _half,
    "week": _week,
    "weekend": _weekend,
    "month": _month,
    "quarter": _quarter,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
}


# ---- from a TIMEX3 value to days

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE|-[1-7])?(?:T.*)?$")
_PIECE = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_SPANS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12), **_SEASON_MONTHS}


def interval(value: str) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 value; None where it names no stretch of the calendar.

    A winter begins in December of its year. A night belongs to the day it begins on.

    >>> interval("2025-W20")
    (datetime.date(2025, 5, 12), datetime.date(2025, 5, 18))
    >>> interval("XXXX-WXX-4") is None
    True
    """
    try:
        return _interval(value)
    except ValueError:  # 30 February, week 60, year 0
        return None


def _interval(value: str) -> tuple[date, date] | None:
    if match := _ISO.match(value):
        return _iso(*match.groups())
    if match := _WEEK.match(value):
        return _iso_week(*match.groups())
    if match := _PIECE.match(value):
        first, last = _SPANS[match.group(2)]
        year = int(match.group(1))
        return date(year, first, 1), _month_end(year + (last < first), last)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if re.fullmatch(r"\d{2}", value):
        return date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31)
    return None


def _iso(year: str, month: str | None, day: str | None) -> tuple[date, date]:
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if day is None:
        return date(int(year), int(month), 1), _month_end(int(year), int(month))
    exact = date(int(year), int(month), int(day))
    return exact, exact


def _iso_week(year: str, week: str, day: str | None) -> tuple[date, date]:
    monday = date.fromisocalendar(int(year), int(week), 1)
    if day == "-WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if day:
        exact = monday + timedelta(days=int(day[1]) - 1)
        return exact, exact
    return monday, monday + timedelta(days=6)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
