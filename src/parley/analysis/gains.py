"""Moves that pay for whoever makes them, over all states at once.

States that differ in one decision maker's options only form a row; within a row its improvements from a state are
the states it prefers (as far as irreversible options permit). Rows are laid out with the best place of all rows
first, then the next best; a running minimum down the places serves reversible options in linear time after one
sort; irreversible ones are compared pair by pair within the row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from parley.analysis.formula import Truth
from parley.analysis.graph import HIGHEST, Graph, Index, Values, heights, spread


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """One decision maker's view: `ranked[n, row]` is the code of the n-th best state of a row.

    `fresh[n, row]` tells whether that place is strictly worse than the one before; None if no two are ever equal.
    """

    ranked: Index
    fresh: Truth | None


@lru_cache(maxsize=16)
def rows(graph: Graph, maker: int) -> Rows:
    """The rows of a decision maker, sorted once a graph."""
    codes = _codes(graph, maker)
    payoff = np.where(graph.feasible, heights(graph)[maker], -1)[codes]
    best_first = np.argsort(-payoff, axis=1)
    ordered = np.take_along_axis(payoff, best_first, axis=1).T
    ranked = np.ascontiguousarray(np.take_along_axis(codes, best_first, axis=1).T)
    fresh = np.ones(ordered.shape, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return Rows(ranked, None if fresh.all() else fresh)


def _codes(graph: Graph, maker: int) -> Index:
    """The codes of all states, a row for each setting of the others' options."""
    own = graph.own(maker)
    other = [b for b in range(len(graph.owner)) if b not in own]
    return np.asarray(spread(other)[:, None] + spread(own)[None, :])


def lowest_gain(graph: Graph, maker: int, values: Values) -> Values:
    """For each state the lowest value among itself and the maker's improvements from it."""
    if any(graph.direction[b] != "both" for b in graph.own(maker)):
        return _pairwise(graph, maker, values)
    laid = rows(graph, maker)
    mine = values[laid.ranked]
    if laid.fresh is None:
        for place in range(1, len(mine)):
            np.minimum(mine[place], mine[place - 1], out=mine[place])
    else:
        _tied(mine, laid.fresh)
    out = np.empty_like(values)
    out[laid.ranked] = mine
    out[~graph.feasible] = HIGHEST
    return out


def _tied(mine: Values, fresh: Truth) -> None:
    """Running minimum in place, of which each place takes what lies strictly above it."""
    running = mine[0].copy()
    above = np.full_like(running, HIGHEST)
    for place in range(1, len(mine)):
        np.copyto(above, running, where=fresh[place])
        np.minimum(running, mine[place], out=running)
        np.minimum(mine[place], above, out=mine[place])


def _pairwise(graph: Graph, maker: int, values: Values) -> Values:
    codes = _codes(graph, maker)
    payoff = np.where(graph.feasible, heights(graph)[maker], -1)[codes]
    mine = values[codes]
    lowest = mine.copy()
    for source, target in permitted_places(graph, maker):
        better = payoff[:, target] > payoff[:, source]
        lower = np.minimum(lowest[:, source], mine[:, target])
        lowest[:, source] = np.where(better, lower, lowest[:, source])
    out = np.empty_like(values)
    out[codes] = lowest
    out[~graph.feasible] = HIGHEST
    return out


def permitted_places(graph: Graph, maker: int) -> list[tuple[int, int]]:
    """The (source, target) places of a row between which irreversible options permit a move."""
    own = graph.own(maker)
    fwd = sum(1 << i for i, b in enumerate(own) if graph.direction[b] == "fwd")
    back = sum(1 << i for i, b in enumerate(own) if graph.direction[b] == "back")
    size = 1 << len(own)
    pairs = ((s, t) for s in range(size) for t in range(size) if s != t)
    return [(s, t) for s, t in pairs if not (s & ~t & fwd) and not (t & ~s & back)]
