"""A graph laid out for compiled loops: options sorted by owner, so that each maker's setting is a run of bits."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from parley.analysis.formula import Truth
from parley.analysis.graph import Graph, heights

T = TypeVar("T", bound=np.generic)


class Layout(NamedTuple):
    """Where each decision maker's options lie: its lowest bit, how many bits."""

    low: NDArray[np.int64]
    width: NDArray[np.int64]


class Laid(NamedTuple):
    """Payoffs of all decision makers by laid codes, counted from 0; -1 where a state is infeasible."""

    layout: Layout
    payoffs: NDArray[np.int32]


@lru_cache(maxsize=2)
def laid(graph: Graph) -> Laid:
    """The graph with its options sorted by owner."""
    width = np.array([len(graph.own(m)) for m in graph.makers], dtype=np.int64)
    feasible = forth(graph, graph.feasible)
    payoffs = np.stack([_from_zero(forth(graph, p), feasible) for p in heights(graph)])
    return Laid(Layout(np.cumsum(width) - width, width), payoffs)


def _from_zero(payoff: NDArray[np.int32], feasible: Truth) -> NDArray[np.int32]:
    lowest, highest = int(payoff.min()), int(payoff.max())
    if highest - lowest >= np.iinfo(np.int32).max:
        payoff, lowest = np.unique(payoff, return_inverse=True)[1].astype(np.int32), 0
    return np.where(feasible, payoff - np.int32(lowest), np.int32(-1))


def forth(graph: Graph, values: NDArray[T]) -> NDArray[T]:
    """Values over all codes, as values over laid codes."""
    folded = values.reshape((2,) * len(graph.owner)).transpose(_axes(graph))
    return np.ascontiguousarray(folded).reshape(-1)


def back(graph: Graph, values: NDArray[T]) -> NDArray[T]:
    """Values over laid codes, as values over all codes."""
    folded = values.reshape((2,) * len(graph.owner)).transpose(np.argsort(_axes(graph)).tolist())
    return np.ascontiguousarray(folded).reshape(-1)


def _axes(graph: Graph) -> list[int]:
    """Options sorted by owner, as axes of an array with one axis an option, the last option first."""
    last = len(graph.owner) - 1
    return [last - b for m in reversed(graph.makers) for b in reversed(graph.own(m))]
