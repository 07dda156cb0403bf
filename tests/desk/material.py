"""A reader that needs no parser, for tests of the desk: it finds what `tests.store.material` puts in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.errors import Unreadable
from parley.model.record import Record
from parley.model.text import Report
from parley.scale import SHARD, Engine, Shard
from tests.store.material import record


def read_shards(reports: Sequence[Report], engine: Engine) -> Iterator[tuple[tuple[Report, ...], Shard]]:
    """Shards as the real ones come; a report whose text says "unreadable" fails as a real one would."""
    for first in range(0, len(reports), SHARD):
        shard = tuple(reports[first : first + SHARD])
        bad = [r for r in shard if "unreadable" in r.text]
        found = record(*(r for r in shard if r not in bad)) | Record.of(bad)
        yield shard, (found, tuple(Unreadable(r.label, "could not be read") for r in bad))
