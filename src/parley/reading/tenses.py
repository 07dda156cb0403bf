"""Where an act lies in time, by its verb: auxiliaries, participles that lean on another clause, infinitives."""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.parsed import Token

_WORDS = Lexicon.beside(__file__)


class Tense(IntEnum):
    """Where the act lies, counted from the time of writing."""

    PAST = 0
    PRESENT = 1
    FUTURE = 2


def helpers_of(word: Token) -> list[Token]:
    """The auxiliaries of a verb, those it shares with the verb it is joined to included."""
    own = [c for c in word.children if c.dep_ in ("aux", "auxpass")]
    if own or word.dep_ != "conj" or word.head.pos_ not in ("VERB", "AUX"):
        return own
    shares = word.tag_ in ("VB", "VBG", "VBN") and (word.tag_ == word.head.tag_ or word.tag_ == "VBN")
    return helpers_of(word.head) if shares else own


def tense(word: Token, helpers: list[Token]) -> Tense:
    """Where the act of a verb lies, by its form and its auxiliaries."""
    lower = {h.lower_ for h in helpers}
    if lower & _cue("modal_future") or (lower & _cue("modal_possible")) or "would" in lower:
        return Tense.PAST if "have" in lower and "would" in lower else Tense.FUTURE
    if word.tag_ == "VBG" and not helpers and word.dep_ == "csubj" and word.head.lemma_ == "be":
        return tense(word.head, helpers_of(word.head))  # "attending will be": inverted
    if word.tag_ == "VBG" and not helpers and word.dep_ in ("advcl", "pcomp", "acl", "prep"):
        return _tense_around(word)
    if word.tag_ == "VBG" and not helpers and any(_robbed(c) for c in word.children):
        return Tense.PAST
    if lower & _cue("modal_urged") or "to" in lower:
        return Tense.FUTURE if "have" not in lower else Tense.PAST
    if word.tag_ == "VBN" and any(h.lemma_ == "be" and h.tag_ in ("VBZ", "VBP") for h in helpers):
        return Tense.PRESENT if not any(h.lemma_ == "have" for h in helpers) else Tense.PAST
    if word.tag_ in ("VBD", "VBN") or any(h.tag_ == "VBD" for h in helpers):
        return Tense.PAST
    return Tense.PRESENT


def _robbed(verb: Token) -> bool:
    """Whether the participle above has taken this verb's subject: "leaders meeting in Lusaka shied away"."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "mark", "advmod") and c.i < verb.i for c in verb.children)
    return (
        verb.tag_ == "VBD" and verb.dep_ in ("advcl", "ccomp", "dep", "conj") and verb.i > verb.head.i and not own
    )


def _tense_around(word: Token) -> Tense:
    """The tense of the clause that a participle leans on: "after meeting the envoy, he left"."""
    node = word.head
    while node.head.i != node.i and (node.pos_ not in ("VERB", "AUX") or node.tag_ in ("VBG", "VBN")):
        node = node.head
    past = node.tag_ == "VBD" or any(c.tag_ == "VBD" for c in node.children if c.dep_ in ("aux", "auxpass"))
    modal = any(c.tag_ == "MD" for c in node.children)
    return Tense.PAST if past else Tense.FUTURE if modal else Tense.PRESENT


@cache
def _cue(name: str) -> frozenset[str]:
    return _WORDS.words("reality", "cues", name)
