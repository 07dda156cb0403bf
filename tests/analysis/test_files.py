"""Disputes as files: TOML by hand, `.gmcr` from elsewhere, both back to the same model."""

from __future__ import annotations

import json

import pytest

from parley.analysis.gmcr_file import read_gmcr, write_gmcr
from parley.analysis.graph import graph
from parley.analysis.toml_file import read_toml, write_toml
from parley.errors import BadDispute
from parley.model.dispute import Dispute

WATER = """
name = "Water talks"
status_quo = ["pump at full"]

[[maker]]
name = "Upstream"
preferences = [
  { formula = '"pump at full" if not aid', grounds = ["e1"], claimant = "the envoy" },
  "not treaty or aid",
]

[[maker]]
name = "Downstream"
weights = { "pump at full" = -3.0, aid = -1.0, treaty = 2.5 }

[[option]]
name = "pump at full"
owner = "Upstream"

[[option]]
name = "treaty"
owner = "Upstream"
direction = "fwd"

[[option]]
name = "aid"
owner = "Downstream"

[[infeasible]]
all = '"pump at full" and treaty'

[[hypothesis]]
name = "the envoy is wrong"
maker = "Upstream"
preferences = ["treaty"]
"""


def same(a: Dispute, b: Dispute) -> bool:
    one, other = graph(a), graph(b)
    orders = [[g.payoffs[m][g.states].argsort(kind="stable").tolist() for m in g.makers] for g in (one, other)]
    return one.owner == other.owner and one.direction == other.direction and orders[0] == orders[1]


def test_toml_goes_round() -> None:
    dispute = read_toml(WATER)
    assert read_toml(write_toml(dispute)) == dispute
    assert dispute.preferences[0][1][0].claimant == "the envoy"
    assert dispute.preferences[0][1][1].assumption


def test_gmcr_goes_round_with_the_same_states_and_orders() -> None:
    dispute = read_toml(WATER)
    again = read_gmcr(write_gmcr(dispute))
    assert (graph(again).feasible == graph(dispute).feasible).all()
    assert same(again, dispute)


def test_gmcr_options_of_one_name_are_told_apart_by_their_owner() -> None:
    raw = {
        "options": [{"name": "Yield"}, {"name": "Yield"}],
        "decisionMakers": [{"name": "A", "options": [0]}, {"name": "B", "options": [1]}],
    }
    assert [o.name for o in read_gmcr(json.dumps(raw)).options] == ["Yield (A)", "Yield (B)"]


def test_gmcr_manual_ranking_counts_feasible_states_from_one() -> None:
    raw = {
        "options": [{"name": "x"}, {"name": "y"}],
        "decisionMakers": [
            {"name": "A", "options": [0], "useManualPreferenceRanking": True, "preferenceRanking": [3, [1, 2]]},
            {"name": "B", "options": [1]},
        ],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
    }
    model = graph(read_gmcr(json.dumps(raw)))
    assert model.states.tolist() == [0, 1, 2]
    assert model.payoffs[0][model.states].tolist() == [1, 1, 2]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('owner = "Downstream"', 'owner = "Nobody"', "belongs to 'Nobody', who is no decision maker"),
        ('"not treaty or aid"', '"not treaty or ade"', "there is no option 'ade'"),
        ('direction = "fwd"', 'direction = "up"', "it must be both, fwd or back"),
        (
            "[[infeasible]]",
            '[[infeasible]]\nall = "aid"\n[[infeasible]]\nall = "not aid"\n[[infeasible]]',
            "no state is",
        ),
        ('name = "aid"', 'nome = "aid"', "'nome' is not known in"),
        ('name = "aid"', "", "'name' is missing|name is missing"),
    ],
)
def test_a_model_that_cannot_be_solved_says_what_to_mend(old: str, new: str, complaint: str) -> None:
    with pytest.raises(BadDispute, match=complaint):
        graph(read_toml(WATER.replace(old, new, 1)))


def test_too_many_options_says_how_large_it_would_be() -> None:
    options = "\n".join(f'[[option]]\nname = "o{i}"\nowner = "A"' for i in range(25))
    with pytest.raises(BadDispute, match=r"2\*\*25 states, about 2 GB"):
        graph(read_toml(f'[[maker]]\nname = "A"\n{options}'))


def test_what_is_no_gmcr_file_is_refused() -> None:
    with pytest.raises(BadDispute, match=r"is not a \.gmcr file"):
        read_gmcr("{}")
