"""Which way a time expression points: the tense and modality of the verb that governs it."""

from __future__ import annotations

from spacy.tokens import Token

from parley.model.times import Bound, Direction

_BOUNDS = {
    "since": Bound.SINCE,
    "until": Bound.UNTIL,
    "till": Bound.UNTIL,
    "through": Bound.UNTIL,
    "by": Bound.BY,
    "before": Bound.BEFORE,
    "after": Bound.AFTER,
}
_FUTURE_AUX = frozenset({"will", "shall", "'ll", "wo", "may", "might", "can", "could", "would", "should", "must"})
_PLANS = frozenset(
    {"schedule", "due", "set", "expect", "plan", "slate", "intend", "hope", "want", "agree", "promise", "arrange"}
)


def bound_of(first: Token) -> Bound:
    """The limit that the preposition before the expression makes of it."""
    if first.i == 0:
        return Bound.AT
    before = first.nbor(-1)
    if before.lower_ == "the" and before.i > 0:
        before = before.nbor(-1)
    return _BOUNDS.get(before.lower_, Bound.AT)


def direction_of(first: Token, last: Token) -> Direction:
    """Past, future or either, from the nearest verb above the expression in the dependency tree."""
    head = _top(first, last)
    verb = governor(head)
    return tense(verb) if verb is not None else Direction.EITHER


def _top(first: Token, last: Token) -> Token:
    """The token of the expression that hangs on a word outside it."""
    node = last
    while first.i <= node.head.i <= last.i and node.head.i != node.i:
        node = node.head
    return node


def governor(token: Token) -> Token | None:
    """The nearest verb above a word."""
    node = token
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX"):
            return node
    return None


def tense(verb: Token) -> Direction:
    """Where the verb's own form and its auxiliaries put its clause, seen from the day of writing."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "to" in auxiliaries:
        return Direction.FUTURE
    if auxiliaries & {"will", "shall", "'ll", "wo", "may", "might", "can"}:
        return Direction.FUTURE
    if auxiliaries & {"had", "was", "were", "did", "have", "has", "been"} or verb.tag_ == "VBD":
        return Direction.PAST
    if auxiliaries & {"would", "could", "should", "must"}:
        return Direction.FUTURE
    if verb.tag_ == "VB":
        return Direction.FUTURE
    return Direction.EITHER
