"""From proposals to entries: what stands word for word in the report is anchored, the rest is refused.

A proposal goes through the same door as everything else: `Report.find`. Only white space may differ, because a
model joins the lines that a report wraps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.errors import BadAnchor
from parley.model.actors import OUTLET, Actor, ActorId, ActorKind, Voice, VoiceKind
from parley.model.entries import (
    Answer,
    Attendance,
    Condition,
    Entry,
    Event,
    Gathering,
    Manner,
    Meeting,
    Move,
    Plover,
    Position,
    Reality,
    Stage,
    Statement,
)
from parley.model.record import Record
from parley.model.text import Anchor, Passage, Report, fold
from parley.model.times import SILENT, Time, Undated
from parley.reading import attendance, meetings
from parley.reading.actors.countries import named
from parley.reading.asking.answers import Proposal
from parley.reading.asking.questions import Portion

_SLUG = re.compile(r"[^a-z0-9]+")


class Refused(Exception):
    """Why a proposal is no entry, in a word or two that are counted."""


@dataclass
class Door:
    """What the entries of one report are made against: its words, and what the rules already know of it.

    `actors` and `gatherings` grow by those that only the model names.
    """

    report: Report
    by: str
    actors: dict[str, Actor] = field(default_factory=dict)
    gatherings: dict[str, Gathering] = field(default_factory=dict)
    times: dict[str, Time] = field(default_factory=dict)

    @staticmethod
    def of(report: Report, known: Record, by: str) -> Door:
        """The door to a report, with the actors, meetings and times of its record."""
        door = Door(report, by)
        prefix = f"{report.id}/"
        for actor in (a for a in known.actors if a.id.startswith(prefix)):
            for name in (actor.name, *actor.names):
                door.actors.setdefault(name.casefold(), actor)
        door.gatherings = {g.id: g for g in known.gatherings if g.id.startswith(prefix)}
        said = (e.when for e in known.entries if e.report == report.id)
        door.times = {w.words: w for w in said if w.words}
        return door

    def entries(self, portion: Portion, proposal: Proposal) -> Iterator[Entry]:
        """The entries of a proposal; raises Refused where its words or its actor are not in the report."""
        anchor = located(self.report, portion.passages, proposal.words)
        if anchor is None:
            raise Refused("words not in the report")
        yield from _MAKE[proposal.kind](self, portion, proposal, anchor)

    def ids(self, names: tuple[str, ...]) -> tuple[ActorId, ...]:
        """The actors of these names; a name that the report does not hold is left out."""
        found = (self._id(name) for name in names)
        return tuple(dict.fromkeys(i for i in found if i is not None))

    def doers(self, names: tuple[str, ...]) -> tuple[ActorId, ...]:
        """The actors of an entry that must have one."""
        found = self.ids(names)
        if not found:
            raise Refused("actor not in the report")
        return found

    def _id(self, name: str) -> ActorId | None:
        key = name.casefold()
        if key not in self.actors:
            where = located(self.report, self.report.body(), name, loosely=True)
            if where is None:
                return None
            self.actors[key] = self._met(where)
        return self.actors[key].id

    def _met(self, where: Anchor) -> Actor:
        """An actor that only the model names; its kind is unknown unless it is a country."""
        country = named(where.words)
        kind = ActorKind.STATE if country is not None else ActorKind.GROUP
        return Actor(
            id=f"{self.report.id}/{_slug(where.words)}-{where.start}",
            name=" ".join(where.words.split()),
            kind=kind,
            country=country.iso3 if country is not None else None,
            grounds=(where,),
        )

    def voice(self, proposal: Proposal) -> Voice:
        """Who vouches for it: the outlet, unless the report names somebody."""
        ids = self.ids((proposal.said_by,)) if proposal.said_by else ()
        if not ids:
            return OUTLET
        return Voice(kind=_source(proposal, ids[0]), description=self._name(ids[0]), actor=ids[0])

    def speaker(self, proposal: Proposal) -> Voice:
        """Who utters a statement."""
        who = self.doers(proposal.actors or (proposal.said_by,))[0]
        return Voice(kind=_source(proposal, who), description=self._name(who), actor=who)

    def _name(self, actor: ActorId) -> str:
        return next(a.name for a in self.actors.values() if a.id == actor)

    def when(self, portion: Portion, proposal: Proposal) -> Time:
        """The time in the report's words, as the rules resolved these words, else open."""
        where = located(self.report, portion.passages, proposal.when) if proposal.when else None
        if where is None:
            return SILENT
        return self.times.get(where.words) or Undated(words=where.words)

    def piece(self, portion: Portion, words: str) -> str | None:
        """Words of the report, None where it does not hold them."""
        where = located(self.report, portion.passages, words) if words else None
        return where.words if where is not None else None

    def gathering(self, proposal: Proposal, anchor: Anchor, parties: tuple[ActorId, ...]) -> Gathering:
        """The meeting that the rules saw in these words; else one of this name; else a new one."""
        name = proposal.what or "meeting"
        near = (g for g in self.gatherings.values() if any(anchor.overlaps(a) for a in g.grounds))
        same = (g for g in self.gatherings.values() if g.name.casefold() == name.casefold())
        found = next(near, None) or next(same, None)
        if found is None:
            made = f"{self.report.id}/m-{_slug(name)}-{anchor.start}"
            found = Gathering(id=made, name=name, parties=parties, grounds=(anchor,))
            self.gatherings[found.id] = found
        return found


