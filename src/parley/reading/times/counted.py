"""Expressions counted from others of the same report, and weekdays that agree with their namesakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from parley.model.times import Direction, Expression
from parley.reading.parsed import Span, Token
from parley.reading.times.build import Built, Upon
from parley.reading.times.governing import direction_of

FAR = 60  # tokens back to an expression that another is counted from
NEAR = 8  # tokens ahead, in the sentence, to the day of an hour: "at 6 p.m. (1700 GMT) on Saturday"
DEEP = 4  # "the next day ... the next day ...": so many steps are counted on, no more
_DAYS = frozenset({"date", "weekday", "week day", "day", "feast"})
_DATES = _DAYS | {"week", "weekend", "month", "quarter", "year", "season"}
_GRAIN = {"year": 0, "season": 1, "quarter": 1, "month": 2, "week": 3, "weekend": 3}
_DAY = 4


class Drafted(Protocol):
    """What is known of an expression before it hangs on anything."""

    @property
    def built(self) -> Built:
        """Its parts."""

    @property
    def first(self) -> Token:
        """Its first token."""

    @property
    def last(self) -> Token:
        """Its last token."""


def upon(drafts: Sequence[Drafted], at: int, before: Sequence[Expression]) -> Expression:
    """The expression at a place, counted from another where its words ask for that and one is near.

    `before` are the finished expressions in front of it. An hour takes the day named next to it in its sentence,
    ahead or behind; the rest look back only.
    """
    draft = drafts[at]
    expression, wanted = draft.built.expression, draft.built.upon
    if wanted is Upon.NONE:
        return expression
    if wanted is Upon.DAY and (ahead := _ahead(drafts, at)) is not None:
        return _counted_from(expression, ahead, wanted)
    for i in range(at - 1, -1, -1):
        if draft.first.i - drafts[i].last.i > FAR:
            break
        named = (
            drafts[i].built.type in ("DATE", "TIME") and drafts[i].built.upon is not Upon.DAY
        )  # an hour names no day
        if named and _fits(expression, before[i], wanted) and _links(before[i]) < DEEP:
            return _counted_from(expression, before[i], wanted)
    return expression


def _ahead(drafts: Sequence[Drafted], at: int) -> Expression | None:
    """The day that follows an hour in its sentence, unless a day stands closer in front of it."""
    here = drafts[at]
    for draft in drafts[at + 1 : at + 3]:
        if draft.first.i - here.last.i > NEAR or any(t.is_sent_start for t in between(here.last, draft.first)):
            return None
        if draft.built.expression.unit in _DAYS and draft.built.upon is Upon.NONE:
            return replace(draft.built.expression, direction=direction_of(draft.first, draft.last))
    return None


def between(a: Token, b: Token) -> Span:
    """The tokens behind one up to another, the other included."""
    return a.doc[a.i + 1 : b.i + 1]


def _fits(expression: Expression, told: Expression, wanted: Upon) -> bool:
    """Whether what is told before is of the right kind, and known to the day where a day is to be counted."""
    units = {"quarter"} if wanted is Upon.QUARTER else _DAYS if wanted is Upon.DAY else _DATES
    return told.unit in units and _grain(told) >= _grain(expression)


def _links(e: Expression) -> int:
    """How many expressions stand behind one that is counted from others."""
    return 0 if e.upon is None else 1 + _links(e.upon)


def _grain(e: Expression) -> int:
    if e.unit == "date":
        return _DAY if e.day else 2 if e.month else 0
    return _GRAIN.get(e.unit, _DAY)


def _counted_from(expression: Expression, told: Expression, wanted: Upon) -> Expression:
    told = replace(told, clock="", part_of_day=None)
    if wanted is Upon.QUARTER and expression.unit == "quarter":  # "the quarter": that very one
        return told
    return replace(expression, upon=told, hangs=told.hangs)


def agree(expressions: Sequence[Expression]) -> list[Expression]:
    """A bare weekday that points neither way points where all others of that name in the report point."""
    ways: dict[int | None, set[Direction]] = {}
    for e in expressions:
        if _bare(e) and e.direction is not Direction.EITHER:
            ways.setdefault(e.value, set()).add(e.direction)
    return [_agreed(e, ways.get(e.value, set())) if _bare(e) else e for e in expressions]


def _agreed(e: Expression, ways: set[Direction]) -> Expression:
    undecided = e.direction is Direction.EITHER and len(ways) == 1
    return replace(e, direction=next(iter(ways))) if undecided else e


def _bare(e: Expression) -> bool:
    return e.unit == "weekday" and e.offset is None and e.upon is None
