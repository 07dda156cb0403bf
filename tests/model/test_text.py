"""Reports and anchors: every piece can be anchored, words that are not there are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import BadAnchor
from parley.model.text import Part, Passage, Report, fold

SEED = "Talks “collapsed”, says Bristow. It’s obvious."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("says Bristow", "says Bristow"),
        ("It's obvious", "It’s obvious"),  # straight quote asked, curly one in the report
        ('"collapsed"', "“collapsed”"),
    ],
)
def test_find_returns_the_reports_own_words(asked: str, found: str) -> None:
    assert Report(outlet="any", text=SEED).find(asked).words == found


@pytest.mark.parametrize("words", ["Putin agreed", ""])
def test_words_that_are_not_there_are_refused(words: str) -> None:
    with pytest.raises(BadAnchor, match="not in the report by The i Paper: quote it exactly"):
        Report(outlet="The i Paper", text=SEED).find(words)


@given(st.text(min_size=1), st.data())
def test_every_piece_of_every_report_can_be_anchored(text: str, data: st.DataObject) -> None:
    report = Report(outlet="any", text=text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert report.anchor(start, end).words == text[start:end]


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (5, 4), (0, 10_000)])
def test_impossible_places_are_refused(start: int, end: int) -> None:
    with pytest.raises(BadAnchor):
        Report(text=SEED).anchor(start, end)


def test_the_id_depends_on_what_is_said_and_by_whom_not_on_when_it_came_out() -> None:
    from datetime import date

    plain = Report(text=SEED, outlet="A")
    assert plain.id == Report(text=SEED, outlet="A", published=date(2020, 1, 2)).id
    assert plain.id != Report(text=SEED, outlet="B").id
    assert Report(text=SEED).id == Report(text=SEED, outlet="A", outlet_inferred=True).id


def test_furniture_captions_and_datelines_are_not_body() -> None:
    passages = tuple(Passage(part, i, i + 1) for i, part in enumerate(Part))
    body = Report(text="abcdef", passages=passages).body()
    assert [p.part for p in body] == [Part.HEADLINE, Part.HEADING, Part.BODY]
