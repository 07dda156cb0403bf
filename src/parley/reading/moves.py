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
from parley.reading.page import Page
from parley.reading.roles import Parties, behind, doer, once, owner, who
from parley.reading.slots import Piece, find, piece
from parley.reading.themes import bargaining

_LEXICON = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Bid:
    """One move as read: the word that shows it, who makes it, what it is about.

    `first` is where the words that say so begin: with the subject where it stands beside the cue.
    """

    cue: Token
    move: Move
    holders: Parties
    content: Piece
    toward: Parties
    first: Token
    by: str


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
    kind = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(token.pos_)
    if kind is None or _unreal(token):
        return
    for word in _vocabulary(kind).get(token.lemma_.lower(), ()):
        bid = _read(page, token, word, kind)
        if bid is not None:
            yield bid
            return


def _read(page: Page, token: Token, word: _Word, kind: str) -> Bid | None:
    if word.particle and not any(c.lower_ == word.particle for c in token.children if c.dep_ in _PARTICLES):
        return None
    if kind == "verb" and not word.particle and any(c.dep_ == "prt" and c.lower_ != "for" for c in token.children):
        return None
    content = _content(token, word)
    if content is None or _asks(content) or (word.matter and not _matters(content)):
        return None
    holders = _holders(page, token, kind)
    move = _turned(page, token, word, content)
    if move is None or not holders:
        return None
    toward = tuple(a for a in _toward(page, token, word, content) if a not in holders)
    return Bid(token, move, holders, content, toward, _first(token, kind), f"{kind} {token.lemma_.lower()}")


def _matters(content: Piece) -> bool:
    """Whether it is about something bargained over; "it" may be anything that was spoken of."""
    return content.head.lower_ in ("it", "this", "that", "them") or bargaining(content.tokens())


def _asks(content: Piece) -> bool:
    """ "what action they would take" is a question, no content."""
    return content.first.tag_ in ("WP", "WRB", "WDT") and content.head.pos_ in ("VERB", "AUX")


_PARTICLES = ("prt", "advmod", "acomp", "prep", "oprd", "dative")


def _unreal(token: Token) -> bool:
    """Questions and conditions put no position: "if they reject the plan", "Will they accept?"."""
    if token.sent[-1].text == "?":
        return True
    node = token
    while node.head != node:
        if node.dep_ == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in node.children
        ):
            return True
        node = node.head
    return False


def _content(token: Token, word: _Word) -> Piece | None:
    special = {"offer": "offers", "claim": "claims"}
    for slot in word.content:
        if slot in special:
            found = _of_class(token, special[slot])
            if found is not None:
                return found
        elif slot == "commitment":
            found = _commitment(token)
        elif slot == "leverage":
            found = _leverage(token)
        elif slot == "owed":
            found = _owed(token)
        elif slot in ("pledged", "harm"):
            found = find(token, ("that",))
            if found is not None and slot == "pledged" and not _will(found.head):
                found = None
            if found is not None and slot == "harm" and not harmful(found):
                found = None
        else:
            found = find(token, (slot,))
        if found is not None and slot not in special and not _idle(token, slot, found):
            return found
    return piece(token) if word.alone and not _complemented(token) else None


def _complemented(token: Token) -> bool:
    return any(c.dep_ in ("xcomp", "ccomp", "dobj") and c.i > token.i for c in token.children)


def _idle(token: Token, slot: str, found: Piece) -> bool:
    """Complements that are no move: coming or not coming, speaking or not speaking, a time ("by Friday")."""
    if found.head.ent_type_ in ("DATE", "TIME", "CARDINAL") and found.head.pos_ in NOUNS:
        return slot not in ("object",) or found.head.ent_type_ != "CARDINAL"
    if token.lemma_ in ("refuse", "decline", "unwilling", "reluctant") and slot == "infinitive":
        return found.head.lemma_ in words("utterance") | words("taking_part")
    return slot in ("infinitive", "clause") and found.head.lemma_ in words("utterance") - {
        "discuss",
        "be",
        "give",
        "provide",
    }


def _of_class(token: Token, name: str) -> Piece | None:
    """The object, or what stands behind "with", where it is of a word class: "presented them with a plan"."""
    for slot in ("object", "with"):
        found = find(token, (slot,))
        if found is not None and found.head.lemma_.lower() in words(name):
            return found
    own = [c for c in token.children if c.dep_ in ("dobj", "npadvmod", "oprd") and c.lemma_.lower() in words(name)]
    return piece(own[0]) if own else None


def _leverage(token: Token) -> Piece | None:
    """ "will put pressure on them": announced pressure."""
    found = find(token, ("object",))
    return found if found is not None and found.head.lemma_ == "pressure" and _will(token) else None


def _owed(token: Token) -> Piece | None:
    """What is insisted on as an act, not as a fact: "insists that they leave", "that it must be lifted"."""
    found = find(token, ("that",))
    if found is None:
        return None
    helpers = {c.lower_ for c in found.head.children if c.dep_ in ("aux", "auxpass")}
    bare = found.head.tag_ == "VB" and not helpers & {"will", "would", "could", "can", "may", "might", "to", "do", "does", "did"}
    return found if bare or helpers & {"must", "should", "shall"} or "be" in helpers and "to" not in helpers else None


