"""Who did a deed, and whom it was done to."""

from __future__ import annotations

from parley.model.actors import ActorKind
from parley.reading.clause import after, objects, subject
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.plover import Deed, logical_objects
from parley.reading.roles import Parties, doer, lifted, nationality, once, owner, principal, who
from parley.reading.voicing import passive

_FIGHTING = (ActorKind.ARMED_GROUP, ActorKind.GROUP)


def doers(page: Page, verb: Token) -> Parties:
    """The principals of whoever does what a verb says."""
    found = None if passive(verb) else subject(verb)
    ids = doer(page, verb)
    return lifted(page, found, ids) if found is not None else principal(page, ids)


def does(page: Page, noun: Token, deed: Deed) -> Parties:
    """Whose deed the noun is; forces withdrawn are those of whoever withdraws: "withdrawal of French troops"."""
    if deed.mode == "withdraw" and (moved := after(noun, "of")):
        own = [c for t in moved for c in t.children if c.dep_ == "poss" and c.pos_ == "PRON"]
        mine = once([a for c in own for a in who(page, c)])  # "its troops" are those of whoever "it" is
        return mine or once([a for t in moved for a in (who(page, t) or nationality(page, t))])
    if deed.suffered and not after(noun, "of"):
        return once([a for t in after(noun, "by") for a in who(page, t)])  # "their arrest" is done to them
    sent = once([a for t in after(noun, "from") for a in who(page, t) if page.cast.actor(a).kind in _FIGHTING])
    return sent or owner(page, noun, sender=False)  # "rocket fire from militants"


def labour(page: Page) -> Parties:
    """The one union or work force of the report, if it is one."""
    found = [a.id for a in page.cast.actors if a.sector == "LAB" and a.kind is ActorKind.ORGANISATION]
    return (found[0],) if len(found) == 1 else ()


def targets(page: Page, word: Token, actors: Parties) -> Parties:
    """Who the deed of a verb or noun is done to."""
    if word.pos_ == "VERB":
        return sufferers(page, word, actors)
    return tuple(a for a in aimed_at(page, word) if a not in actors)


def sufferers(page: Page, verb: Token, actors: Parties) -> Parties:
    """Who the deed is done to: the object or its owner, else behind on, against, at, into, from, to."""
    found = logical_objects(verb)
    direct = once([a for t in found for a in (who(page, t) or owner(page, t))])
    other = [a for a in direct if a not in actors] or [a for a in aimed_at(page, verb) if a not in actors]
    return tuple(other)


def aimed_at(page: Page, head: Token) -> Parties:
    """The parties, or owners of things, that a deed is aimed at."""
    heads = [head, *(t for t in objects(head) if head.pos_ == "VERB")]
    aimed = [
        t
        for h in heads
        for t in after(
            h, "on", "against", "at", "upon", "into", "toward", "towards", "with", "between", "to", "from"
        )
    ]
    if head.pos_ != "VERB":
        aimed = [*aimed, *after(head, "of", "in")]
    return once([a for t in aimed for a in (who(page, t) or nationality(page, t) or _place_owner(page, t))])


def _place_owner(page: Page, token: Token) -> Parties:
    return who(page, next((c for c in token.children if c.dep_ == "poss"), None))
