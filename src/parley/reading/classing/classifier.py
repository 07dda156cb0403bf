"""Softmax regression over named features: small, on numpy alone, the same bytes every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.model.ids import digest
from parley.reading.classing.examples import unmarked

Matrix = NDArray[np.float32]
_WEIGHTS = Path(__file__).parent / "weights" / "plover.npz"


@dataclass(frozen=True, slots=True)
class Classifier:
    """`weights` is classes by features (the last column is the bias), `idf` scales each feature.

    Features that were not seen in training count for nothing. `taught` holds hashes of its sentences.
    """

    classes: tuple[str, ...]
    index: dict[str, int]
    idf: Matrix
    weights: Matrix
    taught: frozenset[int] = frozenset()

    def was_taught(self, sentence: str) -> bool:
        """Whether it learned from this sentence, so that its answer to it is no test."""
        return hashed(sentence) in self.taught

    def probabilities(self, found: Counter[str]) -> dict[str, float]:
        """How likely each class is; the values add up to one."""
        scores = self.weights @ vector(found, self.index, self.idf)
        raised = np.exp(scores - np.max(scores))
        return {name: float(p) for name, p in zip(self.classes, raised / raised.sum(), strict=True)}

    def best(self, found: Counter[str]) -> str:
        """The likeliest class; of two equal ones the first in order."""
        likely = self.probabilities(found)
        return max(self.classes, key=lambda name: likely[name])

    def save(self, file: Path) -> None:
        """Write the weights, halved in precision, without any code."""
        names = np.array(sorted(self.index, key=self.index.__getitem__))
        np.savez_compressed(
            file,
            classes=np.array(self.classes),
            names=names,
            idf=self.idf.astype(np.float16),
            weights=self.weights.astype(np.float16),
            taught=np.array(sorted(self.taught), dtype=np.uint32),
        )

    @staticmethod
    def load(file: Path) -> Classifier:
        """Read weights that `save` wrote."""
        with np.load(file, allow_pickle=False) as kept:
            index = {str(name): i for i, name in enumerate(kept["names"])}
            classes = tuple(str(name) for name in kept["classes"])
            idf, weights = kept["idf"].astype(np.float32), kept["weights"].astype(np.float32)
            return Classifier(classes, index, idf, weights, frozenset(kept["taught"].tolist()))


@cache
def bundled() -> Classifier:
    """The weights that come with Parley (see weights/MODEL_CARD.md)."""
    return Classifier.load(_WEIGHTS)


def hashed(sentence: str) -> int:
    """A number that stands for a sentence, whatever is marked in it: 32 bits of its SHA-256."""
    return int(digest(unmarked(sentence)[0], size=8), 16)


def vector(found: Counter[str], index: dict[str, int], idf: Matrix) -> Matrix:
    """Damped counts times idf, brought to length one, with a bias at the end."""
    row: Matrix = np.zeros(len(index) + 1, dtype=np.float32)
    for name, count in found.items():
        at = index.get(name)
        if at is not None:
            row[at] = (1.0 + np.log(count)) * idf[at]
    length = float(np.sqrt((row**2).sum()))
    if length:
        row /= length
    row[-1] = 1.0
    return row


def fit(
    found: Sequence[Counter[str]],
    labels: Sequence[str],
    *,
    penalty: float = 5e-5,
    rounds: int = 200,
    least: int = 2,
) -> Classifier:
    """Train by full-batch Adam on the cross-entropy with an L2 penalty (D. Kingma, J. Ba, 2015).

    Features seen in fewer than `least` sentences are left out.
    """
    classes = tuple(sorted(set(labels)))
    seen = Counter(name for row in found for name in row)
    index = {name: i for i, name in enumerate(sorted(n for n, c in seen.items() if c >= least))}
    idf = np.array([np.log(len(found) / seen[n]) + 1.0 for n in index], dtype=np.float32)
    rows = np.stack([vector(row, index, idf) for row in found])
    wanted = np.zeros((len(rows), len(classes)), dtype=np.float32)
    wanted[np.arange(len(rows)), [classes.index(name) for name in labels]] = 1.0
    return Classifier(classes, index, idf, _descend(rows, wanted, penalty, rounds))


def _descend(rows: Matrix, wanted: Matrix, penalty: float, rounds: int) -> Matrix:
    weights: Matrix = np.zeros((wanted.shape[1], rows.shape[1]), dtype=np.float32)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for turn in range(1, rounds + 1):
        scores: Any = rows @ weights.T
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        gradient = (raised / raised.sum(axis=1, keepdims=True) - wanted).T @ rows / len(rows) + penalty * weights
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.999 * spread + 0.001 * gradient**2
        step = (mean / (1 - 0.9**turn)) / (np.sqrt(spread / (1 - 0.999**turn)) + 1e-8)
        weights = (weights - 0.1 * step).astype(np.float32)
    return weights
