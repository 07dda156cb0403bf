"""Small invented reports for the tests of reconcile: entries are made by naming their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from parley.model.actors import OUTLET, Actor, ActorKind, Voice, VoiceKind
from parley.model.entries import (
    Answer,
    Attendance,
    Entry,
    Event,
    Gathering,
    Level,
    Magnitude,
    Manner,
    Meeting,
    Move,
    Plover,
    Position,
    Stage,
    Statement,
)
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import SILENT, Expression, Time, Undated, When

E = TypeVar("E", bound=Entry)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(name: str) -> Undated:
    """A bare weekday."""
    number = DAYS.index(name) + 1
    expression = Expression(unit="weekday", value=number, timex=f"XXXX-WXX-{number}")
    return Undated(words=name, expression=expression)


def on(day: date) -> When:
    """A day written out."""
    expression = Expression(unit="date", year=day.year, month=day.month, day=day.day)
    return When(start=day, end=day, words=day.isoformat(), expression=expression)


def month(year: int, number: int) -> When:
    """A month written out."""
    last = date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)
    expression = Expression(unit="date", year=year, month=number)
    return When(start=date(year, number, 1), end=last, words=f"{year}-{number:02d}", expression=expression)


@dataclass
class Paper:
    """One invented report; its methods add entries whose anchors are the words given."""

    outlet: str
    text: str
    published: date | None = None
    actors: dict[str, Actor] = field(default_factory=dict)
    gatherings: dict[str, Gathering] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.report = Report(text=self.text, outlet=self.outlet, published=self.published)

    def record(self) -> Record:
        """What the report says."""
        return Record.of([self.report], self.actors.values(), self.gatherings.values(), self.entries)

    def actor(self, name: str, kind: ActorKind = ActorKind.PERSON, **more: object) -> str:
        """An actor by name; the second call with the same name gives the same id."""
        key = f"{self.report.id}/{_slug(name)}"
        if key not in self.actors:
            self.actors[key] = Actor(id=key, name=name, kind=kind, names=(name,), **more)  # type: ignore[arg-type]
        return key

    def state(self, name: str, country: str) -> str:
        """A state."""
        return self.actor(name, ActorKind.STATE, country=country)

    def talks(
        self,
        name: str,
        parties: tuple[str, ...] = (),
        place: str | None = None,
        when: Time = SILENT,
        **more: object,
    ) -> str:
        """A gathering by name."""
        key = f"{self.report.id}/m-{_slug(name)}"
        self.gatherings[key] = Gathering(id=key, name=name, parties=parties, place=place, when=when, **more)  # type: ignore[arg-type]
        return key

    def voice(self, name: str | None, kind: VoiceKind = VoiceKind.NAMED) -> Voice:
        """A named voice, an unnamed one by its description, or the outlet."""
        if name is None:
            return OUTLET
        if kind is VoiceKind.ANONYMOUS:
            return Voice(kind=kind, description=name)
        return Voice(kind=kind, description=name, actor=self.actor(name))

    def attends(
        self, who: str, meeting: str, answer: Answer, words: str, voice: Voice = OUTLET, **more: object
    ) -> Attendance:
        """Whether somebody comes."""
        anchor = self.report.find(words)
        entry = Attendance(anchor=anchor, who=who, gathering=meeting, answer=answer, voice=voice, **more)  # type: ignore[arg-type]
        return self._add(entry)

    def meets(self, meeting: str, stage: Stage, words: str, **more: object) -> Meeting:
        """A meeting told as such."""
        known = self.gatherings[meeting]
        fields: dict[str, object] = {"what": known.name, "participants": known.parties, "place": known.place}
        fields |= {"when": known.when, "level": Level.UNKNOWN, **more}
        return self._add(Meeting(anchor=self.report.find(words), gathering=meeting, stage=stage, **fields))  # type: ignore[arg-type]

    def says(self, name: str, words: str, when: Time = SILENT, kind: VoiceKind = VoiceKind.NAMED) -> Statement:
        """A direct quotation."""
        anchor = self.report.find(words)
        voice = self.voice(name, kind)
        return self._add(Statement(anchor=anchor, content=anchor, voice=voice, manner=Manner.DIRECT, when=when))

    def takes(self, who: str, move: Move, words: str, theme: str, **more: object) -> Position:
        """A position."""
        anchor = self.report.find(words)
        return self._add(Position(anchor=anchor, content=anchor, actors=(who,), move=move, theme=theme, **more))  # type: ignore[arg-type]

    def happens(self, what: str, words: str, kind: Plover = Plover.ASSAULT, **more: object) -> Event:
        """An event."""
        anchor = self.report.find(words)
        fields: dict[str, object] = {"actors": (), **more}
        return self._add(Event(anchor=anchor, type=kind, what=what, **fields))  # type: ignore[arg-type]

    def count(self, words: str, low: float, high: float, of: str) -> Magnitude:
        """A quantity."""
        return Magnitude(anchor=self.report.find(words), low=low, high=high, of=of)

    def _add(self, entry: E) -> E:
        self.entries.append(entry)
        return entry


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")
