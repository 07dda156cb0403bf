"""The archive as a whole: verify, backup, export and import."""

from __future__ import annotations

import gzip
import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parley.errors import ArchiveError, BadArchive, BadSetting
from parley.model.record import Record
from parley.store import Account, Archive, people
from tests.store.material import OTHER, TALKS, Clock, record, report


def fill(archive: Archive) -> None:
    """Something of everything."""
    archive.add_negotiation(OTHER)
    made = [replace(report(n, day=date(2031, 2, n)), source=f"{n}.txt") for n in range(1, 5)]
    run = archive.add_run(version="1", models={"m": "x"}, inputs={"n": 4})
    archive.add_shard("talks", made, record(*made), run=run, raw={"1.txt": b"\xff\x00raw"}, author="ana")
    odd = replace(report(9), text="odd \x00 \ud83d ½", passages=(), id="odd")
    archive.add_reports("fish", [odd, made[0]], run=run)
    archive.add_record("talks", Record((made[1],)), run=archive.add_run(version="2"))
    archive.retract(made[2].id, author="ana", note="twice")
    kept = archive.add_correction("talks", {"kind": "confirm", "author": "ana", "words": "open hands"})
    archive.withdraw("talks", kept, author="bo")
    archive.add_correction("talks", {"kind": "confirm", "author": "ana", "words": "will attend"})
    proposal = archive.propose("talks", {"kind": "confirm", "words": "salt"}, author="robot")
    archive.decide(proposal, accepted=False, author="ana")
    archive.write(lambda w: people.add_account(w, Account(name="ana", role="admin", hash="h", made="")))


def same(one: Archive, two: Archive) -> None:
    """Whether both hold the same, and find the same."""
    assert list(one.export()) == list(two.export())
    for negotiation in ("talks", "fish"):
        assert one.record(negotiation) == two.record(negotiation)
    for asked in ("norland", "hands", "odd"):
        assert one.search(asked) == two.search(asked)
    assert two.verify() == ()


def test_a_sound_archive_has_no_faults(archive: Archive) -> None:
    fill(archive)
    done: list[int] = []
    assert archive.verify(done.append) == ()
    assert sum(done) == 5


# Each change is made behind the archive's back, past its triggers; verify must see every one.
DAMAGE = [
    ("UPDATE report SET text = X'61' WHERE seq = 1", "not the one its hash"),
    ("UPDATE raw SET bytes = X'61'", "not the ones this hash"),
    ("DELETE FROM raw", "the bytes it was read from are gone"),
    ("UPDATE entry SET data = replace(data, 'will attend', 'cancelled') WHERE seq = 1", "not the ones its hash"),
    ("DELETE FROM entry WHERE seq = 2", "2|not the ones its hash|entries"),
    ("UPDATE meta SET data = '{' WHERE seq = 2", "is damaged"),
    ("DELETE FROM log WHERE seq = 3", "rows were written"),
    ("DELETE FROM filing WHERE seq = 1", "rows were written"),
    ("UPDATE filing SET negotiation = 'none' WHERE seq = 1", "there is no negotiation none"),
    ('UPDATE judgement SET data = \'{"kind":"wrong entry"}\' WHERE seq = 1', "not the one its id"),
    ("DELETE FROM doc WHERE seq = 1", "rows were written|index of words"),
]


@pytest.mark.parametrize(("change", "told"), DAMAGE)
def test_whatever_was_changed_is_found(tmp_path: Path, change: str, told: str) -> None:
    path = tmp_path / "talks.db"
    with Archive.open(path, clock=Clock()) as archive:
        archive.add_negotiation(TALKS)
        fill(archive)
    with sqlite3.connect(path) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(change)
    raw.close()
    with Archive.open(path) as archive:
        faults = "\n".join(map(str, archive.verify()))
    assert any(part in faults for part in told.split("|")), faults


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Archive.open(path) as archive:
        archive.add_negotiation(TALKS)
        for n in range(30):
            archive.add_reports("talks", [report(n, more=" and more" * 500)])
    data = bytearray(path.read_bytes())
    for place in range(4096 * 3, len(data), 4096):
        data[place : place + 1000] = b"\xa5" * 1000
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"damaged|no archive"):
        _every_report(path)


