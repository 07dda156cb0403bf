"""The order of reading: parse, cast, dates and statements once, then the four kinds of talks entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.model.record import Record
from parley.model.text import Report
from parley.reading import attendance, events, meetings, positions
from parley.reading.gatherings import ledger
from parley.reading.page import Page, page
from parley.reading.sheet import sheets


def records(reports: Iterable[Report]) -> Iterator[Record]:
    """One record a report, in order."""
    for sheet in sheets(reports):
        yield _record(page(sheet))


def _record(laid: Page) -> Record:
    book = ledger(laid)
    entries = (
        *laid.statements,
        *meetings.read(laid, book),
        *attendance.read(laid, book),
        *positions.read(laid),
        *events.read(laid),
    )
    return Record.of([laid.sheet.report], laid.cast.actors, book.gatherings, entries)
