"""The parts of a match as numbers: years, days, hours, counts, lengths of time."""

from __future__ import annotations

from typing import Any

from parley.reading.times.grammar import Found
from parley.reading.times.lexer import classes


def first(found: Found, name: str, table: str, default: Any = None) -> Any:
    """The value of the first word of a part that stands in a word class."""
    words = classes()[table]
    return next((words[p.text] for p in found.parts.get(name, ()) if p.text in words), default)


def number(found: Found, name: str) -> int | None:
    """A part that is one number in figures."""
    text = found.words(name)
    return int(text) if text.isascii() and text.isdigit() else None


def day(found: Found) -> int | None:
    """The day of the month: 5, 5th, fifth."""
    if (plain := number(found, "day")) is not None:
        return plain
    nth = found.words("nth")
    if nth and nth[0].isdigit():
        return int(nth[:-2])
    word = first(found, "nth", "ordinal")
    return None if word is None else int(word)


def year(found: Found) -> int | None:
    """The year in figures, in two figures (50 to 99 are of the last century), or spelled out in pairs."""
    if (plain := number(found, "year")) is not None:
        return plain
    if (short := number(found, "yy")) is not None:
        return short + (1900 if short >= 50 else 2000)
    words = [w for w in found.words("year").split() if w not in ("-", "and")]
    if not words:
        return None
    if words[:2] == ["two", "thousand"]:
        return 2000 + spelled(words[2:])
    return int(classes()["number"][words[0]]) * 100 + spelled(words[1:])


def clock(found: Found) -> str:
    """The hour as hh:mm; empty if none was told or it is no hour."""
    texts = [p.text for p in found.parts.get("clock", ())]
    if not texts:
        return _plain_hour(found)
    if texts[0] in classes()["noon"]:
        return str(classes()["noon"][texts[0]])
    if len(texts[0]) == 4:
        return f"{texts[0][:2]}:{texts[0][2:]}"
    hour, minute = int(texts[0]), int(texts[2]) if len(texts) > 2 and texts[2].isdigit() else 0
    half = next((int(classes()["half_day"][t]) for t in texts if t in classes()["half_day"]), None)
    if half is not None:
        hour = hour % 12 + half
    return f"{hour:02d}:{minute:02d}" if hour <= 24 else ""


def _plain_hour(found: Found) -> str:
    """ "4 in the morning", "10 at night"."""
    hour = number(found, "hour")
    if hour is None or not 1 <= hour <= 12:
        return ""
    late = first(found, "part", "part") in ("AF", "EV") or (first(found, "part", "part") == "NI" and hour > 5)
    return f"{hour % 12 + (12 if late else 0):02d}:00"


def part_of_day(found: Found) -> str | None:
    """MO, AF, EV or NI with "early" or "late" before it; either alone."""
    part = "NI" if found.words("tonight") else first(found, "part", "part", "")
    early = {"START": "early", "END": "late"}.get(str(limit(found)), "")
    return f"{early} {part}".strip() or None


_HALVES = {"first": "START", "second": "END", "latter": "END"}


def limit(found: Found) -> str | None:
    """START, MID or END: early in, in the middle of, at the end of."""
    value = first(found, "early", "early") or first(found, "early", "edge") or _HALVES.get(found.words("early"))
    return str(value) if value else None


def mod(found: Found) -> str | None:
    """The TIMEX3 modifier of the words before a number: about is APPROX, at least EQUAL_OR_MORE."""
    texts = [p.text for p in found.whole]
    pairs = {"more": "MORE_THAN", "less": "LESS_THAN", "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS"}
    if texts[0] in ("up", "no", "at", "more", "less", "fewer", "as", "well", "just", "not"):
        return next((pairs[t] for t in texts[:2] if t in pairs), "APPROX")
    value = classes()["approx"].get(texts[0])
    return str(value) if value else None


def feast(words: str) -> int | None:
    """A feast as month * 100 + day; 1 is Thanksgiving, 2 Easter Sunday, 3 Good Friday, 4 Easter Monday."""
    eve = -1 if "eve" in words.split() else 0
    if words.startswith("new"):
        return 1231 if eve else 101
    if words.startswith("christmas"):
        return 1225 + eve
    if words.startswith("thanksgiving"):
        return 1
    return 3 if words == "good friday" else 4 if words.endswith("monday") else 2


def unit(found: Found) -> str:
    """The unit's own name in the singular, empty if there is none."""
    words = found.words("unit")
    for table in ("unit", "units", "weekend"):
        if words in classes()[table]:
            return str(classes()[table][words])
    return words


def count(found: Found, name: str = "n") -> float | str | None:
    """A number in figures or words; "X" for several and few; None if it is no number.

    "a couple of" is 2, "half a" 0.5, "twenty-five" 25, "two and a half" 2.5.
    """
    words = [w for w in found.words(name).split() if w != "-"]
    if not words or words in (["hundred"], ["thousand"], ["million"]):
        return None
    if "couple" in words:
        return 2
    if words[-1] in classes()["vague_number"]:
        return "X"
    if words[0] == "half":
        return 0.5
    half = 0.5 if words[-1] == "half" else 0
    words = words[:-3] if half else words
    if words[0] in ("a", "an", "the"):
        return 1 + half
    return (_figures(words) if words[0][0].isdigit() else spelled(words)) + half


def _figures(words: list[str]) -> float:
    if "/" in words:  # 2 1/2, 1/2
        at = words.index("/")
        whole = float(words[at - 2]) if at >= 2 else 0.0
        return whole + int(words[at - 1]) / max(int(words[at + 1]), 1)
    return float("".join(w for w in words if w != ","))


def spelled(words: list[str]) -> int:
    """A number written in words.

    >>> spelled(["two", "hundred", "and", "twenty", "five"]), spelled(["three", "thousand"])
    (225, 3000)
    """
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
_BROKEN = {"year": ("M", 12), "hour": ("TM", 60), "minute": ("TS", 60)}  # what half of one is told in


def period(amount: float | str, unit_name: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> period(30, "day"), period("X", "hour"), period(2, "decade"), period(2.5, "year"), period(0.5, "hour")
    ('P30D', 'PTXH', 'P20Y', 'P2Y6M', 'PT30M')
    """
    letter = _LETTER[unit_name]
    sign = "PT" if letter[0] == "T" else "P"
    if isinstance(amount, str):
        return sign + "X" + {"decade": "E", "century": "C", "millennium": "L"}.get(unit_name, letter[-1])
    whole, rest = divmod(float(amount), 1)
    if rest and unit_name in _BROKEN:
        small, times = _BROKEN[unit_name]
        return sign + (f"{whole:g}{letter[-1]}" if whole else "") + f"{rest * times:g}{small[-1]}"
    return f"{sign}{amount * _TIMES.get(unit_name, 1):.12g}{letter[-1]}"
