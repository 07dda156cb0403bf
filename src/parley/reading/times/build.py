"""A match of the grammar taken apart: what kind of expression it is, and its parts as numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from parley.model.calendar import SEASONS
from parley.model.times import Expression, Hangs
from parley.reading.times.grammar import Found
from parley.reading.times.lexer import classes


@dataclass(frozen=True, slots=True)
class Built:
    """An expression without its direction yet, its TIMEX3 type and modifier."""

    type: str
    expression: Expression
    mod: str | None = None


def build(found: Found) -> Built | None:
    """Take a match apart; None where the parts make no time."""
    return BUILDERS[found.rule.build](found)


# ---- values of parts


def _value(found: Found, name: str, table: str) -> Any:
    words = [w for w in found.words(name).split() if w in classes()[table]]
    return classes()[table][words[0]] if words else None


def _number(found: Found, name: str) -> int | None:
    text = found.words(name)
    return int(text) if text.isascii() and text.isdigit() else None


def _day(found: Found) -> int | None:
    if (plain := _number(found, "day")) is not None:
        return plain
    if nth := found.words("nth"):
        return int(nth[:-2]) if nth[0].isdigit() else int(classes()["ordinal"][nth])
    word = _value(found, "word", "ordinal")
    return None if word is None else int(word)


def _year(found: Found) -> int | None:
    if (year := _number(found, "year")) is not None:
        return year
    short = _number(found, "yy")
    return None if short is None else short + (1900 if short >= 50 else 2000)


def clock(found: Found) -> str:
    """The hour as hh:mm, empty if none was told or it is no hour."""
    pieces = found.parts.get("clock")
    if not pieces:
        return ""
    texts = [p.text for p in pieces]
    if texts[0] in classes()["noon"]:
        return str(classes()["noon"][texts[0]])
    hour, minute = int(texts[0]), int(texts[2]) if len(texts) > 2 and texts[1] == ":" else 0
    half = next((classes()["half_day"][t] for t in texts if t in classes()["half_day"]), None)
    if half is not None:
        hour = hour % 12 + int(half)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 else ""


def part_of_day(found: Found) -> str | None:
    """MO, AF, EV or NI with "early" or "late" before it; either alone."""
    part = "NI" if found.words("tonight") else _value(found, "part", "part")
    early = {"START": "early", "END": "late"}.get(str(_value(found, "early", "early")), "")
    return f"{early} {part or ''}".strip() or None


def _limit(found: Found) -> str | None:
    value = _value(found, "early", "early")
    return str(value) if value else None


def _type(found: Found) -> str:
    return "TIME" if found.words("clock") or found.words("part") or found.words("tonight") else "DATE"


# ---- one builder for each kind


def _date(found: Found) -> Built | None:
    month = _value(found, "month", "month") or _number(found, "mm")
    expression = Expression(
        unit="date",
        year=_year(found),
        month=month,
        day=_day(found),
        offset=_value(found, "rel", "rel"),
        value=_value(found, "yrel", "rel"),
        limit=_limit(found),
        hangs=Hangs.NOTHING if _year(found) is not None else Hangs.PUBLICATION,
    )
    return Built("DATE", expression, _limit(found))


def _weekday(found: Found) -> Built | None:
    expression = Expression(
        unit="weekday",
        value=_value(found, "weekday", "weekday"),
        offset=_value(found, "rel", "rel"),
        part_of_day=part_of_day(found),
        clock=clock(found),
    )
    return Built(_type(found), expression, _limit(found))


def _deictic(found: Found) -> Built | None:
    offset = _value(found, "deictic", "deictic")
    if offset is None:
        offset = -1 if found.words("rel") == "last" else 0
    expression = Expression(unit="day", offset=offset, part_of_day=part_of_day(found), clock=clock(found))
    return Built(_type(found), expression, _limit(found))


def _unit(found: Found) -> str:
    word = found.words("unit")
    for table in ("unit", "units", "weekend"):
        if word in classes()[table]:
            return str(classes()[table][word])
    return ""


def _relative(found: Found) -> Built | None:
    rel = _value(found, "rel", "rel")
    if found.words("season"):
        value = SEASONS.index(_value(found, "season", "season")) + 1
        expression = Expression(unit="season", value=value, offset=rel, year=_year(found), limit=_limit(found))
        return Built("DATE", expression, _limit(found))
    if found.words("weekend"):
        return Built("DATE", Expression(unit="weekend"), None)
    unit = _unit(found)
    if found.words("unit") in classes()["units"]:
        return None
    return Built("DATE", Expression(unit=unit, offset=rel, limit=_limit(found)), _limit(found))


def count(found: Found, name: str = "n") -> float | str | None:
    """A number in figures or words; "X" for several and few; None if it is no number.

    "a couple of" is 2, "half a" 0.5, "twenty-five" 25, "two and a half" is not read.
    """
    words = found.words(name).split()
    if not words:
        return None
    if words[:2] == ["a", "couple"]:
        return 2
    if words[-1] in classes()["vague_number"]:
        return "X"
    if words[0] == "half":
        return 0.5
    if words[0] in ("a", "an") and len(words) == 1:
        return 1
    if words[0][0].isdigit():
        return float("".join(words).replace(",", "")) if words[-1][0].isdigit() else None
    return _spelled(words)


def _spelled(words: list[str]) -> int:
    total, part = 0, 0
    for word in words:
        value = int(classes()["number"].get(word, 0))
        if value >= 1000:
            total, part = total + max(part, 1) * value, 0
        elif value == 100:
            part = max(part, 1) * 100
        else:
            part += value
    return total + part


_LETTER = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "W",
    "weekend": "D",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
    "millennium": "Y",
}
_TIMES = {"decade": 10, "century": 100, "millennium": 1000, "fortnight": 2, "weekend": 2}


def period(number: float | str | None, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> period(30, "day"), period("X", "hour"), period(2, "decade"), period(0.5, "hour")
    ('P30D', 'PTXH', 'P20Y', 'PT0.5H')
    """
    letter = _LETTER[unit]
    if number is None or number == "X":
        amount = "X"
        letter = {"decade": "E", "century": "C", "millennium": "L"}.get(unit, letter)
    else:
        amount = f"{float(number) * _TIMES.get(unit, 1):g}"
    return f"P{'T' if letter[0] == 'T' else ''}{amount}{letter[-1]}"


