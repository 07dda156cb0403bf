"""A desk over a new archive whose clock the test moves, with one negotiation and a reader that needs no parser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.desk import Desk, taking
from parley.store import Archive
from tests.desk.material import read_shards
from tests.patient import patient  # noqa: F401
from tests.postgres import postgres, postgres_server  # noqa: F401
from tests.store.material import TALKS, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(taking, "read_shards", read_shards)
    with Desk(Archive.open(tmp_path / "talks.db", clock=clock)) as opened:
        opened.archive.add_negotiation(TALKS)
        yield opened
