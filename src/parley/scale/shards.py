"""The unit of work of every engine: a few reports in, their record out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parley.errors import Unreadable
from parley.model.record import Record
from parley.model.text import Report
from parley.reading import read_all

SHARD = 8
"""Reports a worker takes at a time: enough to fill a parser batch, few enough to share the work evenly."""

Step = Callable[[int], None]
Shard = tuple[Record, tuple[Unreadable, ...]]


def read_shard(reports: Sequence[Report]) -> Shard:
    """Read a few reports in this process."""
    failures: list[Unreadable] = []

    def failed(report: Report, fault: Exception) -> None:
        failures.append(Unreadable(report.label, f"could not be read ({type(fault).__name__}: {fault})"))

    return union(list(read_all(reports, failed))), tuple(failures)


def union(records: Sequence[Record]) -> Record:
    """Set union of many records at once (pairwise `|` would copy the first one again and again)."""
    return Record.of(
        (r for record in records for r in record.reports),
        (a for record in records for a in record.actors),
        (g for record in records for g in record.gatherings),
        (e for record in records for e in record.entries),
    )
