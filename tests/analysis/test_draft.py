"""The draft of a model: what becomes an option, whose it is, and whose word a preference rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.draft import draft
from parley.analysis.graph import graph
from parley.analysis.solve import solve
from parley.analysis.toml_file import read_toml, write_toml
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Outlook
from parley.model.record import Record
from parley.reconcile import reconcile
from tests.analysis.harbour import ENTRIES, REPORT, dossier


@pytest.fixture(scope="module")
def drafted() -> Dispute:
    return draft(dossier())


@pytest.fixture(scope="module")
def solved(drafted: Dispute) -> Outlook:
    return solve(drafted)


def told(dispute: Dispute, maker: str) -> dict[str, str]:
    return {p.formula: p.claimant for p in dict(dispute.preferences)[maker]}


@pytest.mark.parametrize(
    ("option", "owner"),
    [
        ("berg", "Norland"),
        ("holm", "Sudland"),
        ("norland-delegation", "Norland"),
        ("sudland-delegation", "Sudland"),
        ("sudland-toll-freeze", "Sudland"),  # "rejected the proposal" is what the proposal was about
        ("coast-league-fines", "Coast League"),  # a demand without a verb, put to those it names
    ],
)
def test_options_belong_to_whoever_can_take_them(drafted: Dispute, option: str, owner: str) -> None:
    assert {o.name: o.owner for o in drafted.options}[option] == owner


@pytest.mark.parametrize(
    ("maker", "formula", "claimant"),
    [
        ("Norland", "berg iff holm", ""),
        ("Sudland", "holm iff berg", "Ann Berg"),
        ("Sudland", "berg", "Ann Berg"),  # "he would like me to come"
        ("Sudland", "not sudland-toll-freeze", ""),
        ("Norland", "sudland-toll-freeze", ""),
        ("Norland", "holm", ""),  # "I want him to be there"
        ("Coast League", "sudland-toll-freeze", ""),
        ("Norland", "coast-league-fines", ""),
    ],
)
def test_preferences_and_whose_word_they_are(drafted: Dispute, maker: str, formula: str, claimant: str) -> None:
    assert told(drafted, maker)[formula] == claimant


def test_what_names_no_act_or_concerns_nobody_else_is_no_option(drafted: Dispute) -> None:
    names = " ".join(o.name for o in drafted.options)
    assert not any(word in names for word in ("budge", "action", "dredge"))
    assert any("Norland: dredge channel" in line for line in drafted.assumptions)


def test_status_quo_is_the_last_word(drafted: Dispute) -> None:
    assert drafted.status_quo == {"norland-delegation", "sudland-delegation"}


def test_every_preference_has_grounds_or_is_listed_as_assumed(drafted: Dispute) -> None:
    for _, statements in drafted.preferences:
        assert all(s.grounds or s.assumption for s in statements)
    assert any("nobody says so: not: Coast League agrees to fines" in line for line in drafted.assumptions)


def test_two_outcomes_hold_and_the_summit_rests_on_one_word(solved: Outlook) -> None:
    low, high = dict(solved.equilibria)["nash"]
    assert low == {"norland-delegation", "sudland-delegation"}
    assert high == low | {"berg", "holm"}
    kinds = [f.kind for f in solved.findings]
    assert "trap" in kinds
    gains = [f.text for f in solved.findings if f.kind == "joint gain"]
    assert any(g.startswith("Norland and Sudland would both gain by moving together") for g in gains)
    hinges = [f for f in solved.findings if f.kind == "hinge"]
    assert len(hinges) == 1
    assert hinges[0].text.startswith("If Ann Berg’s word about Sudland is not believed, this no longer holds")
    assert {e.anchor.words for e in ENTRIES if e.id in hinges[0].grounds} >= {"He was not coming"}


def test_reasons_name_the_preference_and_the_word(solved: Outlook) -> None:
    high = dict(solved.equilibria)["nash"][1]
    text = next(r.text for r in solved.reasons if r.state == high and r.maker == "Sudland")
    assert "Holm comes exactly when Berg comes”, by Ann Berg’s word" in text


def test_a_draft_survives_its_file(drafted: Dispute) -> None:
    assert read_toml(write_toml(drafted)) == drafted


def test_reports_that_tell_of_nobody_are_refused() -> None:
    with pytest.raises(BadDispute, match="nothing to model yet"):
        draft(reconcile(Record(reports=(REPORT,))))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(ENTRIES), min_size=1))
def test_any_part_of_a_record_gives_a_model_that_can_be_solved_or_a_refusal(kept) -> None:
    whole = dossier().record
    some = replace(whole, entries=tuple(e for e in whole.entries if e in kept))
    try:
        made = draft(reconcile(some))
    except BadDispute:
        return
    model = graph(made)
    assert model.feasible.any()
    assert set(made.status_quo) <= {o.name for o in made.options}
    known = {e.id for e in some.entries}
    assert all(set(o.grounds) <= known for o in made.options)
