"""What an offer on the table provides: "the plan calls for ...", "under the proposal, the fund would buy ..."."""

from __future__ import annotations

from parley.model.entries import Move
from parley.reading.bidding import make
from parley.reading.clause import NOUNS, after, subject
from parley.reading.contents import foretold, never, words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, agent, behind, bringer, owner, principal, who
from parley.reading.slots import find, piece
from parley.reading.voicing import lexeme


def terms(page: Page, verb: Token) -> Bid | None:
    """The proposal that a verb spells out, where the report says whose offer it is."""
    settled = _settled(page, verb)
    if settled is not None:
        return settled
    spells = verb.lemma_ in words("terms", "verbs")
    if not (spells or foretold(verb)) or never(verb):
        return None
    offer = _offer(page, verb)
    if offer is None:
        return None
    found = find(verb, _PROVIDES) if spells else None
    spelled = found or (piece(verb) if foretold(verb) else None)
    return make(page, verb, Move.PROPOSAL, _whose(page, offer), spelled, "terms") if spelled else None


_PROVIDES = ("called", "for", "infinitive", "that", "gerund", "object")


def _settled(page: Page, verb: Token) -> Bid | None:
    """ "Under the accord, their troops will withdraw": what has been agreed is promised by whoever is to do it."""
    under = any(lexeme(t) in words("terms", "deals") for t in after(verb, "under"))
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if not under or own is None or not foretold(verb) or verb.lemma_ in ("be", "have"):
        return None
    holders = who(page, own) or owner(page, own)
    return make(page, verb, Move.PROMISE, principal(page, holders), piece(verb), "under a deal")


def _offer(page: Page, verb: Token) -> Token | None:
    """The offer that is the subject, or that the clause stands under."""
    own = subject(verb) or agent(page, verb)
    named = [own] if own is not None and own.pos_ == "NOUN" else []
    under = after(verb, "under")
    return next((n for n in (*named, *under) if n.lemma_.lower() in words("terms", "offers")), None)


def _whose(page: Page, offer: Token) -> Parties:
    found = owner(page, offer, sender=True) or bringer(page, offer)
    found = found or next((f for c in offer.children if c.pos_ in NOUNS and (f := owner(page, c))), ())
    return found or _told_before(page, offer)


def _told_before(page: Page, offer: Token) -> Parties:
    """ "The draft called for": those whose draft was told of before."""
    if not any(c.lower_ in ("the", "this") and c.dep_ == "det" for c in offer.children):
        return ()
    for earlier in reversed(page.sheet.doc[max(offer.i - _PAGE, 0) : offer.i]):
        modifies = earlier.lower_ == offer.lower_ and earlier.dep_ in ("compound", "amod")
        noun = earlier.head if modifies else earlier
        if earlier.lemma_ == offer.lemma_ and (found := behind(page, noun)):
            return found
    return ()


_PAGE = 200  # tokens: half a page
