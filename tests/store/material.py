"""Invented reports and entries for tests of the archive; nothing here needs a parser."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from parley.model.actors import Actor, ActorKind, Voice, VoiceKind
from parley.model.entries import Answer, Attendance, Gathering, Manner, Statement
from parley.model.negotiation import Negotiation
from parley.model.record import Record
from parley.model.text import Part, Passage, Report

TALKS = Negotiation(id="talks", title="The salt talks", parties=("Norland", "Sudria"), words=("salt",))
OTHER = Negotiation(id="fish", title="The fish talks")


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime.fromisoformat("2031-03-01T12:00:00+00:00")

    def __call__(self) -> str:
        return self.now.isoformat(timespec="seconds")

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


def report(number: int, *, day: date | None = None, outlet: str = "The Salt Post", more: str = "") -> Report:
    """One invented report; each number is another one."""
    text = (
        f"Norland will attend round {number} of the salt talks in Léry, its envoy said.\n"
        f"“We come with open hands,” Ida Brandt told reporters.{more}"
    )
    passages = (Passage(Part.BODY, 0, len(text)),)
    return Report(
        text=text,
        title=f"Envoy speaks, number {number}",
        outlet=outlet,
        published=day,
        passages=passages,
        published_by="sidecar" if day else "",
    )


def record(*reports: Report) -> Record:
    """What a reader would find: who comes, and what was said."""
    return (
        Record()
        if not reports
        else Record.of(
            reports,
            (a for r in reports for a in _actors(r)),
            (Gathering(id=f"{r.id}/salt-talks", name="salt talks", place="Léry") for r in reports),
            (e for r in reports for e in _entries(r)),
        )
    )


def _actors(r: Report) -> tuple[Actor, ...]:
    return (
        Actor(
            id=f"{r.id}/norland",
            name="Norland",
            kind=ActorKind.STATE,
            names=("Norland",),
            grounds=(r.find("Norland"),),
        ),
        Actor(id=f"{r.id}/ida-brandt", name="Ida Brandt", kind=ActorKind.PERSON, names=("Ida Brandt",)),
    )


def _entries(r: Report) -> tuple[Attendance | Statement, ...]:
    said = r.find("“We come with open hands,”")
    speaker = Voice(
        kind=VoiceKind.NAMED, description="Ida Brandt", actor=f"{r.id}/ida-brandt", anchor=r.find("Ida Brandt")
    )
    comes = Attendance(
        anchor=r.find("Norland will attend"),
        who=f"{r.id}/norland",
        gathering=f"{r.id}/salt-talks",
        answer=Answer.WILL,
    )
    return (
        comes,
        Statement(
            anchor=said, content=said, manner=Manner.DIRECT, voice=speaker, cue=r.find("told"), confidence=0.6
        ),
    )
