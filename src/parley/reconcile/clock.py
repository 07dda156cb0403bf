"""When each account held true, and what came before what.

An account holds as of the time its voice spoke; words of the outlet itself hold as of the telling. Where no
day is known the order still is, as far as words allow: weekdays of one story fall in one week, "had said" lies
before "has said", what is told as held is told later than what is told as planned.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from parley.model.entries import Answer, Attendance, Entry, Meeting, Stage, Statement
from parley.model.record import Record
from parley.model.text import Anchor
from parley.model.times import SILENT, Basis, Time, When
from parley.reconcile.periods import far, weekday

_PARTS = {"early": -0.3, "MO": -0.2, "AF": 0.1, "EV": 0.25, "late": 0.35, "NI": 0.4}
_LATER_STAGES = (Stage.HELD, Stage.COLLAPSED, Stage.CANCELLED, Stage.ADJOURNED)
_OUTCOMES = (Answer.ATTENDED, Answer.DID_NOT)
_BEFORE = 0.4  # days: how far "had said" lies before the telling where nothing else is known


@dataclass(frozen=True, slots=True)
class Clock:
    """`told` is when each report told its story as a number of days; only differences and order mean anything."""

    told: dict[str, float]
    days: dict[str, Time]
    spoken: dict[str, list[Statement]]

    def statement(self, entry: Entry) -> Statement | None:
        """The innermost statement whose words carry this entry; the entry itself if it is one."""
        if isinstance(entry, Statement):
            return entry
        return _innermost(self.spoken.get(entry.report, []), entry.anchor)

    def as_of(self, entry: Entry) -> Time:
        """When it was said, else when it was told."""
        said = self.statement(entry)
        if said is not None and _has_day(said.when):
            return said.when
        return self.days.get(entry.report, SILENT)

    def order(self, entry: Entry) -> float:
        """Where the account lies in time, in days; equal numbers mean that nothing orders them."""
        told = self.told.get(entry.report, 0.0)
        said = self.statement(entry)
        if said is None:
            return told
        if _has_day(said.when):
            return _place(said.when, told)
        return told - _BEFORE if pluperfect(said) else told

    def said_at(self, entry: Entry) -> bool:
        """Whether the words themselves order the account: a day, or a tense before the telling."""
        said = self.statement(entry)
        return said is not None and (_has_day(said.when) or pluperfect(said))


def pluperfect(statement: Statement) -> bool:
    """Whether the cue lies before the telling: "had said", "had called for", "earlier said"."""
    words = statement.cue.words.lower().split() if statement.cue else []
    return "had" in words or "earlier" in words or "previously" in words


def clock(record: Record) -> Clock:
    """Work out when each report told its story."""
    spoken = _spoken(record)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in record.entries:
        entries[entry.report].append(entry)
    told: dict[str, float] = {}
    days: dict[str, Time] = {}
    for report in record.reports:
        if report.published is not None:
            basis = Basis.READER if report.published_by == "reader" else Basis.PUBLICATION
            days[report.id] = When(start=report.published, end=report.published, basis=basis)
            told[report.id] = report.published.toordinal() + 0.45
        else:
            days[report.id] = SILENT
            told[report.id] = _relative(entries[report.id])
    return Clock(told, days, spoken)


def _spoken(record: Record) -> dict[str, list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in record.of_kind(Statement):
        found[statement.report].append(statement)
    for statements in found.values():
        statements.sort(key=lambda s: (s.content.start, -s.content.end))
    return found


def _innermost(statements: list[Statement], anchor: Anchor) -> Statement | None:
    last = bisect_right(statements, anchor.start, key=lambda s: s.content.start)
    holding = (s for s in statements[max(last - 12, 0) : last] if s.content.end > anchor.start)
    return min(holding, key=lambda s: s.content.end - s.content.start, default=None)


def _has_day(time: Time) -> bool:
    return isinstance(time, When) or weekday(time) is not None


def _place(time: Time, told: float) -> float:
    """A time as a number on the line that `told` lies on; a bare weekday is the last one before the telling."""
    part = time.expression.part_of_day if time.expression else None
    shift = _PARTS.get((part or "").split(" ")[0], 0.0)
    if isinstance(time, When):
        return min(time.end.toordinal() + shift, max(told, time.end.toordinal()))
    day = weekday(time)
    if day is None:
        return told
    back = (int(told) - day) % 7
    return int(told) - back + shift


def _relative(entries: Iterable[Entry]) -> float:
    """The telling of a report without a day: the last weekday somebody spoke on, a little later if all is over.

    Weeks are counted Monday to Sunday as 1 to 7, so that reports of one story can be put in order.
    """
    listed = list(entries)
    said = [e.when for e in listed if isinstance(e, Statement) and not far(e.when)]
    days = [(weekday(t) or 0) + _PARTS.get(_part(t), 0.0) for t in said if weekday(t)]
    over = [_is_over(e) for e in listed if isinstance(e, Meeting | Attendance) and not far(e.when)]
    share = sum(over) / len(over) if over else 0.0
    return max(days, default=0.0) + 0.4 * share


def _part(time: Time) -> str:
    part = time.expression.part_of_day if time.expression else None
    return (part or "").split(" ")[0]


def _is_over(entry: Meeting | Attendance) -> bool:
    if isinstance(entry, Meeting):
        return entry.stage in _LATER_STAGES
    return entry.answer in _OUTCOMES
