"""Words of bargaining and what hangs on them: verbs, nouns and adjectives of demand, offer, answer and threat.

`bids` reads one word; who moves, toward whom and in which direction follow from the vocabulary (positions.toml),
the negation and what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from parley.model.entries import Move
from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, negated
from parley.reading.conditions import hinge
from parley.reading.contents import content, foretold, harmful, never, words
from parley.reading.movers import first, holders, toward
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.roles import (
    Parties,
    same_side,
    speaker,
)
from parley.reading.slots import Piece
from parley.reading.themes import bargaining
from parley.reading.voicing import lexeme, passive

_LEXICON = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Bid:
    """One move as read: the word that shows it, who makes it, what it is about.

    `first` is where the words that say so begin: with the subject where it stands beside the cue. `loose`: it is
    about nothing that the vocabulary knows to be bargained over, so its holder has to be a party to the talks.
    """

    cue: Token
    move: Move
    holders: Parties
    content: Piece
    toward: Parties
    first: Token
    by: str
    loose: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """One line of the vocabulary."""

    move: Move
    content: tuple[str, ...]
    toward: tuple[str, ...] = ()
    particle: str = ""
    matter: bool = False
    pure: bool = False
    alone: bool = False


def bids(page: Page, token: Token) -> Iterator[Bid]:
    """The moves that one word shows, none for most words."""
    kind = _kind(token)
    lines = _lines(kind, token) if kind else ()
    if kind is None or not lines or _unreal(token):
        return
    for word in lines:
        if _infinitive(token, word.move):
            continue
        bid = _read(page, token, word, kind)
        if bid is not None:
            yield bid
            return


def _kind(token: Token) -> str | None:
    """The part of speech to read it as: in "remain unyielding", "is committed" an adjective, however tagged."""
    shape = token.lower_ in _vocabulary("adjective") and token.lower_ != token.lemma_.lower()
    if token.tag_ in ("VBN", "VBG") and shape and not after(token, "by"):
        helped = ("auxpass", "aux") if token.tag_ == "VBG" else ("auxpass",)
        standing = any(c.dep_ in helped and c.lemma_ == "be" for c in token.children)
        return "adjective" if standing or token.head.lemma_ in _LINKING else "verb"
    return {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(token.pos_)


_LINKING = words("moves", "linking")


def _lines(kind: str, token: Token) -> tuple[_Word, ...]:
    table = _vocabulary(kind)
    return table.get(token.lower_ if kind == "adjective" else token.lemma_.lower(), ())


def _read(page: Page, token: Token, word: _Word, kind: str) -> Bid | None:
    if token.lemma_ in ("like", "love") and not any(c.lower_ in ("would", "'d") for c in token.children):
        return None
    if word.particle and not any(c.lower_ == word.particle for c in token.children if c.dep_ in _PARTICLES):
        return None
    if kind == "verb" and not word.particle and any(c.dep_ == "prt" and c.lower_ != "for" for c in token.children):
        return None
    found = content(token, word.content, alone=word.alone)
    if found is None and kind == "adjective" and token.dep_ in ("acomp", "xcomp", "oprd"):
        found = content(token.head, tuple(s for s in word.content if s in _CARRIED))
    if kind != "adjective" and passive(token) and (token.lemma_ == "agree" or _stranded(token, found)):
        return None  # "was agreed" concludes: an event; "committed to by them" has no object behind it
    if found is None or _empty(word, found) or _only_person(page, found) or _bare_answer(token, found):
        return None
    if (
        kind == "noun"
        and token.dep_ == "pobj"
        and token.head.lower_ == "in"
        and token.lemma_ in ("support", "backing")
    ):
        return None  # "engage in support of": a purpose
    if token.lemma_ == "plan" and kind == "noun" and token.head.lemma_ in _SHED:
        return None  # "should set aside its plans to"
    doing = holders(page, token, kind)
    move = _turned(token, word, found)
    if move is None or not doing:
        return None
    aimed = toward(page, token, word.toward, found, answers=word.move in _ANSWERS)
    other = tuple(a for a in aimed if a not in doing)
    loose = word.matter and not bargaining(found.tokens())
    if (
        loose
        and word.move is Move.DEMAND
        and found.head.pos_ in NOUNS
        and not _own_wish(page, token, found, doing)
    ):
        return None
    return Bid(token, move, doing, found, other, first(token, kind), f"{kind} {token.lemma_.lower()}", loose)


def _own_wish(page: Page, token: Token, found: Piece, doing: Parties) -> bool:
    """ "We want an orderly exit", in the holder's own words; "asked for 300 beds", of whatever was named."""
    said = speaker(page, token)
    most = 1 if found.first.i > token.i else 2  # words that say nothing: "the result we want"
    spoken = bool(said) and same_side(page, doing, said[0]) and len(found.tokens()) > most
    return found.head.dep_ == "pobj" or (spoken and token.pos_ == "VERB" and not page.actors(found.head))


