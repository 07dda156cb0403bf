"""Reading takes time in proportion to length: counted in looks at words, not in seconds."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.intake import divide
from parley.model.text import Report
from parley.reading.nearness import Spoken, nearness
from parley.reading.page import page
from parley.reading.reader import read_page
from parley.reading.sheet import sheet

_PLAIN = "The envoy said on Friday that “talks” would resume in Lima, but Peru's minister refused to attend. "


def _calls(text: str) -> int:
    """How many functions reading a text calls, the parse left out."""
    laid = sheet(divide(Report(text=text, title="Talks")))
    count = 0

    def seen(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(seen)
    try:
        read_page(page(laid))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece", [_PLAIN, _PLAIN.upper(), _PLAIN.replace(". ", " and "), "“" + _PLAIN.replace("”", "")]
)
def test_four_times_the_text_is_at_most_five_times_the_work(piece: str) -> None:
    small, large = (_calls((piece * 200)[:size]) for size in (3_000, 12_000))
    assert large <= 5 * small


def _weight(distance: int) -> float:
    return 2.0 if distance <= 30 else 1.0 if distance <= 120 else 0.5


_NAMED = st.lists(st.tuples(st.integers(0, 400), st.sampled_from("abc")), max_size=30)


@given(_NAMED, st.integers(0, 500))
def test_what_is_spoken_of_most_is_what_weighing_all_mentions_gives(named: list[tuple[int, str]], at: int) -> None:
    before = [(i, thing) for i, thing in named if i < at]
    weights = {t: sum(_weight(at - i) for i, other in before if other == t) for _, t in before}
    assert Spoken(named).before(at) == max(weights, key=lambda t: (weights[t], t), default=None)
    assert nearness(sorted(i for i, _ in before), at) == sum(_weight(at - i) for i, _ in before)
