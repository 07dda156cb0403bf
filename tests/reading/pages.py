"""Laying out small invented reports for the tests of the readers of talks."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.actors import ActorId
from parley.model.text import Report
from parley.reading.page import Page, page
from parley.reading.sheet import sheet


def laid(text: str, title: str = "") -> Page:
    """A report of this text, parsed and with its cast."""
    return page(sheet(Report(text=text, title=title)))


def names(laid_page: Page, ids: Iterable[ActorId]) -> tuple[str, ...]:
    """What the report calls these actors."""
    return tuple(laid_page.cast.actor(i).name for i in ids)
