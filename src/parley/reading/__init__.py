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
    from parley.reading.page import page
    from parley.reading.sheet import sheets

    for sheet in sheets(reports):
        yield _record(page(sheet))


def _record(page: object) -> Record:
    from parley.reading import attendance, events, meetings, positions
    from parley.reading.gatherings import ledger
    from parley.reading.page import Page

    assert isinstance(page, Page)
    book = ledger(page)
    entries = (
        *page.statements,
        *meetings.read(page, book),
        *attendance.read(page, book),
        *positions.read(page),
        *events.read(page),
    )
    return Record.of([page.sheet.report], page.cast.actors, book.gatherings, entries)
