"""Intents: what a party plans, means or is to do about what is bargained over ("plans to join", "is to sign")."""

from __future__ import annotations

from parley.model.entries import Move
from parley.reading.announcing import harmful_object, troops
from parley.reading.bidding import make, wondered
from parley.reading.clause import subject
from parley.reading.contents import never, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import who
from parley.reading.slots import Piece, find, piece
from parley.reading.themes import bargaining


def intent(page: Page, verb: Token) -> Bid | None:
    """The move that a plan makes known; none for plans about the talks themselves."""
    if verb.lemma_ not in words("intents", "verbs") and not _is_to(verb):
        return None
    found = find(verb, ("infinitive", "on"))
    if found is None or found.head.pos_ != "VERB" or wondered(verb):
        return None
    move = _move(verb, found)
    loose = not bargaining(_objects(found))
    return make(page, verb, move, who(page, subject(verb)), found, "intent", loose=loose) if move else None


def _is_to(verb: Token) -> bool:
    """ "was to join": the verb to be right before the infinitive."""
    act = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    return verb.lemma_ == "be" and act is not None and verb.nbor(1).tag_ == "TO" and verb.nbor(1).head == act


def _move(verb: Token, found: Piece) -> Move | None:
    lemma = found.head.lemma_
    if lemma in words("intents", "joining"):
        return Move.REFUSAL if never(verb) or never(found.head) else Move.ACCEPTANCE
    if never(verb):
        return None
    if lemma in ("withdraw", "pull") and troops(found.head):
        return Move.PROMISE
    if lemma in words("intents", "leaving"):
        return Move.THREAT
    harm = lemma in words("threats") or (lemma in words("harm", "verbs") and harmful_object(found))
    if harm:
        return Move.THREAT
    serves = lemma in words("give", "verbs") and bargaining(_objects(found))
    strives = any(c.dep_ == "dobj" and c.lemma_ == "effort" for c in found.head.children)
    return Move.PROMISE if verb.lemma_ in _MEANT and (serves or strives) else None


_MEANT = words("intents", "meant")


def _objects(found: Piece) -> list[Token]:
    """What the act is done to, without the verb itself."""
    return [t for c in found.head.children if c.i > found.head.i for t in piece(c).tokens()]
