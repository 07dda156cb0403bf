"""An invented negotiation over a harbour, as a reader would record it, for tests of the draft and its views."""

from __future__ import annotations

from parley.model.actors import OUTLET, Actor, ActorKind, Voice, VoiceKind
from parley.model.dossier import Dossier
from parley.model.entries import (
    Answer,
    Attendance,
    Condition,
    Entry,
    Gathering,
    Manner,
    Move,
    Position,
    Statement,
)
from parley.model.record import Record
from parley.model.text import Report
from parley.reconcile import reconcile

TEXT = """Talks on the harbour are to open in Osby on Monday between Norland and Sudland.
Norland's President Ann Berg may attend if Sudland's Premier Karl Holm comes, her office said.
“He was not coming if I was not there,” Berg told reporters about Holm. “I know he would like me to come.”
“And I want him to be there,” she added.
Holm stayed away and Sudland sent a delegation instead. Norland sent a delegation too.
Norland and the Coast League called for a toll freeze. Sudland rejected the proposal.
“We want action. Fines from the Coast League at the least,” Berg said.
Norland refused to dredge the channel. Sudland refused to budge."""
REPORT = Report(outlet="The Osby Courier", title="Harbour talks", text=TEXT)


def _id(slug: str) -> str:
    return f"{REPORT.id}/{slug}"


NORLAND, SUDLAND, LEAGUE, BERG, HOLM, TALKS = map(
    _id, ("norland", "sudland", "coast-league", "ann-berg", "karl-holm", "harbour-talks")
)
PERSON = ActorKind.PERSON
ACTORS = (
    Actor(id=NORLAND, name="Norland", kind=ActorKind.STATE, names=("Norland",)),
    Actor(id=SUDLAND, name="Sudland", kind=ActorKind.STATE, names=("Sudland",)),
    Actor(
        id=LEAGUE,
        name="Coast League",
        kind=ActorKind.ORGANISATION,
        names=("Coast League", "the Coast League"),
    ),
    Actor(id=BERG, name="Ann Berg", kind=PERSON, names=("Ann Berg", "Berg"), acts_for=NORLAND, gender="f"),
    Actor(id=HOLM, name="Karl Holm", kind=PERSON, names=("Karl Holm", "Holm"), acts_for=SUDLAND, gender="m"),
)
SAID_BERG = Voice(kind=VoiceKind.NAMED, description="Ann Berg", actor=BERG)
HER_OFFICE = Voice(kind=VoiceKind.INSTITUTION, description="her office", actor=NORLAND)


def _attendance(
    words: str, who: str, answer: Answer, voice: Voice = OUTLET, on: str = "", whom: str = ""
) -> Attendance:
    hangs = Condition(anchor=REPORT.find(on), marker="if", subject=whom, negated="not" in on) if on else None
    return Attendance(
        anchor=REPORT.find(words), who=who, gathering=TALKS, answer=answer, voice=voice, condition=hangs
    )


def _position(
    words: str, actors: tuple[str, ...], move: Move, content: str, theme: str, voice: Voice = OUTLET
) -> Position:
    place, inside = REPORT.find(words), REPORT.find(content)
    return Position(anchor=place, actors=actors, move=move, content=inside, theme=theme, voice=voice)


def _statement(words: str) -> Statement:
    place = REPORT.find(words)
    return Statement(anchor=place, content=place, manner=Manner.DIRECT, voice=SAID_BERG)


ENTRIES: tuple[Entry, ...] = (
    _attendance(
        "President Ann Berg may attend", BERG, Answer.MAY, HER_OFFICE, "if Sudland's Premier Karl Holm comes", HOLM
    ),
    _attendance("He was not coming", HOLM, Answer.WILL_NOT, SAID_BERG, "if I was not there", BERG),
    _attendance("Holm stayed away", HOLM, Answer.DID_NOT),
    _attendance("Sudland sent a delegation", SUDLAND, Answer.ATTENDED),
    _attendance("Norland sent a delegation", NORLAND, Answer.ATTENDED),
    _position(
        "Norland and the Coast League called for a toll freeze",
        (NORLAND, LEAGUE),
        Move.PROPOSAL,
        "a toll freeze",
        "toll freeze",
    ),
    _position("Sudland rejected the proposal", (SUDLAND,), Move.REJECTION, "the proposal", "agreement"),
    _position("We want action", (BERG,), Move.DEMAND, "action", "action", SAID_BERG),
    _position(
        "Norland refused to dredge the channel", (NORLAND,), Move.REFUSAL, "dredge the channel", "dredge channel"
    ),
    _position("Sudland refused to budge", (SUDLAND,), Move.REFUSAL, "to budge", "budge"),
    _statement("He was not coming if I was not there,"),
    _statement("I know he would like me to come."),
    _statement("And I want him to be there,"),
    _statement("We want action. Fines from the Coast League at the least,"),
)


def dossier() -> Dossier:
    """The dossier of the one report."""
    gathering = Gathering(id=TALKS, name="Norland-Sudland harbour talks", parties=(NORLAND, SUDLAND))
    return reconcile(Record(reports=(REPORT,), entries=ENTRIES, actors=ACTORS, gatherings=(gathering,)))
