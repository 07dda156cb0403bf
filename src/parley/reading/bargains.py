"""Agreements told by a noun alone: "the 1986 accord", "the truce committed to by both"."""

from __future__ import annotations

from collections.abc import Iterator

from parley.model.entries import Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.clause import after, conjuncts
from parley.reading.deeds import Telling
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.plover import Deed
from parley.reading.roles import Parties, once, principal, who
from parley.reading.sides import opponents
from parley.reading.slots import piece
from parley.reading.standing import standing
from parley.reading.undone import held_off

_LEXICON = Lexicon.beside(__file__)
_DEED = Deed(Plover.AGREE)


def bargains(page: Page) -> Iterator[Telling]:
    """The agreements that a noun shows to be made: by whoever made it, by its date, or as the end of something."""
    for noun in page.sheet.doc:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _LEXICON.words("events", "classes", "bargains"):
            continue
        if noun.dep_ == "compound" or held_off(noun) or noun.sent[-1].text == "?":
            continue
        found = _made_by(page, noun)
        clause = _outcome(noun)
        if len(found) > 1 or clause is not None or _of_a_year(noun):
            yield _telling(
                page, noun, clause, principal(page, found) or _between(page, noun, dated=clause is None)
            )


def _telling(page: Page, noun: Token, clause: Token | None, actors: Parties) -> Telling:
    span = piece(noun)
    first = clause.left_edge if clause is not None else span.first
    return Telling(noun, clause or noun, _DEED, actors, (), first, span.last, Reality.HAPPENED)


def _made_by(page: Page, noun: Token) -> Parties:
    """Both who have it ("Roe and Doe's accord"), or by whom it was committed to or set up."""
    made = (c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN")
    agents = [
        a
        for c in made
        for v in (c, *(g for g in c.children if g.dep_ == "prep"))
        for t in after(v, "by")
        for a in who(page, t)
    ]
    return once(agents) if len(agents) > 1 else _had(page, noun)


def _had(page: Page, noun: Token) -> Parties:
    """ "Roe's and Doe's agreement"."""
    return once([a for c in noun.children if c.dep_ == "poss" for t in (c, *conjuncts(c)) for a in who(page, t)])


def _between(page: Page, noun: Token, *, dated: bool) -> Parties:
    named = once([a for t in after(noun, "between") for a in who(page, t)])
    return principal(page, named) or (opponents(page, noun) if dated else ())


def _outcome(noun: Token) -> Token | None:
    """The verb whose end it is: "months of talks ended in a compromise"."""
    into = noun.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with") else None
    verb = into.head if into is not None else noun
    ends = verb.pos_ == "VERB" and verb.lemma_ in _LEXICON.words("events", "ending", "verbs")
    return verb if ends and standing(verb) is Reality.HAPPENED else None


def _of_a_year(noun: Token) -> bool:
    """ "a September 1986 agreement": set apart by when it was made."""
    kin = [
        g
        for c in noun.children
        if c.dep_ in ("nmod", "compound", "amod", "nummod") and c.i < noun.i
        for g in (c, *c.children)
    ]
    return any(g.ent_type_ == "DATE" and len(g.text) == _YEAR and g.text.isdigit() for g in kin)


_YEAR = 4
