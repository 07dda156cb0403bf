"""Which states are stable for whom: Nash, GMR, SMR, SEQ, SSEQ and SIM (Fang, Hipel and Kilgour 1993).

With p the payoff of a decision maker, M(s) the best it can reach from s, and C(v)(t) the lowest v that its
opponents can bring about from t by legal sequences of moves, a state s is stable when

    Nash  M(s) <= p(s)
    GMR   best reachable C(p) <= p(s)                 SEQ   the same, opponents moving to their own gain only
    SMR   best reachable min(p, C(M)) <= p(s)         SSEQ  the same, opponents moving to their own gain only
    SIM   every improvement, combined with some single simultaneous improvements of opponents, is no gain
"""

from __future__ import annotations

from itertools import cycle, permutations

import numpy as np
from numpy.typing import NDArray

from parley.analysis import gains_compiled, simultaneous, simultaneous_swept
from parley.analysis.compiled import worth
from parley.analysis.formula import Truth
from parley.analysis.gains import lowest_gain
from parley.analysis.graph import HIGHEST, Graph, Values, heights, perceived, reach

CONCEPTS = ("nash", "gmr", "smr", "seq", "sseq", "sim")
ANSWERS = SEQUENCE, ONE_EACH, SINGLE = "sequence", "one-each", "single"
"""How opponents may answer together: by any legal sequence of moves (the textbook), each at most once, or one
move of one opponent alone. Tools differ here, so all three are offered; they agree with two decision makers."""


def stable(graph: Graph, concept: str, maker: int, answer: str = SEQUENCE) -> Truth:
    """For every code whether the state is stable for the decision maker; False where infeasible.

    Where the decision maker misperceives, it moves and expects answers within what it sees; in a state that it
    does not see it makes no move.
    """
    if graph.unseen is not None:
        seen = stable(perceived(graph, maker), concept, maker, answer)
        return np.asarray(seen | (graph.feasible & graph.unseen[maker]))
    if concept == "sim":
        swept = worth(len(graph.feasible)) and simultaneous_swept.serves(graph)
        if swept:
            return simultaneous_swept.simultaneous(graph, maker)
        return simultaneous.simultaneous(graph, maker)
    payoff: Values = heights(graph)[maker]
    threat = payoff if concept == "nash" else _threat(graph, concept, maker, answer)
    held: Truth = graph.feasible & (reach(graph, maker, threat, best=True) <= payoff)
    return held


def equilibria(graph: Graph, concept: str, answer: str = SEQUENCE) -> NDArray[np.int64]:
    """The codes of the states that are stable for every decision maker, ascending."""
    return np.flatnonzero(np.all([stable(graph, concept, m, answer) for m in graph.makers], axis=0))


def _threat(graph: Graph, concept: str, maker: int, answer: str) -> Values:
    """What the maker is left with, at each state it might move to, once its opponents have answered."""
    payoff: Values = heights(graph)[maker]
    gainful = concept in ("seq", "sseq")
    if concept in ("gmr", "seq"):
        return answered(graph, maker, payoff, answer, gainful=gainful)
    best = reach(graph, maker, payoff, best=True)
    left: Values = np.minimum(payoff, answered(graph, maker, best, answer, gainful=gainful))
    return left


def answered(graph: Graph, maker: int, values: Values, answer: str, *, gainful: bool) -> Values:
    """For each state the lowest value that the maker's opponents can bring about from it."""
    start = np.where(graph.feasible, values, HIGHEST)
    opponents = [m for m in graph.makers if m != maker and graph.own(m)]
    if answer == SEQUENCE:
        return _swept(graph, opponents, start, gainful=gainful)
    orders = permutations(opponents) if answer == ONE_EACH else ((m,) for m in opponents)
    lowest = start
    for order in orders:
        out = start
        for opponent in reversed(order):  # the last mover's choice is worked out first
            out = _moved(graph, opponent, out, gainful=gainful)
        lowest = np.minimum(lowest, out)
    return lowest


def _swept(graph: Graph, opponents: list[int], values: Values, *, gainful: bool) -> Values:
    """Sweeps over all opponents until none of them changes anything any more."""
    if gainful and worth(len(values)) and gains_compiled.serves(graph):
        return gains_compiled.swept(graph, opponents, values)
    once = graph.free and not gainful  # free moves commute: what one sweep cannot reach, none can
    out, idle = values, 0
    for opponent in cycle(opponents):
        before, out = out, _moved(graph, opponent, out, gainful=gainful)
        idle = idle + 1 if np.array_equal(before, out) else 0
        if idle == len(opponents) or (once and opponent == opponents[-1]):
            break
    return out


def _moved(graph: Graph, opponent: int, values: Values, *, gainful: bool) -> Values:
    return lowest_gain(graph, opponent, values) if gainful else reach(graph, opponent, values, best=False)
