"""Taking reports in: divided, read and kept shard by shard, so that a crash loses one shard's reading at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from parley.desk.models import models
from parley.errors import Unreadable
from parley.intake import divide
from parley.model.text import Report
from parley.scale import SHARD, read_many
from parley.store import Archive

Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking reports in: ids new to the archive, ids that were there, how many entries were read in
    the new ones, and one line for each report that could not be read (it is kept all the same)."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    entries: int = 0
    left_out: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Into:
    """Where reports go, and how they are read."""

    archive: Archive
    negotiation: str
    author: str = ""
    workers: int = 1
    raw: Mapping[str, bytes] | None = None
    again: bool = False  # read what was read before, too: by a newer version


def take_in(into: Into, reports: Iterable[Report], step: Step | None = None) -> TakenIn:
    """Read what the archive does not know yet, or knows less about, and keep it."""
    divided = list({r.id: r if r.passages else divide(r) for r in reports}.values())
    held = into.archive.known([r.id for r in divided])
    known = tuple(r.id for r in divided if r.id in held)
    run = _run(into, divided) if divided else ""
    entries = 0
    left_out: list[Unreadable] = []
    size = SHARD * max(into.workers, 1) * (4 if into.workers > 1 else 1)
    for first in range(0, len(divided), size):
        shard = divided[first : first + size]
        count, faults = _shard(into, shard, run)
        entries += count
        left_out += faults
        if step:
            step(len(shard))
    return TakenIn(tuple(r.id for r in divided if r.id not in held), known, entries, tuple(left_out))


def _shard(into: Into, shard: Sequence[Report], run: str) -> tuple[int, tuple[Unreadable, ...]]:
    """Read a few reports and keep them with their entries in one transaction."""
    archive = into.archive
    unread = archive.unread(shard, again=into.again)
    record, faults = read_many(unread, workers=into.workers)
    archive.add_shard(into.negotiation, shard, record, run=run, raw=into.raw, author=into.author)
    return len(record.entries), faults


def _run(into: Into, reports: Sequence[Report]) -> str:
    inputs = {"negotiation": into.negotiation, "reports": len(reports)}
    return into.archive.add_run(version=version("parley"), models=models(), inputs=inputs, author=into.author)
