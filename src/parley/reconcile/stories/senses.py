"""How near two words lie in WordNet: through a sense, what is derived from it, and what stands above it.

The table lists for each lemma the senses that its first three senses of a part of speech reach, each with a letter
for the steps to it: a for the sense itself and what is derived from it, b for what stands right above it, and so
on (Fellbaum, "WordNet", 1998). Senses that one lemma alone reaches are left out: they join nothing.
"""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "weights" / "senses.tsv.xz"
FAR = 9
"""The distance of words that no sense joins."""


@lru_cache(maxsize=400_000)
def distance(one: str, two: str) -> int:
    """Steps between two lemmas, 0 for words of one sense; FAR where nothing joins them.

    >>> distance("earthquake", "quake"), distance("arrest", "banana")
    (0, 9)
    """
    a, b = _reached(one), _reached(two)
    if len(b) < len(a):
        a, b = b, a
    return min((steps + b[sense] for sense, steps in a.items() if sense in b), default=FAR)


@lru_cache(maxsize=50_000)
def _reached(lemma: str) -> dict[str, int]:
    return {item[:-1]: ord(item[-1]) - ord("a") for item in _table().get(lemma, "").split()}


@cache
def _table() -> dict[str, str]:
    lines = lzma.decompress(FILE.read_bytes()).decode("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)
