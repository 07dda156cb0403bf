"""Taking reports in: divided, read and kept shard by shard, so that a crash loses one shard's reading at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from parley.desk.models import models
from parley.errors import Unreadable
from parley.intake import divide
from parley.model.text import Report
from parley.scale import Engine, read_shards
from parley.store import Archive

Step = Callable[[int], None]
_STRETCH = 200


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
    """Read what the archive does not know yet, or knows less about, and keep it; what it knows is filed."""
    divided = list({r.id: r if r.passages else divide(r) for r in reports}.values())
    held = into.archive.known([r.id for r in divided])
    unread = into.archive.unread(divided, again=into.again)
    run = _run(into, divided) if divided else ""
    step = step or _nobody
    waiting = {r.id for r in unread}
    _file(into, [r for r in divided if r.id not in waiting], run, step)
    entries = 0
    left_out: list[Unreadable] = []
    for shard, (record, faults) in read_shards(unread, Engine(workers=into.workers)):
        into.archive.add_shard(into.negotiation, shard, record, run=run, raw=into.raw, author=into.author)
        entries += len(record.entries)
        left_out += faults
        step(len(shard))
    known = tuple(r.id for r in divided if r.id in held)
    return TakenIn(tuple(r.id for r in divided if r.id not in held), known, entries, tuple(left_out))


def _file(into: Into, reports: Sequence[Report], run: str, step: Step) -> None:
    """File reports that were read before."""
    for first in range(0, len(reports), _STRETCH):
        stretch = reports[first : first + _STRETCH]
        into.archive.add_reports(into.negotiation, stretch, run=run, raw=into.raw, author=into.author)
        step(len(stretch))


def _nobody(_: int) -> None:
    """Nobody watches."""


def _run(into: Into, reports: Sequence[Report]) -> str:
    inputs = {"negotiation": into.negotiation, "reports": len(reports)}
    return into.archive.add_run(version=version("parley"), models=models(), inputs=inputs, author=into.author)
