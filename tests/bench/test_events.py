"""The bench of events says what is a test and what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import events

SIDES = {"source": [{"text": "Peru"}], "target": [{"text": "Chile"}]}
DEEDS = [("bombed", "ASSAULT"), ("praised", "SUPPORT"), ("condemned", "ACCUSE")]


def _file(at: Path, *, answers: bool) -> Path:
    rows = [
        {"id": f"{verb} {day}", "marked": f"<s>Peru</s> {verb} <t>Chile</t> on {day}."}
        | ({"events": [SIDES | {"plover15": kind}]} if answers else {})
        for day in ("Monday", "Friday")
        for verb, kind in DEEDS
    ]
    rows.append({"id": "raw", "text": "Peru bombed the port of Arica on Friday."})
    at.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return at


def test_sentences_that_taught_no_weights_test_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert events.main(["--data", str(_file(tmp_path / "new.jsonl", answers=True))]) == 0
    told = capsys.readouterr().out
    assert "none of these taught them" in told
    assert "fold on this file" not in told


def test_sentences_that_taught_the_weights_are_told_as_such_and_answered_by_other_folds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.reading.classing.Classifier.was_taught", lambda _, sentence: "Friday" in sentence)
    file, said = _file(tmp_path / "known.jsonl", answers=True), tmp_path / "said.jsonl"
    assert events.main(["--data", str(file), "--folds", "2", "--pred", str(said)]) == 0
    told = capsys.readouterr().out
    assert "in sample: 3 of 6 sentences taught them) | 2-fold on this file" in told
    assert len(said.read_text(encoding="utf-8").splitlines()) == 7


def test_sentences_without_answers_are_only_predicted(tmp_path: Path) -> None:
    said = tmp_path / "said.jsonl"
    assert events.main(["--data", str(_file(tmp_path / "bare.jsonl", answers=False)), "--pred", str(said)]) == 0
    kinds = [json.loads(line)["events"][0] for line in said.read_text(encoding="utf-8").splitlines()]
    assert [k.get("plover15") or k["plover"] for k in kinds][-2:] == ["ACCUSE", "ASSAULT"]