def _commitment(token: Token) -> Piece | None:
    """ "reaffirmed its commitment to withdraw": what the commitment is to."""
    found = find(token, ("object",))
    if found is None or found.head.lemma_ not in (
        "commitment",
        "pledge",
        "promise",
        "support",
        "readiness",
        "willingness",
    ):
        return None
    return find(found.head, ("infinitive", "to", "for", "that"))


def _will(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "shall") for c in verb.children)


def harmful(content: Piece) -> bool:
    """Whether the act hurts the other side."""
    head = content.head
    if head.pos_ in ("VERB", "AUX"):
        own = [c.lemma_.lower() for c in head.children if c.dep_ in ("dobj", "pobj", "attr")]
        return head.lemma_ in words("harm", "verbs") or not words("harm", "nouns").isdisjoint(own)
    return not words("harm", "nouns").isdisjoint(t.lemma_.lower() for t in content.tokens())


def _turned(page: Page, token: Token, word: _Word, content: Piece) -> Move | None:
    """The move once negation and the kind of step are taken into account; None if nothing is left of it."""
    move = _joint(token, word, content)
    if move is Move.PROMISE and content.head.pos_ == "VERB" and content.head.lemma_ in words("threats"):
        move = Move.THREAT
    if move is Move.PROPOSAL and token.pos_ == "ADJ":
        if harmful(content):
            return None
        move = Move.ACCEPTANCE if _taken_up(content) else move
    if not _negative(token):
        inner = content.head.pos_ in ("VERB", "AUX") and negated(content.head)
        return _INNER.get(move, move) if inner and move in _INNER else move
    if move is Move.ACCEPTANCE and content.head.pos_ in ("VERB", "AUX"):
        return Move.REFUSAL
    return _NEGATED.get(move)


_INNER = {Move.ACCEPTANCE: Move.ACCEPTANCE}
_NEGATED = {
    Move.ACCEPTANCE: Move.REJECTION,
    Move.REJECTION: Move.ACCEPTANCE,
    Move.CONCESSION: Move.REFUSAL,
    Move.PROPOSAL: Move.REFUSAL,
    Move.PROMISE: Move.REFUSAL,
}


def _negative(token: Token) -> bool:
    """Negated by itself, by its copula ("is not ready"), or by what it hangs on ("refused to accept")."""
    if negated(token) or any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return True
    if token.dep_ == "acomp":
        return negated(token.head)
    if token.dep_ == "conj" and token.head.pos_ == token.pos_ and negated(token.head):
        return not any(c.dep_ in ("aux", "nsubj") for c in token.children) and token.tag_ == token.head.tag_
    return False


def _joint(token: Token, word: _Word, content: Piece) -> Move:
    """A wish for a joint step is a proposal, a wish for the other side's act a demand."""
    if word.move is not Move.DEMAND or word.pure:
        return word.move
    head = content.head
    joint = head.lemma_.lower() in words("joint")
    if head.pos_ == "VERB":
        own = [c.lemma_.lower() for c in head.children if c.dep_ == "dobj"]
        joint = joint or (not words("joint").isdisjoint(own) and head.lemma_ in _JOINING)
        return Move.PROPOSAL if joint and token.lemma_ in ("call", "push", "appeal") else Move.DEMAND
    return Move.PROPOSAL if joint and token.lemma_ in ("call", "push", "appeal", "ask") else Move.DEMAND


_JOINING = frozenset(
    {"resume", "hold", "start", "begin", "continue", "restart", "convene", "open", "have", "reopen"}
)


def _taken_up(content: Piece) -> bool:
    """Whether the thing was already on the table: "such a pause", "the plan", "that offer"."""
    for token in content.tokens():
        if token.lower_ in ("such", "this", "that", "these") and token.dep_ in ("det", "predet", "amod"):
            return True
    return content.head.lemma_ in (
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
        return behind(page, token) if token.dep_ in ("dobj", "oprd") else owner(page, token)
    if kind == "adjective":
        copula = token.head if token.dep_ in ("acomp", "oprd", "attr") else token
        held = subject(copula) if copula != token else _modified(token)
        return who(page, held)
    return doer(page, token)


def _modified(adjective: Token) -> Token | None:
    """The noun of an adjective without a copula: "a union unwilling to accept"."""
    if adjective.dep_ in ("amod", "relcl", "acl") and adjective.head.pos_ in NOUNS:
        return adjective.head
    return subject(adjective)


def _toward(page: Page, token: Token, word: _Word, content: Piece) -> Parties:
    """The other side: named in its slot, else who is to act, else whose offer is answered."""
    for slot in word.toward:
        found = _addressed(token, slot)
        ids = once([a for t in found for a in who(page, t)])
        if ids:
            return ids
    if content.head.pos_ in ("VERB", "AUX"):
        own = next((c for c in content.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        return who(page, own)
    return owner(page, content.head) if word.move in _ANSWERS else ()


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
    node = token.head if kind == "adjective" and token.dep_ in ("acomp", "oprd", "attr") else token
    if kind == "noun":
        return token.left_edge
    own = next((c for c in node.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if own is not None and own.i < node.i:
        return own.left_edge
    helpers = [c for c in node.children if c.dep_ in ("aux", "auxpass", "neg") and c.i < node.i]
    return min([node, *helpers], key=lambda t: t.i)


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """A word class of positions.toml."""
    return _LEXICON.words("positions", section, key)


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
