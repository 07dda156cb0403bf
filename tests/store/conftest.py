"""Every test of the archive that asks for `where` or `archive` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.store import Archive
from tests.postgres import postgres, postgres_server  # noqa: F401
from tests.store.material import TALKS, Clock


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a new archive."""
    return str(tmp_path / "talks.db") if request.param == "sqlite" else str(request.getfixturevalue("postgres"))


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    """An archive with one negotiation, "talks"."""
    with Archive.open(where, clock=Clock()) as opened:
        opened.add_negotiation(TALKS)
        yield opened
