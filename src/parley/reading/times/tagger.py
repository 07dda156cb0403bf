"""Find the time expressions of a parsed report and say what each hangs on, which way, and as which bound."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from parley.model.calendar import timex_value
from parley.model.text import Anchor
from parley.model.times import Bound, Direction, Expression, Hangs
from parley.reading.sheet import Sheet
from parley.reading.times.build import Built, Upon, build
from parley.reading.times.doubtful import no_time
from parley.reading.times.governing import bound_of, direction_of
from parley.reading.times.grammar import Found, grammar
from parley.reading.times.quoted import quoted_tokens

FAR = 60  # tokens back to an expression that another is counted from
_DATES = frozenset(
    {"date", "weekday", "week day", "day", "week", "weekend", "month", "quarter", "year", "season", "feast"}
)
_DAYS = frozenset({"date", "weekday", "week day", "day", "feast"})


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression in a report: tokens first to last (both included), its words, what it means.

    `type` is DATE, TIME, DURATION or SET; `mod` a TIMEX3 modifier (START, MID, END, APPROX, ...) or None.
    """

    first: int
    last: int
    anchor: Anchor
    expression: Expression
    type: str
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A passage as the grammar reads it: its text, its tokens, where each begins in the text."""

    text: str
    tokens: list[Token]
    begins: list[int]

    def at(self, place: int) -> tuple[Token, int]:
        """The token at a place of the text, and how far into it the place is."""
        index = bisect_right(self.begins, place) - 1
        return self.tokens[index], place - self.begins[index]


def tag(sheet: Sheet) -> tuple[Timex, ...]:
    """All time expressions of a report, in order of place; none overlap."""
    quoted = quoted_tokens(sheet.doc)
    found: list[Timex] = []
    for stretch in _stretches(sheet):
        for match in grammar().read(stretch.text):
            built = build(match)
            first, last = stretch.at(match.start)[0], stretch.at(match.end - 1)[0]
            if built is not None and not no_time(match, first, last):
                expression = _hung(built, first, last, quoted, found)
                anchor = _anchor(sheet, stretch, match)
                found.append(Timex(first.i, last.i, anchor, expression, built.type, built.mod))
    return tuple(found)


def _stretches(sheet: Sheet) -> Iterator[_Stretch]:
    """The passages one by one, so that no expression runs over the end of one."""
    of, tokens = sheet.passage_of, list(sheet.doc)
    first = 0
    while first < len(tokens):
        last = bisect_right(of, of[first], lo=first)
        yield _stretch(tokens[first:last])
        first = last


def _stretch(tokens: list[Token]) -> _Stretch:
    pieces = [token.text_with_ws for token in tokens]
    begins, at = [], 0
    for piece in pieces:
        begins.append(at)
        at += len(piece)
    return _Stretch("".join(pieces), tokens, begins)


def _anchor(sheet: Sheet, stretch: _Stretch, match: Found) -> Anchor:
    first, into = stretch.at(match.start)
    last, inside = stretch.at(match.end - 1)
    return sheet.report.anchor(sheet.start(first) + into, sheet.start(last) + inside + 1)


def _hung(built: Built, first: Token, last: Token, quoted: frozenset[int], before: list[Timex]) -> Expression:
    """The expression with its direction, bound, what it hangs on and its open TIMEX3 value."""
    expression = _upon(built, first, before)
    hangs = expression.hangs
    if hangs is Hangs.PUBLICATION and first.i in quoted:
        hangs = Hangs.UTTERANCE
    bound = bound_of(first)
    full = replace(expression, hangs=hangs, direction=_direction(first, last, bound), bound=bound)
    return full if full.timex else replace(full, timex=timex_value(full))


def _direction(first: Token, last: Token, bound: Bound) -> Direction:
    return Direction.PAST if bound is Bound.SINCE else direction_of(first, last)


def _upon(built: Built, first: Token, before: list[Timex]) -> Expression:
    """The expression, counted from one told shortly before where its words ask for that."""
    expression, wanted = built.expression, built.upon
    if wanted is Upon.NONE:
        return expression
    units = {"quarter"} if wanted is Upon.QUARTER else _DAYS if wanted is Upon.DAY else _DATES
    for timex in reversed(before):
        if first.i - timex.last > FAR:
            break
        if timex.expression.unit in units and timex.type in ("DATE", "TIME"):
            return _counted_from(expression, timex.expression, wanted)
    return expression


def _counted_from(expression: Expression, upon: Expression, wanted: Upon) -> Expression:
    upon = replace(upon, clock="", part_of_day=None)
    if wanted is Upon.QUARTER and expression.unit == "quarter":  # "the quarter": that very one
        return upon
    return replace(expression, upon=upon, hangs=upon.hangs)
