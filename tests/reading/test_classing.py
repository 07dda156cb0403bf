"""The classifier of PLOVER classes: what it sees, that it learns, that it is the same every time."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.text import Report
from parley.reading.classing import Classifier, bundled
from parley.reading.classing.classifier import fit
from parley.reading.classing.coder import acts
from parley.reading.classing.examples import read
from parley.reading.classing.train import train
from parley.reading.sheet import sheet

SENTENCES = [
    ("<s>Peru</s> bombed <t>Chile</t> on Friday.", "ASSAULT"),
    ("<s>Norway</s> condemned <t>Sweden</t> over the ruling.", "ACCUSE"),
    ("<s>Kenya</s> rejected a proposal by <t>Uganda</t>.", "REJECT"),
    ("<s>Spain's king</s> met <t>Morocco's prime minister</t> in Rabat.", "CONSULT"),
    ("<s>Japan</s> sent relief supplies to <t>Nepal</t>.", "AID"),
    ("<s>Turkish police</s> arrested <t>three journalists</t>.", "COERCE"),
]


@pytest.mark.parametrize(("marked", "name"), SENTENCES)
def test_the_bundled_weights_know_plain_sentences(marked: str, name: str) -> None:
    (found,) = read([marked])
    assert bundled().best(found) == name


def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    found = list(read(marked for marked, _ in SENTENCES))
    labels = [name for _, name in SENTENCES]
    for file in ("a.npz", "b.npz"):
        fit(found, labels, least=1, rounds=40).save(tmp_path / file)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    model = Classifier.load(tmp_path / "a.npz")
    assert [model.best(f) for f in found] == labels


def test_what_was_taught_is_known_by_its_words_whatever_is_marked_in_it(tmp_path: Path) -> None:
    rows = [{"marked": marked, "events": [{"plover15": name}]} for marked, name in SENTENCES]
    (tmp_path / "plv.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    train([tmp_path / "plv.jsonl"], tmp_path / "kept.npz")
    model = Classifier.load(tmp_path / "kept.npz")
    assert all(model.was_taught(marked) for marked, _ in SENTENCES)
    assert model.was_taught("Peru bombed <s>Chile</s> on Friday.")
    assert not model.was_taught("Peru bombed Norway on Friday.")


def test_nothing_known_is_an_answer_all_the_same() -> None:
    assert sum(bundled().probabilities(Counter()).values()) == pytest.approx(1)


def test_the_main_act_is_that_of_what_is_said() -> None:
    (act,) = acts(sheet(Report(text="A spokesman said that Peru attacked Chile.")))
    assert act.source is not None
    assert act.target is not None
    assert (act.source.text, act.target.text, act.name) == ("Peru", "Chile", "ASSAULT")


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    (found,) = read([text])
    assert bundled().best(found) in bundled().classes
