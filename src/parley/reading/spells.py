"""Times of several days: "from 3 to 5 May", "on June 29 and 30", "Monday through Wednesday".

The tagger finds one day of these, or both apart; here the two ends are put together, so that no day is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from parley.model.text import Anchor
from parley.model.times import Bound, Expression, Time, Undated, When
from parley.reading.parsed import Doc
from parley.reading.sheet import Sheet
from parley.reading.times import Timex

_JOINERS = frozenset({"and", "to", "through", "thru", "until", "till", "-", "--", "\u2013", "\u2014", "&"})
_AHEAD = frozenset({"next", "coming", "following", "past", "last", "previous"})
_WITHIN = re.compile(r"(\d{1,2})\s*(?:-|/|\u2013|\u2014)\s*(\d{1,2})(?!\d)")


def ends(sheet: Sheet, timexes: Sequence[Timex], timex: Timex) -> tuple[Timex, Timex]:
    """The first and the last day of the spell that the expression belongs to; the same twice for a single day."""
    if (inner := _inner(timex)) is not None:
        return timex, inner
    doc = sheet.doc
    after = _ahead(doc, timex.last + 1)
    later = starting(timexes, after) if after else None
    if later is not None and _alike(timex, later):
        return timex, later
    if after and (number := _day(doc, after)) is not None:
        return timex, _extended(sheet, timex, timex.first, after, number)
    return _before(sheet, timexes, timex)


def _before(sheet: Sheet, timexes: Sequence[Timex], timex: Timex) -> tuple[Timex, Timex]:
    """The spell whose last day the expression is."""
    doc, at = sheet.doc, timex.first - 2
    if at < 0 or doc[timex.first - 1].lower_ not in _JOINERS:
        return timex, timex
    earlier = ending(timexes, at)
    if earlier is not None and _alike(earlier, timex):
        return earlier, timex
    number = _day(doc, at)
    if number is None or (doc[timex.first - 1].lower_ == "to" and at and doc[at - 1].lower_ not in ("from", "of")):
        return timex, timex
    return _extended(sheet, timex, at, timex.last, number), timex


def joined(first: Time, last: Time, words: str) -> Time:
    """One time for both ends, in the report's words; undated where one of them is."""
    if isinstance(first, When) and isinstance(last, When) and first.start <= last.end:
        return replace(first, end=max(first.end, last.end), words=words)
    return Undated(words=words, expression=first.expression)


def lasting(timexes: Sequence[Timex], first: int, last: int) -> Timex | None:
    """A length of time among these tokens that says when: "over the next few days"."""
    low, high = (bisect_left(timexes, end, key=lambda t: t.first) for end in (first, last + 1))
    inside = (t for t in timexes[low:high] if t.last <= last and t.type == "DURATION")
    return next((t for t in inside if set(t.anchor.words.lower().split()) & _AHEAD), None)


def starting(timexes: Sequence[Timex], token: int) -> Timex | None:
    """The expression that begins at this token."""
    at = bisect_left(timexes, token, key=lambda t: t.first)
    return timexes[at] if at < len(timexes) and timexes[at].first == token else None


def ending(timexes: Sequence[Timex], token: int) -> Timex | None:
    """The expression that ends at this token."""
    at = bisect_left(timexes, token, key=lambda t: t.last)
    return timexes[at] if at < len(timexes) and timexes[at].last == token else None


def _inner(timex: Timex) -> Timex | None:
    """The last day of "12-14 June", which the tagger takes whole."""
    found = _WITHIN.search(timex.anchor.words)
    e = timex.expression
    if found is None or e.unit != "date" or e.day is None or e.month is None:
        return None
    low, high = int(found.group(1)), int(found.group(2))
    return replace(timex, expression=_on(e, high)) if low == e.day < high <= 31 else None


def _ahead(doc: Doc, at: int) -> int:
    """Where the second half of a spell would begin: behind a joining word; 0 without one."""
    if at + 1 >= len(doc) or doc[at].lower_ not in _JOINERS or doc[at].is_sent_start:
        return 0
    return at + 1


def _day(doc: Doc, at: int) -> int | None:
    """The bare number of a day at this token, None where it counts something else."""
    token = doc[at]
    if not token.text.isdigit() or not 1 <= int(token.text) <= 31:
        return None
    following = doc[at + 1] if at + 1 < len(doc) else None
    counts = following is not None and (following.pos_ in ("NOUN", "NUM", "ADJ") or following.text in ("%", "-"))
    return None if counts else int(token.text)


def _extended(sheet: Sheet, timex: Timex, first: int, last: int, number: int) -> Timex:
    """The same expression on another day of its month."""
    e = timex.expression
    if e.unit != "date" or e.month is None or e.day is None or e.day == number:
        return timex
    anchor = sheet.anchor(sheet.doc[first], sheet.doc[last])
    return replace(timex, first=first, last=last, anchor=anchor, expression=_on(e, number))


def _on(e: Expression, day: int) -> Expression:
    timex = re.sub(r"-\d\d$", f"-{day:02d}", e.timex)
    return replace(e, day=day, timex=timex)


def _alike(one: Timex, other: Timex) -> bool:
    """Whether both are of one sort, so that together they are a spell: two weekdays, two months, two dates."""
    a, b = one.expression, other.expression
    if one.type != other.type or one.type not in ("DATE", "TIME") or a.unit != b.unit:
        return False
    plain = a.bound is Bound.AT and b.bound in (Bound.AT, Bound.UNTIL)
    return plain and a.unit in ("weekday", "date", "day", "month", "year") and bool(a.day) == bool(b.day)


def words_of(sheet: Sheet, first: Timex, last: Timex) -> Anchor:
    """The stretch of the report from the one to the other."""
    doc = sheet.doc
    return sheet.anchor(doc[min(first.first, last.first)], doc[max(first.last, last.last)])
