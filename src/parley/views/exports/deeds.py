"""The things done that a dossier tells of, one for each real thing with all its tellings, coded in PLOVER's terms.

Event data sets want one row a deed. The record has one entry a telling; here the tellings of one point are put
together again. Codes follow PLOVER's manual of February 2024: a planned meeting is AGREE, a held one CONSULT, a
cancelled one REJECT (meet), a collapsed one SANCTION (withdraw); a demand REQUEST; a signed deal SUPPORT.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from parley.model.actors import ActorId
from parley.model.dossier import Standing
from parley.model.entries import (
    Answer,
    Attendance,
    Entry,
    Event,
    Meeting,
    Move,
    Plover,
    Position,
    Reality,
    Stage,
    Statement,
)
from parley.model.ids import digest
from parley.model.lexicon import Lexicon
from parley.model.times import When
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat

_LEXICON = Lexicon.beside(__file__)
VERSION: str = _LEXICON.load("plover")["version"]


@dataclass(frozen=True, slots=True)
class Code:
    """A PLOVER type with its mode, None where the type has none or the words tell none."""

    type: Plover
    mode: str | None = None

    @property
    def quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        quad: int = _LEXICON.load("plover")["types"][self.type.value][0]
        return quad

    @property
    def intensity(self) -> float:
        """The manual's score of the mode, else of the type; between -10 and 10."""
        book = _LEXICON.load("plover")
        scores = book["modes"].get(self.type.value, {})
        return float(scores.get(self.mode or "", book["types"][self.type.value][1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One thing done, with every entry that tells it. Actors are merged ids; `when` is None where nobody told.

    `sources` counts independent reports, `auxiliary` are PLOVER's auxiliary modes: historical, future,
    hypothetical, negation.
    """

    id: str
    code: Code
    kind: str
    entries: tuple[Entry, ...]
    actors: tuple[ActorId, ...]
    recipients: tuple[ActorId, ...]
    when: When | None
    place: str
    text: str
    reality: Reality
    auxiliary: tuple[str, ...]
    sources: int
    disputed: bool

    @property
    def first(self) -> Entry:
        """The telling that the deed is quoted by."""
        return self.entries[0]


def deeds(look: Lookup) -> tuple[Deed, ...]:
    """Every deed in the dossier: dated ones first in order of time, then the undated in order of place."""
    made = [_deed(look, group) for group in _groups(look)]
    return tuple(sorted((d for d in made if d), key=_order))


def _order(deed: Deed) -> tuple[bool, str, str, int, str]:
    anchor = deed.first.anchor
    return (
        deed.when is None,
        deed.when.start.isoformat() if deed.when else "",
        anchor.report,
        anchor.start,
        deed.id,
    )


def _groups(look: Lookup) -> Iterator[list[Entry]]:
    """Entries that tell one thing in one way, put together by the points they belong to."""
    home: dict[str, str] = {}
    for point in look.dossier.points:
        if point.slot in ("what", "move", "stage", "answer"):
            for account in point.accounts:
                home.setdefault(account.entry, point.id)
    grouped: dict[tuple[object, ...], list[Entry]] = {}
    for entry in look.dossier.record.entries:
        code = coded(entry)
        if code:
            told = entry.reality if isinstance(entry, Event) else ""
            grouped.setdefault((home.get(entry.id, entry.id), code.type, code.mode, told), []).append(entry)
    for group in grouped.values():
        yield from _by_actors(look, group)


def _by_actors(look: Lookup, group: list[Entry]) -> Iterator[list[Entry]]:
    """Tellings of one point that differ in nothing but words stay together; those of other actors do not."""
    if not isinstance(group[0], (Position, Statement)):
        yield group
        return
    parted: dict[tuple[ActorId, ...], list[Entry]] = {}
    for entry in group:
        parted.setdefault(_actors(look, [entry]), []).append(entry)
    yield from parted.values()


def coded(entry: Entry) -> Code | None:
    """The PLOVER code of an entry; None where it tells of no deed.

    Whether somebody may come, is invited, expected or not listed is no deed of theirs; that they attended is told
    by the meeting. A meeting that its report denies is coded, with PLOVER's negation.
    """
    if isinstance(entry, Event):
        return _of_event(entry)
    if isinstance(entry, Meeting):
        return _of_meeting(entry)
    if isinstance(entry, Attendance):
        return _ATTENDANCE.get(entry.answer) if entry.reality is Reality.PLANNED else None
    if isinstance(entry, Position):
        return _of_position(entry)
    if isinstance(entry, Statement) and entry.act == "accuse":
        return Code(Plover.ACCUSE, "disapprove")
    return None


_MEETING = {
    Stage.PLANNED: Code(Plover.AGREE),
    Stage.UNDER_WAY: Code(Plover.CONSULT),
    Stage.HELD: Code(Plover.CONSULT),
    Stage.ADJOURNED: Code(Plover.CONSULT),
    Stage.COLLAPSED: Code(Plover.SANCTION, "withdraw"),
    Stage.CANCELLED: Code(Plover.REJECT, "meet"),
}
_ATTENDANCE = {Answer.WILL: Code(Plover.AGREE), Answer.WILL_NOT: Code(Plover.REJECT, "meet")}
_MOVES = {
    Move.ACCEPTANCE: Plover.AGREE,
    Move.PROMISE: Plover.AGREE,
    Move.CONCESSION: Plover.CONCEDE,
    Move.DEMAND: Plover.REQUEST,
    Move.PRECONDITION: Plover.REQUEST,
    Move.REFUSAL: Plover.REJECT,
    Move.REJECTION: Plover.REJECT,
    Move.THREAT: Plover.THREATEN,
}
_COOPERATION = (Plover.CONSULT, Plover.SUPPORT, Plover.COOPERATE, Plover.AID)


def _of_event(event: Event) -> Code:
    """The event's own code, but a signed deal is SUPPORT and a cooperative act still to come AGREE."""
    words = set(flat(event.what).lower().split())
    planned = event.reality is Reality.PLANNED
    if event.type is Plover.AGREE and not planned and not _words("signed", "words").isdisjoint(words):
        return Code(Plover.SUPPORT)
    if planned and event.type in _COOPERATION:
        return Code(Plover.AGREE)
    if planned and event.type is Plover.RETREAT:
        return Code(Plover.CONCEDE)
    return Code(event.type, event.mode)


def _of_meeting(meeting: Meeting) -> Code | None:
    """By its stage. One that is only proposed is no deed yet: who proposed it did it, and that is a position."""
    code = _MEETING.get(meeting.stage)
    if code is None:
        return None
    called = set(meeting.what.lower().split())
    if code.type is Plover.CONSULT and called & {"call", "phone", "telephone"}:
        return Code(Plover.CONSULT, "phone")
    if code.type is Plover.CONSULT and len(meeting.participants) > 2:
        return Code(Plover.CONSULT, "multilateral")
    return code


def _of_position(position: Position) -> Code:
    """By its move; a proposal to meet is a request for it, any other proposal an offer."""
    about = _about("about", position.theme)
    if position.move is Move.PROPOSAL:
        return Code(Plover.REQUEST, "meet") if about == "meet" else Code(Plover.AGREE)
    kind = _MOVES[position.move]
    if kind is Plover.THREATEN:
        return Code(kind, _about("threats", position.theme))
    return Code(kind, about) if kind in (Plover.REQUEST, Plover.REJECT) else Code(kind)


def _about(table: str, theme: str) -> str | None:
    words = set(theme.lower().replace("-", " ").split())
    return next((m for m in _LEXICON.load("plover")[table] if not _words(table, m).isdisjoint(words)), None)


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return _LEXICON.words("plover", table, key)


def _deed(look: Lookup, entries: list[Entry]) -> Deed | None:
    first = entries[0]
    code = coded(first)
    actors = _actors(look, entries)
    if code is None or (not actors and not isinstance(first, Event)):
        return None
    dated = [t for t in (_time(look, e) for e in entries) if t]
    copies = dict(look.dossier.copies)
    recipients = _recipients(look, entries)
    return Deed(
        id=digest("deed", *sorted(e.id for e in entries)),
        code=code,
        kind=first.kind,
        entries=tuple(entries),
        actors=actors,
        recipients=tuple(r for r in recipients if r not in actors),
        when=min(dated, key=lambda w: ((w.end - w.start).days, w.start)) if dated else None,
        place=next((flat(p) for p in map(_place, entries) if p), ""),
        text=flat(max((e.anchor.words for e in entries), key=len)),
        reality=first.reality,
        auxiliary=_auxiliary(first),
        sources=len({copies.get(e.report, e.report) for e in entries}),
        disputed=_disputed(look, entries),
    )


def _time(look: Lookup, entry: Entry) -> When | None:
    """When a thing was done: its own time; of a meeting without one the gathering's. Never the day of print."""
    if isinstance(entry.when, When):
        return entry.when
    if isinstance(entry, (Meeting, Attendance)) and not entry.when.said:
        gathering = look.gatherings.get(look.merged(entry.gathering))
        return gathering.when if gathering and isinstance(gathering.when, When) else None
    return None


def _place(entry: Entry) -> str | None:
    return entry.place if isinstance(entry, (Event, Meeting, Attendance)) else None


def _actors(look: Lookup, entries: Iterable[Entry]) -> tuple[ActorId, ...]:
    return tuple(dict.fromkeys(look.merged(a) for e in entries for a in _who(e)))


def _who(entry: Entry) -> tuple[ActorId, ...]:
    if isinstance(entry, (Event, Position)):
        return entry.actors
    if isinstance(entry, Meeting):
        return entry.participants
    if isinstance(entry, Attendance):
        return (entry.who,)
    return (entry.voice.actor,) if entry.voice.actor else ()


def _recipients(look: Lookup, entries: Iterable[Entry]) -> tuple[ActorId, ...]:
    """Whom it was done to. Participants of a meeting are all actors: no report names a host here."""
    found: list[ActorId] = []
    for entry in entries:
        if isinstance(entry, Event):
            found += entry.recipients
        elif isinstance(entry, Position):
            found += entry.toward
    return tuple(dict.fromkeys(look.merged(a) for a in found))


def _auxiliary(entry: Entry) -> tuple[str, ...]:
    """PLOVER's auxiliary modes from what standing the report gives the deed."""
    if isinstance(entry, (Position, Statement)):
        return ()  # the words were spoken, whatever they are about
    if entry.reality is Reality.DENIED:
        return ("negation",)
    if entry.reality in (Reality.POSSIBLE, Reality.CONDITIONAL, Reality.URGED):
        return ("hypothetical",)
    return ("future",) if entry.reality is Reality.PLANNED and isinstance(entry, Event) else ()


def _disputed(look: Lookup, entries: Iterable[Entry]) -> bool:
    return any(p.standing is Standing.DISPUTED for e in entries for p, _ in look.told.get(e.id, ()))
