"""Words for judges that must not know anybody: who is named says nothing about what is done."""

from __future__ import annotations

from parley.reading.parsed import Token

_NAMING = frozenset(("PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"))


def nameless(token: Token) -> str:
    """The token's lemma in small letters; of a name only that it is one."""
    return "NAME" if token.pos_ == "PROPN" or token.ent_type_ in _NAMING else token.lemma_.lower()
