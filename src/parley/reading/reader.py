"""The order of reading: parse, cast, dates and statements once, then the four kinds of talks entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from parley.model.record import Record
from parley.model.text import Report
from parley.model.undisturbed import undisturbed
from parley.reading import attendance, events, positions
from parley.reading.gatherings import ledger
from parley.reading.jointly import jointly
from parley.reading.judging import meetings
from parley.reading.page import Page, page
from parley.reading.sheet import sheets

Failed = Callable[[Report, Exception], None]


def records(reports: Iterable[Report], failed: Failed | None = None) -> Iterator[Record]:
    """One record a report, in order. With `failed`, a report that cannot be read is handed to it and yields
    a record without entries, so that one bad report never stops a hundred; without it, the fault is raised."""
    for sheet in sheets(reports):
        try:
            yield read_page(page(sheet))
        except Exception as fault:
            if failed is None:
                raise
            failed(sheet.report, fault)
            yield Record.of([sheet.report])


@undisturbed()
def read_page(laid: Page) -> Record:
    """Everything one laid-out report says."""
    laid = jointly(laid)
    book = ledger(laid)
    entries = (
        *laid.statements,
        *meetings.read(laid, book),
        *attendance.read(laid, book),
        *positions.read(laid),
        *events.read(laid),
    )
    return Record.of([laid.sheet.report], laid.cast.actors, book.gatherings, entries)
