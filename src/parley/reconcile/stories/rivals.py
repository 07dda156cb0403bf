"""How a pair of mentions stands beside all other pairs of its story, once each has a chance of being one event.

A pair is judged a second time with this known: whether one of the two fits a third mention better, and whether
third mentions that fit the one fit the other too ("stacking": Wolpert, 1992).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley.reconcile.stories.overlaps import best_there
from parley.reconcile.stories.views import Floats, Ints

NAMES = (
    "chance", "in common", "alike to all", "through a third", "of the best there", "of the best here",
    "of one's best", "of the other's best", "lesser crowd", "greater crowd",
)  # fmt: skip
_FAINT = 0.02
_LEAST = 1e-3


def rivals(pairs: tuple[Ints, Ints], chances: Floats, reports: Sequence[int]) -> Floats:
    """One row for each pair of places, in the order of NAMES. `reports` numbers those of the mentions."""
    one, two = pairs
    if not len(one):
        return np.zeros((0, len(NAMES)))
    whole = np.zeros((len(reports), len(reports)))
    whole[one, two] = whole[two, one] = np.round(chances, 9)
    strong = np.where(whole > _FAINT, whole, 0.0)
    crowd, best, there = strong.sum(1), whole.max(1), best_there(whole, reports)
    own = whole[one, two]
    columns = [
        own,
        (strong @ strong.T)[one, two] / np.maximum(np.minimum(crowd[one], crowd[two]), _LEAST),
        _alike(whole)[one, two],
        np.array([np.minimum(row, whole).max(1) for row in whole])[one, two],
        own / np.maximum(there[one, two], _LEAST),
        own / np.maximum(there[two, one], _LEAST),
        own / np.maximum(best[one], _LEAST),
        own / np.maximum(best[two], _LEAST),
        np.minimum(crowd[one], crowd[two]),
        np.maximum(crowd[one], crowd[two]),
    ]
    return np.round(np.column_stack(columns), 9)


def _alike(whole: Floats) -> Floats:
    """The cosine of every two mentions' chances with all mentions, each being surely itself."""
    full = whole + np.eye(len(whole))
    length = np.linalg.norm(full, axis=1)
    alike: Floats = (full @ full.T) / np.outer(length, length)
    return alike
