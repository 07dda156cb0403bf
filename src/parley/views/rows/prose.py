"""Small words: times, lists, amounts and report text as people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from parley.model.spelling import MONTHS, WEEKDAYS, spelled
from parley.model.times import Basis, Time, When

# Control characters, lone surrogates and marks that turn the direction of writing: a report may hold them to
# move the cursor, to forge a line or to hide words. Each is shown as one replacement character.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_ARTICLES = ("A", "An", "The", "One", "Another", "Some", "Several")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """The text without characters that could steer a terminal or page; the length stays the same.

    >>> clean("talks \\x1b[2Jin Oslo")
    'talks \\ufffd[2Jin Oslo'
    """
    return _UNSAFE.sub("\ufffd", text.replace("\r", "\n").replace("\x0c", "\n"))


def flat(text: str) -> str:
    """Clean text on one line, with runs of white space as one space.

    >>> flat("peace\\ntalks")
    'peace talks'
    """
    return _SPACE.sub(" ", clean(text)).strip()


def quoted(words: str) -> str:
    """Quoted words on one line, without the comma that only joined them to "he said".

    A quotation that begins or ends outside the words gets the mark that is missing.

    >>> quoted("Talks do not mean a solution,")
    'Talks do not mean a solution'
    >>> quoted('to return to talks and "make a deal')
    'to return to talks and "make a deal"'
    >>> quoted("a deal” that is good")
    '“a deal” that is good'
    """
    return _closed(flat(words).removesuffix(",").rstrip())


def _closed(words: str) -> str:
    """The words with a quotation mark or bracket added where the other one of a pair is cut off."""
    if words.count("(") > words.count(")"):
        words = f"{words})"
    opened, closed = words.count("“"), words.count("”")
    if opened != closed:
        return f"{words}”" if opened > closed else f"“{words}"
    if words.count('"') % 2 == 0:
        return words
    last = words.rindex('"')
    opens = last == 0 or words[last - 1] in " (["
    return f'{words}"' if opens else f'"{words}'


def listed(items: Sequence[str]) -> str:
    """Items as a list in words.

    >>> listed(["Norway", "Chad", "Peru"])
    'Norway, Chad and Peru'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "report"), counted(2, "report")
    ('1 report', '2 reports')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """The text with a small letter where it begins with an article that only stood at the head of a sentence.

    A description of several words in capitals alone, as transcripts set it, is shown in small letters.

    >>> lowered("A senior official"), lowered("US official"), lowered("SENIOR ADMINISTRATION OFFICIAL")
    ('a senior official', 'US official', 'senior administration official')
    """
    if _shouted(text):
        return text.lower()
    first = text.partition(" ")[0]
    return text[:1].lower() + text[1:] if first in _ARTICLES else text


def _shouted(text: str) -> bool:
    return text.isupper() and len(text.split()) > 1


def day_in_words(day: date) -> str:
    """A day written out.

    >>> day_in_words(date(2024, 2, 29))
    'Thursday 29 February 2024'
    """
    return f"{WEEKDAYS[day.weekday()]} {short_date(day)}"


def short_date(day: date) -> str:
    """A day without its weekday: "29 February 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def span_in_words(when: When) -> str:
    """A resolved interval written out: a day, a month, a year, or from day to day.

    >>> span_in_words(When(start=date(2022, 3, 1), end=date(2022, 3, 31)))
    'March 2022'
    """
    if when.start == when.end:
        return day_in_words(when.start)
    if len(when.timex) == 4:
        return when.timex
    if len(when.timex) == 7:
        return f"{MONTHS[when.start.month - 1]} {when.start.year}"
    return f"{short_date(when.start)} to {short_date(when.end)}"


def when_in_words(time: Time) -> str:
    """A time as the report words it and, where it is known, the day; empty where nothing is told.

    >>> when_in_words(When(start=date(2024, 2, 29), end=date(2024, 2, 29), words="on Thursday"))
    'on Thursday (29 February 2024)'
    """
    words = flat(time.words)
    if not isinstance(time, When):
        return words
    span = span_in_words(time)
    if not words or (time.basis is Basis.WRITTEN and str(time.start.year) in words):
        return words or span
    bare = short_date(time.start) if time.start == time.end else span
    return f"{words} ({bare})"


def answer_in_words(answer: str) -> str:
    """A comparable answer for people: a day, month, weekday or interval is written out, all else stays."""
    return flat(spelled(answer))


def amount(low: float, high: float, of: str, words: str) -> str:
    """A magnitude in the report's own words, with what is counted where the words leave it out.

    >>> amount(145, 145, "drones", "145"), amount(200, 999, "", "hundreds")
    ('145 drones', 'hundreds')
    """
    said, of = flat(words), flat(of)
    return f"{said} {of}" if of and of.lower() not in said.lower() else said


def distinct(items: Sequence[str]) -> tuple[str, ...]:
    """The items without direct repetition and without empty ones.

    >>> distinct(["may", "may", "will not", "may"])
    ('may', 'will not', 'may')
    """
    kept: list[str] = []
    for item in items:
        if item and (not kept or kept[-1] != item):
            kept.append(item)
    return tuple(kept)
