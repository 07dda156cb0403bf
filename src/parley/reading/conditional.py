"""What an entry hangs on: a condition of the parse, taken apart into subject, act and polarity."""

from __future__ import annotations

from parley.model.entries import Condition
from parley.reading.clause import subject
from parley.reading.conditions import Hinge, hinge
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.voicing import lexeme, whole


def condition(page: Page, word: Token, governors: tuple[Token, ...] = ()) -> Condition | None:
    """The condition on the act headed at this word, or on one of the words that govern it; None without one."""
    for node in (word, *governors):
        found = hinge(node)
        if found is not None:
            return _condition(page, found)
    return None


def _condition(page: Page, found: Hinge) -> Condition:
    agent = _agent(found)
    actors = page.actors(agent) if agent is not None else ()
    return Condition(
        anchor=page.sheet.span_anchor(found.words),
        marker=found.marker,
        subject=actors[0] if actors else None,
        act=_act(found),
        negated=found.negated,
    )


def _agent(found: Hinge) -> Token | None:
    """Who acts in the condition: the subject of its verb, or the owner of its noun ("Putin's absence")."""
    if found.head.pos_ in ("VERB", "AUX"):
        return subject(found.head)
    return next((c for c in found.head.children if c.dep_ in ("poss", "nsubj")), None) or (
        found.head if found.head.pos_ == "PROPN" else None
    )


def _act(found: Hinge) -> str:
    """The act in its base form: "attend", "be there", "absence".

    An infinitive after "were" or "is" is the act itself: "if he were to attend".
    """
    head = found.head
    held = next((c for c in head.children if c.dep_ == "xcomp"), None)
    if head.lemma_ == "be" and held is not None:
        head = held
    kept = [c.text for c in head.children if c.dep_ in ("prt", "acomp", "attr") or c.lower_ in ("there", "here")]
    joined = head if head.pos_ in ("VERB", "AUX") else whole(head)
    return " ".join([head.lemma_ if joined is head else lexeme(joined), *kept[:1]])
