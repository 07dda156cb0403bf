"""What waits for what: "will not return until", "depends on", "nothing happens unless", "must be met before"."""

from __future__ import annotations

from parley.model.entries import Move
from parley.reading.bidding import make, marker, party, says, whole, wondered
from parley.reading.clause import negated, subject
from parley.reading.conditions import hinge
from parley.reading.contents import words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import same_side, who
from parley.reading.slots import find


def hanging(page: Page, verb: Token) -> Bid | None:
    """ "will not return until", "nothing happens unless", "depends on"."""
    if not (_waits(verb) or _lasts(page, verb) or _depends(verb) or _only(verb) or _first(verb)) or wondered(verb):
        return None
    if _first(verb):
        return make(page, verb, Move.PRECONDITION, says(page, verb), whole(verb), "hinge")
    found = subject(verb.head if verb.pos_ == "ADJ" else verb)
    holders = who(page, found) if found is not None and not _empty(found) else ()
    holders = holders or says(page, verb)
    clause = whole(verb.head) if verb.pos_ == "ADJ" else whole(verb)
    return make(page, verb, Move.PRECONDITION, holders, clause, "hinge")


def unless(page: Page, verb: Token) -> Bid | None:
    """ "the plant will close unless the union gives way": what comes if others do not move is a threat."""
    clause = next((c for c in verb.children if c.dep_ == "advcl" and marker(c) == "unless"), None)
    coming = any(c.lower_ in ("will", "would", "'ll") for c in verb.children if c.dep_ == "aux")
    if clause is None or not coming or negated(verb) or wondered(verb) or verb.lemma_ in words("utterance"):
        return None
    asked, said = who(page, subject(clause)), party(page, verb)
    if not asked or (said and same_side(page, asked, said[0])):
        return None
    return make(page, verb, Move.THREAT, said or who(page, subject(verb)), whole(verb), "unless")


def other_matter(page: Page, verb: Token) -> Bid | None:
    """ "If they came back, that would be another matter": what would change the speaker's mind."""
    noun = next((c for c in verb.children if c.dep_ == "attr" and c.lemma_ in ("matter", "story", "thing")), None)
    changed = noun is not None and any(c.lower_ in ("another", "different") for c in noun.children)
    clause = next((c for c in verb.children if c.dep_ == "advcl" and marker(c) == "if"), None)
    if verb.lemma_ != "be" or not changed or clause is None:
        return None
    return make(page, verb, Move.PRECONDITION, party(page, verb), whole(clause), "another matter")


def _lasts(page: Page, verb: Token) -> bool:
    """ "our struggle will continue until they leave": what a party will go on with until others move."""
    coming = any(c.lower_ in ("will", "'ll", "would", "shall") for c in verb.children if c.dep_ == "aux")
    until = any(marker(c) == "until" for c in verb.children if c.dep_ == "advcl")
    own = subject(verb)
    lasting = verb.lemma_ in words("hinges", "lasting") and coming and until and own is not None
    return lasting and bool(party(page, verb)) and (own is None or own.lower_ not in ("it", "this", "that"))


def _first(verb: Token) -> bool:
    """ "must be met before the talks can start"."""
    must = any(c.lower_ == "must" for c in verb.children)
    return must and any(c.dep_ == "advcl" and marker(c) == "before" for c in verb.children)


def _only(verb: Token) -> bool:
    """ "will only come off if", "can be lifted only after"."""
    found = hinge(verb) if _future(verb) else None
    if found is None or found.marker.split()[-1] not in ("if", "when", "once", "after"):
        return False
    return found.marker.startswith("only") or any(c.lower_ == "only" and c.dep_ == "advmod" for c in verb.children)


def _depends(verb: Token) -> bool:
    if verb.pos_ == "ADJ":
        hangs = verb.lower_ in words("hinges", "adjectives") and verb.dep_ == "acomp"
        return hangs and find(verb, ("on", "upon", "to")) is not None
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.lemma_ in words("hinges", "verbs") and not perfect and find(verb, ("on", "upon")) is not None


def _waits(verb: Token) -> bool:
    """A clause of until or unless below a negated verb or an empty subject, with a future in it."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    blank = negated(verb) or any(_empty(c) for c in own)
    blank = blank or (verb.dep_ == "ccomp" and negated(verb.head) and verb.head.lemma_ in _THINK)
    there = [c for c in verb.children if c.dep_ == "attr" and any(e.dep_ == "expl" for e in verb.children)]
    blank = blank or any(_empty(c) for c in there)
    if not blank or not _future(verb):
        return False
    return any(marker(c) in words("hinges", "markers") for c in verb.children)


def _empty(token: Token) -> bool:
    return token.lower_ in words("hinges", "empty") or any(
        c.dep_ == "det" and c.lower_ == "no" for c in token.children
    )


def _future(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    thought = verb.lemma_ in _THINK and any(
        c.dep_ == "ccomp" and any(g.lower_ in _WILL for g in c.children) for c in verb.children
    )  # "I don't believe anything will happen until"
    return (
        bool(helpers & _WILL)
        or thought
        or verb.head.lower_ in ("going", "gon", "gonna")
        or verb.tag_ in ("VBP", "VBZ")
    )


_THINK = words("hinges", "thinking")


_WILL = frozenset({"will", "would", "'ll", "wo", "shall", "can", "could", "ca", "'d", "going", "gon", "gonna"})
