"""Which way days lie that have no direction: what was held lies back, what is planned ahead."""

from __future__ import annotations

from dataclasses import replace

from parley.model.entries import Entry, Event, Meeting, Reality, Stage
from parley.model.record import Record
from parley.model.times import Direction

_BACK = (Stage.HELD, Stage.ADJOURNED, Stage.COLLAPSED)
_AHEAD = (Stage.PROPOSED, Stage.PLANNED)


def directed(record: Record) -> Record:
    """The record with a direction for days that have none: what was held lies back, what is planned ahead."""
    return replace(record, entries=tuple(_directed(e) for e in record.entries))


def _stage(event: Event) -> Stage:
    return Stage.PLANNED if event.reality is Reality.PLANNED else Stage.HELD


def _directed(entry: Entry) -> Entry:
    expression = entry.when.expression
    if (
        not isinstance(entry, Meeting | Event)
        or expression is None
        or expression.direction is not Direction.EITHER
    ):
        return entry
    stage = entry.stage if isinstance(entry, Meeting) else _stage(entry)
    back = stage in _BACK and entry.reality is Reality.HAPPENED
    if not back and stage not in _AHEAD:
        return entry
    way = replace(expression, direction=Direction.PAST if back else Direction.FUTURE)
    return entry.with_when(replace(entry.when, expression=way))
