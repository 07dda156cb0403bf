"""What a speaker says matters or would be wrong: "the importance of a truce", "it would be a mistake to cut"."""

from __future__ import annotations

from parley.model.entries import Move
from parley.reading.bidding import make, says, wondered
from parley.reading.clause import NOUNS, negated, subject
from parley.reading.contents import words
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import Parties, giver, same_side, who
from parley.reading.slots import Piece, find, piece
from parley.reading.themes import bargaining
from parley.reading.voicing import passive


def importance(page: Page, noun: Token) -> Bid | None:
    """ "underscored the importance of resuming talks": a wish of whoever puts it forward."""
    verb = noun.head
    fits = noun.dep_ == "dobj" and noun.lemma_ in words("weighing", "nouns") and not negated(verb)
    if not fits or verb.lemma_ not in words("weighing", "verbs") or passive(verb):
        return None
    found = find(noun, ("clause", "of", "for", "infinitive"))
    if found is None:
        return None
    holders = who(page, subject(verb)) or giver(page, noun)
    asked = who(page, found.head if found.head.pos_ in NOUNS else subject(found.head))
    other = bool(asked) and not any(same_side(page, asked, h) for h in holders)
    content = _whole(noun, found)
    move = Move.DEMAND if other else Move.PROPOSAL
    return make(page, noun, move, holders, content, "importance", loose=not bargaining(content.tokens()))


def _whole(noun: Token, found: Piece) -> Piece:
    """With the participle that the parse hung on the noun: "of their seizing the chance"."""
    late = (piece(c).last for c in noun.children if c.dep_ == "acl" and c.i > found.last.i)
    return Piece(found.head, found.first, max([found.last, *late], key=lambda t: t.i))


def judged(page: Page, word: Token) -> Bid | None:
    """ "it would be a mistake to cut", "what matters most is that they leave": for or against an act."""
    lower, copula = word.lower_, word.head
    against, favour = lower in words("weighing", "against"), lower in words("weighing", "favour")
    if not (against or favour) or word.dep_ not in ("acomp", "attr", "oprd") or copula.lemma_ != "be":
        return None
    act = _act(word)
    own = subject(copula)
    empty = (
        own is None
        or own.tag_ in ("WP", "WDT")
        or own.lower_ in ("it", "what", "thing", "everything")
        or act == own
    )
    if act is None or not empty or wondered(copula) or copula.tag_ == "VBD" or _perfect(copula):
        return None
    negative = negated(copula) or _none(word)
    holders = says(page, word)
    move = Move.REJECTION if against != negative else _asked(page, act, holders)
    content = piece(act)
    return make(page, word, move, holders, content, "judged", loose=not bargaining(content.tokens()))


def _perfect(copula: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in copula.children)


def _none(word: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "no" for c in word.children)


def _act(word: Token) -> Token | None:
    """The infinitive or clause that is judged, below the predicate, its copula or the copula above that."""
    above = word.head.head if word.head.dep_ == "csubj" and word.head.head.lemma_ == "be" else None
    for node in (word, word.head, above):
        for child in node.children if node is not None else ():
            opened = any(c.lower_ in ("to", "that", "for") and c.dep_ in ("aux", "mark") for c in child.children)
            if child.i > word.i and child.dep_ in _CLAUSES and opened and child.pos_ in ("VERB", "AUX"):
                return child
    return None


_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "csubj", "relcl")


def _asked(page: Page, act: Token, holders: Parties) -> Move:
    own = who(page, subject(act)) if any(c.dep_ in ("nsubj", "nsubjpass") for c in act.children) else ()
    return Move.DEMAND if own and not any(same_side(page, own, h) for h in holders) else Move.PROPOSAL
