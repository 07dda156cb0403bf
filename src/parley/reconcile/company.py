"""Who "they" are that meet and then call for something: everybody at the table, not the guests alone."""

from __future__ import annotations

import re
from dataclasses import replace

from parley.model.entries import Entry, Meeting, Position
from parley.model.record import Record

_THEY = re.compile(r"\b(?:where|at which|after which|and|,)\s+(?:they|both|the (?:two|three|four|sides))\b", re.I)


def with_company(record: Record) -> Record:
    """The record with what "they" called for at a meeting given to all who met there."""
    meetings = [(m, at) for m in record.of_kind(Meeting) if (at := _they(m)) is not None]
    if not meetings:
        return record
    return replace(record, entries=tuple(_shared(e, meetings) for e in record.entries))


def _they(meeting: Meeting) -> int | None:
    """Where in the text "they" stands behind a meeting's own words."""
    found = _THEY.search(meeting.anchor.words) if len(meeting.participants) > 1 else None
    return meeting.anchor.start + found.end() if found else None


def _shared(entry: Entry, meetings: list[tuple[Meeting, int]]) -> Entry:
    if not isinstance(entry, Position):
        return entry
    for meeting, start in meetings:
        inside = meeting.report == entry.report and start <= entry.anchor.start < meeting.anchor.end
        if inside and set(entry.actors) < set(meeting.participants):
            return replace(entry, actors=tuple(sorted(meeting.participants)))
    return entry
