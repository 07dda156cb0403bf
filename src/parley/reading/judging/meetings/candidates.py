"""Every place where a report may tell of a meeting: the mentions of the ledger, and many words besides.

Wide on purpose: a bare "the session", "spoke", "their visit", "sat down". The judge learns from all of them, and
answers for the mentions of the ledger; the others stand around these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from parley.model.lexicon import Lexicon
from parley.reading.gatherings import Ledger
from parley.reading.meetingwords import NOMINAL
from parley.reading.mentions import Mention, noun_mention, verb_mention
from parley.reading.page import Page
from parley.reading.parsed import Token

_WORDS = Lexicon.beside(__file__)


@dataclass(frozen=True)
class Candidate:
    """A word that may tell a meeting; `known` is the mention the ledger of the report makes of it, if it does."""

    page: Page
    head: Token
    known: Mention | None = None

    @property
    def verbal(self) -> bool:
        """Whether a verb would tell it."""
        return self.head.pos_ == "VERB"

    @cached_property
    def mention(self) -> Mention:
        """The word seen as a mention of a meeting."""
        made = verb_mention if self.verbal else noun_mention
        return self.known or made(self.page, self.head, "sitting")


def candidates(page: Page, ledger: Ledger) -> Iterator[Candidate]:
    """The candidates of a report, in order of place."""
    known = {m.head.i: m for m, _ in ledger.mentions}
    for token in page.sheet.doc:
        if token.i in known or _may_tell(token):
            yield Candidate(page, token, known.get(token.i))


def _may_tell(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.lemma_.lower() in _wide("verbs")
    return token.pos_ in NOMINAL and token.lemma_.lower() in _wide("nouns") and not _in_front(token)


def _in_front(token: Token) -> bool:
    """Whether the noun only qualifies another: "summit preparations"."""
    return token.dep_ in ("compound", "nmod", "amod") and token.i < token.head.i


@cache
def _wide(part: str) -> frozenset[str]:
    return _WORDS.words("wide", part)
