"""Magnitudes: numbers in words and figures, as ranges, with what they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.text import Report
from parley.reading.magnitudes import step, value, within
from parley.reading.sheet import sheet


def ranges(text: str) -> list[tuple[float, float, str]]:
    """All quantities of a text."""
    laid = sheet(Report(text=text))
    return [(m.low, m.high, m.of) for m in within(laid, laid.doc[0], laid.doc[-1])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fired 145 rockets at the port.", (145, 145, "rocket")),
        ("They fired more than 140 rockets.", (140, 150, "rocket")),
        ("They fired over 400 drones.", (400, 500, "drone")),
        ("They fired about 40 missiles.", (35, 45, "missile")),
        ("They fired nearly 300 shells.", (250, 300, "shell")),
        ("They killed at least 12 people.", (12, 13, "people")),
        ("They wounded hundreds of soldiers.", (200, 999, "soldier")),
        ("Tens of thousands of workers walked out.", (20000, 99999, "worker")),
        ("Dozens of people died.", (24, 99, "people")),
        ("They sent two dozen tanks.", (24, 24, "tank")),
        ("They pledged $12 million.", (12e6, 12e6, "US dollars")),
        ("They hold 20% of the land.", (20, 20, "percent")),
    ],
)
def test_quantities(text: str, expected: tuple[float, float, str]) -> None:
    assert expected in ranges(text)


@pytest.mark.parametrize(
    "text", ["They met in 2022.", "One said so.", "It was a 30-day truce.", "The third round ended."]
)
def test_dates_and_ordinals_are_no_quantities(text: str) -> None:
    assert ranges(text) == []


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_is_a_multiple_of_its_step(number: int) -> None:
    assert number % step(number) == 0


@given(
    st.lists(
        st.sampled_from(["12", "1.5", "two", "hundred", "million", "dozens", "of", "to", "several"]), min_size=1
    )
)
def test_any_number_words_give_a_range(words: list[str]) -> None:
    low, high = value(words)
    assert low >= 0
    assert high >= 0
