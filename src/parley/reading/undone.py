"""What shows that a deed was not done: denied, planned, urged, feared, asked after, or only to come."""

from __future__ import annotations

from parley.model.entries import Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.clause import after
from parley.reading.parsed import Token
from parley.reading.plover import Deed
from parley.reading.reality import Force, Tense, stance
from parley.reading.standing import loose, standing

_LEXICON = Lexicon.beside(__file__)
_OFF = _LEXICON.words("events", "off", "words")
_OPEN = _LEXICON.words("events", "off", "adjectives")
_KNOWN = _LEXICON.words("events", "telling", "known")
DOING = ("dobj", "nsubjpass", "nsubj")
"""How a deed's noun stands to the verb that does it or tells of it."""


def held(verb: Token) -> Reality | None:
    """The standing of a deed; None where it is urged, or only the purpose of something else."""
    real = standing(verb)
    if real in (Reality.HAPPENED, Reality.DENIED, Reality.CONDITIONAL):
        return real
    held = stance(verb)
    bare = any(c.tag_ == "TO" for c in verb.children) and not held.governors
    told = not bare and (held.governors or held.tense is Tense.FUTURE or held.force is Force.POSSIBLE)
    return held.reality if told and held.reality not in (Reality.URGED, Reality.HAPPENED) else None


def to_come(verb: Token, deed: Deed) -> bool:
    """ "agreed to the outlines of a truce brokered by them": the truce is still to come."""
    return deed.type is Plover.AGREE and verb.dep_ == "acl" and verb.tag_ == "VBN" and held_off(verb.head)


def unfinished(verb: Token, deed: Deed) -> bool:
    """ "by signing it", "a truce starting at midnight": the participle does not say that it came about."""
    underway = verb.tag_ == "VBG" and deed.type is Plover.AGREE
    return underway or (loose(verb) and deed.mode == "ceasefire")


def untold(noun: Token, verb: Token | None, real: Reality) -> bool:
    """Whether nothing tells of it: a bare noun must name something done, a verb may also deny or announce it."""
    if verb is None:
        return real is not Reality.HAPPENED or not _stands(noun)
    return real is not Reality.HAPPENED and noun.dep_ not in DOING


def _stands(noun: Token) -> bool:
    """Whether the clause that the noun stands in as an object tells something done, not wished or planned."""
    node = noun
    while node.head != node and node.pos_ not in ("VERB", "AUX"):
        if node.dep_ in ("nsubj", "nsubjpass"):
            return standing(node.head) in (Reality.HAPPENED, Reality.DENIED)  # not "the killing must stop"
        if node.dep_ == "prep" and node.lower_ in _KNOWN:
            return True
        node = node.head
    if node.pos_ not in ("VERB", "AUX"):
        return True
    real = standing(node)
    foreseen = any(c.tag_ == "MD" for c in node.children)
    return real is Reality.HAPPENED or (real is Reality.DENIED and not foreseen)


def came_about(noun: Token, verb: Token | None) -> bool:
    """ "to end a strike that has idled the plants": whatever is wished of it, it came about."""
    return (
        verb is not None
        and verb.dep_ == "relcl"
        and verb.head == noun
        and not any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in noun.children)
    )


def held_off(noun: Token) -> bool:
    """Whether the deed is only feared, wished, stopped or threatened: "an end to attacks", "threats of war"."""
    node = noun
    while node.head != node and (node.dep_ in ("pobj", "prep", "pcomp", "dobj", "conj", "appos")):
        node = node.head
        named = (
            node.lemma_ == "call" and node.pos_ == "VERB" and not after(node, "for")
        )  # "what they call an attack"
        if node.lemma_.lower() in _OFF and not named:
            return True
    return any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in noun.children) or any(
        c.lower_ in _OPEN for c in noun.children
    )


def asked(token: Token) -> bool:
    """Whether it stands in a question."""
    return token.sent[-1].text == "?"
