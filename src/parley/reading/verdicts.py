"""Verdicts on what is on the table: "the offer is too low", "is not acceptable to them"."""

from __future__ import annotations

from parley.model.entries import Move
from parley.reading.bidding import make, party
from parley.reading.clause import after, negated, subject
from parley.reading.contents import counted, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, once, who
from parley.reading.slots import piece
from parley.reading.voicing import lexeme


def verdict(page: Page, token: Token) -> Bid | None:
    """The rejection or acceptance that a predicate passes on its subject, by those to whom it is so."""
    if token.dep_ == "oprd":
        return _called(page, token)
    if token.dep_ not in ("acomp", "pobj", "attr") or token.pos_ not in ("ADJ", "NOUN"):
        return None
    copula = _copula(token)
    thing = subject(copula) if copula is not None else None
    if copula is None or thing is None:
        return None
    judges = once([a for t in after(token, "to", "for") + after(copula, "to", "for") for a in who(page, t)])
    move = _move(token, thing, named=bool(judges))
    if move is None:
        return None
    if negated(copula):
        move = Move.REJECTION if move is Move.ACCEPTANCE else Move.ACCEPTANCE
    return make(page, token, move, judges or _speaks(page, token, copula), piece(thing), f"verdict {token.lower_}")


def _called(page: Page, token: Token) -> Bid | None:
    """ "called the accord unworkable": a verdict of whoever calls it so."""
    verb = token.head
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i < token.i), None)
    if thing is None or verb.lemma_ not in words("verdicts", "calling") or negated(verb):
        return None
    move = _move(token, thing, named=True)
    return make(page, token, move, who(page, subject(verb)), piece(thing), "called") if move else None


def answered(page: Page, verb: Token) -> Bid | None:
    """ "readily said yes", "said no to the plan"."""
    if verb.lemma_ != "say" or verb.i + 1 >= len(verb.doc):
        return None
    word, behind = verb.nbor(1), verb.nbor(2) if verb.i + 2 < len(verb.doc) else None
    move = {"yes": Move.ACCEPTANCE, "no": Move.REJECTION}.get(word.lower_)
    if (
        move is None
        or (behind is not None and behind.lower_ not in (".", "to", ";", "and", "but", '"'))
        or negated(verb)
    ):
        return None
    return make(page, verb, move, who(page, subject(verb)), piece(verb), "answer")


def _copula(token: Token) -> Token | None:
    above = token.head.head if token.dep_ == "pobj" else token.head
    return above if above.lemma_ in words("verdicts", "linking") else None


def _speaks(page: Page, token: Token, copula: Token) -> Parties:
    """Who says so: a party, or unnamed people who are party to the talks themselves ("several ministers said")."""
    saying = copula.head if copula.dep_ == "ccomp" and copula.head.pos_ == "VERB" else None
    return party(page, token) or (who(page, subject(saying)) if saying is not None else ())


def _move(token: Token, thing: Token, *, named: bool) -> Move | None:
    lower = token.lower_
    if token.dep_ == "pobj":
        phrase = f"{token.head.lower_} {lower}"
        spelled = f"{token.head.head.lower_} {phrase}" if token.head.dep_ == "prep" else phrase
        fits = phrase in words("verdicts", "phrases") or spelled in words("verdicts", "phrases")
        return Move.REJECTION if fits else None
    if lower in words("verdicts", "refused"):
        return Move.REJECTION
    if lower in words("verdicts", "taken"):
        return Move.ACCEPTANCE if named or negated(token.head) else None
    offered = lexeme(counted(thing)) in words("answerable") | words("offers") | words("claims")
    if lower in words("verdicts", "short") and negated(token.head):
        return (
            Move.ACCEPTANCE if offered or named or thing.lemma_.lower() in ("word", "that", "this", "it") else None
        )
    return Move.REJECTION if offered and _faulted(token) else None


def _faulted(token: Token) -> bool:
    """ "too low", "unacceptably tough", "inadequate"."""
    degrees = {c.lower_ for c in token.children if c.dep_ == "advmod"}
    short = token.lower_ in words("verdicts", "faults")
    return short or bool(degrees & words("verdicts", "degrees"))