def _duration(found: Found) -> Built | None:
    timex = period(count(found), _unit(found))
    return Built("DURATION", Expression(unit="duration", timex=timex, hangs=Hangs.NOTHING))


def _ago(found: Found) -> Built | None:
    number, unit = count(found), _unit(found)
    if number is None or number == "X":
        ref = "FUTURE_REF" if found.words("side") == "later" else "PAST_REF"
        return Built("DATE", Expression(unit="vague", timex=ref))
    times = {"decade": 10, "century": 100, "fortnight": 2}.get(unit, 1)
    unit = {"decade": "year", "century": "year", "fortnight": "week", "night": "day"}.get(unit, unit)
    distance = round(float(number) * times)
    sign = 1 if found.words("side") == "later" else -1
    hangs = Hangs.PUBLICATION if found.words("side") == "ago" else Hangs.EVENT
    return Built("DATE", Expression(unit=unit, offset=sign * distance, hangs=hangs))


def _every(found: Found) -> Built | None:
    if found.words("weekday"):
        timex = f"XXXX-WXX-{_value(found, 'weekday', 'weekday')}"
    elif found.words("month"):
        timex = f"XXXX-{_value(found, 'month', 'month'):02d}"
    elif found.words("part"):
        timex = f"XXXX-XX-XXT{_value(found, 'part', 'part')}"
    else:
        timex = period(count(found) or 1, _unit(found))
    return Built("SET", Expression(unit="set", timex=timex, hangs=Hangs.NOTHING))


def _fixed(found: Found) -> Built | None:
    for name in ("now", "once", "soon"):
        if found.words(name):
            unit = "now" if name == "now" else "vague"
            return Built("DATE", Expression(unit=unit, timex=str(classes()[name][found.words(name)])))
    timex = str(classes()["adverb"][found.words("set")])
    return Built("SET", Expression(unit="set", timex=timex, hangs=Hangs.NOTHING))


def _decade(found: Found) -> Built | None:
    text = found.words("decade")
    value = int(text[:-2]) if len(text) == 5 else 190 + int(text[0])
    return Built("DATE", Expression(unit="decade", value=value, hangs=Hangs.NOTHING), _limit(found))


def _quarter(found: Found) -> Built | None:
    value = _value(found, "nth", "ordinal")
    if value > 4:
        return None
    return Built("DATE", Expression(unit="quarter", value=value, year=_year(found)))


BUILDERS: dict[str, Callable[[Found], Built | None]] = {
    "date": _date,
    "weekday": _weekday,
    "deictic": _deictic,
    "relative": _relative,
    "ago": _ago,
    "duration": _duration,
    "every": _every,
    "fixed": _fixed,
    "decade": _decade,
    "quarter": _quarter,
}
