"""Commands and bids in quoted speech: "Get back to the table!", "Let us make a deal", "Why wait, start now"."""

from __future__ import annotations

from parley.model.entries import Manner, Move
from parley.reading.bidding import make, party
from parley.reading.contents import words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.slots import Piece, piece
from parley.reading.themes import bargaining


def command(page: Page, verb: Token) -> Bid | None:
    """What a speaker tells others to do, or to do together; only in words that are quoted."""
    if verb.tag_ not in ("VB", "VBP") or not _bare(verb):
        return None
    statement = page.said(verb)
    if statement is None or statement.manner is Manner.INDIRECT:
        return None
    act, together = _act(verb)
    if act is None or act.lemma_ in words("utterance") | words("feeling") | words("address"):
        return None
    content = piece(act)
    loose = not bargaining(_without(content, verb))
    move = Move.PROPOSAL if together else Move.DEMAND
    return make(page, verb, move, party(page, verb), content, "command", loose=loose)


def _bare(verb: Token) -> bool:
    """A verb without subject or auxiliary at the head of its sentence or quotation."""
    own = {c.dep_ for c in verb.children}
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ != "do"]
    if own & {"nsubj", "nsubjpass", "expl", "csubj", "mark"} or helpers or verb.pos_ != "VERB":
        return False
    return verb.dep_ in ("ROOT", "ccomp", "parataxis") and _opens(verb)


def _opens(verb: Token) -> bool:
    """Whether nothing but signs and short words stand between the opening of the sentence and it."""
    first = verb.left_edge
    before = [t for t in verb.doc[verb.sent.start : verb.i] if t.i < first.i]
    return verb.tag_ == "VB" and (all(t.pos_ in _SHORT for t in before) or before[-1].text in ('"', ",", ":"))


_SHORT = frozenset({"PUNCT", "ADV", "INTJ", "PART", "SPACE", "CCONJ"})


def _act(verb: Token) -> tuple[Token | None, bool]:
    """What is to be done, and whether the speaker is to share in it: "let us talk"."""
    if verb.lemma_ != "let":
        return verb, False
    inner = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.pos_ == "VERB"), None)
    us = inner is not None and any(c.lower_ in ("us", "'s") for v in (verb, inner) for c in v.children)
    return inner, us


def _without(content: Piece, verb: Token) -> list[Token]:
    return [t for t in content.tokens() if t != verb or t.lemma_ not in ("end", "stop")] or content.tokens()
