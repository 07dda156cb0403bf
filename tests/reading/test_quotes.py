"""Quotation marks: pairs, continuation over paragraphs, apostrophes, and marks without a partner."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.text import Part, Passage, Report
from parley.reading.quotes import of_sheet, paragraphs, quotes, states
from parley.reading.sheet import sheet


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotes(text) if q.depth == 0]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We agree,” she said. “All of us.”", ["We agree,", "All of us."]),
        ('"We agree," she said. "All of us."', ["We agree,", "All of us."]),
        ("''We agree,'' she said.", ["We agree,"]),
        ("``We agree,'' she said.", ["We agree,"]),
        ("He said «oui» and „ja“.", ["oui", "ja"]),
        ("The minister called it 'a farce' and left.", ["a farce"]),
        ("They can't say the players' union won't go.", []),
        ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,"]),
        ('A 6\'2" guard said "stop".', ["stop"]),
        ('" presented our plan," said the envoy.', [" presented our plan,"]),
        ('There was “no reason" to wait.', ["no reason"]),
        ('"I don"t know Peru"s plan," he said.', ['I don"t know Peru"s plan,']),
        ('He said the bloc"s farmers"ve no plan.', []),
        ("In the '90s, rock 'n' roll was king.", []),
    ],
)
def test_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    assert inner(text) == quoted


@pytest.mark.parametrize(
    ("text", "closed", "continues"),
    [
        ("“First part.\n\n“Second part,” she said.", [False, True], [False, True]),
        ("“First.\n\n“Second.\n\n“Third,” she said.", [False, False, True], [False, True, True]),
        ("“First part.\n\nShe left. “Another,” he said.", [False, True], [False, False]),
        ("“First part.”\n\n“Second part,” she said.", [True, True], [False, False]),
        ("He said “no and left.", [False], [False]),
    ],
)
def test_quotations_that_run_over_paragraphs(text: str, closed: list[bool], continues: list[bool]) -> None:
    found = quotes(text)
    assert [q.closed for q in found] == closed
    assert [q.continues for q in found] == continues


def test_a_wrapped_line_is_no_paragraph_and_a_long_line_is() -> None:
    wrapped = "“We will not\nmove,” she said."
    long = "x" * 130 + "\n“Yes.”"
    assert len(paragraphs(wrapped, 0, len(wrapped))) == 1
    assert len(paragraphs(long, 0, len(long))) == 2


def test_a_quotation_inside_a_quotation_has_depth_one() -> None:
    assert [q.depth for q in quotes("“He told me ‘never’ twice,” she said.")] == [0, 1]


def test_states_name_the_quotation_of_each_token_and_skip_furniture() -> None:
    text = "“Buy now”\n\n“We agree,” she said."
    start = text.index("“We")
    parts = (Passage(Part.FURNITURE, 0, start), Passage(Part.BODY, start, len(text)))
    laid = sheet(Report(text=text, passages=parts))
    found = of_sheet(laid)
    assert [text[q.start : q.end] for q in found] == ["“We agree,”"]
    held = [t.text for t, n in zip(laid.doc, states(laid, found), strict=True) if n == 0]
    assert held == ['"', "We", "agree", ",", '"']


@given(st.text(alphabet="ab.,!? \n\"'“”‘’«»„`\u200bא🙂", max_size=80))
def test_any_text_gives_quotations_in_order_that_stay_inside_it(text: str) -> None:
    found = quotes(text)
    for q in found:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
    outer = [q for q in found if q.depth == 0]
    assert all(a.end <= b.start for a, b in pairwise(outer))


@pytest.mark.parametrize("piece", ["“a ", "'a ", '" ', "a “b” ‘c’ ", "a", "”", "'", "''"])
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        quotes(text)
        return time.process_time() - began

    seconds(20_000)
    small, large = max(seconds(40_000), 0.004), min(seconds(320_000) for _ in range(2))  # what runs beside adds
    assert large < 40 * small
