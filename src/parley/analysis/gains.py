"""Moves that pay for whoever makes them, over all states at once.

States that differ in one decision maker's options only form a row; within a row its improvements from a state are
the states it prefers (as far as irreversible options permit). Sorted rows with a running minimum serve reversible
options in linear time after one sort; irreversible ones are compared pair by pair within the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.analysis.graph import HIGHEST, Graph, Values

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One decision maker's view: each row holds the states that its options lead between, best first.

    `ranked[row, n]` is the code of the n-th best state of a row. `ties[row, n]` is where, in the flat array of
    rows one longer (the running minimum before each place), the run of equal preference begins that it belongs to;
    None if the maker is never indifferent. `codes` and `payoff` are the rows unsorted.
    """

    codes: Index
    payoff: Values
    ranked: Index
    ties: Index | None


@lru_cache(maxsize=16)
def rows(graph: Graph, maker: int) -> Rows:
    """The rows of a decision maker, sorted once a graph."""
    own = graph.own(maker)
    other = [b for b in range(len(graph.owner)) if b not in own]
    codes = _codes(other)[:, None] + _codes(own)[None, :]
    payoff = np.where(graph.feasible, graph.payoffs[maker], -1)[codes]
    best_first = np.argsort(-payoff, axis=1, kind="stable")
    ordered = np.take_along_axis(payoff, best_first, axis=1)
    return Rows(codes, payoff, np.take_along_axis(codes, best_first, axis=1), _ties(ordered))


def _ties(ordered: Values) -> Index | None:
    height, width = ordered.shape
    new = np.ones(ordered.shape, dtype=bool)
    np.not_equal(ordered[:, 1:], ordered[:, :-1], out=new[:, 1:])
    if new.all():
        return None
    begins = np.maximum.accumulate(np.where(new, np.arange(width), 0), axis=1)
    return np.asarray(begins + np.arange(height)[:, None] * (width + 1))


def _codes(bits: list[int]) -> Index:
    """All codes over these bits, the first bit changing fastest."""
    codes = np.zeros(1, dtype=np.int64)
    for bit in bits:
        codes = np.concatenate([codes, codes + (1 << bit)])
    return codes


def lowest_gain(graph: Graph, maker: int, values: Values) -> Values:
    """For each state the lowest value among itself and the maker's improvements from it."""
    laid = rows(graph, maker)
    out = np.empty_like(values)
    if any(graph.direction[b] != "both" for b in graph.own(maker)):
        out[laid.codes] = _pairwise(graph, maker, laid, values[laid.codes])
    else:
        out[laid.ranked] = _sorted(laid, values[laid.ranked])
    out[~graph.feasible] = HIGHEST
    return out


def _sorted(laid: Rows, ranked: Values) -> Values:
    """A running minimum from the best place down; only strictly better places count."""
    above = np.empty((len(ranked), ranked.shape[1] + 1), dtype=ranked.dtype)
    above[:, 0] = HIGHEST
    np.minimum.accumulate(ranked, axis=1, out=above[:, 1:])
    return np.minimum(ranked, above[:, :-1] if laid.ties is None else above.ravel()[laid.ties])


def _pairwise(graph: Graph, maker: int, laid: Rows, mine: Values) -> Values:
    out = mine.copy()
    for source, target in permitted_places(graph, maker):
        better = laid.payoff[:, target] > laid.payoff[:, source]
        out[:, source] = np.where(better, np.minimum(out[:, source], mine[:, target]), out[:, source])
    return out


def permitted_places(graph: Graph, maker: int) -> list[tuple[int, int]]:
    """The (source, target) places of a row between which irreversible options permit a move."""
    own = graph.own(maker)
    fwd = sum(1 << i for i, b in enumerate(own) if graph.direction[b] == "fwd")
    back = sum(1 << i for i, b in enumerate(own) if graph.direction[b] == "back")
    size = 1 << len(own)
    pairs = ((s, t) for s in range(size) for t in range(size) if s != t)
    return [(s, t) for s, t in pairs if not (s & ~t & fwd) and not (t & ~s & back)]
