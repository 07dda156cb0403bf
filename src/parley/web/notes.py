"""Entries as notes in the margin of their report: what was read there, how sure, and what may be set right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.model.actors import VoiceKind
from parley.model.entries import (
    Answer,
    Attendance,
    Entry,
    Event,
    Level,
    Meeting,
    Move,
    Plover,
    Position,
    Reality,
    Stage,
    Statement,
)
from parley.model.judgements import Relation
from parley.model.times import When
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import amount, flat, listed, quoted, when_in_words
from parley.web import links

_GIST = 90  # characters of a note's line


@dataclass(frozen=True, slots=True)
class Slot:
    """Something in an entry that a person may set right: its value now, and the values allowed (none: any)."""

    name: str
    value: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One entry in the margin. `about` are (label, text) pairs; `actors` are (id, name) of those it speaks of."""

    id: str
    mark: str
    kind: str
    who: str
    gist: str
    about: tuple[tuple[str, str], ...]
    slots: tuple[Slot, ...]
    actors: tuple[tuple[str, str], ...]
    sure: float
    by: str
    decided: str
    standing: str
    wrong: str  # who called it wrong; empty where nobody did


def note(look: Lookup, entry: Entry) -> Note:
    """The note of an entry."""
    told = look.told.get(entry.id, [])
    decided = look.dossier.decided(entry.id)
    gravest = next((p.standing.value for p, _ in told if p.standing.value in ("disputed", "developing")), "")
    return Note(
        id=entry.id,
        mark=links.mark(entry.anchor),
        kind=entry.kind,
        who=listed(look.names(doers(entry))) or look.speaker(entry.voice),
        gist=_clipped(_gist(look, entry)),
        about=tuple((label, text) for label, text in _about(look, entry) if text),
        slots=tuple(_slots(entry)),
        actors=tuple((look.merged(a), look.name(a)) for a in dict.fromkeys(_everybody(entry)) if look.actor(a)),
        sure=entry.confidence,
        by=entry.by,
        decided=look.decision(entry.id),
        standing=gravest,
        wrong=", ".join(dict.fromkeys(flat(j.author) for j in decided if j.relation is Relation.WRONG)),
    )


def doers(entry: Entry) -> tuple[str, ...]:
    """Who does or holds what an entry tells; nobody for a statement, which has a voice, and a meeting."""
    if isinstance(entry, Position | Event):
        return entry.actors
    if isinstance(entry, Attendance):
        return (entry.who,)
    return ()


def _everybody(entry: Entry) -> Iterable[str]:
    yield from doers(entry)
    if entry.voice.actor:
        yield entry.voice.actor
    if isinstance(entry, Meeting):
        yield from entry.participants
    elif isinstance(entry, Position):
        yield from entry.toward
    elif isinstance(entry, Event):
        yield from entry.recipients


def _gist(look: Lookup, entry: Entry) -> str:
    if isinstance(entry, Statement):
        return f"{entry.act}: {quoted(entry.content.words)}"
    if isinstance(entry, Meeting):
        return f"{_gathering(look, entry.gathering)}, {entry.stage.value}"
    if isinstance(entry, Attendance):
        condition = flat(entry.condition.anchor.words) if entry.condition else ""
        return " ".join(filter(None, (entry.answer.value, condition)))
    if isinstance(entry, Position):
        return f"{entry.move.value}: {entry.theme or quoted(entry.content.words)}"
    if isinstance(entry, Event):
        standing = "" if entry.reality is Reality.HAPPENED else f"{entry.reality.value}: "
        return standing + flat(entry.what)
    return flat(entry.anchor.words)


def _gathering(look: Lookup, gathering: str) -> str:
    found = look.gatherings.get(look.merged(gathering))
    return flat(found.name) if found else "a meeting"


def _about(look: Lookup, entry: Entry) -> Iterable[tuple[str, str]]:
    """What else was read, each with its label; empty texts are left out by the caller."""
    if isinstance(entry, Meeting):
        yield "Who meets", listed(look.names(entry.participants))
        yield "Level", "" if entry.level is Level.UNKNOWN else entry.level.value
        yield "Place", flat(entry.place or "")
    elif isinstance(entry, Attendance):
        yield "Meeting", _gathering(look, entry.gathering)
        yield "Role", flat(entry.role or "")
        yield "Sent instead", flat(entry.instead or "")
    elif isinstance(entry, Position):
        yield "Toward", listed(look.names(entry.toward))
        yield "Condition", flat(entry.condition.anchor.words) if entry.condition else ""
    elif isinstance(entry, Event):
        yield "Type", entry.type.value + (f" ({entry.mode})" if entry.mode else "")
        yield "About", ", ".join(name.replace("_", " ") for name in entry.contexts)
        yield "CAMEO", entry.cameo or ""
        yield "Toward", listed(look.names(entry.recipients))
        yield "Place", flat(entry.place or "")
        yield "Number", ", ".join(amount(m.low, m.high, m.of, m.anchor.words) for m in entry.magnitudes)
    yield from _frame(look, entry)


def _frame(look: Lookup, entry: Entry) -> Iterable[tuple[str, str]]:
    """Who vouches for it, when it was and why that is known, and how real the report holds it."""
    yield "Said by", "the outlet itself" if entry.voice.kind is VoiceKind.OUTLET else look.speaker(entry.voice)
    yield "When", when_in_words(entry.when)
    if isinstance(entry.when, When) and len(entry.when.chain) > 1:
        yield "Dated", "; ".join(map(flat, entry.when.chain))
    yield "Told as", "" if entry.reality is Reality.HAPPENED else entry.reality.value


def _slots(entry: Entry) -> Iterable[Slot]:
    if isinstance(entry, Attendance):
        yield Slot("answer", entry.answer.value, tuple(a.value for a in Answer))
        yield Slot("role", entry.role or "")
    if isinstance(entry, Meeting):
        yield Slot("stage", entry.stage.value, tuple(s.value for s in Stage))
        yield Slot("level", entry.level.value, tuple(x.value for x in Level))
    if isinstance(entry, Position):
        yield Slot("move", entry.move.value, tuple(m.value for m in Move))
    if isinstance(entry, Event):
        yield Slot("type", entry.type.value, tuple(p.value for p in Plover))
    if isinstance(entry, Meeting | Attendance | Event):
        yield Slot("place", flat(entry.place or ""))
    day = entry.when
    yield Slot("when", day.start.isoformat() if isinstance(day, When) and day.start == day.end else "")


def _clipped(text: str) -> str:
    return text if len(text) <= _GIST else text[:_GIST].rsplit(" ", 1)[0] + " …"
