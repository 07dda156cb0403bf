"""What a report is compared by: its words, opening, names, neighbouring words, figures and title, counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from anyascii import anyascii

from parley.model.lexicon import Lexicon
from parley.model.text import Report

_EMPTY = Lexicon.beside(__file__).words("words", "empty")
_INITIALS = re.compile(r"\b([A-Z])\.(?=[A-Z]\.)")
_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"'[a-z]+")
_SENTENCE = re.compile(r"(?<=[.!?\"])\s+|\n")
_CAPITALISED = re.compile(r"[A-Za-z][A-Za-z'-]*")
_FIGURE = re.compile(r"\d[\d,.]*\d")
LEAD = 60
"""Words that count as the opening of a report: what the story is stands there."""
TITLE = 2
"""How often a word of the title counts."""


@dataclass(frozen=True, slots=True)
class Terms:
    """One report as counted terms, view by view; `day` is its ordinal day, None where unknown."""

    id: str
    day: int | None
    whole: Counter[str]
    lead: Counter[str]
    names: Counter[str]
    pairs: Counter[str]
    figures: Counter[str]
    title: Counter[str]


def terms(report: Report) -> Terms:
    """Count a report's terms; furniture, captions and datelines are left out where the report was divided.

    >>> found = terms(Report(title="Envoys meet", text="The envoys met in Oslo. They saw Anna Berg."))
    >>> sorted(found.names), found.whole["envoy"], sorted(found.title)
    (['anna', 'berg', 'oslo'], 3, ['envoy', 'meet'])
    """
    text = "\n".join(report.text[p.start : p.end] for p in report.body())
    return counted(report.id, report.title, text, report.published)


def counted(name: str, heading: str, body: str, published: date | None) -> Terms:
    """The same from a heading and a text."""
    head, text = (_INITIALS.sub(r"\1", anyascii(t)) for t in (heading, body))
    title, words = stems(head), stems(text)
    opening = stems(" ".join(text.split(maxsplit=LEAD)[:LEAD]))
    whole = Counter(words)
    for word in title:
        whole[word] += TITLE
    return Terms(
        name,
        published.toordinal() if published else None,
        whole,
        Counter(title + opening),
        Counter(_names(text)),
        Counter(f"{a} {b}" for run in (title, words) for a, b in pairwise(run)),
        Counter(_FIGURE.findall(head) + _FIGURE.findall(text)),
        Counter(title),
    )


def stems(text: str) -> list[str]:
    """The words of weight of a text in ASCII, without endings, in order."""
    plain = _POSSESSIVE.sub("", text.lower())
    return [s for w in _WORD.findall(plain) if (s := stem(w))]


def _names(text: str) -> list[str]:
    """Capitalised words that do not open a sentence."""
    found = (w for s in _SENTENCE.split(text) for w in _CAPITALISED.findall(s)[1:] if w[0].isupper())
    return [s for w in found if (s := stem(w.split("'")[0].lower()))]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without the commonest English endings; nothing for a word without weight.

    Cruder than Porter's stemmer and enough to let "talks", "talked" and "talking" meet.

    >>> [stem(w) for w in ("talks", "talked", "talking", "parties", "the", "x")]
    ['talk', 'talk', 'talk', 'party', '', '']
    """
    if len(word) < 2 or word in _EMPTY:
        return ""
    if len(word) > 4:
        word = _singular(word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("e")
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
