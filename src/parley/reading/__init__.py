"""From a report to a record: what this report says, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.model.record import Record
from parley.model.text import Report


def read(report: Report) -> Record:
    """What one report says. Words that are not understood yield nothing."""
    return next(read_all([report]))


def read_all(reports: Iterable[Report]) -> Iterator[Record]:
    """What each report says, in order; every report is parsed once."""
    # Imported here because spaCy takes a second to import and `parley --help` must not wait for it.
    from parley.reading.reader import records

    yield from records(reports)
