"""`parley import`, `export`, `backup`, `verify` and `doctor`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from parley.cli import archive as commands
from parley.desk import doctor, taking
from parley.errors import ArchiveError, BadArchive, BadSetting, ParleyError
from parley.store import Archive
from tests.desk.material import read_shards

TEXT = (
    "Norland will attend round {n} of the salt talks in Lery on Monday, its envoy said. "
    "“We come with open hands,” Ida Brandt told reporters. The other delegation has not answered yet."
)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(taking, "read_shards", read_shards)
    for n in (1, 2):
        folder = tmp_path / "reports"
        folder.mkdir(exist_ok=True)
        (folder / f"{n}.txt").write_text(f"Envoy speaks, number {n}\n\n{TEXT.format(n=n)}\n", encoding="utf-8")


def run(*words: str) -> Result:
    app = typer.Typer()
    commands.add(app)
    found = CliRunner().invoke(app, list(words))
    if found.exception is not None and isinstance(found.exception, ParleyError):
        raise found.exception
    return found


def imported() -> None:
    assert run("import", "t.db", "reports", "-n", "Salt talks", "--author", "ana", "-q").exit_code == 0


def test_import_reads_files_them_and_keeps_their_bytes() -> None:
    done = run("import", "t.db", "reports", "-n", "Salt talks", "-q")
    assert (done.exit_code, done.stdout) == (0, "salt-talks: 2 new reports, 0 known, 4 entries read\n")
    again = run("import", "t.db", "reports", "-q")
    assert again.stdout == "salt-talks: 0 new reports, 2 known, 0 entries read\n"
    with Archive.open("t.db") as archive:
        one = archive.reports(oldest=True).items[0]
        assert archive.raw(one.id) == Path("reports", one.source).read_bytes()
    assert run("import", "t.db", "reports", "nothing.txt", "-n", "salt-talks", "-q").exit_code == 3


def test_import_says_what_it_needs() -> None:
    with pytest.raises(BadSetting, match="say which negotiation"):
        run("import", "t.db", "reports", "-q")
    with pytest.raises(BadSetting, match="no report could be read"):
        run("import", "t.db", "nothing.txt", "-n", "x", "-q")
    with Archive.open("t.db") as archive:
        assert archive.negotiations() == (), "a mistyped path makes no negotiation"


def test_export_and_import_give_an_equal_archive() -> None:
    imported()
    assert run("export", "t.db", "-o", "t.jsonl.gz").exit_code == 0
    assert run("import", "u.db", "t.jsonl.gz").exit_code == 0
    printed = run("export", "t.db").stdout
    assert printed == run("export", "u.db").stdout
    before = Path("t.jsonl.gz").read_bytes()
    run("export", "u.db", "-o", "t.jsonl.gz")
    assert Path("t.jsonl.gz").read_bytes() == before, "the same archive packs to the same bytes"
    with pytest.raises(BadArchive, match="new archive"):
        run("import", "u.db", "t.jsonl.gz")
    with pytest.raises(BadSetting, match="import it alone"):
        run("import", "w.db", "t.jsonl.gz", "reports")


def test_backup_and_verify() -> None:
    imported()
    assert run("backup", "t.db", "copy.db").exit_code == 0
    told = run("verify", "copy.db")
    assert (told.exit_code, told.stdout) == (0, "copy.db: 2 reports and 4 entries, nothing amiss\n")
    with sqlite3.connect("copy.db") as raw:
        raw.execute("DROP TRIGGER report_no_update")
        raw.execute("UPDATE report SET text = X'61' WHERE seq = 1")
    told = run("verify", "copy.db")
    assert told.exit_code == 1
    assert "its text is not the one its hash was taken of" in told.stdout


@pytest.mark.parametrize("command", [["verify", "none.db"], ["export", "none.db"], ["backup", "none.db", "x.db"]])
def test_an_archive_that_is_not_there_is_not_made(command: list[str]) -> None:
    with pytest.raises(BadArchive, match=r"there is no archive none\.db"):
        run(*command)
    assert not Path("none.db").exists()


def test_export_into_a_place_that_is_not_there() -> None:
    imported()
    with pytest.raises(BadSetting, match="cannot be written"):
        run("export", "t.db", "-o", "no/where.jsonl")


def test_doctor_finds_this_installation_well(monkeypatch: pytest.MonkeyPatch) -> None:
    imported()
    told = run("doctor", "t.db")
    assert told.exit_code == 0, told.stdout
    for name in ("Python", "English model", "SQLite", "Archive", "Disk", "postgres", "Browser"):
        assert f" {name}: " in told.stdout
    assert "opens: 2 reports, 4 entries" in told.stdout


def test_doctor_says_what_is_missing_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 1000})())
    monkeypatch.setattr(
        doctor, "_model", lambda: doctor.Check("English model", "missing", "none", "pip install it")
    )
    told = run("doctor", str(tmp_path / "no" / "t.db"))
    assert told.exit_code == 1
    assert "pip install '.[postgres]'" in told.stdout
    assert "absent  Browser" in told.stdout
    assert "does not exist" in told.stdout
    assert "missing Disk" in run("doctor", "t.db").stdout


def test_doctor_looks_at_a_broken_archive() -> None:
    Path("t.db").write_text("no archive at all, only words " * 100, encoding="utf-8")
    told = run("doctor", "t.db")
    assert told.exit_code == 1
    assert "missing Archive" in told.stdout
    assert issubclass(BadArchive, ArchiveError)
