"""Two reports compared together with their nearest reports: words that one leaves out, its fellows supply.

Two reports of one story may share few words and yet lie near the same others. Each report is therefore compared a
second time as a sum of itself and its nearest ("query expansion": Rocchio, 1971), by cosines known already.
"""

from __future__ import annotations

import numpy as np

from parley.reconcile.stories.nearest import circles, greatest, shared
from parley.reconcile.stories.views import Floats, Ints

NAMES = (
    "with fellows",
    "with fellows, of best",
    "with fellows, over third",
    "through fellows",
    "fellows in common",
)
FELLOWS = 3
"""Nearest reports that stand beside a report."""
_WEIGHT = 0.5  # of a fellow, times its cosine
_PIECE = 50_000  # pairs worked on at once


def fellows(one: Ints, two: Ints, cosines: Floats, rows: int) -> Floats:
    """One row for each pair in the order of NAMES; pairs sorted by first and second row, with their cosines."""
    if not len(one):
        return np.zeros((0, len(NAMES)))
    near, strength = circles(one, two, cosines, rows)
    together = _together(one, two, cosines, near[:, :FELLOWS], strength[:, :FELLOWS])
    best, third = (greatest(one, two, together, rows, rank) for rank in (0, 2))
    through, common, _ = shared(near, strength, one, two)
    columns = [
        together,
        together / np.maximum(np.minimum(best[one], best[two]), 1e-6),
        together - (third[one] + third[two]) / 2,
        through,
        common,
    ]
    table: Floats = np.column_stack(columns)
    return np.round(table, 9)


def _together(one: Ints, two: Ints, cosines: Floats, near: Ints, strength: Floats) -> Floats:
    """The cosine of each pair of reports, each with its fellows."""
    rows = np.arange(len(near))
    known = _Known(one, two, cosines, len(near))
    members = np.column_stack((rows, near))
    shares = np.column_stack((np.ones(len(rows)), _WEIGHT * strength))
    lengths = np.sqrt(_products(members, shares, known, rows, rows))
    found: Floats = _products(members, shares, known, one, two) / (lengths[one] * lengths[two])
    return found


class _Known:
    """The cosines at hand: 1 for a report and itself, 0 for two that were not worth comparing."""

    def __init__(self, one: Ints, two: Ints, cosines: Floats, rows: int) -> None:
        self._keys, self._cosines, self._rows = one * rows + two, cosines, rows

    def between(self, ones: Ints, twos: Ints) -> Floats:
        keys = np.minimum(ones, twos) * self._rows + np.maximum(ones, twos)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        found = np.where(self._keys[places] == keys, self._cosines[places], 0.0)
        return np.where(ones == twos, 1.0, found)


def _products(members: Ints, shares: Floats, known: _Known, ones: Ints, twos: Ints) -> Floats:
    """Inner products of reports, each a sum of its members."""
    found = np.zeros(len(ones))
    for start in range(0, len(ones), _PIECE):
        a, b = ones[start : start + _PIECE], twos[start : start + _PIECE]
        for i in range(members.shape[1]):
            for j in range(members.shape[1]):
                share = shares[a, i] * shares[b, j]
                found[start : start + _PIECE] += share * known.between(members[a, i], members[b, j])
    return found
