"""What the calendar is told of a story: which way days lie, and which reports tell of the same talks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from parley.model.entries import Entry, Event, Gathering, Meeting, Reality, Stage
from parley.model.record import Record
from parley.model.times import Direction, Time
from parley.reconcile.calendar import Link
from parley.reconcile.gatherings import Diary
from parley.reconcile.periods import Fit, compare, far

WITHIN = 6
"""Days within which reports of one round of talks are taken to come out."""


_BACK = (Stage.HELD, Stage.ADJOURNED, Stage.COLLAPSED)
_AHEAD = (Stage.PROPOSED, Stage.PLANNED)


def directed(record: Record) -> Record:
    """The record with a direction for days that have none: what was held lies back, what is planned ahead."""
    return replace(record, entries=tuple(_directed(e) for e in record.entries))


def _directed(entry: Entry) -> Entry:
    expression = entry.when.expression
    if (
        not isinstance(entry, Meeting | Event)
        or expression is None
        or expression.direction is not Direction.EITHER
    ):
        return entry
    stage = entry.stage if isinstance(entry, Meeting) else Stage.HELD
    back = stage in _BACK and entry.reality is Reality.HAPPENED
    if not back and stage not in _AHEAD:
        return entry
    way = replace(expression, direction=Direction.PAST if back else Direction.FUTURE)
    return entry.with_when(replace(entry.when, expression=way))


def links(record: Record, diary: Diary) -> tuple[Link, ...]:
    """Meetings told by several reports: the same weekday is the same day, and the reports lie close together."""
    by_id = {g.id: g for g in record.gatherings}
    found: list[Link] = []
    for merged in diary.gatherings:
        members = [g for i in merged.members if (g := by_id.get(i)) is not None and not far(g.when)]
        if not _long_past(members):
            found += _neighbours(members)
    return tuple(found)


def _long_past(members: list[Gathering]) -> bool:
    return any(far(g.when) for g in members)


def _neighbours(members: list[Gathering]) -> Iterator[Link]:
    """A chain through the reports, and an equality wherever two of them name the same weekday."""
    homes: dict[str, list[Gathering]] = defaultdict(list)
    for gathering in members:
        homes[gathering.id.split("/", 1)[0]].append(gathering)
    reports = sorted(homes)
    for one, two in pairwise(reports):
        yield Link(one, two, "they tell of the same talks", within=WITHIN)
    told = [g for g in sorted(members, key=lambda g: g.id) if _names_a_day(g.when)]
    for a, b in pairwise(told):
        if a.id.split("/", 1)[0] != b.id.split("/", 1)[0] and compare(a.when, b.when) is Fit.SAME:
            yield Link(a.id, b.id, "the same talks on the same weekday")


def _names_a_day(time: Time) -> bool:
    return time.expression is not None and time.expression.unit in ("weekday", "day", "date")
