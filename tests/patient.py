"""Tests that ask a desk wait for its answer.

A reader is handed the dossier before where the new one takes longer than a moment, which on a busy machine it may;
a test that is about something else than that moment is not to fail by it.

    from tests.patient import patient  # noqa: F401
"""

from __future__ import annotations

import pytest

from parley.desk import desk
from parley.desk.keeper import Held
from parley.desk.shelf import Shelf

LONG = 120.0
"""Seconds after which what was waited for is taken to never come."""


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names no patience of their own waits until what was decided shows."""
    get = Shelf.get

    def waiting(shelf: Shelf, negotiation: str, patience: float) -> Held:
        return get(shelf, negotiation, LONG if patience == desk.PATIENCE else patience)

    monkeypatch.setattr(Shelf, "get", waiting)
    monkeypatch.setattr(desk, "SOON", LONG)
