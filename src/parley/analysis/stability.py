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
from parley.analysis.graph import HIGHEST, Graph, Values, reach
from parley.analysis.moves import changes, improvements

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")
Closure = Callable[[Values], Values]


def stable(graph: Graph, concept: str, maker: int) -> Truth:
    """For every code whether the state is stable for the decision maker; False where infeasible."""
    if concept == "sim":
        return _sim(graph, maker)
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
            out = _gains(graph, opponent, out) if gainful else reach(graph, opponent, out, best=False)
        if np.array_equal(before, out):
            return out


def _gains(graph: Graph, maker: int, values: Values) -> Values:
    """For each state the lowest value among itself and the maker's improvements from it."""
    own = graph.own(maker)
    payoff = np.where(graph.feasible, graph.payoffs[maker], -1)
    out = values.copy()
    for change in changes(own):
        source, target = _moved(graph, own, change)
        better = graph.feasible[source] & graph.feasible[target] & (payoff[target] > payoff[source])
        out[source[better]] = np.minimum(out[source[better]], values[target[better]])
    return out


def _moved(graph: Graph, own: list[int], change: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The states in which a change is permitted, and where it leads."""
    codes = np.arange(len(graph.feasible))
    allowed = np.ones(len(codes), dtype=bool)
    for bit in own:
        if change >> bit & 1 and graph.direction[bit] != "both":
            allowed &= (codes >> bit & 1) == (graph.direction[bit] == "back")
    source = codes[allowed]
    return source, source ^ change


def _sim(graph: Graph, maker: int) -> Truth:
    out = np.zeros(len(graph.feasible), dtype=bool)
    for state in graph.states:
        gains = improvements(graph, maker, int(state))
        out[state] = all(_spoiled(graph, maker, int(state), target) for target in gains)
    return out


def _spoiled(graph: Graph, maker: int, state: int, target: int) -> bool:
    """Whether some simultaneous improvements of the opponents make the maker's move no gain."""
    reached = np.array([target])
    for opponent in graph.makers:
        if opponent != maker:
            moves = np.array([0, *(state ^ t for t in improvements(graph, opponent, state))])
            reached = (reached[:, None] ^ moves[None, :]).ravel()
    worse = graph.payoffs[maker, reached] <= graph.payoffs[maker, state]
    return bool(np.any(worse & graph.feasible[reached]))
