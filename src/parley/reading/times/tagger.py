"""Find the time expressions of a parsed report and say what each hangs on, which way, and as which bound."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.model.calendar import timex_value
from parley.model.text import Anchor
from parley.model.times import Bound, Direction, Expression, Hangs
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet
from parley.reading.times.build import Built, build
from parley.reading.times.counted import agree, upon
from parley.reading.times.doubtful import no_time, surnames
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
class Draft:
    """An expression found and taken apart, before it is known what it hangs on."""

    built: Built
    first: Token
    last: Token
    anchor: Anchor


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
    drafts = list(_drafts(sheet))
    expressions: list[Expression] = []
    for i, draft in enumerate(drafts):
        expressions.append(_hung(upon(drafts, i, expressions), draft, quoted))
    return tuple(_timex(d, e) for d, e in zip(drafts, agree(expressions), strict=True))


def _drafts(sheet: Sheet) -> Iterator[Draft]:
    names = surnames(sheet.doc)
    for stretch in _stretches(sheet):
        for match in grammar().read(stretch.text):
            built = build(match)
            first, last = stretch.at(match.start)[0], stretch.at(match.end - 1)[0]
            if built is None or no_time(match, first, last, names):
                continue
            if match.rule.name == "eve":
                noun = _object(last)
                if noun.i != last.i:
                    yield Draft(built, first, noun, sheet.anchor(first, noun))
            else:
                yield Draft(built, first, last, _anchor(sheet, stretch, match))


def _object(of: Token) -> Token:
    """The last word of the noun phrase behind "the eve of", without what is hung on it."""
    noun = next((c for c in of.children if c.dep_ == "pobj"), of)
    return noun if 0 < noun.i - of.i <= 6 else of


def _timex(draft: Draft, expression: Expression) -> Timex:
    full = expression if expression.timex else replace(expression, timex=timex_value(expression))
    return Timex(draft.first.i, draft.last.i, draft.anchor, full, draft.built.type, draft.built.mod)


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


def _hung(expression: Expression, draft: Draft, quoted: frozenset[int]) -> Expression:
    """The expression with its direction, its bound and what it hangs on."""
    hangs = expression.hangs
    if hangs is Hangs.PUBLICATION and draft.first.i in quoted:
        hangs = Hangs.UTTERANCE
    bound = bound_of(draft.first)
    direction = Direction.PAST if bound is Bound.SINCE else direction_of(draft.first, draft.last)
    return replace(expression, hangs=hangs, direction=direction, bound=bound)
