"""From a report to a record: what this report says, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from parley.model.record import Record
from parley.model.text import Report


def read(report: Report) -> Record:
    """What one report says. Words that are not understood yield nothing."""
    return next(read_all([report]))


def read_all(
    reports: Iterable[Report], failed: Callable[[Report, Exception], None] | None = None
) -> Iterator[Record]:
    """What each report says, in order; every report is parsed once.

    A report that cannot be read is handed to `failed` and yields no entries; without `failed` the fault is raised.
    """
    # Imported here because spaCy takes a second to import and `parley --help` must not wait for it.
    from parley.reading.reader import records

    yield from records(reports, failed)
