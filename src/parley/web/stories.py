"""Which reports tell the same round of talks, for the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from parley.model.times import Time, When
from parley.views.rows.prose import flat, span_in_words

if TYPE_CHECKING:
    from parley.web.room import Room


@dataclass(frozen=True, slots=True)
class Teller:
    """A report of a story, with the day it came out; empty where that is not known."""

    id: str
    title: str
    label: str
    day: str


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that tell of one round of talks, the earliest first; `between` is when they came out."""

    between: str
    tellers: tuple[Teller, ...]


def stories(room: Room) -> tuple[Story, ...]:
    """The stories that more than one report tells, the newest first; none where all reports tell a single one."""
    found = room.dossier.stories
    if len(found) < 2:
        return ()
    made = [(_last(room, ids), _story(room, ids)) for ids in found if len(ids) > 1]
    return tuple(story for _, story in sorted(made, key=lambda pair: pair[0], reverse=True))


def _last(room: Room, ids: tuple[str, ...]) -> tuple[date, tuple[str, ...]]:
    """The order of stories: by the day of the last report, and by their ids where days do not tell."""
    days = [day.end for day in map(room.days.get, ids) if isinstance(day, When)]
    return max(days, default=date.min), ids


def _story(room: Room, ids: tuple[str, ...]) -> Story:
    known = [day for day in map(room.days.get, ids) if isinstance(day, When)]
    between = When(start=min(d.start for d in known), end=max(d.end for d in known)) if known else None
    ranked = sorted((i for i in ids if i in room.look.shelves), key=lambda i: _first(room.days.get(i), i))
    return Story(span_in_words(between) if between else "", tuple(_teller(room, i) for i in ranked))


def _first(day: Time | None, report: str) -> tuple[date, str]:
    return (day.start if isinstance(day, When) else date.max), report


def _teller(room: Room, report_id: str) -> Teller:
    report, day = room.look.shelves[report_id].report, room.days.get(report_id)
    label = flat(report.label)
    return Teller(
        report_id, flat(report.title) or label, label, span_in_words(day) if isinstance(day, When) else ""
    )
