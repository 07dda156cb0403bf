"""Which way a time expression points: by what is arranged for it, or by the verb that governs it."""

from __future__ import annotations

from itertools import pairwise

from parley.model.times import Bound, Direction
from parley.reading.parsed import Token
from parley.reading.times.lexer import WORDS

PAST, FUTURE, EITHER = Direction.PAST, Direction.FUTURE, Direction.EITHER
_BOUNDS = {
    "since": Bound.SINCE,
    "until": Bound.UNTIL,
    "till": Bound.UNTIL,
    "through": Bound.UNTIL,
    "by": Bound.BY,
    "before": Bound.BEFORE,
    "after": Bound.AFTER,
}
_TOWARD = frozenset({"for", "until", "till", "to", "by", "through", "from"})
_WILL = frozenset({"will", "shall", "'ll", "wo"})
_MAY = frozenset({"may", "might", "should", "must", "would", "'d"})
_PAST_AUX = frozenset({"had", "was", "were", "did", "have", "has", "been", "'ve", "'d"})
_NEAR = 12  # tokens back to a verb that the parser did not put above a time
_MODIFIERS = frozenset({"poss", "compound", "nmod", "amod"})


def _words(name: str) -> frozenset[str]:
    return WORDS.words("direction", name)


def bound_of(first: Token) -> Bound:
    """The limit that the preposition before the expression makes of it."""
    before = first.nbor(-1) if first.i else None
    if before is not None and before.lower_ == "the" and before.i:
        before = before.nbor(-1)
    return _BOUNDS.get(before.lower_, Bound.AT) if before is not None else Bound.AT


def direction_of(first: Token, last: Token) -> Direction:
    """Past, future or either.

    What is arranged for a time comes first, then the nearest verb above it in the dependency tree, through
    infinitives and participles up to the finite verb. A time inside a noun phrase ("Wednesday's ruling") follows
    its verb only into a plain future.
    """
    if _or_later(last) or _as_early_as(first):
        return FUTURE
    top = phrase_head(first, last)
    if _told_by(top):
        return PAST
    if _arranged(top):
        return FUTURE
    verb = governor(top) or _verb_before(first)
    if verb is None:
        return EITHER
    if top.dep_ == "attr" and verb.tag_ in ("VBZ", "VBP"):  # "the deadline is Friday"
        return FUTURE
    found = tense(verb)
    return EITHER if top.dep_ in _MODIFIERS and found is FUTURE and not _auxiliaries(verb) & _WILL else found


def phrase_head(first: Token, last: Token) -> Token:
    """The token of an expression that hangs on a word outside it."""
    node = last
    while first.i <= node.head.i <= last.i and node.head.i != node.i:
        node = node.head
    return node


def governor(token: Token) -> Token | None:
    """The nearest verb above a word."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX") and not _as_arranged(node):
            return node
    return None


def _verb_before(first: Token) -> Token | None:
    """The nearest verb in front of a time in its sentence, where the parser found none above it."""
    node = first
    for _ in range(_NEAR):
        if node.is_sent_start or node.i == 0:
            return None
        node = node.nbor(-1)
        if node.tag_.startswith("VB"):
            return node
    return None


def tense(verb: Token, depth: int = 4) -> Direction:
    """Where the verb's form, its auxiliaries and the verb above it put its clause, seen from the writing."""
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & _WILL:
        return FUTURE
    if auxiliaries & _MAY:
        return PAST if "have" in auxiliaries and verb.tag_ == "VBN" else FUTURE
    if auxiliaries & {"could", "can"}:
        return PAST if "have" in auxiliaries else EITHER
    if "to" in auxiliaries:
        return _infinitive(verb, depth)
    if auxiliaries & _PAST_AUX or verb.tag_ == "VBD":
        return PAST
    if verb.tag_ == "VB":
        caused = depth and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in _words("causing")
        return tense(verb.head, depth - 1) if caused else FUTURE
    if verb.tag_ in ("VBZ", "VBP"):
        return EITHER if verb.lemma_ in _words("telling") or verb.lemma_ in _words("unchanging") else FUTURE
    return _participle(verb, auxiliaries, depth)


