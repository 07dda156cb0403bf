"""When each account held true, and what came before what.

An account holds as of the time its voice spoke; words of the outlet itself hold as of the telling. Days come from
the calendar. Where no day is known the order still is, as far as words allow: "had said" lies before "has said",
and of two reports of one day the one that tells of outcomes came out after the one that tells of plans.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parley.model.entries import Answer, Attendance, Entry, Gathering, Meeting, Stage, Statement
from parley.model.text import Anchor
from parley.model.times import Time, When
from parley.reconcile.calendar import Calendar
from parley.reconcile.periods import far, weekday

_LATER_STAGES = (Stage.HELD, Stage.COLLAPSED, Stage.CANCELLED, Stage.ADJOURNED)
_OUTCOMES = (Answer.ATTENDED, Answer.DID_NOT)
_BEFORE = 0.4  # days: how far "had said" lies before the telling where nothing else is known
_OVER = 0.3  # days: how much later in its day a report is taken to be that tells of outcomes alone


@dataclass(frozen=True, slots=True)
class Share:
    """What the clock knows of one report: its day, when it told its story, the times of its entries.

    `told` is a number of days of which only differences and order mean anything.
    """

    day: Time
    told: float
    times: dict[str, Time]


@dataclass(frozen=True, slots=True)
class Clock:
    """The shares of all reports, and the statements of each by place."""

    calendar: Calendar
    shares: dict[str, Share] = field(repr=False)
    spoken: dict[str, Sequence[Statement]] = field(repr=False)

    def statement(self, entry: Entry) -> Statement | None:
        """The innermost statement whose words carry this entry; the entry itself if it is one."""
        if isinstance(entry, Statement):
            return entry
        return _innermost(self.spoken.get(entry.report, ()), entry.anchor)

    def time(self, entry: Entry) -> Time:
        """The time of what is told, resolved as far as the calendar allows."""
        return self.shares[entry.report].times.get(entry.id, entry.when)

    def as_of(self, entry: Entry) -> Time:
        """When it was said, else when it was told."""
        said = self.statement(entry)
        if said is not None and _has_day(said.when):
            return self.time(said)
        return self.shares[entry.report].day

    def order(self, entry: Entry) -> float:
        """Where the account lies in time, in days; equal numbers mean that nothing orders them."""
        told = self.shares[entry.report].told
        said = self.statement(entry)
        if said is None:
            return told
        if _has_day(said.when) and not far(said.when):
            return min(self.calendar.label(said, time=self.time(said)).order, told)
        return told - _BEFORE if pluperfect(said) else told


def pluperfect(statement: Statement) -> bool:
    """Whether the cue lies before the telling: "had said", "had called for", "earlier said"."""
    words = statement.cue.words.lower().split() if statement.cue else []
    return "had" in words or "earlier" in words or "previously" in words


def share(report: str, entries: Iterable[Entry], calendar: Calendar) -> Share:
    """One report's share of the clock."""
    listed = list(entries)
    times = {e.id: calendar.date(e) for e in listed if e.when.expression is not None}
    return Share(calendar.day(report), _telling(report, listed, calendar), times)


def _telling(report: str, entries: Iterable[Entry], calendar: Calendar) -> float:
    """The report's likely day, at the hour of its last utterance, later in the day the more is over."""
    listed = list(entries)
    likely = calendar.label(Gathering(id=f"{report}/", name="")).order
    said = [calendar.label(e).order for e in listed if isinstance(e, Statement) and _near(e.when)]
    over = [_is_over(e) for e in listed if isinstance(e, Meeting | Attendance) and not far(e.when)]
    share = sum(over) / len(over) if over else 0.0
    same_day = [s for s in said if int(s) == int(likely)]
    return max(same_day, default=likely) + _OVER * share


def _near(time: Time) -> bool:
    return _has_day(time) and not far(time)


def _innermost(statements: Sequence[Statement], anchor: Anchor) -> Statement | None:
    last = bisect_right(statements, anchor.start, key=lambda s: s.content.start)
    holding = (s for s in statements[max(last - 12, 0) : last] if s.content.end > anchor.start)
    return min(holding, key=lambda s: (s.content.end - s.content.start, s.id), default=None)


def _has_day(time: Time) -> bool:
    return isinstance(time, When) or weekday(time) is not None


def _is_over(entry: Meeting | Attendance) -> bool:
    if isinstance(entry, Meeting):
        return entry.stage in _LATER_STAGES
    return entry.answer in _OUTCOMES
