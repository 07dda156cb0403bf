"""The judge of deeds: what it takes for a deed, what it never does, and that it learns the same every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.errors import BadSetting
from parley.model.entries import Plover, Reality
from parley.reading import events
from parley.reading.judging.deeds.doing import Choice
from parley.reading.judging.deeds.judge import _may_do
from parley.reading.judging.deeds.model import Model, bundled
from parley.reading.judging.deeds.train import train
from parley.reading.judging.gold import annotated
from tests.reading.pages import laid
from tests.reading.pages import names as called


def test_a_deed_in_words_that_no_list_holds_is_read() -> None:
    read = laid(
        "Chile and Peru went to war in May. On Friday Chilean troops stormed through the lines near Arica."
    )
    found = [e for e in events.read(read) if e.reality is Reality.HAPPENED]
    assert any(e.type is Plover.ASSAULT and "Chil" in "; ".join(called(read, e.actors)) for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Chile threatened to attack Peru.",
        "Chile ruled out an attack on Peru.",
        "Uganda will deploy 5,000 troops along the border.",
        "If Chile invades Peru, talks will end.",
        "Chile denied that it had attacked Peru.",
    ],
)
def test_nothing_that_was_not_done_becomes_a_deed(text: str) -> None:
    assert all(e.reality is not Reality.HAPPENED for e in events.read(laid(text)))


def test_what_the_model_found_says_so_and_how_sure_it_is() -> None:
    read = laid(
        "Chile and Peru went to war in May. On Friday Chilean troops stormed through the lines near Arica."
    )
    for found in events.read(read):
        assert found.by.startswith("judge:") == (found.confidence < 1)
        assert 0 < found.confidence <= 1


def test_an_attack_is_never_put_on_both_sides_because_nobody_is_named() -> None:
    both = Choice(("opp",), ("chile", "peru"))
    assert not _may_do(Plover.ASSAULT, both)
    assert _may_do(Plover.AGREE, both)
    assert _may_do(Plover.ASSAULT, Choice(("doer", "opp"), ("chile", "peru")))


WORDS = "Chile|Peru|attack|seized|stormed|strikes|on|by|signed|the|deal|12|people|killing|troops|,|.|was|will|not"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split("|")), max_size=14))
def test_any_words_give_deeds_that_stand_in_the_text_apart_from_each_other(words: list[str]) -> None:
    read = laid(" ".join(words) or ".")
    for found in events.read(read):
        assert found.anchor.words == read.sheet.report.text[found.anchor.start : found.anchor.end]
        assert not set(found.actors) & set(found.recipients)


def _folder(at: Path, text: str, words: str, actor: str) -> Path:
    (at / "gold").mkdir(parents=True)
    (at / "reports.jsonl").write_text(json.dumps({"id": "r", "text": text}) + "\n", encoding="utf-8")
    entry = {"kind": "event", "evidence": words, "actor": actor, "type": "ASSAULT"}
    (at / "gold" / "r.json").write_text(json.dumps({"report": "r", "entries": [entry]}), encoding="utf-8")
    return at


def test_training_twice_gives_the_same_bytes_and_what_is_saved_is_loaded(tmp_path: Path) -> None:
    text = "Chile bombed Lima on Friday. The minister said he was sad. Peru talked of the weather."
    folder = _folder(tmp_path / "set", text, "Chile bombed Lima on Friday", "Chile")
    known = [a for tuned in (False, True) for a in annotated(folder, "event", tuned=tuned)]
    for name in ("a.npz", "b.npz"):
        train(known, tmp_path / name, on_progress=lambda _: None)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    bundled().save(tmp_path / "c.npz")
    assert Model.load(tmp_path / "c.npz") == bundled()


def test_nothing_is_learnt_from_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        train([], tmp_path / "none.npz", on_progress=lambda _: None)
