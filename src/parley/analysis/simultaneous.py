"""SIM stability: an improvement is spoiled when opponents' own improvements, made at the same moment, undo it.

Each (state, improvement) pair is tried against the opponents' simultaneous moves in a fixed order and dropped as
soon as it is spoiled. A pair that no combination of any opponents' options could spoil settles its state at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from parley.analysis.formula import Truth
from parley.analysis.graph import HIGHEST, Graph, Values, halves

Index = NDArray[np.int64]
MOST_CELLS = 1 << 20


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
    """Of these states, those from which no simultaneous improvements of opponents undo the change.

    Combinations are tried in blocks, most states being spoiled by the first few. A move that its maker would not
    make counts as staying, which is among the combinations anyway.
    """
    opponents = [m for m in graph.makers if m != maker]
    sizes = [1 << len(graph.own(m)) for m in opponents]
    payoff, left, tried = graph.payoffs[maker], sources, 0
    while left.size and tried < prod(sizes):
        block = np.unravel_index(np.arange(tried, min(2 * tried + 8, prod(sizes))), sizes)
        spoiled = np.zeros(left.size, dtype=bool)
        for part in _parts(left, block[0].size if block else 1):
            reached = (left[part] ^ change)[:, None]
            for opponent, picks in zip(opponents, block, strict=True):
                reached = reached ^ _willing(graph, opponent)[left[part]][:, picks]
            worse = payoff[reached] <= payoff[left[part]][:, None]
            spoiled[part] = (worse & graph.feasible[reached]).any(axis=1)
        left, tried = left[~spoiled], 2 * tried + 8
    return left


def _parts(states: Index, width: int) -> Iterator[slice]:
    """Slices of the states that keep a block within memory."""
    step = max(1, MOST_CELLS // width)
    return (slice(start, start + step) for start in range(0, states.size, step))


@lru_cache(maxsize=16)
def _willing(graph: Graph, maker: int) -> NDArray[np.int32]:
    """For each code and each set of own options the change if it is an improvement of the maker there, else 0."""
    codes = [0, *_changes(graph, maker)]
    table = np.zeros((len(graph.feasible), len(codes)), dtype=np.int32)
    for place, change in enumerate(codes[1:], 1):
        table[_gaining(graph, maker, change), place] = change
    return table