def _every_report(path: Path) -> None:
    with Archive.open(path) as archive:
        assert archive.verify()
        archive.reports("talks", limit=100)


def test_a_backup_holds_everything(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    archive.backup(tmp_path / "copy.db")
    with Archive.open(tmp_path / "copy.db") as copy:
        same(archive, copy)
        assert copy.read(people.accounts) == archive.read(people.accounts)
        with pytest.raises(ArchiveError, match="only grows"):
            copy.write(lambda w: w.connection.exec_driver_sql("DELETE FROM log"))
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]


def test_a_backup_never_writes_over_a_file(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    with pytest.raises(BadSetting, match="is there already"):
        archive.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"
    with pytest.raises(BadSetting, match="does not exist"):
        archive.backup(tmp_path / "no" / "copy.db")


@pytest.mark.postgres
def test_a_file_moves_to_a_server(tmp_path: Path, postgres: str) -> None:
    with Archive.open(tmp_path / "talks.db", clock=Clock()) as archive:
        archive.add_negotiation(TALKS)
        fill(archive)
        archive.backup(postgres)
        with Archive.open(postgres) as moved:
            same(archive, moved)
            moved.add_reports("talks", [report(50)])
            with pytest.raises(BadArchive, match="must be a new archive"):
                archive.backup(postgres)


@pytest.mark.parametrize("packed", [False, True])
def test_an_exported_archive_comes_back_equal(archive: Archive, tmp_path: Path, packed: bool) -> None:
    fill(archive)
    path = tmp_path / "all.jsonl"
    text = "".join(archive.export()).encode("ascii")
    path.write_bytes(gzip.compress(text, mtime=0) if packed else text)
    assert b'"hash"' not in text, "who may sign in stays behind"
    with Archive.open(tmp_path / "new.db") as new:
        new.fill(path)
        same(archive, new)
        with pytest.raises(BadArchive, match="new archive"):
            new.fill(path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("parley-archive/1", "parley-archive/9", "line 1: this is no archive of the form"),
        ('"entries":2}', '"entries":3}', "does not fit together"),
        ('{"report":', '{"account":', "no row of an archive"),
        ('"seq":1,', "", "no row of an archive"),
        ('"seq":2,', '"seq":1,', "there twice"),
        ('"seq":1,', '"seq":-1,', "seq is not what it should be"),
        ('"seq":1,', '"seq":"1",', "seq is not what it should be"),
        ('"seq":1,', '"seq":[],', "seq is not what it should be"),
        ('{"run"', "[]\n", "one table and its row"),
        ('{"run"', "{'", "this is not JSON"),
        ('"bytes":"', '"bytes":"?', "bytes is not what it should be"),
    ],
)
def test_a_bundle_that_was_changed_is_refused_whole(tmp_path: Path, old: str, new: str, told: str) -> None:
    with Archive.open(tmp_path / "talks.db", clock=Clock()) as archive:
        archive.add_negotiation(TALKS)
        fill(archive)
        text = "".join(archive.export())
    assert old in text
    path = tmp_path / "all.jsonl"
    path.write_text(text.replace(old, new, 1), encoding="ascii")
    with Archive.open(tmp_path / "new.db") as fresh:
        with pytest.raises(BadArchive, match=told):
            fresh.fill(path)
        assert fresh.negotiations() == (), "nothing of it is kept"


def test_a_bundle_is_lines_that_others_can_read(archive: Archive) -> None:
    fill(archive)
    rows = [json.loads(line) for line in archive.export()]
    assert rows[0] == {"form": "parley-archive/1"}
    first = next(row["report"] for row in rows if "report" in row)
    assert first["text"].startswith("Norland will attend")
