"""Reports that repeat another report: reprints of a wire, corrected versions. Together they are one source.

Near-copies are found by the smallest hashes of their five-word runs (a bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997), so the work grows with the number of reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from zlib import crc32

from parley.model.record import Record
from parley.model.text import Report
from parley.reconcile.clusters import Clusters
from parley.reconcile.names import plain

RUN = 5
SKETCH = 64
ALIKE = 0.5
"""Share of the sketch that two reports must have in common to count as one source."""
_RARE = 50  # reports that may share a run before it tells nothing


def copies(record: Record) -> tuple[tuple[str, str], ...]:
    """Each copy with the report it repeats (the one that comes first by day, then by id)."""
    clusters = Clusters(r.id for r in record.reports)
    known = {r.id for r in record.reports}
    for report in record.reports:
        if report.revises in known and report.revises is not None:
            clusters.join(report.id, report.revises)
    sketches = {r.id: sketch(r.text) for r in record.reports}
    for one, two in _candidates(sketches):
        if alike(sketches[one], sketches[two]):
            clusters.join(one, two)
    by_id = {r.id: r for r in record.reports}
    groups = (sorted((by_id[i] for i in group), key=_first) for group in clusters.groups())
    return tuple(sorted((r.id, group[0].id) for group in groups for r in group[1:]))


def _first(report: Report) -> tuple[bool, str, str]:
    return (report.published is None, str(report.published), report.id)


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of all runs of five words; empty for a text too short to tell."""
    words = plain.__wrapped__(text).split()  # whole texts are not worth remembering
    runs = {crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1)}
    return tuple(sorted(runs)[:SKETCH]) if len(runs) >= SKETCH // 2 else ()


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether two sketches are of near-copies: resemblance over the smallest hashes of both together."""
    if not a or not b:
        return False
    smallest = sorted({*a, *b})[: min(len(a), len(b))]
    shared = {*a} & {*b}
    return sum(h in shared for h in smallest) >= ALIKE * len(smallest)


def _candidates(sketches: dict[str, tuple[int, ...]]) -> Iterable[tuple[str, str]]:
    where: dict[int, list[str]] = defaultdict(list)
    for report, hashes in sketches.items():
        for number in hashes:
            where[number].append(report)
    pairs = {
        (one, two)
        for found in where.values()
        if len(found) <= _RARE
        for i, one in enumerate(found)
        for two in found[i + 1 :]
    }
    return sorted(pairs)
