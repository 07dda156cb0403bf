"""Positions put in plain speech: what a speaker says must be, will be or will never be, and what waits for what.

"We will not recognise it", "they must leave", "nothing will happen until we meet": no word of bargaining, yet each
moves. All but the last need a speaker who is a party, so they are read where somebody's words are told.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from parley.reading.announcing import no_intention, no_steps, there_is_no, will
from parley.reading.duties import duty, time_to, vital
from parley.reading.hinges import hanging, other_matter, unless
from parley.reading.moves import Bid
from parley.reading.page import Page


def stances(page: Page, token: Token) -> Iterator[Bid]:
    """The moves that a verb or adjective makes by its modality alone."""
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    for read in _READERS:
        found = read(page, token)
        if found is not None:
            if token.sent[-1].text != "?":
                yield found
            return


_READERS = (hanging, unless, there_is_no, duty, vital, time_to, no_intention, no_steps, other_matter, will)
