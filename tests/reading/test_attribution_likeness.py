"""Words used alike: the table, and that every word is answered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.text import Report
from parley.reading.attribution.likeness import likeness, sort_of
from parley.reading.sheet import sheet


def test_verbs_of_blame_stand_together() -> None:
    doc = sheet(Report(text="They castigated him, they berated her and they dug.")).doc
    blame, scold, dig = (likeness(t) for t in doc if t.lower_ in ("castigated", "berated", "dug"))
    assert blame is not None
    assert scold is not None
    assert dig is not None
    assert blame.fine == scold.fine != dig.fine


@pytest.mark.parametrize(("word", "sort"), [("minister", "n18"), ("committee", "n14"), ("the", "DET")])
def test_nouns_name_sorts_of_things(word: str, sort: str) -> None:
    doc = sheet(Report(text="The minister of the committee left.")).doc
    assert next(sort_of(t) for t in doc if t.lower_ == word) == sort


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_answered(text: str) -> None:
    for token in sheet(Report(text=text)).doc:
        assert sort_of(token)
        assert likeness(token) is None or likeness(token).classes  # type: ignore[union-attr]
