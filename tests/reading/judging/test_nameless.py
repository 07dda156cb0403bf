"""Judges learn from words, not from who is named."""

from __future__ import annotations

from parley.model.text import Report
from parley.reading.judging.nameless import nameless
from parley.reading.sheet import sheet


def test_of_a_name_only_that_it_is_one() -> None:
    doc = sheet(Report(text="Chile attacked the Peruvian port on Monday.", title="Port")).doc
    assert {t.text: nameless(t) for t in doc if t.is_alpha and t.text in ("Chile", "attacked", "port")} == {
        "Chile": "NAME",
        "attacked": "attack",
        "port": "port",
    }
