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


def test_a_capital_inside_a_sentence_is_a_name_whatever_the_tagger_takes_it_for() -> None:
    doc = sheet(Report(text="Envoys of the Zorblat met. Markets fell.", title="Talks")).doc
    assert nameless(next(t for t in doc if t.text == "Zorblat")) == "NAME"
    assert nameless(next(t for t in doc if t.text == "Markets")) == "market"
