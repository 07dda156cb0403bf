"""The standing of a deed: whether what a verb tells was done, or is only planned, wished or spoken of."""

from __future__ import annotations

from parley.model.entries import Reality
from parley.reading.clause import after
from parley.reading.parsed import Token
from parley.reading.plover import logical_objects
from parley.reading.reality import reality


def standing(word: Token) -> Reality:
    """The standing of a deed. A vote to do it does it; under "once" or "when" of the present it has yet to be."""
    if word.dep_ == "xcomp" and word.head.lemma_ == "vote" and reality(word.head) is Reality.HAPPENED:
        return Reality.HAPPENED
    marks = [c.lower_ for c in word.children if c.dep_ in ("mark", "advmod") and c.i < word.i]
    present = word.tag_ in ("VBP", "VBZ") or any(
        c.tag_ in ("VBP", "VBZ") and c.dep_ == "auxpass" for c in word.children
    )
    if any(d.lower_ == "no" for t in logical_objects(word) for d in t.children if d.dep_ == "det"):
        return Reality.DENIED
    if {"if", "unless"} & set(marks):
        return Reality.CONDITIONAL
    awaited = any(c.dep_ == "aux" and c.lower_ in ("will", "would") for c in word.head.children)
    if (present or (word.dep_ == "advcl" and awaited)) and {"once", "when", "before", "until", "if"} & set(marks):
        return Reality.PLANNED
    if loose(word) and word.dep_ == "advcl" and word.head.lemma_ == "be":
        return reality(word.head)  # "is an ally, providing arms": beside the copula, not governed by it
    if _spoken_of(word) or _brought_about(word):
        return Reality.POSSIBLE
    if _subjunctive(word):
        return Reality.URGED
    if word.tag_ == "VB" and word.dep_ in ("acl", "relcl", "advcl", "ccomp", "ROOT"):
        held = reality(word)
        purpose = held in (Reality.HAPPENED, Reality.URGED) and any(c.tag_ == "TO" for c in word.children)
        return Reality.PLANNED if purpose else held
    node = word
    while node.dep_ in ("ccomp", "xcomp", "conj") and node.head.pos_ == "VERB":
        node = node.head
        wished = node.tag_ == "VB" and any(c.tag_ == "TO" for c in node.children)
        if wished and reality(node) is not Reality.HAPPENED:
            return Reality.PLANNED
    return reality(word)


def _spoken_of(word: Token) -> bool:
    """A gerund behind a preposition, and what hangs on it: "committed to helping achieve", "talk of invading"."""
    node = word
    while node.dep_ in ("xcomp", "ccomp", "conj") and node.head.pos_ == "VERB" and node.tag_ in ("VB", "VBG"):
        node = node.head
    return node.dep_ == "pcomp" and node.head.lower_ not in _TOLD


def _brought_about(word: Token) -> bool:
    """ "would have bans imposed on them", "hope to get a deal signed", "an agreement being signed": not yet."""
    if word.tag_ != "VBN":
        return False
    if word.dep_ in ("acl", "pcomp") and any(c.lower_ == "being" for c in word.children) and not after(word, "by"):
        return True
    above = (
        word.head if word.dep_ in ("ccomp", "xcomp", "oprd") else word.head.head if word.dep_ == "acl" else None
    )
    causes = (
        above is not None
        and above.lemma_ in ("have", "get", "see", "want", "need")
        and above.pos_ in ("VERB", "AUX")
    )
    return causes and above is not None and reality(above) is not Reality.HAPPENED


def _subjunctive(word: Token) -> bool:
    """ "insisted that the sanctions be lifted": a bare "be" without a modal."""
    helpers = [c for c in word.children if c.dep_ in ("aux", "auxpass")]
    bare = any(c.lower_ == "be" for c in helpers)
    return bare and word.tag_ == "VBN" and len(helpers) == 1


_TOLD = frozenset({"by", "after", "since", "in", "while", "despite", "with"})


def loose(verb: Token) -> bool:
    """A participle of its own: "by signing it" tells what signing does, not that somebody signed."""
    return verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children)