_CARRIED = (
    "that",
    "owed",
    "infinitive",
    "on",
    "to",
    "in",
)  # what an adjective may leave to its copula: "is adamant that"


def _bare_answer(token: Token, found: Piece) -> bool:
    """ "could not agree", "the framework agreed there": the word alone answers only where said outright."""
    perfect = any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve") for c in token.children)
    loose = token.tag_ == "VBN" and not perfect
    return token.lemma_ == "agree" and found.head == token and (_negative(token) or loose)


def _only_person(page: Page, found: Piece) -> bool:
    """ "agreed with the envoy" tells who agreed, not what to."""
    beside = found.head.dep_ == "pobj" and found.head.head.lower_ == "with"
    return beside and bool(page.actors(found.head)) and found.head.ent_type_ in ("PERSON", "ORG", "GPE", "")


def _empty(word: _Word, found: Piece) -> bool:
    """Whether nothing is asked or answered; in an answer "it" may be anything that was spoken of."""
    if word.move is Move.REJECTION and found.head.lemma_.lower() in words("hearsay"):
        return True
    if found.head.lower_ in ("it", "this", "that", "them", "which", "so"):
        return word.move not in _ANSWERS or word.content[0] != "object"
    return False


_PARTICLES = ("prt", "advmod", "acomp", "prep", "oprd", "dative")


def _unreal(token: Token) -> bool:
    """Questions, conditions and acts not done put no position: "if they reject it", "Will they?", "may accept"."""
    if token.sent[-1].text == "?" or token.dep_ == "amod" or _open(token) or _gerund(token):
        return True
    return unreal(token)


def unreal(token: Token) -> bool:
    """Whether it stands anywhere under if, unless or whether."""
    node = token
    while node.head != node:
        marks = [c for c in node.children if c.dep_ == "mark"]
        if any(c.lower_ in ("if", "unless", "whether", "provided") or _as_long_as(c) for c in marks):
            return True
        node = node.head
    return False


def _as_long_as(mark: Token) -> bool:
    return mark.lower_ == "as" and mark.i > mark.sent.start and mark.nbor(-1).lower_ == "long"


def _open(token: Token) -> bool:
    """What may or ought to be is no move yet ("must approve", "can be agreed"); "cannot accept" is one."""
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(helpers & {"may", "might", "can", "could", "must", "should"}) and not negated(token)


def _infinitive(token: Token, move: Move) -> bool:
    """ "talks to agree the rules": an act not yet done, unless it is carried by "continued to".

    To try to persuade is to ask; to try to accept is no answer yet.
    """
    if token.tag_ != "VB" or not any(c.tag_ == "TO" for c in token.children):
        return False
    if token.head.lemma_ in ("have", "force", "oblige"):
        return token.head.tag_ not in ("VBD", "VBN")  # "may have to accept" is open, "had to request" was done
    carried = words("carrying", "verbs") | (words("carrying", "asking") if move in _ASKING else frozenset())
    return token.head.lemma_ not in carried


_ASKING = (Move.DEMAND, Move.PROPOSAL)


def _gerund(token: Token) -> bool:
    """ "ruled out accepting", "unyielding on agreeing": an act that is only spoken of."""
    if token.tag_ != "VBG" or any(c.dep_ == "aux" for c in token.children):
        return False
    if token.dep_ == "pcomp":
        return token.head.lower_ not in ("by", "after", "in", "since", "while", "when", "with")
    return token.dep_ in ("xcomp", "dobj") and token.head.lemma_ in words("spoken", "verbs")


def _turned(token: Token, word: _Word, found: Piece) -> Move | None:
    """The move once negation and the kind of step are taken into account; None if nothing is left of it."""
    move = _joint(token, word, found)
    if move is Move.PROMISE and found.head.pos_ == "VERB" and found.head.lemma_ in words("threats"):
        move = Move.THREAT
    if move is Move.PROPOSAL and token.lemma_ in _PROSPECTS and harmful(found):
        return Move.THREAT
    if move is Move.PROPOSAL and token.pos_ == "ADJ":
        if harmful(found):
            standing = token.head.lemma_ == "be" and not _negative(token)
            return Move.THREAT if standing else None  # not "getting ready to"
        move = Move.ACCEPTANCE if _taken_up(found) else move
    if not _negative(token):
        return _foretold(token, move, found)
    if move is Move.ACCEPTANCE and _pending(token):
        return None
    if move is Move.ACCEPTANCE and found.head.pos_ in ("VERB", "AUX"):
        return Move.REFUSAL
    if token.lemma_ in _ASSERTING or (move is Move.DEMAND and harmful(found)):
        return None
    if move is Move.DEMAND and word.pure:
        return Move.CONCESSION if token.pos_ == "VERB" else None  # "will not insist": given up
    return _NEGATED.get(move)


