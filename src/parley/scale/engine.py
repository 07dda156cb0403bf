"""Which engine reads: this process, a pool of processes, or Dask on one machine or many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from parley.errors import BadSetting, Unreadable
from parley.model.record import Record
from parley.model.text import Report
from parley.scale.kept import Kept
from parley.scale.shards import SHARD, Shard, Step, read_shard, union

ENGINES = ("processes", "dask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How the work is shared.

    `scheduler` is the address of a running Dask scheduler; without one, Dask starts `workers` processes here.
    `kept` is a folder in which finished shards stay, so that a run that was stopped goes on from there.

    >>> Engine(name="ray")
    Traceback (most recent call last):
    ...
    parley.errors.BadSetting: 'ray' is no engine: use processes or dask
    """

    name: str = "processes"
    workers: int = 1
    scheduler: str = ""
    kept: Path | None = None

    def __post_init__(self) -> None:
        if self.name not in ENGINES:
            raise BadSetting(f"{self.name!r} is no engine: use {' or '.join(ENGINES)}")
        if self.scheduler and self.name != "dask":
            raise BadSetting("a scheduler is for Dask: add --engine dask")


def read_many(
    reports: Sequence[Report], *, workers: int = 1, step: Step | None = None, engine: Engine | None = None
) -> Shard:
    """The record of all reports, and one line for each report that could not be read.

    `workers` processes share the work when there is more than one shard of it (`engine` says it all, and then
    counts alone); `step(n)` is told when n more reports are done.
    """
    records: list[Record] = []
    failures: list[Unreadable] = []
    for shard, (record, failed) in read_shards(reports, engine or Engine(workers=workers)):
        records.append(record)
        failures += failed
        if step:
            step(len(shard))
    return union(records), tuple(failures)


def read_shards(reports: Sequence[Report], engine: Engine) -> Iterator[tuple[tuple[Report, ...], Shard]]:
    """A few reports at a time with what was read in them, in order, each as soon as it is done."""
    shards = [tuple(reports[i : i + SHARD]) for i in range(0, len(reports), SHARD)]
    yield from zip(shards, _done(shards, engine), strict=True)


def _done(shards: Sequence[Sequence[Report]], engine: Engine) -> Iterator[Shard]:
    """The shards in order, those that are kept from an earlier run without reading them again."""
    kept = Kept(engine.kept) if engine.kept else None
    found = {i: done for i, shard in enumerate(shards) if kept and (done := kept.find(shard))}
    fresh = _run([shard for i, shard in enumerate(shards) if i not in found], engine)
    for i, shard in enumerate(shards):
        done = found.get(i) or next(fresh)
        if kept and i not in found:
            kept.keep(shard, done)
        yield done


def _run(shards: Sequence[Sequence[Report]], engine: Engine) -> Iterator[Shard]:
    if engine.name == "dask" and shards:
        from parley.scale.cluster import run

        yield from run(shards, workers=engine.workers, scheduler=engine.scheduler)
    elif engine.workers <= 1 or len(shards) <= 1:
        yield from map(read_shard, shards)
    else:
        # Spawned, not forked: a forked parser shares locks with its parent and may hang.
        with ProcessPoolExecutor(min(engine.workers, len(shards)), mp_context=get_context("spawn")) as pool:
            yield from pool.map(read_shard, shards)
