"""A desk with two invented reports, and a client that calls its API in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from parley.desk import Desk
from parley.model.negotiation import Negotiation
from parley.model.record import Record
from parley.model.text import Report
from parley.web.api import PREFIX, application
from tests.exports.material import told
from tests.patient import patient  # noqa: F401

HERE = ("127.0.0.1", 50000)
ELSEWHERE = ("192.0.2.7", 50000)
PASSWORD = "correct horse battery"


@pytest.fixture(scope="package")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Filled once; tests that write make a desk of their own."""
    with Desk.open(tmp_path_factory.mktemp("api") / "desk.db") as made:
        fill(made)
        yield made


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(tmp_path_factory.mktemp("own") / "desk.db") as made:
        fill(made)
        yield made


def fill(desk: Desk) -> None:
    """Two reports, one after the other, as they were read once for all tests."""
    desk.archive.add_negotiation(Negotiation(id="fish", title="Fish talks"))
    run = desk.archive.add_run(version="test")
    for report in told().record.reports:
        desk.archive.add_shard("fish", [report], _of(report), run=run)


def _of(report: Report) -> Record:
    """What was read in one report."""
    whole, key = told().record, f"{report.id}/"
    return Record.of(
        [report],
        [a for a in whole.actors if a.id.startswith(key)],
        [g for g in whole.gatherings if g.id.startswith(key)],
        [e for e in whole.entries if e.report == report.id],
    )


def calling(desk: Desk, origin: tuple[str, int] = HERE) -> TestClient:
    """A client from this machine, or from another one."""
    return TestClient(
        application(desk), base_url=f"http://127.0.0.1{PREFIX}", client=origin, raise_server_exceptions=False
    )


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return calling(desk)
