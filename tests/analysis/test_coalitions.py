"""Coalitions: alone they change nothing, together they move what nobody moves alone; misperceived states."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis import coalitions
from parley.analysis.coalitions import Blocs, blocs
from parley.analysis.graph import Graph
from parley.analysis.stability import CONCEPTS, equilibria, stable
from parley.analysis.status_quo import joint_gains, paths
from parley.errors import BadDispute
from tests.analysis import brute
from tests.analysis.test_stability import STAG_HUNT, graphs


@settings(max_examples=80, deadline=None)
@given(graphs(), st.sampled_from(CONCEPTS))
def test_blocs_of_one_are_the_decision_makers(graph: Graph, concept: str) -> None:
    alone = Blocs(graph, tuple((m,) for m in graph.makers))
    assert coalitions.equilibria(alone, concept) == equilibria(graph, concept).tolist()


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_all_together_stay_only_where_no_state_is_better_for_all(graph: Graph) -> None:
    everybody = blocs(graph, graph.makers)
    for state in coalitions.equilibria(everybody, "nash"):
        for there in everybody.reach(0, state):
            assert any(graph.payoffs[m, there] <= graph.payoffs[m, state] for m in graph.makers)


def test_stag_hunters_who_move_as_one_leave_the_hares() -> None:
    assert equilibria(STAG_HUNT, "nash").tolist() == [0, 3]
    assert coalitions.equilibria(blocs(STAG_HUNT, (0, 1)), "nash") == [3]
    assert [(g.makers, g.target) for g in joint_gains(STAG_HUNT, 0)] == [((0, 1), 3)]


@settings(max_examples=60, deadline=None)
@given(graphs(), st.data())
def test_joint_gains_are_gains_and_none_is_improved_upon(graph: Graph, data: st.DataObject) -> None:
    start = data.draw(st.sampled_from(graph.states.tolist()))
    found = list(joint_gains(graph, start))
    for gain in found:
        value = [tuple(graph.payoffs[list(gain.makers), t]) for t in (start, gain.target)]
        assert all(a < b for a, b in zip(*value, strict=True))


def test_a_large_model_is_refused_for_coalitions() -> None:
    large = Graph(
        (0,) * 7 + (1,) * 6, ("both",) * 13, np.ones(1 << 13, dtype=bool), np.zeros((2, 1 << 13), dtype=np.int64)
    )
    with pytest.raises(BadDispute, match="too many to follow coalitions"):
        blocs(large, (0, 1))


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from(CONCEPTS), st.data())
def test_what_is_not_seen_cannot_be_moved_to(graph: Graph, concept: str, data: st.DataObject) -> None:
    maker = data.draw(st.sampled_from(list(graph.makers)))
    unseen = np.zeros(graph.payoffs.shape, dtype=bool)
    hidden = data.draw(st.lists(st.sampled_from(graph.states.tolist()), max_size=3))
    unseen[maker, hidden] = True
    blind = replace(graph, unseen=unseen)
    within = stable(replace(graph, feasible=graph.feasible & ~unseen[maker]), concept, maker)
    found = stable(blind, concept, maker)
    assert found[hidden].all()
    seen = graph.feasible & ~unseen[maker]
    assert (found[seen] == within[seen]).all()


@settings(max_examples=60, deadline=None)
@given(graphs(), st.booleans(), st.data())
def test_paths_are_legal_and_reach_all_that_single_moves_reach(
    graph: Graph, gainful: bool, data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from(graph.states.tolist()))
    found = paths(graph, start, gainful=gainful)
    step_of = brute.gains if gainful else brute.reach
    for state, path in found.items():
        assert [s.source for s in path] == [start, *(s.target for s in path)][:-1]
        assert all(s.target in step_of(graph, s.maker, s.source) for s in path)
        assert all(a.maker != b.maker for a, b in pairwise(path))
        reached = {t for m in graph.makers for t in step_of(graph, m, state)}
        assert reached <= set(found)
