"""What a position is about, in a short normal form, so that two outlets' wordings meet.

"to pull its troops from the entire region" and "any unilateral pullback of its forces" are both
"troop withdrawal". Where no theme of the vocabulary fits, the head words themselves are the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parley.model.lexicon import Lexicon
from parley.reading.parsed import Token

_LEXICON = Lexicon.beside(__file__)
_LONGEST = 4  # words in a theme that is made from the content itself


@dataclass(frozen=True, slots=True)
class _Theme:
    name: str
    any: frozenset[str]
    company: frozenset[str]


def theme(content: Sequence[Token]) -> str:
    """The normal form of what these tokens are about; empty where they hold no word of weight."""
    lemmas = _lemmas(content)
    paired = next((t.name for t in _themes() if t.company and _pair(t, lemmas)), None)
    if paired:
        return paired
    places = [(lemmas.index(w), t.name) for t in _themes() if not t.company for w in t.any if w in lemmas]
    return min(places)[1] if places else _own_words(content)


def bargaining(content: Sequence[Token]) -> bool:
    """Whether these tokens speak of anything that is bargained over."""
    return not _matters().isdisjoint(_lemmas(content))


def _pair(entry: _Theme, lemmas: list[str]) -> bool:
    return not entry.any.isdisjoint(lemmas) and not entry.company.isdisjoint(lemmas)


def _lemmas(content: Sequence[Token]) -> list[str]:
    """Lemmas, and lemmas of two or three neighbours joined ("security guarantee"), in order of place."""
    single = [t.lemma_.lower() for t in content]
    found: list[str] = []
    for i, lemma in enumerate(single):
        rest = single[i + 1 : i + 3]
        if rest[:1] == ["-"] and len(rest) > 1:
            found.append(f"{lemma}-{rest[1]}")
        if len(rest) > 1:
            found.append(f"{lemma} {rest[0]} {rest[1]}")
        if rest:
            found.append(f"{lemma} {rest[0]}")
        found.append(lemma)
    return found


def _own_words(content: Sequence[Token]) -> str:
    """The head with its nearest modifiers, as lemmas: "a clear timeline for all events" is "clear timeline"."""
    inside = {t.i for t in content}
    head = next((t for t in content if t.head.i not in inside or t.head == t), None)
    if head is None:
        return ""
    words = [t for t in content if t == head or (t.head == head and t.dep_ in _KEPT)]
    if head.pos_ in ("VERB", "AUX"):
        words += [m for t in words if t.dep_ in ("dobj", "attr") for m in t.children if m.dep_ == "compound"]
    kept = [
        t.lower_ if t.dep_ == "amod" else t.lemma_.lower() for t in sorted(words, key=lambda t: t.i) if _weighs(t)
    ]
    return " ".join(kept[-_LONGEST:] if head.pos_ not in ("VERB", "AUX") else kept[:_LONGEST])


_KEPT = ("amod", "compound", "dobj", "attr", "acomp", "prt", "nsubjpass")


def _weighs(token: Token) -> bool:
    heavy = token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "ADP", "NUM") or token.dep_ == "prt"
    return heavy and token.lemma_.lower() not in _stop()


@cache
def _themes() -> tuple[_Theme, ...]:
    entries = _LEXICON.load("themes")["theme"]
    return tuple(_Theme(e["name"], frozenset(e["any"]), frozenset(e.get("with", ()))) for e in entries)


@cache
def _matters() -> frozenset[str]:
    named = frozenset(w for t in _themes() if not t.company for w in t.any)
    return named | _LEXICON.words("themes", "matters", "words")


@cache
def _stop() -> frozenset[str]:
    return _LEXICON.words("themes", "stop", "words")
