"""`parley analyse` from the command line: every form, every question, clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley import views
from parley.analysis.bargaining import Switches
from parley.cli.analyse import Extras, run
from parley.cli.bargain import run as bargain
from parley.cli.gather import Asked
from parley.errors import BadDispute, BadSetting
from tests.analysis.harbour import dossier


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("analyse") / "harbour.json"
    path.write_text(views.json(dossier()), encoding="utf-8")
    return path


def asked(*paths: Path) -> Asked:
    return Asked([str(p) for p in paths], [], [], 1, False, True, False)


def test_every_form_is_written(saved: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / f"outlook{ending}" for ending in (".html", ".md", ".txt", ".json", ".toml", ".gmcr")]
    assert run(asked(saved), outputs, show=False) == 0
    markdown = outputs[1].read_text(encoding="utf-8")
    assert markdown.index("though nobody says so") < markdown.index("## What follows")
    assert "> “He was not coming” — The Osby Courier" in markdown
    assert "## Why each outcome holds or not" in markdown
    assert json.loads(outputs[3].read_text(encoding="utf-8"))["equilibria"]


def test_a_model_edited_by_hand_keeps_its_grounds(saved: Path, tmp_path: Path) -> None:
    model, page = tmp_path / "model.toml", tmp_path / "outlook.html"
    run(asked(saved), [model], show=False)
    run(asked(model, saved), [page], show=False)
    assert '<mark id="r1-' in page.read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(saved: Path, tmp_path: Path) -> None:
    for ending in (".html", ".md", ".toml"):
        one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
        run(asked(saved), [one, other], show=False)
        assert one.read_bytes() == other.read_bytes()


def test_questions_are_answered(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extras = Extras(states=("berg, holm",), coalition="Norland,Sudland", inverse=True, answer="single")
    run(asked(saved), [], show=True, extras=extras)
    shown = " ".join(capsys.readouterr().out.split())
    assert "If Norland and Sudland move as one, this holds by itself" in shown
    assert "Orders of Norland that make this stable for it: Berg comes; Holm comes: NASH" in shown


@pytest.mark.parametrize(
    ("extras", "fault", "complaint"),
    [
        (Extras(answer="twice"), BadSetting, "use one of sequence, one-each, single"),
        (Extras(inverse=True), BadSetting, "name it with --state"),
        (Extras(states=("dance",)), BadDispute, "there is no option 'dance'; the options are"),
        (Extras(coalition="Norland,Nobody"), BadDispute, "there is no decision maker 'Nobody'; there are Norland"),
    ],
)
def test_questions_that_cannot_be_asked(
    saved: Path, extras: Extras, fault: type[Exception], complaint: str
) -> None:
    with pytest.raises(fault, match=complaint):
        run(asked(saved), [], show=False, extras=extras)


def test_bargaining_prints_every_round_and_its_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "quotas.csv"
    table.write_text("Actor,Influence,Position,Salience\nA,100,0,90\nB,60,60,50\nC,80,100,70\n", encoding="utf-8")
    assert bargain(table, 3, Switches(capitulate=True)) == 0
    shown = capsys.readouterr().out
    assert shown.count("\n") >= 6
    assert "actors give in when they stand to lose more" in shown
