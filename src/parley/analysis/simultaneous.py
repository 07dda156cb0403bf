"""SIM stability: an improvement is spoiled when opponents' own improvements, made at the same moment, undo it.

Each (state, improvement) pair is tried against the opponents' simultaneous moves in a fixed order and dropped as
soon as it is spoiled. A pair that no combination of any opponents' options could spoil settles its state at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from parley.analysis.formula import Truth
from parley.analysis.graph import HIGHEST, Graph, Values, halves

Index = NDArray[np.int64]


def simultaneous(graph: Graph, maker: int) -> Truth:
    """For every code whether the state is SIM stable for the decision maker."""
    stable = graph.feasible.copy()
    floor = _floor(graph, maker)
    for change in _changes(graph, maker):
        sources = _gaining(graph, maker, change)
        sources = sources[stable[sources]]
        hopeless = floor[sources ^ change] > graph.payoffs[maker][sources]
        stable[sources[hopeless]] = False
        stable[_unspoiled(graph, maker, change, sources[~hopeless])] = False
    return stable


def _changes(graph: Graph, maker: int) -> Iterator[int]:
    own = graph.own(maker)
    for pick in range(1, 1 << len(own)):
        yield sum(1 << bit for place, bit in enumerate(own) if pick >> place & 1)


def _gaining(graph: Graph, maker: int, change: int) -> Index:
    """The feasible states from which the change is permitted, feasible and a gain for the maker."""
    codes = graph.states
    for bit in graph.own(maker):
        if change >> bit & 1 and graph.direction[bit] != "both":
            codes = codes[(codes >> bit & 1) == (graph.direction[bit] == "back")]
    codes = codes[graph.feasible[codes ^ change]]
    payoff = graph.payoffs[maker]
    return np.asarray(codes[payoff[codes ^ change] > payoff[codes]])


def _floor(graph: Graph, maker: int) -> Values:
    """The lowest payoff of the maker over everything the opponents could do together, permitted or not."""
    floor = np.where(graph.feasible, graph.payoffs[maker], HIGHEST)
    for bit, owner in enumerate(graph.owner):
        if owner != maker:
            without, having = halves(floor, bit)
            both = np.minimum(without, having)
            without[...], having[...] = both, both
    return floor


def _unspoiled(graph: Graph, maker: int, change: int, sources: Index) -> Index:
    """Of these states, those from which no simultaneous improvements of opponents undo the change."""
    left = sources
    payoff = graph.payoffs[maker]
    for moves in product(*(_options(graph, m) for m in graph.makers if m != maker)):
        if not left.size:
            break
        together = change
        willing = np.ones(left.size, dtype=bool)
        for opponent, move in moves:
            together ^= move
            if move:
                willing &= _would(graph, opponent, move)[left]
        reached = left ^ together
        spoiled = willing & graph.feasible[reached] & (payoff[reached] <= payoff[left])
        left = left[~spoiled]
    return left


def _options(graph: Graph, opponent: int) -> list[tuple[int, int]]:
    return [(opponent, 0), *((opponent, c) for c in _changes(graph, opponent))]


@lru_cache(maxsize=1024)
def _would(graph: Graph, maker: int, change: int) -> Truth:
    """For every code whether the change is an improvement of the maker."""
    out = np.zeros(len(graph.feasible), dtype=bool)
    out[_gaining(graph, maker, change)] = True
    return out
