"""Entries: one thing that one report says, with its anchor, its voice, its time and its reality."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, ClassVar

from parley.model.actors import OUTLET, ActorId, Voice
from parley.model.ids import digest
from parley.model.text import Anchor
from parley.model.times import SILENT, Time

GatheringId = str
"""Inside a record: "<report id>/<slug>". Inside a dossier: the id of the merged gathering."""


class Reality(StrEnum):
    """What standing the report gives to what it tells."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    URGED = "urged"


class Level(StrEnum):
    """Who meets."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    DELEGATIONS = "delegations"
    EXPERTS = "experts"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """How far a meeting has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    HELD = "held"
    ADJOURNED = "adjourned"
    COLLAPSED = "collapsed"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """Whether somebody comes, as told."""

    WILL = "will attend"
    MAY = "may attend"
    WILL_NOT = "will not attend"
    ATTENDED = "attended"
    DID_NOT = "did not attend"
    INVITED = "invited"
    EXPECTED = "expected"
    NOT_LISTED = "not listed"


class Move(StrEnum):
    """What an actor does in the bargaining."""

    DEMAND = "demand"
    PROPOSAL = "proposal"
    PRECONDITION = "precondition"
    REFUSAL = "refusal"
    ACCEPTANCE = "acceptance"
    REJECTION = "rejection"
    CONCESSION = "concession"
    THREAT = "threat"
    PROMISE = "promise"


class Manner(StrEnum):
    """How a statement is reported: all, none or part of it inside quotation marks."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Plover(StrEnum):
    """The PLOVER event types (manual of February 2024)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What something hangs on: "if Vladimir Putin were to attend".

    `marker` is the word that makes it a condition (if, unless, until, without, following ...).
    `subject` and `act` are filled where they could be read: Putin, "attend". `negated` is true for
    "if I wasn't there", "unless", "without".
    """

    anchor: Anchor
    marker: str
    subject: ActorId | None = None
    act: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Magnitude:
    """A quantity: 145 drones is (145, 145, "unmanned aerial vehicles"); hundreds is (200, 999)."""

    anchor: Anchor
    low: float
    high: float
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A meeting as one report (or, in a dossier, all reports) know it; Meeting and Attendance point here.

    `name` is short ("Russia-Ukraine peace talks"), `parties` are its participants as far as told.
    """

    id: GatheringId
    name: str
    parties: tuple[ActorId, ...] = ()
    level: Level = Level.UNKNOWN
    place: str | None = None
    when: Time = SILENT
    grounds: tuple[Anchor, ...] = ()
    members: tuple[GatheringId, ...] = ()  # in a dossier: the report-level gatherings merged here


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing one report says. `anchor` are the exact words that say so.

    `when` is the time of what is told (for a statement: when it was said). `by` names the rule or model
    that found it; `confidence` is between 0 and 1. The id is a hash of the claim, not of who read it.
    """

    kind: ClassVar[str] = "entry"
    claim: ClassVar[tuple[str, ...]] = ()

    anchor: Anchor
    voice: Voice = OUTLET
    when: Time = SILENT
    reality: Reality = Reality.HAPPENED
    by: str = "rules"
    confidence: float = 1.0
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            named = [_plain(getattr(self, name)) for name in ("anchor", "reality", *self.claim)]
            speaker = self.voice.actor or self.voice.description
            object.__setattr__(self, "id", digest(self.kind, speaker, *named))

    @property
    def report(self) -> str:
        """The id of the report that says it."""
        return self.anchor.report

    def with_when(self, when: Time) -> Entry:
        """The same entry (same id) with its time resolved further."""
        return replace(self, when=when)


def _plain(value: Any) -> object:
    """A value as the id sees it: anchors by place, conditions by their anchor."""
    if isinstance(value, Anchor):
        return [value.report, value.start, value.end]
    if isinstance(value, Condition):
        return _plain(value.anchor)
    if isinstance(value, Voice):
        return value.actor or value.description
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Entry):
    """Words that somebody is reported to have uttered. `anchor` equals `content`; `voice` is the speaker."""

    kind: ClassVar[str] = "statement"
    claim: ClassVar[tuple[str, ...]] = ("content", "manner")

    content: Anchor
    manner: Manner
    cue: Anchor | None = None
    addressee: Anchor | None = None
    occasion: Anchor | None = None
    act: str = "say"  # say, deny, warn, demand, announce, ...: the class of the cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Entry):
    """A meeting told as such: who meets, where, when, and how far it has come."""

    kind: ClassVar[str] = "meeting"
    claim: ClassVar[tuple[str, ...]] = ("gathering", "participants", "stage", "place")

    gathering: GatheringId
    what: str
    stage: Stage
    participants: tuple[ActorId, ...] = ()
    level: Level = Level.UNKNOWN
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Entry):
    """Whether somebody takes part in a meeting."""

    kind: ClassVar[str] = "attendance"
    claim: ClassVar[tuple[str, ...]] = ("who", "gathering", "answer", "condition", "role")

    who: ActorId
    gathering: GatheringId
    answer: Answer
    what: str = ""  # the meeting as these words call it
    place: str | None = None
    condition: Condition | None = None
    role: str | None = None  # "heads delegation"
    party: ActorId | None = None  # for whom: the delegation's side
    instead: str | None = None  # whom or what was sent instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Entry):
    """What actors want, offer, require, refuse, accept, reject, concede or threaten."""

    kind: ClassVar[str] = "position"
    claim: ClassVar[tuple[str, ...]] = ("actors", "move", "content", "condition")

    actors: tuple[ActorId, ...]
    move: Move
    content: Anchor
    toward: tuple[ActorId, ...] = ()
    condition: Condition | None = None
    theme: str = ""  # short normal form of the object, so that two wordings meet: "ceasefire"
    answers: str | None = None  # id of the position it answers, where told


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Entry):
    """Something done, not said, with its PLOVER type."""

    kind: ClassVar[str] = "event"
    claim: ClassVar[tuple[str, ...]] = ("actors", "type", "recipients", "place")

    actors: tuple[ActorId, ...]
    type: Plover
    what: str
    mode: str | None = None
    recipients: tuple[ActorId, ...] = ()
    place: str | None = None
    magnitudes: tuple[Magnitude, ...] = ()
    contexts: tuple[str, ...] = ()  # PLOVER's names of what it is about: "military", "economic"
    cameo: str | None = None  # the CAMEO code, where the words imply one
