"""Which words mentions hold, as a matrix, and what every two of them share: a few products for all pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from parley.reconcile.stories.views import Floats

_LITTLE = 1e-6


class Overlap:
    """One row for each mention, one column for each word; `weights` are the words' own.

    >>> found = Overlap([{"cod", "quota"}, {"quota"}, set()], lambda word: 2.0)
    >>> found.shared().tolist()
    [[4.0, 2.0, 0.0], [2.0, 2.0, 0.0], [0.0, 0.0, 0.0]]
    """

    def __init__(self, sets: Sequence[Iterable[str]], weight: Callable[[str], float], among: Sequence[str] = ()):
        self.words = list(among) or sorted({w for words in sets for w in words})
        column = {w: i for i, w in enumerate(self.words)}
        self.holds: Floats = np.zeros((len(sets), max(len(column), 1)))
        for row, words in zip(self.holds, sets, strict=True):
            row[[column[w] for w in words]] = 1.0
        self.weights: Floats = np.array([weight(w) for w in self.words] or [0.0])
        self._mass: Floats = self.holds @ self.weights

    def counts(self) -> Floats:
        """How many words every two share."""
        found: Floats = self.holds @ self.holds.T
        return found

    def shared(self) -> Floats:
        """The weight of the words that every two share."""
        found: Floats = (self.holds * self.weights) @ self.holds.T
        return found

    def share(self) -> Floats:
        """That weight over the lesser of both."""
        found: Floats = self.shared() / np.maximum(lesser(self._mass), _LITTLE)
        return found

    def agreement(self) -> Floats:
        """The same; -1 where both hold words and none in common."""
        any_words = self.holds.max(1) > 0
        shared = self.share()
        return np.where(any_words[:, None] & any_words, np.where(shared > 0, shared, -1.0), 0.0)

    def cosines(self) -> Floats:
        """The cosine of every two rows of weights; 0 for a mention with itself."""
        rows = unit(self.holds * self.weights)
        found: Floats = rows @ rows.T
        np.fill_diagonal(found, 0.0)
        return found

    def rarest(self) -> Floats:
        """The weight of the rarest word that every two share."""
        found = np.zeros((len(self.holds), len(self.holds)))
        for column in np.argsort(self.weights, kind="stable"):
            rows = np.flatnonzero(self.holds[:, column])
            if len(rows) > 1:
                found[np.ix_(rows, rows)] = self.weights[column]
        return found


def lesser(values: Floats) -> Floats:
    """The lesser of every two values."""
    return np.minimum(values[:, None], values)


def greater(values: Floats) -> Floats:
    """The greater of every two values."""
    return np.maximum(values[:, None], values)


def unit(rows: Floats) -> Floats:
    """Rows scaled to length one; empty ones stay empty."""
    scaled: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return scaled


def best_there(values: Floats, reports: Sequence[int]) -> Floats:
    """For each mention and each other, the first's best value with any mention of the other's report."""
    found, homes = np.zeros_like(values), np.asarray(reports)
    for report in np.unique(homes):
        inside = np.flatnonzero(homes == report)
        found[:, inside] = values[:, inside].max(1)[:, None]
    return found
