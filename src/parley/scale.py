"""Read many reports on many cores. Reading is pure, so any number of workers gives the same record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from parley.errors import Unreadable
from parley.model.record import Record
from parley.model.text import Report
from parley.reading import read_all

SHARD = 8
"""Reports a worker takes at a time: enough to fill a parser batch, few enough to share the work evenly."""

Step = Callable[[int], None]
Shard = tuple[Record, tuple[Unreadable, ...]]


def read_many(reports: Sequence[Report], *, workers: int = 1, step: Step | None = None) -> Shard:
    """The record of all reports, and one line for each report that could not be read.

    `workers` processes share the work when there is more than one shard of it; `step(n)` is told when
    n more reports are done.
    """
    shards = [tuple(reports[i : i + SHARD]) for i in range(0, len(reports), SHARD)]
    records: list[Record] = []
    failures: list[Unreadable] = []
    for shard, (record, failed) in zip(shards, _run(shards, workers), strict=True):
        records.append(record)
        failures += failed
        if step:
            step(len(shard))
    return union(records), tuple(failures)


def union(records: Sequence[Record]) -> Record:
    """Set union of many records at once (pairwise `|` would copy the first one again and again)."""
    return Record.of(
        (r for record in records for r in record.reports),
        (a for record in records for a in record.actors),
        (g for record in records for g in record.gatherings),
        (e for record in records for e in record.entries),
    )


def read_shard(reports: Sequence[Report]) -> Shard:
    """Read a few reports in this process: the unit of work of any engine."""
    failures: list[Unreadable] = []

    def failed(report: Report, fault: Exception) -> None:
        failures.append(Unreadable(report.label, f"could not be read ({type(fault).__name__}: {fault})"))

    return union(list(read_all(reports, failed))), tuple(failures)


def _run(shards: Sequence[Sequence[Report]], workers: int) -> Iterator[Shard]:
    if workers <= 1 or len(shards) <= 1:
        yield from map(read_shard, shards)
        return
    # Spawned, not forked: a forked parser shares locks with its parent and may hang.
    with ProcessPoolExecutor(min(workers, len(shards)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(read_shard, shards)
