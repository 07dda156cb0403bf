"""`parley correct`: decisions are appended, listed and withdrawn, and the brief obeys them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli import app
from parley.errors import BadSetting

ISTANBUL = Path(__file__).parent.parent.parent / "examples" / "istanbul"


def correct(file: Path, *arguments: str) -> str:
    """Run the command; what a user can mend is raised."""
    made = ["--author", "Eva Holm", "--made", "2031-03-06T10:00:00+00:00"]
    shown = CliRunner().invoke(app, ["correct", *arguments, "-f", str(file), *made])
    if isinstance(shown.exception, BadSetting):
        raise shown.exception
    assert shown.exit_code == 0, shown.output
    return shown.output


def test_corrections_are_appended_listed_and_withdrawn_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "corrections.toml"
    file.write_text("# ours, reviewed on Mondays\n", encoding="utf-8")
    first = correct(file, "same-actor", "the Norland leader", "Anna Berg", "--note", "she took office")
    correct(file, "right-value", "she will come", "answer = will not attend", "--outlet", "The Gazette")
    assert "the Norland leader and Anna Berg are one actor (she took office)  [Eva Holm, 2031-03-06T" in first
    listed = correct(file, "list").splitlines()
    assert listed[0].split()[0] == first.split()[0]
    correct(file, "withdraw", first.split()[0])
    assert correct(file, "list").splitlines() == listed[1:]
    assert file.read_text(encoding="utf-8").startswith("# ours, reviewed on Mondays\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("same-actor", "one name"), "two names"),
        (("same-person", "a", "b"), "'same-person' is no kind of correction"),
        (("right-value", "words", "answer=yes"), "'yes' is no answer: use one of will attend"),
        (("right-value", "words"), "SLOT=VALUE"),
        (("withdraw", "abc"), "holds no correction abc"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(tmp_path: Path, arguments, told) -> None:
    file = tmp_path / "corrections.toml"
    with pytest.raises(BadSetting, match=told):
        correct(file, *arguments)
    assert not file.exists()


def test_the_brief_obeys_and_reports_what_no_longer_applies(tmp_path: Path) -> None:
    file, saved = tmp_path / "corrections.toml", tmp_path / "dossier.json"
    correct(file, "right-value", "the summit in Ankara", "place=Istanbul")
    correct(file, "confirm", "words that no report has")
    shown = CliRunner().invoke(app, ["brief", str(ISTANBUL), "-o", str(saved), "--corrections", str(file)])
    assert shown.exit_code == 0, shown.output
    assert "corrections.toml: correction" in shown.stderr
    assert "'words that no report has' are not in any report any more" in shown.stderr
    again = CliRunner().invoke(app, ["brief", str(saved)], env={"COLUMNS": "300"})
    assert (
        "Decided by people: the place in “the summit in Ankara” is Istanbul (Eva Holm, 2031-03-06)" in again.stdout
    )
    file.write_text("", encoding="utf-8")
    undone = CliRunner().invoke(app, ["brief", str(saved), "--corrections", str(file)], env={"COLUMNS": "300"})
    assert "Decided by people" not in undone.stdout
    assert "Ankara" in undone.stdout
