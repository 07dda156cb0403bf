"""Which reports are worth comparing: those that share telling words, found through an inverted index.

Each report looks up its strongest words only and keeps its nearest neighbours, so the work for one report
does not grow with all that was ever written.
"""

from __future__ import annotations

import numpy as np

from parley.reconcile.stories.views import Floats, Ints, View

STRONGEST = 80
"""Words of a report that are looked up."""
FLOOR = 0.06
"""Cosine below which two reports are never of one story."""
NEIGHBOURS = 60
"""Nearest reports that each report keeps."""
_CROWD = 300  # a word in more reports than this finds nothing that others do not
_REACHED = 300  # of the reports that share strong words, those that share most are weighed


def candidates(whole: View) -> tuple[Ints, Ints]:
    """Pairs of rows (first smaller), sorted by first and second row."""
    strong = [_strongest(*whole.row(i)) for i in range(len(whole.bounds) - 1)]
    index = _index(strong, whole.width)
    keys = [np.zeros(0, dtype=np.int64)]
    for i, columns in enumerate(strong):
        others = _reached(index, columns, i)
        cosines = whole.cosines(np.full(len(others), i), others) if len(others) else np.zeros(0)
        near = others[_nearest(others, cosines)]
        keys.append(np.minimum(near, i) * len(strong) + np.maximum(near, i))
    pairs = np.unique(np.concatenate(keys))
    return pairs // max(len(strong), 1), pairs % max(len(strong), 1)


def _strongest(columns: Ints, values: Floats) -> Ints:
    if len(columns) <= STRONGEST:
        return columns
    return columns[np.argsort(-values, kind="stable")[:STRONGEST]]


def _index(strong: list[Ints], width: int) -> tuple[Ints, Ints]:
    """For each column the rows that hold it among their strongest: bounds and rows."""
    rows = np.repeat(np.arange(len(strong)), [len(s) for s in strong])
    columns = np.concatenate([*strong, np.zeros(0, dtype=np.int64)])
    order = np.argsort(columns, kind="stable")
    bounds = np.concatenate(([0], np.cumsum(np.bincount(columns, minlength=width))))
    return bounds.astype(np.int64), rows[order].astype(np.int64)


def _reached(index: tuple[Ints, Ints], columns: Ints, row: int) -> Ints:
    """Other rows that share two strong words with this one; of very many those that share most."""
    bounds, rows = index
    lists = [rows[bounds[c] : bounds[c + 1]] for c in columns if bounds[c + 1] - bounds[c] <= _CROWD]
    if not lists:
        return np.zeros(0, dtype=np.int64)
    found, times = np.unique(np.concatenate(lists), return_counts=True)
    several = (times >= 2) & (found != row)
    found, times = found[several], times[several]
    kept: Ints = found if len(found) <= _REACHED else np.sort(found[np.argsort(-times, kind="stable")[:_REACHED]])
    return kept


def _nearest(others: Ints, cosines: Floats) -> Ints:
    """Places of the nearest ones above the floor; ties go to the smaller row."""
    order = np.lexsort((others, -np.round(cosines, 9)))
    kept: Ints = order[cosines[order] >= FLOOR][:NEIGHBOURS]
    return kept
