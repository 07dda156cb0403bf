"""Words of bargaining and what hangs on them: verbs, nouns and adjectives of demand, offer, answer and threat.

`bids` reads one word; who moves, toward whom and in which direction follow from the vocabulary (positions.toml),
the negation and what is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from spacy.tokens import Token

from parley.model.entries import Move
from parley.model.lexicon import Lexicon
from parley.reading.clause import NOUNS, after, negated, subject
from parley.reading.conditions import hinge
from parley.reading.contents import content, foretold, harmful, never, words
from parley.reading.page import Page
from parley.reading.roles import (
    Parties,
    agent,
    behind,
    bringer,
    doer,
    once,
    owner,
    same_side,
    speaker,
    teller,
    who,
)
from parley.reading.slots import Piece
from parley.reading.themes import bargaining
from parley.reading.voicing import passive

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
        standing = any(c.dep_ == "auxpass" and c.lemma_ == "be" for c in token.children)
        return "adjective" if standing or token.head.lemma_ in _LINKING else "verb"
    return {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(token.pos_)


_LINKING = frozenset({"be", "remain", "stay", "seem", "appear", "stand", "become", "sound", "prove"})


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
    if found is None or _empty(word, found) or _only_person(page, found):
        return None
    holders = _holders(page, token, kind)
    move = _turned(token, word, found)
    if move is None or not holders:
        return None
    toward = tuple(a for a in _toward(page, token, word, found) if a not in holders)
    loose = word.matter and not bargaining(found.tokens())
    if (
        loose
        and word.move is Move.DEMAND
        and found.head.pos_ in NOUNS
        and not _own_wish(page, token, found, holders)
    ):
        return None
    return Bid(token, move, holders, found, toward, _first(token, kind), f"{kind} {token.lemma_.lower()}", loose)


def _own_wish(page: Page, token: Token, found: Piece, holders: Parties) -> bool:
    """ "We want an orderly exit", in the holder's own words; "asked for 300 beds", of whatever was named."""
    said = speaker(page, token)
    spoken = bool(said) and same_side(page, holders, said[0]) and len(found.tokens()) > 2
    return found.head.dep_ == "pobj" or (spoken and token.pos_ == "VERB" and not page.actors(found.head))


_CARRIED = (
    "that",
    "owed",
    "infinitive",
    "on",
    "to",
)  # what an adjective may leave to its copula: "is adamant that"


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
        if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in node.children):
            return True
        node = node.head
    return False


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
    if move is Move.PROPOSAL and token.pos_ == "ADJ":
        if harmful(found):
            return None
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


_ASSERTING = frozenset({"reaffirm", "reiterate", "confirm", "underscore", "restate", "request"})


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
    joint = head.lemma_.lower() in words("joint")
    if head.pos_ == "VERB":
        own = [c.lemma_.lower() for c in head.children if c.dep_ == "dobj"]
        joint = joint or (not words("joint").isdisjoint(own) and head.lemma_ in _JOINING)
        return Move.PROPOSAL if joint and token.lemma_ in ("call", "push", "appeal") else Move.DEMAND
    return Move.PROPOSAL if joint and token.lemma_ in ("call", "push", "appeal", "ask") else Move.DEMAND


_JOINING = frozenset(
    {"resume", "hold", "start", "begin", "continue", "restart", "convene", "open", "have", "reopen"}
)


def _taken_up(found: Piece) -> bool:
    """Whether the thing was already on the table: "such a pause", "the plan", "that offer"."""
    for token in found.tokens():
        if token.lower_ in ("such", "this", "that", "these") and token.dep_ in ("det", "predet", "amod"):
            return True
    return found.head.lemma_ in (
        "accept",
        "agree",
        "sign",
        "observe",
        "honor",
        "honour",
        "comply",
        "implement",
        "abide",
    )


def _holders(page: Page, token: Token, kind: str) -> Parties:
    if kind == "noun":
        found = behind(page, token) if token.dep_ in ("dobj", "oprd", "pobj") else owner(page, token)
        return found or bringer(page, token)
    if kind == "adjective":
        copula = token.head if token.dep_ in ("acomp", "oprd", "attr", "xcomp") else token
        held = agent(page, copula) if copula != token else _modified(token)
        return who(page, held) or (_told_of(page, held) if held is not None else ())
    return doer(page, token) or _tabled(page, token)


def _told_of(page: Page, held: Token) -> Parties:
    """ "saying it remained open to talks": the pronoun stands for whoever says so."""
    return teller(page, held.head) if held.pos_ == "PRON" else ()


def _tabled(page: Page, verb: Token) -> Parties:
    """Whose offer it is that was put on the table by nobody named: "Commission proposals unveiled in April"."""
    thing = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    thing = verb.head if thing is None and verb.dep_ == "acl" else thing
    offered = thing is not None and thing.lemma_.lower() in words("offers") and passive(verb)
    return owner(page, thing) if thing is not None and offered else ()


def _modified(adjective: Token) -> Token | None:
    """The noun of an adjective without a copula: "a union unwilling to accept"."""
    if adjective.dep_ in ("amod", "relcl", "acl") and adjective.head.pos_ in NOUNS:
        return adjective.head
    helper = next((c for c in adjective.children if c.dep_ == "auxpass"), None)
    return subject(adjective) or (subject(helper) if helper is not None else None)


def _toward(page: Page, token: Token, word: _Word, found: Piece) -> Parties:
    """The other side: named in its slot, else who is to act, else whose offer is answered."""
    for slot in word.toward:
        ids = once([a for t in _addressed(token, slot) for a in who(page, t)])
        if ids:
            return ids
    if found.head.pos_ in ("VERB", "AUX"):
        own = next((c for c in found.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return who(page, own)
    return owner(page, found.head) if word.move in _ANSWERS else ()


_ANSWERS = (Move.ACCEPTANCE, Move.REJECTION)


def _addressed(token: Token, slot: str) -> list[Token]:
    if slot == "object":
        return [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")] + [
            g for c in token.children if c.dep_ == "ccomp" for g in c.children if g.dep_ == "nsubj"
        ]
    if slot == "dative":
        return [c for c in token.children if c.dep_ in ("dative", "iobj") and c.pos_ in NOUNS] + after(token, "to")
    return after(token, slot)


def _first(token: Token, kind: str) -> Token:
    """Where the evidence begins: at the subject of the clause, if it is its own."""
    node = token.head if kind == "adjective" and token.dep_ in ("acomp", "oprd", "attr", "xcomp") else token
    if kind == "noun":
        return _given(token) or token.left_edge
    own = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is not None and own.i < node.i:
        return own.left_edge
    helpers = [c for c in node.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < node.i]
    return min([node, *helpers], key=lambda t: t.i)


def _given(noun: Token) -> Token | None:
    """The subject of the verb that gives it, where the noun is nobody's by itself: "they gave support to"."""
    gives = noun.dep_ == "dobj" and not any(c.dep_ == "poss" and c.pos_ != "PRON" for c in noun.children)
    own = next((c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i), None) if gives else None
    near = own is not None and noun.i - own.i < _NEAR and noun.head.lemma_ in words("giving", "verbs")
    return own.left_edge if own is not None and near else None


_NEAR = 8  # tokens from a subject to the object of its verb


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
