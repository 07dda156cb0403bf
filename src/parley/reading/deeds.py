"""Deeds as they are told: the verb or noun, the clause that tells it, who does it and who suffers it.

A deed is told by a verb ("bombed the port"), by a noun under a verb that does it or tells of it ("launched
an attack", "the attack killed 9"), or by a noun with its doer or sufferer ("their strikes", "a siege of a town").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.model.actors import Actor
from parley.model.entries import Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.clause import after
from parley.reading.deedspans import again, alone, clause_of, teller, whole_reach, wider
from parley.reading.doers import aimed_at, doers, does, labour, sufferers
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.plover import (
    Deed,
    declares,
    deed_of_noun,
    deed_of_verb,
    industrial,
    kept_company,
    light,
)
from parley.reading.reality import stance
from parley.reading.roles import Parties, once, owner, principal, who
from parley.reading.standing import standing
from parley.reading.undone import DOING, asked, came_about, held, held_off, to_come, unfinished, untold
from parley.reading.voicing import passive

_LEXICON = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed as read: its word, the verb or noun whose clause tells it, and its parts."""

    word: Token
    clause: Token
    deed: Deed
    actors: Parties
    recipients: Parties
    first: Token
    last: Token
    real: Reality
    likely: float = 1.0  # below 1 where a model found it


def verbs(page: Page) -> Iterator[Telling]:
    """The deeds told by verbs, done or not."""

    def acts(token: Token) -> list[Actor]:
        return [page.cast.actor(i) for i in who(page, token)]

    for token in page.sheet.doc:
        if (token.pos_ != "VERB" and not _on_strike(token)) or token.dep_ == "amod":
            continue
        deed = deed_of_verb(token, acts)
        if deed is None or asked(token) or _befell(token, deed) or to_come(token, deed):
            continue
        real = held(token)
        if real is None or unfinished(token, deed):
            continue
        first, last = clause_of(token) if real is Reality.HAPPENED else wider(token)
        actors = () if deed.suffered or "deals" in deed.subject else doers(page, token)
        suffers = principal(page, sufferers(page, token, actors))
        if actors or suffers or real in (Reality.HAPPENED, Reality.DENIED):
            yield Telling(token, token, deed, actors, suffers, first, last, real)


def _befell(verb: Token, deed: Deed) -> bool:
    """ "displaced by the war": what a war brings is nobody's measure; to fight for a change is to want it."""
    if verb.lemma_ == "fight" and any(c.lower_ == "for" for v in (verb, *_below(verb)) for c in v.children):
        return True
    agents = after(verb, "by") if passive(verb) and deed.type is Plover.COERCE else []
    return any(t.lemma_.lower() in _LEXICON.words("events", "classes", "attacks") for t in agents)


def _on_strike(token: Token) -> bool:
    """ "have been on strike since May": the one deed that the verb to be tells."""
    return token.pos_ == "AUX" and token.lemma_ == "be" and any(t.lemma_ == "strike" for t in after(token, "on"))


def _below(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp")]


def nouns(page: Page) -> Iterator[Telling]:
    """The deeds told by nouns, done or not."""
    for token in page.sheet.doc:
        name = token.pos_ == "PROPN" and token.ent_type_ in ("ORG", "PERSON", "PRODUCT")
        if token.pos_ not in ("NOUN", "PROPN") or name or token.dep_ == "compound":
            continue
        deed = deed_of_noun(token)
        if deed is None or asked(token):
            continue
        telling = _noun(page, token, deed) or _unmade(page, token, deed)
        if telling is not None:
            yield telling


def _noun(page: Page, noun: Token, deed: Deed) -> Telling | None:
    verb = teller(noun)
    real = held(verb) if verb is not None else standing(noun)
    if real is None or untold(noun, verb, real) or (held_off(noun) and not came_about(noun, verb)):
        return None
    if deed.told and verb is None and not page.time(noun).words:
        return None
    done = verb is not None and (light(verb) or declares(verb, noun)) and noun.dep_ != "nsubj"
    between = once([a for t in after(noun, "between") for a in who(page, t)])
    own = between or does(page, noun, deed) or (doers(page, verb) if done and verb is not None else ())
    actors = principal(page, own)
    aim = aimed_at(page, noun) or (owner(page, noun, sender=False) if deed.suffered else ())
    suffers = principal(page, tuple(a for a in aim if a not in actors))
    aimed = suffers or after(noun, "on", "against", "in", "near")
    walkout = deed.mode == "strike" and verb is not None and industrial(noun.doc)
    if walkout and not actors:
        actors = labour(page)
    company = kept_company(noun, deed)
    if noun.lemma_.lower() in deed.light and not (walkout or company or (actors and (done or aimed))):
        return None
    if not (actors or suffers or verb is not None or (company and aimed) or _dated(page, noun)):
        return None
    if verb is None:
        first, last = alone(noun)
    else:
        first, last = clause_of(verb) if real is Reality.HAPPENED else wider(verb)
    return Telling(noun, verb or noun, deed, actors, suffers, first, last, real)


def _unmade(page: Page, noun: Token, deed: Deed) -> Telling | None:
    """A deed that its noun's clause denies, plans or holds possible: "ruled out an attack", "no strikes"."""
    stands = stance(noun)
    real = stands.reality
    if real in (Reality.HAPPENED, Reality.URGED) or not (stands.governors or stands.negated):
        return None
    above = stands.governors[-1] if stands.governors else noun.head
    own = does(page, noun, deed) or (doers(page, above) if above.pos_ == "VERB" else ())
    actors = () if deed.suffered else principal(page, own)
    suffers = principal(page, tuple(a for a in aimed_at(page, noun) if a not in actors))
    if not actors and not suffers and not stands.negated:
        return None
    first, last = wider(noun.head) if noun.dep_ in DOING and noun.head.pos_ == "VERB" else whole_reach(noun)
    return Telling(noun, noun, deed, actors, suffers, first, last, real)


def _dated(page: Page, noun: Token) -> bool:
    """ "the 2022 invasion": known, and set apart by its date."""
    day = any(c.dep_ == "poss" and c.ent_type_ == "DATE" for c in noun.children)
    return day or (again(noun) and bool(page.time(noun).words))
