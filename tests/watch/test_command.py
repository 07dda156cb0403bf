"""`parley watch` as a process: one round, stopped by a signal, killed, and gone on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from parley.cli.watch import add
from parley.errors import BadSetting
from parley.intake import load
from parley.store import Archive
from tests.watch.site import Newsroom, Page

RUN = "import typer; from parley.cli.watch import add; app = typer.Typer(); add(app); app()"
HOME = Path(__file__).parents[2]

FEEDS = """
[[negotiation]]
id = "fish"
title = "Fish talks"
parties = ["Norland", "Sudria"]

[[feed]]
url = "{url}"
private = true
"""


@pytest.fixture
def room(tmp_path) -> Iterator[Newsroom]:
    """A newsroom with three reports, and the file to watch it by."""
    made = Newsroom()
    titles = [f"Norland and Sudria, day {n}" for n in range(3)]
    url = made.rss("/f", *((title, made.article(f"/{n}", title)) for n, title in enumerate(titles)))
    (tmp_path / "feeds.toml").write_text(FEEDS.format(url=url))
    yield made
    made.close()


@pytest.fixture
def at_once(monkeypatch) -> None:
    """No pauses in this process: the newsroom is ours. Processes that are started keep them."""
    monkeypatch.setattr("parley.desk.watch.manners.PAUSE", 0.0)


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    """The watch as a process of its own."""
    command = [sys.executable, "-c", RUN, str(folder / "feeds.toml"), "--archive", str(folder / "t.db"), *more]
    environment = {**os.environ, "PYTHONPATH": f"{HOME / 'src'}"}
    return subprocess.Popen(
        command, env=environment, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def until(room: Newsroom, path: str) -> None:
    """Wait until the newsroom was asked for a path."""
    deadline = time.monotonic() + 600
    while path not in room.paths():
        assert time.monotonic() < deadline, room.paths()
        time.sleep(0.02)


def filed(folder: Path) -> list[str]:
    """The titles in the archive."""
    with Archive.open(folder / "t.db") as archive:
        return [report.title for report in archive.reports("fish", oldest=True).items]


def once(folder: Path, *more: str) -> Result:
    """One round in this process."""
    app = typer.Typer()
    add(app)
    return CliRunner().invoke(
        app, [str(folder / "feeds.toml"), "--archive", str(folder / "t.db"), "--once", *more]
    )


def test_one_round(room, tmp_path, at_once):
    done = once(tmp_path, "--warc", str(tmp_path / "kept.warc.gz"))
    assert done.exit_code == 0
    assert done.stdout.partition(" UTC: ")[2] == "1 feed asked, 3 new items, 3 opened, 3 filed (fish 3)\n"
    assert len(filed(tmp_path)) == len(load([tmp_path / "kept.warc.gz"]).reports) == 3
    assert "0 feeds asked, 0 new items, 0 opened, nothing filed" in once(tmp_path).stdout


def test_what_strangers_write_does_not_reach_the_terminal_raw(room, tmp_path, at_once):
    room.pages["/f"] = (302, b"", {"Location": "file:///\u0080\u009b31m"})
    done = once(tmp_path)
    assert "left out: " in done.stderr
    assert all(c.isprintable() or c == "\n" for c in done.output)


def test_a_file_that_is_wrong_is_told(tmp_path):
    (tmp_path / "feeds.toml").write_text("feed = 1")
    assert isinstance(once(tmp_path).exception, BadSetting)


def test_a_signal_stops_it_cleanly_and_it_goes_on(room, tmp_path, at_once):
    begun, page = threading.Event(), room.pages["/0"]

    def stopping(_: dict[str, str]) -> Page:
        """The page, once the signal is on its way: some time later the next page may be asked for."""
        assert begun.wait(600)
        process.send_signal(signal.SIGTERM)
        return page

    room.pages["/0"] = stopping
    process = started(tmp_path)
    begun.set()
    _, errors = process.communicate(timeout=600)
    assert (process.returncode, errors) == (0, "")
    room.pages["/0"] = page
    assert filed(tmp_path) == ["Norland and Sudria, day 0"]
    assert "0 feeds asked, 0 new items, 2 opened, 2 filed (fish 2)" in once(tmp_path).stdout
    assert sorted(room.paths()) == ["/0", "/1", "/2", "/f", "/robots.txt"]


def test_killed_it_loses_nothing(room, tmp_path, at_once):
    kept = tmp_path / "kept.warc.gz"
    process = started(tmp_path, "--warc", str(kept))
    until(room, "/1")
    process.kill()
    process.communicate(timeout=600)
    assert once(tmp_path, "--warc", str(kept)).stderr == ""
    assert sorted(filed(tmp_path)) == [f"Norland and Sudria, day {n}" for n in range(3)]
    assert len(load([kept]).reports) == 3
