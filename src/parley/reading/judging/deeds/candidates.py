"""Every word that may tell a deed: full verbs, and nouns that name what is done, with who may have done it.

Wide on purpose: what of it is a deed, the model says.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.reading.attribution.likeness import likeness
from parley.reading.clause import after
from parley.reading.deedspans import alone, clause_of, teller
from parley.reading.doers import doers
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.plover import light
from parley.reading.roles import Parties, once, owner, principal, who


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may tell a deed. `clause` is the verb that tells it (of a verb itself), None for a bare noun."""

    word: Token
    clause: Token | None
    first: Token
    last: Token

    @property
    def span(self) -> range:
        """The tokens of the stretch."""
        return range(self.first.i, self.last.i + 1)


def eligible(token: Token) -> bool:
    """Whether a word may tell a deed at all, by its part of speech and the sort of thing it names."""
    if token.pos_ == "VERB":
        return token.dep_ not in ("aux", "auxpass", "compound")
    if token.pos_ != "NOUN" or token.dep_ == "compound":
        return False
    found = likeness(token)
    return found is None or not _DONE.isdisjoint(found.classes[:3])


# WordNet: acts, communication, events, phenomena, processes, states, possessions
_DONE = frozenset({"n4", "n10", "n11", "n19", "n22", "n26", "n21"})


def candidate(token: Token) -> Candidate:
    """The stretch that a word tells a deed in: its clause, or the phrase of a bare noun."""
    if token.pos_ == "VERB":
        return Candidate(token, token, *clause_of(token))
    verb = teller(token) or _carrying(token)
    return Candidate(token, verb, *(clause_of(verb) if verb is not None else alone(token)))


def _carrying(noun: Token) -> Token | None:
    """The light verb that does what the noun names, whatever the noun."""
    verb = noun.head
    return verb if noun.dep_ in ("dobj", "nsubjpass") and verb.pos_ == "VERB" and light(verb) else None


def actors(page: Page, candidate: Candidate) -> Parties:
    """Who did it, as far as the words tell; nobody where they do not."""
    word, clause = candidate.word, candidate.clause
    if word.pos_ == "VERB":
        return doers(page, word)
    between = once([a for t in after(word, "between") for a in who(page, t)])
    own = between or owner(page, word, sender=False)
    if not own and clause is not None and word.dep_ in ("dobj", "pobj", "nsubjpass"):
        return doers(page, clause)
    return principal(page, own)
