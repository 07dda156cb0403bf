"""The nearest reports of every report among scored pairs, and how two reports share them."""

from __future__ import annotations

import numpy as np

from parley.reconcile.stories.views import Floats, Ints

CIRCLE = 8
"""Nearest reports that are looked at."""
_PLACES = 9  # decimals at which two scores are equal


def circles(one: Ints, two: Ints, scores: Floats, rows: int) -> tuple[Ints, Floats]:
    """The nearest reports of each row with their scores; where there are fewer, the row itself with 0.

    >>> near, scores = circles(np.array([0, 0]), np.array([1, 2]), np.array([0.2, 0.7]), 3)
    >>> near[0, :3].tolist(), scores[0, :3].tolist()
    ([2, 1, 0], [0.7, 0.2, 0.0])
    """
    order, ends, ranks = _ranked(one, two, scores)
    others, values = np.concatenate((two, one))[order], np.round(np.concatenate((scores, scores)), _PLACES)[order]
    first = ranks < CIRCLE
    near = np.repeat(np.arange(rows)[:, None], CIRCLE, axis=1)
    strength = np.zeros((rows, CIRCLE))
    near[ends[first], ranks[first]] = others[first]
    strength[ends[first], ranks[first]] = values[first]
    return near, strength


def greatest(one: Ints, two: Ints, scores: Floats, rows: int, rank: int) -> Floats:
    """The score of each row that has `rank` (from 0) greater ones, 0 where there are fewer."""
    order, ends, ranks = _ranked(one, two, scores)
    found = np.zeros(rows)
    chosen = ranks == rank
    found[ends[chosen]] = np.concatenate((scores, scores))[order][chosen]
    return found


def shared(near: Ints, strength: Floats, one: Ints, two: Ints) -> tuple[Floats, Floats, Floats]:
    """Of the reports near both of a pair: sum of the products of scores, their number, the best lesser score."""
    through, common, best = np.zeros(len(one)), np.zeros(len(one)), np.zeros(len(one))
    others, theirs = near[two], strength[two]
    for own, weight in zip(near[one].T, strength[one].T, strict=True):
        met = (own[:, None] == others) & (theirs > 0) & (weight[:, None] > 0)
        lesser = np.where(met, np.minimum(weight[:, None], theirs), 0.0)
        through += weight * np.where(met, theirs, 0.0).sum(1)
        common += met.sum(1)
        best = np.maximum(best, lesser.max(1))
    return through, common, best


def _ranked(one: Ints, two: Ints, scores: Floats) -> tuple[Ints, Ints, Ints]:
    """Both directions of every pair from the greatest score of each row down: order, row, rank in that row."""
    ends, others = np.concatenate((one, two)), np.concatenate((two, one))
    order = np.lexsort((others, -np.round(np.concatenate((scores, scores)), _PLACES), ends))
    sorted_ends = ends[order]
    return order, sorted_ends, np.arange(len(order)) - np.searchsorted(sorted_ends, sorted_ends)
