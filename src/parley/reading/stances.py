"""Positions put in plain speech: what a speaker says must be, will be or will never be, and what waits for what.

"We will not recognise it", "they must leave", "nothing will happen until we meet": no word of bargaining, yet each
moves. All but the last need a speaker who is a party, so they are read where somebody's words are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parley.reading.announcing import no_intention, no_steps, there_is_no, will
from parley.reading.contents import words
from parley.reading.duties import duty, time_to, vital
from parley.reading.hinges import hanging, other_matter, unless
from parley.reading.moves import Bid
from parley.reading.page import Page
from parley.reading.parsed import Token


def stances(page: Page, token: Token) -> Iterator[Bid]:
    """The moves that a verb or adjective makes by its modality alone."""
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    for read in _fitting(token):
        found = read(page, token)
        if found is not None:
            if token.sent[-1].text != "?":
                yield found
            return


_Reader = Callable[[Page, Token], Bid | None]


def _fitting(token: Token) -> Iterator[_Reader]:
    """The readers that this word may feed, in order; one look at its children spares each of them its own."""
    if token.pos_ == "ADJ":
        yield from (hanging, vital)
        return
    kin = [(c.dep_, c.lower_) for c in token.children]
    slots = {dep for dep, _ in kin}
    helpers = {word for dep, word in kin if dep == "aux"}
    if slots & _HUNG and (helpers & _COMING or token.tag_ in ("VB", "VBP", "VBZ") or token.lemma_ in _hinging()):
        yield hanging
    if "advcl" in slots and helpers & _COMING:
        yield unless
    if token.lemma_ == "be" and "expl" in slots:
        yield there_is_no
    if helpers & _OWING or (helpers & _ABLE and slots & _HINDERED) or token.dep_ in ("xcomp", "ccomp"):
        yield duty
    if token.lemma_ in ("be", "come"):
        yield time_to
    if "dobj" in slots:
        yield from (no_intention, no_steps)
    if token.lemma_ == "be" and "advcl" in slots:
        yield other_matter
    if helpers & (_COMING | _MAYBE):
        yield will


def _hinging() -> frozenset[str]:
    return words("hinges", "verbs")


_HUNG = frozenset({"advcl", "prep"})
_COMING = frozenset({"will", "would", "'ll", "'d", "wo", "shall", "can", "could", "ca", "must"})
_MAYBE = frozenset({"may", "might"})
_ABLE = frozenset({"can", "could", "ca"})
_HINDERED = frozenset({"neg", "auxpass", "prep"})
_OWING = frozenset({"must", "should", "ought"})
