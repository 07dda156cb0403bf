#!/usr/bin/env python3
"""Make the word vectors by which mentions of events are compared, from GloVe (public domain, PDDL 1.0).

usage: tools/build_word_vectors.py GLOVE.txt [--out FILE]

A line of GLOVE.txt holds a word and its numbers; the commonest words come first (glove.6B.100d.txt was used).
"""

from __future__ import annotations

import argparse
import lzma
import re
from itertools import islice
from pathlib import Path

import numpy as np

from parley.reconcile.stories.vectors import FILE, WIDTH

READ = 60_000
KEPT = 25_000
COMMON = 2
"""Main directions that all words share: they tell how frequent a word is."""
_WORD = re.compile(r"[a-z]+(-[a-z]+)?")


def main() -> None:
    """Read, turn, round, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("glove", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    with options.glove.open(encoding="utf-8") as lines:
        rows = [line.split() for line in islice(lines, READ)]
    kept = [r for r in rows if len(r[0]) > 1 and _WORD.fullmatch(r[0])][:KEPT]
    packed = "\n".join(r[0] for r in kept).encode("ascii") + b"\0" + _turned(kept).T.tobytes()
    options.out.write_bytes(lzma.compress(packed, preset=9 | lzma.PRESET_EXTREME))


def _turned(rows: list[list[str]]) -> np.typing.NDArray[np.int8]:
    """The rows along their main directions but the common ones, as whole numbers from -127 to 127."""
    table = np.array([[float(v) for v in r[1:]] for r in rows])
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    table -= table.mean(0)
    directions = np.linalg.svd(table, full_matrices=False)[2][COMMON : COMMON + WIDTH]
    found = table @ directions.T
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return np.ascontiguousarray(np.round(127 * found).astype(np.int8))


if __name__ == "__main__":
    main()
