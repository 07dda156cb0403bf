"""The inverse question against counting every order, and the three rules of joint answers."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from parley.analysis.graph import Graph
from parley.analysis.inverse import orders
from parley.analysis.stability import CONCEPTS, ONE_EACH, SINGLE, equilibria, stable
from tests.analysis.test_stability import graphs


def counted(graph: Graph, concept: str, maker: int, state: int) -> int:
    found = 0
    for ranks in permutations(range(len(graph.states))):
        payoffs = graph.payoffs.copy()
        payoffs[maker, graph.states] = ranks
        varied = Graph(graph.owner, graph.direction, graph.feasible, payoffs)
        found += bool(stable(varied, concept, maker)[state])
    return found


@settings(max_examples=25, deadline=None)
@given(graphs(), st.sampled_from(CONCEPTS), st.data())
def test_counts_equal_trying_every_order(graph: Graph, concept: str, data: st.DataObject) -> None:
    assume(len(graph.states) <= 5)
    state = data.draw(st.sampled_from(graph.states.tolist()))
    maker = data.draw(st.sampled_from(list(graph.makers)))
    assert orders(graph, concept, maker, state) == counted(graph, concept, maker, state)


@settings(max_examples=50, deadline=None)
@given(graphs(), st.sampled_from(["gmr", "smr", "seq", "sseq"]))
def test_more_freedom_to_answer_never_makes_a_state_less_stable(graph: Graph, concept: str) -> None:
    for maker in graph.makers:
        single, one_each, sequence = (
            stable(graph, concept, maker, answer) for answer in (SINGLE, ONE_EACH, "sequence")
        )
        assert (single <= one_each).all()
        assert (one_each <= sequence).all()


def test_with_two_decision_makers_the_three_rules_agree() -> None:
    rng = np.random.default_rng(3)
    graph = Graph((0, 0, 1, 1), ("both",) * 4, np.ones(16, dtype=bool), rng.integers(0, 9, (2, 16)))
    for concept in ("gmr", "smr"):
        expected = equilibria(graph, concept).tolist()
        assert [equilibria(graph, concept, rule).tolist() for rule in (SINGLE, ONE_EACH)] == [expected] * 2