def located(report: Report, passages: tuple[Passage, ...], words: str, *, loosely: bool = False) -> Anchor | None:
    """Where the words stand in one of these passages, white space aside; `loosely` case aside too."""
    pieces = fold(words).split()
    if not pieces:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, pieces)), re.IGNORECASE if loosely else 0)
    for start, end in _runs(report.text, passages):
        try:
            exact = report.find(words, after=start)
        except BadAnchor:
            exact = None
        if exact is not None and exact.end <= end:
            return exact
        if (found := pattern.search(fold(report.text), start, end)) is not None:
            return report.anchor(*found.span())
    return None


def _runs(text: str, passages: tuple[Passage, ...]) -> Iterator[tuple[int, int]]:
    """The passages, those joined that only white space parts: what was sent as one may be quoted as one."""
    start, end = -1, -1
    for passage in passages:
        if end >= 0 and not text[end : passage.start].strip():
            end = passage.end
            continue
        if end >= 0:
            yield start, end
        start, end = passage.start, passage.end
    if end >= 0:
        yield start, end


def _source(proposal: Proposal, actor: ActorId) -> VoiceKind:
    told = proposal.source if proposal.source not in ("", "outlet") else "named"
    return VoiceKind(told)


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.casefold()).strip("-")[:40] or "somebody"


def _statement(door: Door, portion: Portion, p: Proposal, anchor: Anchor) -> Iterator[Entry]:
    cue = located(door.report, portion.passages, p.cue) if p.cue else None
    yield Statement(
        anchor=anchor,
        content=anchor,
        voice=door.speaker(p),
        cue=cue,
        manner=Manner(p.value),
        when=door.when(portion, p),
        by=door.by,
    )


def _meeting(door: Door, portion: Portion, p: Proposal, anchor: Anchor) -> Iterator[Entry]:
    stage, parties = Stage(p.value), door.ids(p.actors)
    held = door.gathering(p, anchor, parties)
    yield Meeting(
        anchor=anchor,
        voice=door.voice(p),
        when=door.when(portion, p),
        reality=meetings.REALITY[stage],
        gathering=held.id,
        what=held.name,
        stage=stage,
        participants=parties,
        place=door.piece(portion, p.place),
        by=door.by,
    )


def _attendance(door: Door, portion: Portion, p: Proposal, anchor: Anchor) -> Iterator[Entry]:
    answer, hung = Answer(p.value), _condition(door, portion, p)
    who = door.doers(p.actors)
    held = door.gathering(p, anchor, ())
    for actor in who:
        yield Attendance(
            anchor=anchor,
            voice=door.voice(p),
            when=door.when(portion, p),
            reality=Reality.CONDITIONAL if hung is not None else attendance.REALITY[answer],
            who=actor,
            gathering=held.id,
            answer=answer,
            what=held.name,
            place=door.piece(portion, p.place),
            condition=hung,
            by=door.by,
        )


def _position(door: Door, portion: Portion, p: Proposal, anchor: Anchor) -> Iterator[Entry]:
    content = located(door.report, portion.passages, p.content) if p.content else None
    yield Position(
        anchor=anchor,
        voice=door.voice(p),
        when=door.when(portion, p),
        actors=door.doers(p.actors),
        move=Move(p.value),
        content=content or anchor,
        toward=door.ids(p.towards),
        condition=_condition(door, portion, p),
        by=door.by,
    )


def _event(door: Door, portion: Portion, p: Proposal, anchor: Anchor) -> Iterator[Entry]:
    yield Event(
        anchor=anchor,
        voice=door.voice(p),
        when=door.when(portion, p),
        actors=door.doers(p.actors),
        type=Plover(p.value),
        what=p.what or anchor.words,
        recipients=door.ids(p.towards),
        place=door.piece(portion, p.place),
        by=door.by,
    )


def _condition(door: Door, portion: Portion, p: Proposal) -> Condition | None:
    where = located(door.report, portion.passages, p.condition) if p.condition else None
    return Condition(anchor=where, marker=where.words.split()[0].lower()) if where is not None else None


_MAKE = {
    "statement": _statement,
    "meeting": _meeting,
    "attendance": _attendance,
    "position": _position,
    "event": _event,
}
