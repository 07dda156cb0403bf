"""Laying out small invented reports for the tests of the readers of talks."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.actors import ActorId
from parley.model.entries import Attendance, Meeting
from parley.model.text import Report
from parley.reading.gatherings import ledger
from parley.reading.page import Page, page
from parley.reading.sheet import sheet


def laid(text: str, title: str = "") -> Page:
    """A report of this text, parsed and with its cast."""
    return page(sheet(Report(text=text, title=title)))


def names(laid_page: Page, ids: Iterable[ActorId]) -> tuple[str, ...]:
    """What the report calls these actors."""
    return tuple(laid_page.cast.actor(i).name for i in ids)


def stand_in(there: Page, found: Iterable[Meeting | Attendance]) -> bool:
    """Whether all of these point at words of the report and at gatherings it tells of."""
    gatherings = {g.id for g in ledger(there).gatherings}
    return all(e.anchor.words in there.sheet.report.text and e.gathering in gatherings for e in found)
