"""Words for judges that must not know anybody: who is named says nothing about what is done."""

from __future__ import annotations

from parley.reading.parsed import Token

_NAMING = frozenset(("PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"))


def nameless(token: Token) -> str:
    """The token's lemma in small letters; of a name, or a capital inside a sentence, only that it is one."""
    capital = token.text[:1].isupper() and token.pos_ == "NOUN" and token.i > token.sent.start
    named = capital or token.pos_ == "PROPN" or token.ent_type_ in _NAMING
    return "NAME" if named else token.lemma_.lower()
