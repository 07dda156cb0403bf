"""Many writers, sudden deaths, full disks: what was committed stays, and nothing else."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from parley.errors import ArchiveError
from parley.store import Archive
from tests.store.material import TALKS, record, report

KILLS = int(os.environ.get("PARLEY_TEST_KILLS", "4"))
_ROOT = Path(__file__).parent.parent.parent

# Writes reports FIRST, FIRST+1, ... one transaction each, and says each number once it is committed.
_WRITER = """
import sys
from parley.store import Archive
from tests.store.material import record, report
where, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with Archive.open(where) as archive:
    for number in range(first, first + count):
        made = report(number)
        archive.add_shard("talks", [made], record(made), run="r")
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
"""


def writer(where: str, first: int, count: int) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}"}
    words = [sys.executable, "-c", _WRITER, where, str(first), str(count)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=env, cwd=_ROOT)


def test_two_programs_write_at_once_and_nothing_is_lost(where: str) -> None:
    with Archive.open(where) as archive:
        archive.add_negotiation(TALKS)
        both = [writer(where, 1, 25), writer(where, 1001, 25)]
        for number in range(2001, 2016):  # and this one, too
            archive.add_shard("talks", [report(number)], record(report(number)))
        assert [p.communicate(timeout=600) and p.returncode for p in both] == [0, 0]
        numbers = (*range(1, 26), *range(1001, 1026), *range(2001, 2016))
        assert {r.id for r in archive.reports("talks", limit=1000).items} == {report(n).id for n in numbers}
        assert [row.seq for row in archive.changes(limit=1000).items] == list(range(1, 1 + 2 * len(numbers) + 1))
        assert archive.verify() == ()


def test_two_programs_that_bring_the_same_reports_keep_each_once(where: str) -> None:
    with Archive.open(where) as archive:
        archive.add_negotiation(TALKS)
        both = [writer(where, 1, 25), writer(where, 1, 25)]
        assert [p.communicate(timeout=600) and p.returncode for p in both] == [0, 0]
        assert archive.counts("talks").reports == 25
        assert archive.verify() == ()


def test_kill_9_while_importing_loses_no_committed_report(where: str) -> None:
    Archive.open(where).close()
    with Archive.open(where) as archive:
        archive.add_negotiation(TALKS)
    said: set[int] = set()
    for round_ in range(KILLS if "://" not in where else min(KILLS, 2)):  # a server is not killed with its client
        process = writer(where, 1 + 1000 * round_, 1000)
        assert process.stdout is not None
        first = process.stdout.readline()  # it is at work now; kill it at another instant each time
        time.sleep(0.005 * (round_ % 7))
        process.send_signal(signal.SIGKILL)
        said |= {int(line) for line in (first + process.stdout.read()).split()}
        process.wait()
        with Archive.open(where) as archive:
            there = archive.known([report(n).id for n in said])
            assert len(there) == len(said), "every report that was said to be kept is there"
    with Archive.open(where) as archive:
        assert archive.verify() == ()
        assert archive.counts("talks").reports >= len(said) > 0


def test_kill_9_while_the_archive_is_made(tmp_path: Path) -> None:
    for round_ in range(2):
        path = tmp_path / f"{round_}.db"
        process = writer(str(path), 1, 1)
        while not path.exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(0.01 * round_)
        process.kill()
        process.communicate()
        with Archive.open(path) as archive:
            assert archive.verify() == ()


def test_a_full_disk_says_what_to_do_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Archive.open(path) as archive:
        archive.add_negotiation(TALKS)
        archive.add_reports("talks", [report(1)])

        def narrow(raw: sqlite3.Connection, *_: object) -> None:
            raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0] + 2}").close()

        sa.event.listen(archive._engine, "checkout", narrow)
        big = report(2, more=" more" * 50_000)
        with pytest.raises(ArchiveError, match="the disk is full: nothing of this step was kept; make room"):
            archive.add_reports("talks", [big])
        assert {r.id for r in archive.reports("talks").items} == {report(1).id}
    with Archive.open(path) as archive:
        assert archive.verify() == ()
        archive.add_reports("talks", [big])


def test_an_archive_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with Archive.open(path) as archive:
        archive.add_negotiation(TALKS)
        archive.write(lambda w: None)
    with Archive.open(path) as archive:
        sa.event.listen(archive._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA query_only = ON").close())
        with pytest.raises(ArchiveError, match="cannot be written: check the rights"):
            archive.add_reports("talks", [report(1)])
