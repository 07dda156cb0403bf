"""How near two words lie by the company they keep in billions of words of news and web text.

GloVe (Pennington, Socher, Manning, 2014; public domain): the commonest 25,000 words, without the two directions
that all share (Mu and Viswanath, 2018), turned to their 64 main directions and kept as whole numbers.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from parley.reconcile.stories.overlaps import unit
from parley.reconcile.stories.views import Floats

FILE = Path(__file__).parent / "weights" / "vectors.xz"
WIDTH = 64


def vectors(words: Sequence[str]) -> Floats:
    """One row of length one for each word, of zeros for a word without a vector.

    >>> near = vectors(["quake", "earthquake", "banana"]) @ vectors(["earthquake"])[0]
    >>> bool(near[0] > 0.8 > 0.3 > near[2])
    True
    """
    places, rows = _table()
    found = np.zeros((len(words), WIDTH))
    known = [(i, places[w]) for i, w in enumerate(words) if w in places]
    if known:
        at, taken = zip(*known, strict=True)
        found[list(at)] = rows[list(taken)]
    return unit(found)


def mean(words: Iterable[str], weight: Callable[[str], float]) -> Floats:
    """The weighted sum of the words' vectors."""
    chosen = sorted(words)
    found: Floats = np.array([weight(w) for w in chosen]) @ vectors(chosen) if chosen else np.zeros(WIDTH)
    return found


@cache
def _table() -> tuple[dict[str, int], Floats]:
    names, _, numbers = lzma.decompress(FILE.read_bytes()).partition(b"\0")
    words = names.decode("ascii").split("\n")
    rows = np.frombuffer(numbers, dtype=np.int8).reshape(WIDTH, len(words)).T
    return {w: i for i, w in enumerate(words)}, rows.astype(np.float64)
