"""Stability: against brute force from the definitions on random models, and textbook games."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import gains_compiled, simultaneous, simultaneous_swept, stability
from parley.analysis.graph import HIGHEST, Graph
from parley.analysis.stability import CONCEPTS, equilibria, stable
from tests.analysis import brute


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    options = draw(st.integers(1, 6))
    makers = draw(st.integers(1, 4))
    owner = tuple(draw(st.lists(st.integers(0, makers - 1), min_size=options, max_size=options)))
    direction = tuple(draw(st.lists(st.sampled_from(["both", "fwd", "back"]), min_size=options, max_size=options)))
    states = 1 << options
    feasible = np.array(draw(st.lists(st.booleans(), min_size=states, max_size=states)))
    feasible[draw(st.integers(0, states - 1))] = True
    high = draw(st.sampled_from([2, 5, 60]))
    seed = draw(st.integers(0, 2**32 - 1))
    payoffs = np.random.default_rng(seed).integers(0, high, (makers, states))
    return Graph(owner, direction, feasible, payoffs)


@settings(max_examples=150, deadline=None)
@given(graphs(), st.sampled_from(CONCEPTS))
def test_every_concept_equals_its_definition(graph: Graph, concept: str) -> None:
    for maker in graph.makers:
        expected = [s for s in graph.states.tolist() if brute.stable(graph, concept, maker, s)]
        assert np.flatnonzero(stable(graph, concept, maker)).tolist() == expected


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_the_sweep_gives_what_the_boxes_give(graph: Graph) -> None:
    """Two ways to SIM: for any number of states and for large models."""
    assert simultaneous_swept.serves(graph), "numba is missing: it comes with the test requirements"
    for maker in graph.makers:
        expected = simultaneous.simultaneous(graph, maker)
        assert np.array_equal(simultaneous_swept.simultaneous(graph, maker), expected)


@settings(max_examples=60, deadline=None)
@given(graphs(), st.integers(0, 3))
def test_compiled_sweeps_of_improvements_equal_the_sorted_rows(graph: Graph, maker: int) -> None:
    opponents = [m for m in graph.makers if m != maker and graph.own(m)]
    values = np.where(graph.feasible, np.arange(len(graph.feasible))[::-1], HIGHEST)
    expected = stability.answered(graph, maker, values, stability.SEQUENCE, gainful=True)
    assert np.array_equal(gains_compiled.swept(graph, opponents, values), expected)


def test_the_sweep_on_a_model_that_is_large() -> None:
    rng = np.random.default_rng(14)
    payoffs = np.stack([rng.permutation(1 << 14) for _ in range(3)])
    graph = Graph(tuple(b % 3 for b in range(14)), ("both",) * 14, rng.random(1 << 14) < 0.9, payoffs)
    for maker in graph.makers:
        assert np.array_equal(stable(graph, "sim", maker), simultaneous.simultaneous(graph, maker))


def two_by_two(first: list[int], second: list[int]) -> Graph:
    return Graph((0, 1), ("both", "both"), np.ones(4, dtype=bool), np.array([first, second]))


# States by code: 0 both defect, 1 the first cooperates, 2 the second does, 3 both do.
DILEMMA = two_by_two([2, 1, 4, 3], [2, 4, 1, 3])
CHICKEN = two_by_two([1, 2, 4, 3], [1, 4, 2, 3])
STAG_HUNT = two_by_two([2, 1, 3, 4], [2, 3, 1, 4])


@pytest.mark.parametrize(
    ("game", "concept", "expected"),
    [
        (DILEMMA, "nash", [0]),
        (DILEMMA, "seq", [0, 3]),  # mutual cooperation is held by the answer that follows defection
        (CHICKEN, "nash", [1, 2]),
        (CHICKEN, "seq", [1, 2]),
        (CHICKEN, "gmr", [1, 2, 3]),
        (STAG_HUNT, "nash", [0, 3]),
        (STAG_HUNT, "sim", [0, 3]),
    ],
)
def test_textbook_games(game: Graph, concept: str, expected: list[int]) -> None:
    assert equilibria(game, concept).tolist() == expected


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_the_concepts_nest_as_proved(graph: Graph) -> None:
    """Nash within SMR within GMR, Nash within SSEQ within SEQ within GMR, for every decision maker."""
    for maker in graph.makers:
        held = {c: set(np.flatnonzero(stable(graph, c, maker)).tolist()) for c in CONCEPTS}
        assert held["nash"] <= held["smr"] <= held["gmr"]
        assert held["nash"] <= held["sseq"] <= held["seq"] <= held["gmr"]
