"""A position as a clause: "refused to withdraw", "called on both sides to halt fire", "demanded a ceasefire".

Where the report itself tells the move with a verb, that verb and all that follows it are kept, so nobody is made
to ask of himself what he asks of others. Else the move has a verb of its own, fitted to what it is about.
"""

from __future__ import annotations

import re

from parley.model.entries import Move, Position
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor, Report, fold
from parley.reconcile.claims import Desk
from parley.reconcile.wording import (
    balanced,
    clipped,
    in_marks,
    listed,
    named,
    past,
    points_at_speaker,
    small,
    unmarked,
)

_LEXICON = Lexicon.beside(__file__)
_NOT = _LEXICON.words("wording", "not")
_AUXILIARY = _LEXICON.words("wording", "auxiliary")
_STEM = 4

_TO = {
    Move.PROPOSAL: "offered",
    Move.REFUSAL: "refused",
    Move.REJECTION: "refused",
    Move.ACCEPTANCE: "agreed",
    Move.CONCESSION: "agreed",
    Move.THREAT: "threatened",
    Move.PROMISE: "promised",
}
_THING = {
    Move.DEMAND: "demanded",
    Move.PROPOSAL: "proposed",
    Move.PRECONDITION: "made it a condition:",
    Move.REFUSAL: "refused",
    Move.REJECTION: "rejected",
    Move.ACCEPTANCE: "accepted",
    Move.CONCESSION: "conceded",
    Move.THREAT: "threatened",
    Move.PROMISE: "promised",
}
_VOWS = (Move.PROMISE, Move.THREAT)
_REFUSES = re.compile(
    r"^(?:[\w'.-]+ ){1,4}?(?:(?:will|would|shall|can|could|do|does|did) ?(?:not|never)|cannot|wo?n't|can't|don't"
    r"|(?:am|are|is|'m|'re) (?:not|never) going to) (?:ever |accept to )?(?P<act>\w.*)$",
    re.I,
)
_VOWED = re.compile(
    r"^(?:[\w.-]+ ){0,3}?(?:[\w.-]+'ll|(?:[\w.-]+ )(?:will|shall)) (?P<act>(?!not\b|never\b)\w.*)$", re.I
)


def clause(desk: Desk, position: Position) -> str:
    """What was done in the bargaining, to follow a name: a verb in the past and what it is about."""
    report = desk.reports[position.report]
    kind, _, lemma = position.by.partition(" ")
    told = _own_verb(position, report, lemma) if kind == "verb" else ""
    if told:
        return told
    if kind not in ("verb", "noun", "adjective"):
        return _of_clause(position, report)
    return _of_thing(desk, position, report)


def _words(report: Report, content: Anchor) -> tuple[str, bool]:
    """The content clipped at the clause, and whether it must stay in quotation marks."""
    direct = in_marks(report, content)
    text = clipped(unmarked(_whole(report, content)) if direct else balanced(_whole(report, content)))
    return text, direct and points_at_speaker(text)


def _whole(report: Report, anchor: Anchor) -> str:
    """The words with the last one whole where a hyphen cut it."""
    rest = re.match(r"[\w-]*\w", report.text[anchor.end :]) if anchor.words[-1:].isalnum() else None
    return anchor.words + (rest.group() if rest else "")


def _own_verb(position: Position, report: Report, lemma: str) -> str:
    """The report's own verb and what follows it, in the past; empty where it is denied or cannot be found."""
    lead = fold(report.text[position.anchor.start : position.content.start])
    found = [m for m in re.finditer(r"[\w']+", lead) if m.group().lower().startswith(_stem(lemma))]
    if not found or position.content.start < position.anchor.start:
        return ""
    before = fold(lead[: found[-1].start()]).lower().replace("n't", " not").split()
    if set(before[-4:]) & _NOT or points_at_speaker(lead[found[-1].end() :]):
        return ""
    helper = next((w for w in before[-3:] if w in _AUXILIARY), "")
    verb = f"{helper} {lemma}" if helper else past(lemma)
    text, marked = _words(report, position.content)
    between = unmarked(lead[found[-1].end() :])
    if text.startswith("to "):
        between = re.sub(r"\bto$", "", between).rstrip()  # "offered to" and "to invest" share it
    return " ".join(filter(None, (verb, between, _in_marks(text) if marked else text)))


def _stem(lemma: str) -> str:
    told = past(lemma)
    alike = next((i for i, (a, b) in enumerate(zip(lemma, told, strict=False)) if a != b), len(lemma))
    return lemma[: max(min(alike, _STEM, len(lemma.rstrip("ey"))), 2)]


def _in_marks(text: str) -> str:
    """Quoted words; the "to" of an infinitive stays outside."""
    return f"to “{text[3:]}”" if text.startswith("to ") else f"“{text}”"


def _of_clause(position: Position, report: Report) -> str:
    """A whole sentence as content: "we will not ..." becomes "refused to ...", all else is what was said."""
    text, _ = _words(report, position.content)
    if position.move in (Move.REFUSAL, Move.REJECTION) and (act := _REFUSES.match(fold(text))):
        return _to(position.move, text[act.start("act") :])
    if position.move in _VOWS and (act := _VOWED.match(fold(text))):
        return _to(position.move, text[act.start("act") :])
    if position.move is Move.PRECONDITION:
        return f"made it a condition: {_in_marks(text) if in_marks(report, position.content) else text}"
    return f"said: “{text}”" if in_marks(report, position.content) else f"said that {small(text)}"


def _to(move: Move, act: str) -> str:
    return f"{_TO[move]} {_in_marks('to ' + act) if points_at_speaker(act) else 'to ' + act}"


def _of_thing(desk: Desk, position: Position, report: Report) -> str:
    """A thing or an act as content."""
    text, marked = _words(report, position.content)
    shown = _in_marks(text) if marked else text
    if not text.startswith("to "):
        return f"{_THING[position.move]} {shown}"
    if position.move in _TO:
        return f"{_TO[position.move]} {shown}"
    others = list(dict.fromkeys(named(desk.cast.name(a)) for a in position.toward))
    if others and position.move is Move.DEMAND:
        return f"asked {listed(others)} {shown}"
    return f"made it a {position.move.value}: {shown}"
