"""Who "they" are that meet and then call for something: everybody at the table, not the guests alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from parley.model.actors import ActorId
from parley.model.entries import Entry, Meeting, Position
from parley.model.record import Record

_THEY = re.compile(r"\b(?:where|at which|after which|and)\s+(?:they|both|the (?:two|three|four|sides))\b", re.I)


def with_company(record: Record) -> Record:
    """The record with what "they" called for at a meeting given to all who met there."""
    meetings = [(m, at) for m in record.of_kind(Meeting) if (at := _they(m)) is not None]
    if not meetings:
        return record
    sides = {a.id: a.country or a.acts_for or a.id for a in record.actors}
    return replace(record, entries=tuple(_shared(e, meetings, sides) for e in record.entries))


def _they(meeting: Meeting) -> int | None:
    """Where in the text "they" stands in a meeting's own words."""
    found = _THEY.search(meeting.anchor.words) if len(meeting.participants) > 1 else None
    return meeting.anchor.start + found.end() if found else None


def _shared(entry: Entry, meetings: list[tuple[Meeting, int]], sides: dict[ActorId, str]) -> Entry:
    if not isinstance(entry, Position):
        return entry
    for meeting, start in meetings:
        inside = meeting.report == entry.report and start <= entry.anchor.start < meeting.anchor.end
        own, all_sides = _sides(entry.actors, sides), _sides(meeting.participants, sides)
        if inside and own < all_sides:
            others = (p for p in meeting.participants if sides.get(p, p) not in own)
            return replace(entry, actors=(*entry.actors, *others))
    return entry


def _sides(actors: Iterable[ActorId], sides: dict[ActorId, str]) -> set[str]:
    return {sides.get(a, a) for a in actors}