_SHED = words("moves", "shedding")
_PROSPECTS = words("prospects", "verbs")
_ASSERTING = words("moves", "asserting")


def _stranded(token: Token, found: Piece | None) -> bool:
    """Whether what was taken for content stands behind a preposition of the passive itself."""
    return found is not None and found.head.dep_ == "pobj" and found.head.head.head == token


def _pending(token: Token) -> bool:
    """ "have not agreed yet": no answer so far, which is not a refusal."""
    return any(c.lower_ == "yet" or (c.dep_ == "aux" and c.lemma_ in ("have", "'ve")) for c in token.children)


def _foretold(token: Token, move: Move, found: Piece) -> Move:
    """What is refused only if something happens is threatened; what is promised not to be granted is refused."""
    hangs = hinge(token)
    if move in (Move.REJECTION, Move.REFUSAL) and foretold(token) and hangs is not None and hangs.marker == "if":
        return Move.THREAT
    if move is Move.PROMISE and found.head.pos_ == "VERB" and never(found.head):
        grants = found.head.lemma_ in words("give", "verbs") and not harmful(found)
        return Move.REFUSAL if grants else move
    return move


_NEGATED = {
    Move.ACCEPTANCE: Move.REJECTION,
    Move.REJECTION: Move.ACCEPTANCE,
    Move.CONCESSION: Move.REFUSAL,
    Move.PROPOSAL: Move.REFUSAL,
    Move.PROMISE: Move.REFUSAL,
    Move.DEMAND: Move.REFUSAL,
}


def _negative(token: Token) -> bool:
    """Negated by itself, by its copula ("is not ready"), or by what it hangs on ("refused to accept")."""
    if negated(token) or any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return True
    if token.dep_ in ("acomp", "oprd"):
        return negated(token.head)
    if token.dep_ == "conj" and token.head.pos_ == token.pos_ and negated(token.head):
        return not any(c.dep_ in ("aux", "nsubj") for c in token.children) and token.tag_ == token.head.tag_
    return False


def _joint(token: Token, word: _Word, found: Piece) -> Move:
    """A wish for a joint step is a proposal, a wish for the other side's act a demand."""
    if word.move is not Move.DEMAND or word.pure:
        return word.move
    head = found.head
    joint = lexeme(head) in words("joint")
    if head.pos_ == "VERB":
        own = [lexeme(c) for c in head.children if c.dep_ == "dobj"]
        joint = joint or (not words("joint").isdisjoint(own) and head.lemma_ in _JOINING)
        return Move.PROPOSAL if joint and token.lemma_ in words("joint", "calling") else Move.DEMAND
    return Move.PROPOSAL if joint and token.lemma_ in words("joint", "calling") | {"ask"} else Move.DEMAND


_JOINING = words("joint", "holding")


def _taken_up(found: Piece) -> bool:
    """Whether the thing was already on the table: "such a pause", "the plan", "that offer"."""
    for token in found.tokens():
        if token.lower_ in ("such", "this", "that", "these") and token.dep_ in ("det", "predet", "amod"):
            return True
    return found.head.lemma_ in words("joining", "taking")


_ANSWERS = (Move.ACCEPTANCE, Move.REJECTION)


@cache
def _vocabulary(kind: str) -> dict[str, tuple[_Word, ...]]:
    """The lines of one part of speech by lemma, those with a particle first."""
    table: dict[str, list[_Word]] = {}
    for line in _LEXICON.load("positions")[kind]:
        entry = _word(line)
        for lemma in line["lemmas"]:
            table.setdefault(lemma, []).append(entry)
    return {lemma: tuple(sorted(found, key=lambda w: not w.particle)) for lemma, found in table.items()}


def _word(line: dict[str, Any]) -> _Word:
    return replace(
        _Word(Move(line["move"]), tuple(line["content"]), tuple(line.get("toward", ()))),
        particle=line.get("particle", ""),
        matter=line.get("matter", False),
        pure=line.get("pure", False),
        alone=line.get("alone", False),
    )
