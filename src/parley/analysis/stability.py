"""Which states are stable for whom: Nash, GMR, SMR, SEQ, SSEQ and SIM (Fang, Hipel and Kilgour 1993).

With p the payoff of a decision maker, M(s) the best it can reach from s, and C(v)(t) the lowest v that its
opponents can bring about from t by legal sequences of moves, a state s is stable when

    Nash  M(s) <= p(s)
    GMR   best reachable C(p) <= p(s)                 SEQ   the same, opponents moving to their own gain only
    SMR   best reachable min(p, C(M)) <= p(s)         SSEQ  the same, opponents moving to their own gain only
    SIM   every improvement, combined with some single simultaneous improvements of opponents, is no gain
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from parley.analysis.formula import Truth
from parley.analysis.gains import lowest_gain
from parley.analysis.graph import HIGHEST, Graph, Values, reach
from parley.analysis.simultaneous import simultaneous

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")
Closure = Callable[[Values], Values]


def stable(graph: Graph, concept: str, maker: int) -> Truth:
    """For every code whether the state is stable for the decision maker; False where infeasible."""
    if concept == "sim":
        return simultaneous(graph, maker)
    payoff: Values = graph.payoffs[maker]
    threat = payoff if concept == "nash" else _threat(graph, concept, maker)
    held: Truth = graph.feasible & (reach(graph, maker, threat, best=True) <= payoff)
    return held


def equilibria(graph: Graph, concept: str) -> NDArray[np.int64]:
    """The codes of the states that are stable for every decision maker, ascending."""
    return np.flatnonzero(np.logical_and.reduce([stable(graph, concept, m) for m in graph.makers]))


def _threat(graph: Graph, concept: str, maker: int) -> Values:
    """What the maker is left with, at each state it might move to, once its opponents have answered."""
    payoff = graph.payoffs[maker]
    gainful = concept in ("seq", "sseq")
    if concept in ("gmr", "seq"):
        return _answered(graph, maker, payoff, gainful=gainful)
    best = reach(graph, maker, payoff, best=True)
    left: Values = np.minimum(payoff, _answered(graph, maker, best, gainful=gainful))
    return left


def _answered(graph: Graph, maker: int, values: Values, *, gainful: bool) -> Values:
    """The lowest value the opponents can bring about: sweeps over all of them until nothing changes."""
    out = np.where(graph.feasible, values, HIGHEST)
    opponents = [m for m in graph.makers if m != maker and graph.own(m)]
    while True:
        before = out
        for opponent in opponents:
            out = lowest_gain(graph, opponent, out) if gainful else reach(graph, opponent, out, best=False)
        if np.array_equal(before, out):
            return out
