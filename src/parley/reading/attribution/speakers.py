"""Who can speak: people, groups, bodies and texts; deeds, states and things cannot."""

from __future__ import annotations

from functools import cache

from parley.reading import clause
from parley.reading.attribution.cues import WORDS, nouns
from parley.reading.parsed import Token

_BEARERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@cache
def _list(name: str) -> frozenset[str]:
    return WORDS.words("cues", "speakers", name)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_list("endings")))


def can_speak(word: Token) -> bool:
    """Whether the word may head the name of a speaker: no "situation", "history" or "you", but any name, any
    person, body or text, and any noun that is not known for a thing."""
    if word.pos_ not in clause.NOUNS or word.dep_ == "expl" or word.lower_ in _list("nobody"):
        return False
    named = word.ent_type_ in _BEARERS or (word.text[:1].isupper() and not word.is_sent_start)
    return word.pos_ != "NOUN" or named or not is_thing(word.lemma_.lower())


def is_thing(noun: str) -> bool:
    """Whether a common noun names no speaker.

    >>> [is_thing(noun) for noun in ("situation", "delegation", "history", "ministry")]
    [True, False, True, False]
    """
    if noun in nouns("text") or noun in _list("bodies"):
        return False
    return noun in _list("things") or noun.endswith(_endings())
