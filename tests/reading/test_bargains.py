"""Agreements and strikes that a noun tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.reading import events
from tests.reading.pages import laid, names


def deeds(text: str) -> list[tuple[str, str]]:
    """(actors, type) of every event in a text."""
    read = laid(text)
    return [("; ".join(names(read, e.actors)), e.type.value) for e in events.by_rules(read)]


@pytest.mark.parametrize(
    ("text", "actors", "kind"),
    [
        ("Peru welcomed the two-week truce committed to by Norway and Chile.", "Norway; Chile", "AGREE"),
        ("Months of quarrels culminated in a compromise on Friday.", "", "AGREE"),
        ("Norway and Chile agreed on a line as their border.", "Norway; Chile", "AGREE"),
        ("The Dock Workers Union has been on strike since May.", "Dock Workers Union", "PROTEST"),
    ],
)
def test_a_noun_tells_what_was_done(text: str, actors: str, kind: str) -> None:
    assert (actors, kind) in deeds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway hopes for an agreement.",
        "Norway agreed to the outlines of a truce brokered by Chile.",
        "Norway and Chile agreed on the urgency of the matter.",
    ],
)
def test_what_is_still_to_come_is_no_deed(text: str) -> None:
    assert deeds(text) == []


@settings(max_examples=8, deadline=None)
@given(st.integers(min_value=1950, max_value=2020))
def test_an_agreement_of_a_year_is_read_once(year: int) -> None:
    """Its year sets it apart, whichever it is."""
    found = deeds(
        f"A quarrel between Norway and Chile goes on. Peru recalled a September {year} agreement on fish."
    )
    assert [kind for _, kind in found].count("AGREE") <= 1
