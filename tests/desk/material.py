"""A reader that needs no parser, for tests of the desk: it finds what `tests.store.material` puts in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parley.errors import Unreadable
from parley.model.record import Record
from parley.model.text import Report
from tests.store.material import record

Step = Callable[[int], None]


def read_many(
    reports: Sequence[Report], *, workers: int = 1, step: Step | None = None
) -> tuple[Record, tuple[Unreadable, ...]]:
    """The record of all reports; one whose text says "unreadable" fails as a real one would."""
    bad = [r for r in reports if "unreadable" in r.text]
    good = [r for r in reports if r not in bad]
    found = record(*good) | Record.of(bad)
    return found, tuple(Unreadable(r.label, "could not be read") for r in bad)
