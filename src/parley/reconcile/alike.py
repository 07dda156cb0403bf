"""How far two wordings say the same, by the words they share."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from sys import intern

from parley.model.lexicon import Lexicon
from parley.model.text import fold
from parley.reconcile.names import plain
from parley.reconcile.stories.weighing import background

_EMPTY = Lexicon.beside(__file__).words("alike", "empty")
_STEM = 6


@lru_cache(maxsize=200_000)
def content(text: str) -> tuple[str, ...]:
    """The words of weight, cut to their beginnings so that inflection matters less.

    >>> content("We will not recognise the occupied territories")
    ('not', 'recogn', 'occupi', 'territ')
    """
    kept = (w for w in plain(fold(text)).split() if w not in _EMPTY)
    return tuple(intern(w[:_STEM]) for w in kept)  # sets of the very same words are compared faster


def overlap(a: str, b: str) -> float:
    """The share of the shorter text's words of weight that the longer one has too.

    >>> overlap("a 30-day ceasefire", "an unconditional ceasefire for 30 days")
    0.666...
    """
    one, two = set(content(a)), set(content(b))
    if not one or not two:
        return 0.0
    return len(one & two) / min(len(one), len(two))


@cache
def weight(stem: str) -> float:
    """How much a word of weight tells: the logarithm of how often the commonest stands in open texts for once that
    this one does.

    >>> weight("uraniu") > weight("minist") > 0
    True
    """
    common, most = _common()
    return log(most / (common[stem] + 1))


@cache
def _common() -> tuple[Counter[str], int]:
    """In how many pieces of the background words begin so, and the most there are."""
    found: Counter[str] = Counter()
    for word, pieces in background()[0].items():
        found[word[:_STEM]] += pieces
    return found, max(found.values())


def pairs(text: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words of weight: what two wordings of one utterance share."""
    words = content(text)
    return frozenset(pairwise(words))


def verbatim(text: str) -> str:
    """A quotation without marks, case and white space, to see whether it is the very same.

    >>> verbatim("“It’s  over,”") == verbatim("It's over.")
    True
    """
    return re.sub(r"[^\w]+", " ", fold(text).lower()).strip()
