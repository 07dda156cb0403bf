"""Which expression dates a clause. The sentences are invented."""

from __future__ import annotations

import pytest

from parley.model.text import Report
from parley.reading.sheet import sheet
from parley.reading.times import tag, told_when


@pytest.mark.parametrize(
    ("text", "head", "words"),
    [
        ("The envoy said on Tuesday that talks would open on Friday.", "said", "Tuesday"),
        ("The envoy said on Tuesday that talks would open on Friday.", "open", "Friday"),
        ("The minister will not be flying to Oslo for talks on Thursday.", "flying", "Thursday"),
        ("On Monday troops entered the valley and shelled a village.", "shelled", "Monday"),
        ("Talks starting this week will be short.", "Talks", "this week"),
        ('"We are ready," she said, speaking to reporters on Friday.', "said", "Friday"),
        ("It was the first meeting since a summit in March 2012.", "was", None),
        ("She promised to come on Friday.", "promised", None),
        ("She promised to come on Friday.", "come", "Friday"),
        ("The sides have talked for ten days.", "talked", None),
        ("The envoy left.", "left", None),
    ],
)
def test_the_date_of_a_clause(text: str, head: str, words: str | None) -> None:
    laid = sheet(Report(text=text))
    token = next(t for t in laid.doc if t.text == head)
    found = told_when(laid, tag(laid), token)
    assert (found.anchor.words if found else None) == words