def _auxiliaries(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def _infinitive(verb: Token, depth: int) -> Direction:
    """ "agreed to meet", "talks to be held", "flew in to attend": ahead of its verb if that intends it."""
    above = verb.head
    if above.i == verb.i or verb.dep_ in ("relcl", "acl"):
        over = governor(above) if depth and _ranked(above) else None
        return tense(over, depth - 1) if over is not None else FUTURE
    if depth and any(c.lower_ == "only" for c in verb.lefts):  # "only to give it up on Friday": so it came
        return tense(above, depth - 1)
    if verb.dep_ == "csubj" and depth:  # "to leave on Friday was a mistake"
        return tense(above, depth - 1)
    if "had" in _auxiliaries(above) | _auxiliaries(above.head):
        return PAST
    if above.lemma_.lower() in _words("intending") or above.lemma_ in ("be", "have"):  # "is to meet", "has to go"
        return FUTURE
    found = tense(above, depth - 1) if depth and above.pos_ in ("VERB", "AUX") else EITHER
    return EITHER if found is PAST else found


def _ranked(noun: Token) -> bool:
    """ "the first to come", "the only states to sign": what they do is a fact, as old as the verb above tells."""
    words = [noun, *(t for c in noun.children for t in (c, *c.children))]
    return any(t.lower_ in _words("ranking") for t in words if t.i <= noun.i)


def _participle(verb: Token, auxiliaries: set[str], depth: int) -> Direction:
    """A participle: "is meeting" points ahead, "was meeting" back; without auxiliary as the verb above it."""
    if verb.lower_ in _words("ahead"):
        return FUTURE
    if auxiliaries & {"is", "are", "am", "'s", "'re", "'m", "be"}:
        return FUTURE if verb.tag_ == "VBG" else EITHER
    if verb.tag_ == "VBN":  # "a record set on Friday"; with a subject, a past tense that the tagger missed
        return PAST
    above = verb.head
    return tense(above, depth - 1) if depth and above.i != verb.i and above.pos_ in ("VERB", "AUX") else EITHER


def _arranged(top: Token) -> bool:
    """Whether the time is what something is arranged for: "planned for early March", "postponed until Tuesday"."""
    preposition = top.head if top.dep_ == "pobj" else None
    holder = preposition.head if preposition is not None else top.head
    toward = preposition is not None and preposition.lower_ in _TOWARD
    for word in (holder, holder.head):
        lemma = word.lemma_.lower()
        if word.pos_ == "NOUN" or _as_arranged(word):
            continue
        if lemma in _words("arranging_any") or (toward and lemma in _words("arranging")):
            return word.i < top.i and "had" not in _auxiliaries(word) | _auxiliaries(word.head)
    return False


def _as_arranged(word: Token) -> bool:
    """ "as scheduled", "as previously planned": the verb above tells when."""
    before = [t.lower_ for t in word.doc[max(word.i - 2, word.sent.start) : word.i]]
    return word.tag_ == "VBN" and (before[-1:] == ["as"] or (before[:1] == ["as"] and before[1].endswith("ly")))


def _told_by(top: Token) -> bool:
    """A time of something told before: "according to a note on Monday", "the talks follow a visit on Monday"."""
    above = [top, *top.ancestors]
    for node, over in pairwise(above[:6]):
        if node.dep_ in ("prep", "pobj") and over.lower_ == "according":
            return True
        if over.pos_ in ("VERB", "AUX"):
            found = over.lemma_ in _words("succeeding") and over.tag_ in ("VBZ", "VBP", "VBG")
            return found and any(c.dep_ == "dobj" and c.i < top.i for c in over.children)
    return False


def _or_later(last: Token) -> bool:
    """ "on Friday or at a later stage"."""
    after = [t.lower_ for t in last.doc[last.i + 1 : last.i + 5]]
    return after[:1] == ["or"] and "later" in after


def _as_early_as(first: Token) -> bool:
    """ "could come as early as Tuesday"."""
    before = [t.lower_ for t in first.doc[max(first.i - 3, 0) : first.i]]
    return len(before) == 3 and before[0] == before[2] == "as" and before[1] in ("early", "soon")
