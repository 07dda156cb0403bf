"""Words used alike: groups of verbs and nouns by the company they keep, and what sort of thing they name.

A cue that no list knows ("embraced the idea", "is at odds with") often keeps the company of one that is known. The
table gives each of the commoner verbs and nouns two groups, coarse and fine, of lemmas whose GloVe vectors lie
together (k-means), and the WordNet classes of its first senses (29 to 43 for verbs: 32 is communication; 3 to 28
for nouns: 18 is a person, 14 a group). `tools/build_likeness.py` makes it; NOTICE names the sources.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from parley.reading.parsed import Token

_TABLE = Path(__file__).parent / "tables" / "likeness.tsv"
_PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n"}


class Likeness(NamedTuple):
    """Coarse group, fine group ("v144"), and the classes of the first senses, the first one first ("v32")."""

    coarse: str
    fine: str
    classes: tuple[str, ...]


@cache
def _table() -> dict[str, Likeness]:
    found = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        part, lemma, coarse, fine, classes = line.split("\t")
        found[part + lemma] = Likeness(part + coarse, part + fine, tuple(part + c for c in classes.split()))
    return found


def likeness(token: Token) -> Likeness | None:
    """The groups and classes of a verb or common noun; None for other words and rare ones."""
    part = _PARTS.get(token.pos_)
    return _table().get(part + token.lemma_.lower()) if part is not None else None


def likenesses(tokens: Iterable[Token]) -> list[Likeness | None]:
    """The same for each of several tokens."""
    table = _table()
    return [table.get(_PARTS[t.pos_] + t.lemma_.lower()) if t.pos_ in _PARTS else None for t in tokens]


def sort_of(token: Token) -> str:
    """The class of a word's first sense, else its part of speech: what could be a speaker, what could be said."""
    found = likeness(token)
    return found.classes[0] if found is not None else token.pos_
