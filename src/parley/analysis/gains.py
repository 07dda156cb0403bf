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
    """One decision maker's view. `codes[row, place]` are states; its options lead from place to place of a row.

    `best_first[row]` are places in falling preference; `ties[row, n]` is where the run of equal preference begins
    that the n-th of them belongs to.
    """

    codes: Index
    payoff: Values
    best_first: Index
    ties: Index


@lru_cache(maxsize=16)
def rows(graph: Graph, maker: int) -> Rows:
    """The rows of a decision maker, sorted once a graph."""
    own = graph.own(maker)
    other = [b for b in range(len(graph.owner)) if b not in own]
    codes = _codes(other)[:, None] + _codes(own)[None, :]
    payoff = np.where(graph.feasible, graph.payoffs[maker], -1)[codes]
    best_first = np.argsort(-payoff, axis=1, kind="stable")
    ordered = np.take_along_axis(payoff, best_first, axis=1)
    new = np.ones_like(ordered, dtype=bool)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    ties = np.maximum.accumulate(np.where(new, np.arange(ordered.shape[1])[None, :], 0), axis=1)
    return Rows(codes, payoff, best_first, ties)


def _codes(bits: list[int]) -> Index:
    """All codes over these bits, the first bit changing fastest."""
    codes = np.zeros(1, dtype=np.int64)
    for bit in bits:
        codes = np.concatenate([codes, codes + (1 << bit)])
    return codes


def lowest_gain(graph: Graph, maker: int, values: Values) -> Values:
    """For each state the lowest value among itself and the maker's improvements from it."""
    laid = rows(graph, maker)
    mine = values[laid.codes]
    irreversible = any(graph.direction[b] != "both" for b in graph.own(maker))
    lowest = _pairwise(graph, maker, laid, mine) if irreversible else _sorted(laid, mine)
    out = np.full_like(values, HIGHEST)
    out[laid.codes] = lowest
    return np.where(graph.feasible, out, HIGHEST)


def _sorted(laid: Rows, mine: Values) -> Values:
    """A running minimum from the best place down; only strictly better places count."""
    ordered = np.take_along_axis(mine, laid.best_first, axis=1)
    above = np.full((len(ordered), ordered.shape[1] + 1), HIGHEST)
    np.minimum.accumulate(ordered, axis=1, out=above[:, 1:])
    lowest = np.minimum(ordered, np.take_along_axis(above, laid.ties, axis=1))
    out = np.empty_like(mine)
    np.put_along_axis(out, laid.best_first, lowest, axis=1)
    return out


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
