"""Find the time expressions of a parsed report and say what each hangs on, which way, and as which bound."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from parley.model.calendar import timex_value
from parley.model.text import Anchor
from parley.model.times import Expression, Hangs
from parley.reading.sheet import Sheet
from parley.reading.times.build import build
from parley.reading.times.governing import bound_of, direction_of
from parley.reading.times.grammar import Found, grammar
from parley.reading.times.quoted import quoted_tokens


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

    def token(self, at: int) -> Token:
        return self.tokens[bisect_right(self.begins, at) - 1]


def tag(sheet: Sheet) -> tuple[Timex, ...]:
    """All time expressions of a report, in order of place; none overlap."""
    quoted = quoted_tokens(sheet.doc)
    found: list[Timex] = []
    for stretch in _stretches(sheet):
        for match, pieces in grammar().read(stretch.text):
            start, end = pieces[match.first].start, pieces[match.last - 1].end
            timex = _timex(sheet, stretch, match, start, end, quoted)
            if timex is not None:
                found.append(timex)
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
    texts, begins, at = [], [], 0
    for token in tokens:
        piece = token.text_with_ws
        begins.append(at)
        texts.append(piece)
        at += len(piece)
    return _Stretch("".join(texts), tokens, begins)


def _timex(
    sheet: Sheet, stretch: _Stretch, match: Found, start: int, end: int, quoted: frozenset[int]
) -> Timex | None:
    built = build(match)
    if built is None:
        return None
    first, last = stretch.token(start), stretch.token(end - 1)
    expression = _hung(built.expression, first, last, quoted)
    begin = sheet.start(first) + start - stretch.begins[bisect_right(stretch.begins, start) - 1]
    stop = sheet.start(last) + end - stretch.begins[bisect_right(stretch.begins, end - 1) - 1]
    return Timex(first.i, last.i, sheet.report.anchor(begin, stop), expression, built.type, built.mod)


def _hung(expression: Expression, first: Token, last: Token, quoted: frozenset[int]) -> Expression:
    """The expression with its direction, bound, what it hangs on and its open TIMEX3 value."""
    hangs = expression.hangs
    if hangs is Hangs.PUBLICATION and first.i in quoted:
        hangs = Hangs.UTTERANCE
    full = replace(expression, hangs=hangs, direction=direction_of(first, last), bound=bound_of(first))
    return full if full.timex else replace(full, timex=timex_value(full))
