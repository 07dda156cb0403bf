"""What opponents can bring about by moves that pay, for large models, in machine code.

As `parley.analysis.gains`, but states that differ in one decision maker's options only are compared pair by pair:
more steps, of which a processor takes eight at a time, and no sorted tables to keep. It needs numba and decision
makers with at most eight options each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.compiled import AVAILABLE, compiled
from parley.analysis.formula import Truth
from parley.analysis.graph import HIGHEST, LOWEST, Graph, Index, Values, heights, spread

WIDEST = 8  # options of one decision maker: 256 settings are 65,536 pairs
Ints = NDArray[np.int32]


def serves(graph: Graph) -> bool:
    """Whether numba is here and no decision maker has too many options."""
    return AVAILABLE and all(len(graph.own(m)) <= WIDEST for m in graph.makers)


def swept(graph: Graph, opponents: list[int], values: Values) -> Values:
    """For each state the lowest value that the opponents can bring about, each moving as often as it pays."""
    out = np.where(graph.feasible, values, HIGHEST).astype(np.int32)
    payoffs = heights(graph) if graph.free else np.where(graph.feasible, heights(graph), LOWEST).astype(np.int32)
    rows = [_rows(graph, m) for m in opponents]
    turn = idle = 0
    while idle < len(opponents):
        n = turn % len(opponents)
        changed = _lowered(payoffs[opponents[n]], out, *rows[n])
        turn, idle = turn + 1, 0 if changed else idle + 1
    return out if graph.free else np.where(graph.feasible, out, HIGHEST)


def _rows(graph: Graph, maker: int) -> tuple[Index, Index, Truth]:
    """The states without any of the maker's options, its settings as codes, and which of them may become which."""
    own = graph.own(maker)
    fwd, back = (sum(1 << b for b in own if graph.direction[b] == way) for way in ("fwd", "back"))
    settings = spread(own)
    gone, come = settings[:, None] & ~settings, settings & ~settings[:, None]
    permitted = ((gone & fwd) == 0) & ((come & back) == 0)
    return spread([b for b in range(len(graph.owner)) if b not in own]), settings, permitted


@compiled
def _lowered(payoff: Ints, values: Ints, rows: Index, settings: Index, permitted: Truth) -> bool:
    """Lower the values in place to the lowest that one opponent's improvements lead to; whether any was."""
    size, free, changed = len(settings), permitted.all(), False
    pay, held, low = np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.int32)
    for row in rows:
        for k in range(size):
            pay[k], held[k] = payoff[row + settings[k]], values[row + settings[k]]
        for k in range(size):
            lowest, mine = held[k], pay[k]
            if free:
                for j in range(size):
                    lowest = min(lowest, held[j] if pay[j] > mine else lowest)
            else:
                for j in range(size):
                    lowest = min(lowest, held[j] if pay[j] > mine and permitted[k, j] else lowest)
            low[k] = lowest
        for k in range(size):
            if low[k] < held[k]:
                values[row + settings[k]] = low[k]
                changed = True
    return changed
