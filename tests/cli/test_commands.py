"""The command as a user meets it: help at once, files by ending, clear complaints, exit codes."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli import app
from parley.cli.gather import split
from parley.errors import BadSetting

ISTANBUL = Path(__file__).parent.parent.parent / "examples" / "istanbul"
NOTE = "Norland will attend the talks in Arbon on Thursday, its envoy said. “We want a ceasefire,” the envoy said."


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "parley", *arguments], capture_output=True, text=True, timeout=600, check=False
    )


def test_help_comes_at_once() -> None:
    run("--help")  # once to warm the disk
    began = _worked()
    shown = run("--help")
    assert _worked() - began < 1.0  # 0.15 s; of the processor alone, for other tests run beside
    assert shown.returncode == 0
    assert "brief" in shown.stdout
    assert "read" in shown.stdout


def _worked() -> float:
    """Seconds that programs started here have kept a processor busy."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def test_help_does_not_load_the_parser() -> None:
    code = "import sys; from parley.cli import app; print('spacy' in sys.modules, 'numpy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["False", "False"]


def test_brief_writes_by_ending_and_says_what_it_left_out(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    outputs = [tmp_path / f"brief{ending}" for ending in (".html", ".md", ".json", ".txt")]
    options = [o for path in outputs for o in ("-o", str(path))]
    shown = run("brief", str(tmp_path / "note.txt"), str(tmp_path / "empty.txt"), *options)
    assert shown.returncode == 3, shown.stderr
    assert shown.stderr.count("left out: ") == 1
    assert "empty.txt" in shown.stderr
    assert all(path.stat().st_size > 100 for path in outputs)
    assert shown.stdout == ""


def test_read_prints_one_json_object_a_line(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    shown = run("read", str(tmp_path / "note.txt"))
    kinds = {json.loads(line)["kind"] for line in shown.stdout.splitlines()}
    assert shown.returncode == 0
    assert {"statement", "attendance"} <= kinds


def test_a_dossier_stands_in_for_its_reports_and_shows_what_changed(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    saved = tmp_path / "dossier.json"
    run("brief", str(tmp_path / "note.txt"), "-o", str(saved))
    shown = run("brief", str(saved))
    assert shown.returncode == 0, shown.stderr
    assert "Norland" in shown.stdout
    (tmp_path / "later.txt").write_text(
        "Norland will not attend the talks in Arbon, its envoy said.", encoding="utf-8"
    )
    changed = run("brief", str(tmp_path / "note.txt"), str(tmp_path / "later.txt"), "--since", str(saved))
    assert changed.returncode == 0, changed.stderr
    assert "changed" in changed.stdout.lower()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["brief", "nowhere.txt"], "nowhere.txt"),
        (["brief", str(ISTANBUL), "-o", "brief.doc"], "the ending decides the form"),
        (["brief", str(ISTANBUL), "--published", "yesterday"], "write it as 2025-05-15"),
        (["brief", "nowhere.json"], "cannot be read as a dossier"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(arguments: list[str], complaint: str) -> None:
    shown = run(*arguments)
    assert shown.returncode == 2
    assert complaint in shown.stderr
    assert "Traceback" not in shown.stderr


def test_settings_for_one_report_and_for_all() -> None:
    assert split(["2025-05-15", "a.txt=2025-05-14"]) == ("2025-05-15", {"a.txt": "2025-05-14"})
    with pytest.raises(BadSetting, match="both given for all reports"):
        split(["2025-05-15", "2025-05-16"])


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).output.startswith("parley ")
