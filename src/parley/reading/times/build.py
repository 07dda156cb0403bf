"""A match of the grammar taken apart: what kind of expression it is, its TIMEX3 type and modifier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parley.model.calendar import SEASONS
from parley.model.times import Expression, Hangs
from parley.reading.times.grammar import Found
from parley.reading.times.parts import (
    clock,
    count,
    day,
    feast,
    first,
    limit,
    mod,
    number,
    part_of_day,
    period,
    unit,
    year,
)


class Upon(StrEnum):
    """Which expression told before a new one may be counted from."""

    NONE = "none"
    ANY = "any"  # "the next day", "a week later": the last date told
    QUARTER = "quarter"  # "a year ago" among quarterly figures: the last quarter told
    DAY = "day"  # "at 10 a.m.": the last day told, else the day of publication


@dataclass(frozen=True, slots=True)
class Built:
    """An expression without its direction yet, its TIMEX3 type and modifier, and what it may be counted from."""

    type: str
    expression: Expression
    mod: str | None = None
    upon: Upon = Upon.NONE


def build(found: Found) -> Built | None:
    """Take a match apart; None where the parts make no time."""
    return BUILDERS[found.rule.build](found)


def _of_day(found: Found) -> str:
    parts = ("clock", "part", "tonight", "parts")
    return "TIME" if any(found.words(name) for name in parts) else "DATE"


def _date(found: Found) -> Built | None:
    expression = Expression(
        unit="date",
        year=year(found),
        month=first(found, "month", "month") or number(found, "mm"),
        day=day(found),
        offset=first(found, "rel", "rel"),
        value=first(found, "yrel", "rel"),
        limit=limit(found),
        clock=clock(found),
        hangs=Hangs.NOTHING if year(found) is not None else Hangs.PUBLICATION,
    )
    return Built(_of_day(found), expression, limit(found) or mod(found))


def _feast(found: Found) -> Built | None:
    name = feast(found.words("feast"))
    expression = Expression(unit="feast", value=name, offset=first(found, "rel", "rel"))
    return Built("DATE", expression) if name is not None else None


def _weekday(found: Found) -> Built | None:
    weeks = first(found, "wrel", "rel")
    value = first(found, "weekday", "weekday")
    expression = Expression(
        unit="weekday" if weeks is None else "week day",
        value=value,
        offset=first(found, "rel", "rel") if weeks is None else weeks,
        part_of_day=part_of_day(found),
        clock=clock(found),
    )
    return Built(_of_day(found), expression, limit(found))


def _eve(_: Found) -> Built | None:
    """On the eve of something: the day before a day that is told elsewhere, if at all."""
    return Built("DATE", Expression(unit="day", offset=-1, hangs=Hangs.EVENT))


def _hour(found: Found) -> Built | None:
    told = clock(found)
    return Built("TIME", Expression(unit="day", offset=0, clock=told), mod(found), Upon.DAY) if told else None


def _deictic(found: Found) -> Built | None:
    offset = first(found, "deictic", "deictic")
    if offset is None:
        offset = -1 if found.words("rel") == "last" else 0
    expression = Expression(unit="day", offset=offset, part_of_day=part_of_day(found), clock=clock(found))
    return Built(_of_day(found), expression, limit(found))


def _told(found: Found) -> Built | None:
    """The next day, that year, the previous Friday: counted from a day told before."""
    offset = 0 if found.words("that") else first(found, "rel", "rel")
    weekday = first(found, "weekday", "weekday")
    expression = Expression(
        unit="weekday" if weekday else unit(found) or "day",
        value=weekday,
        offset=offset,
        part_of_day=part_of_day(found) if found.words("part") else None,
        limit=limit(found),
        hangs=Hangs.EVENT,
    )
    return Built(_of_day(found), expression, limit(found), Upon.ANY)


def _relative(found: Found) -> Built | None:
    offset = first(found, "rel", "rel")
    if found.words("season"):
        value = SEASONS.index(first(found, "season", "season", "")) + 1
        told = year(found)
        hangs = Hangs.NOTHING if told else Hangs.PUBLICATION
        expression = Expression(
            unit="season", value=value, offset=offset, year=told, limit=limit(found), hangs=hangs
        )
        return Built("DATE", expression, limit(found))
    if found.words("weekend"):
        return Built("DATE", Expression(unit="weekend"))
    if found.plural("unit"):
        return None
    expression = Expression(unit=unit(found), offset=offset or 0, limit=limit(found))
    return Built("DATE", expression, limit(found))


def _around(found: Found) -> Built | None:
    """Recent weeks, coming months: a stretch of unknown length on one side of the day."""
    side = "vague" if found.words("rel") in ("coming", "future") else "duration"
    timex = "FUTURE_REF" if side == "vague" else period("X", unit(found))
    return Built("DATE", Expression(unit=side, timex=timex))


_LONG = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2), "night": ("day", 1)}


def _ago(found: Found) -> Built | None:
    amount, told, side = count(found), unit(found), found.words("side")
    sign = -1 if side in ("ago", "earlier") else 1
    if amount is None or amount == "X" or told in ("hour", "minute", "second"):
        return Built("DATE", Expression(unit="vague", timex="PAST_REF" if sign < 0 else "FUTURE_REF"))
    name, times = _LONG.get(told, (told, 1))
    event = side in ("earlier", "later") and name != "year"
    expression = Expression(
        unit=name, offset=sign * round(float(amount) * times), hangs=Hangs.EVENT if event else Hangs.PUBLICATION
    )
    upon = Upon.QUARTER if name == "year" and sign < 0 else Upon.ANY if event else Upon.NONE
    return Built("DATE", expression, mod(found), upon)


def _year_ago(found: Found) -> Built | None:
    value = first(found, "nth", "ordinal")
    if value is not None:
        return Built("DATE", Expression(unit="quarter", value=value, offset=-1))
    quarter = Expression(unit="quarter", offset=-1) if "quarter" in (p.text for p in found.whole) else None
    told = year(found)
    hangs = Hangs.NOTHING if told else Hangs.PUBLICATION
    expression = Expression(unit="year", offset=None if told else -1, year=told, upon=quarter, hangs=hangs)
    return Built("DATE", expression, None, Upon.QUARTER)


def _quarter(found: Found) -> Built | None:
    value = first(found, "nth", "ordinal")
    if value is None:
        upon = Upon.QUARTER if found.words("same") else Upon.NONE
        return Built("DATE", Expression(unit="quarter", offset=-1), None, upon)
    offset = first(found, "rel", "rel")
    if offset is None:
        offset = first(found, "yrel", "rel")
    if value > 4:
        return None
    hangs = Hangs.PUBLICATION if year(found) is None else Hangs.NOTHING
    return Built("DATE", Expression(unit="quarter", value=value, offset=offset, year=year(found), hangs=hangs))


def _half(found: Found) -> Built | None:
    value = 1 if found.words("which") == "first" else 2
    hangs = Hangs.PUBLICATION if year(found) is None else Hangs.NOTHING
    offset = first(found, "yrel", "rel")
    return Built("DATE", Expression(unit="half", value=value, offset=offset, year=year(found), hangs=hangs))


def _century(found: Found) -> Built | None:
    words = found.words("nth")
    value = int(words[:-2]) if words[0].isdigit() else first(found, "nth", "ordinal")
    expression = Expression(
        unit="century", value=value - 1 if value else None, limit=limit(found), hangs=Hangs.NOTHING
    )
    return Built("DATE", expression, limit(found)) if value else None


def _decade(found: Found) -> Built | None:
    text = found.words("decade")
    if not text:
        value = first(found, "spelled", "decade_name")
    else:
        value = int(text[:-2]) if len(text) == 5 else 190 + int(text[0])
    expression = Expression(unit="decade", value=value, limit=limit(found), hangs=Hangs.NOTHING)
    return Built("DATE", expression, limit(found))


def _length(timex: str, kind: str = "DURATION", modifier: str | None = None) -> Built:
    name = "set" if kind == "SET" else "duration"
    return Built(kind, Expression(unit=name, timex=timex, hangs=Hangs.NOTHING), modifier)


def _duration(found: Found) -> Built | None:
    amount = count(found)
    if amount is None:
        return None
    if found.words("half"):
        return _length(period(1.5, unit(found)))
    return _length(period(amount, unit(found)), modifier=mod(found))


def _stretch(found: Found) -> Built | None:
    several = found.plural("unit") or not found.words("unit")  # "for weeks", "the weeks ahead"
    return _length(period("X" if several else 1, unit(found) or "week"))


def _every(found: Found) -> Built | None:
    if found.words("weekdays") or found.words("weekday"):
        value = first(found, "weekday", "weekday") or first(found, "weekdays", "weekdays")
        part = first(found, "parts", "parts") or first(found, "part", "part")
        return _length(f"XXXX-WXX-{value}" + (f"T{part}" if part else ""), "SET")
    if found.words("month"):
        return _length(f"XXXX-{first(found, 'month', 'month'):02d}", "SET")
    if found.words("season"):
        return _length(f"XXXX-{first(found, 'season', 'season')}", "SET")
    if found.words("part"):
        return _length(f"XXXX-XX-XXT{first(found, 'part', 'part')}", "SET")
    return _length(period(count(found) or 1, unit(found)), "SET")


def _fixed(found: Found) -> Built | None:
    if found.words("set"):
        return _length(str(first(found, "set", "adverb")), "SET")
    for name, unit_name, timex in (("once", "vague", "PAST_REF"), ("soon", "vague", "FUTURE_REF")):
        if found.words(name):
            return Built("DATE", Expression(unit=unit_name, timex=timex))
    return Built("DATE", Expression(unit="now", timex="PRESENT_REF"))


BUILDERS: dict[str, Callable[[Found], Built | None]] = {
    "date": _date,
    "feast": _feast,
    "weekday": _weekday,
    "eve": _eve,
    "hour": _hour,
    "deictic": _deictic,
    "told": _told,
    "relative": _relative,
    "around": _around,
    "ago": _ago,
    "year_ago": _year_ago,
    "quarter": _quarter,
    "half": _half,
    "century": _century,
    "decade": _decade,
    "duration": _duration,
    "stretch": _stretch,
    "every": _every,
    "fixed": _fixed,
}
