"""Themes: wordings of one matter meet in one short form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.text import Report
from parley.reading.sheet import sheet
from parley.reading.themes import bargaining, theme


def theme_of(text: str) -> str:
    """The theme of a whole text."""
    return theme(list(sheet(Report(text=text)).doc))


@pytest.mark.parametrize(
    ("wordings", "name"),
    [
        (("a 30-day ceasefire", "an immediate cease-fire", "a truce", "a cessation of hostilities"), "ceasefire"),
        (("to pull its troops from the area", "any pullback of its forces"), "troop withdrawal"),
        (("lifting the sanctions", "relief from sanctions"), "sanctions relief"),
        (("the release of all hostages", "to free the prisoners"), "prisoner release"),
        (("higher wages", "a better salary"), "pay"),
        (("robust security guarantees", "assurances for its defence"), "security guarantees"),
        (("direct talks", "a new round of negotiations", "to meet in person"), "talks"),
        (("a clear timeline for all events",), "clear timeline"),
    ],
)
def test_wordings_meet(wordings: tuple[str, ...], name: str) -> None:
    assert [theme_of(w) for w in wordings] == [name] * len(wordings)


@pytest.mark.parametrize(
    ("text", "is_matter"), [("a ceasefire", True), ("the tariffs", True), ("a cup of tea", False)]
)
def test_matters_of_bargaining(text: str, is_matter: bool) -> None:
    assert bargaining(list(sheet(Report(text=text)).doc)) is is_matter


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_a_short_theme_or_none(text: str) -> None:
    tokens = list(sheet(Report(text=text or ".")).doc)
    assert len(theme(tokens).split(" ")) <= 8
