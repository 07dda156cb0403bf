"""One page opened: fetched, read, judged by its text, and ready to be filed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parley.desk.relevance import Relevance
from parley.desk.watch.manners import Manners
from parley.desk.watch.memory import Waiting
from parley.desk.watch.settings import Source
from parley.errors import Unreachable, Unreadable
from parley.intake import take
from parley.intake.draft import LIMIT, Draft
from parley.intake.fetch import raw_of
from parley.intake.reserved import Reservation, reservation
from parley.intake.web import Answer
from parley.model.text import Report


@dataclass(frozen=True, slots=True)
class Opened:
    """A report with the negotiations it belongs to (none: it was not about them), and what it was read from."""

    report: Report
    negotiations: tuple[str, ...]
    raw: bytes
    reserved: Reservation


class Later(Exception):
    """A page that could not be had now and may be had later."""


class Opener:
    """Opens pages that feeds point at, and tells `heard` every answer."""

    def __init__(
        self, manners: Manners, filters: dict[str, Relevance], heard: Callable[[Answer], None], skip_reserved: bool
    ) -> None:
        self._manners, self._filters, self._heard = manners, filters, heard
        self._skip_reserved = skip_reserved

    def open(self, source: Source, item: Waiting) -> list[Opened]:
        """The reports of a page. Raises Unreadable for good, Later and Resting for now."""
        answer = self._ask(source, item.url)
        reserved = reservation(answer.headers, answer.data)
        if reserved.reserved and self._skip_reserved:
            raise Unreadable(item.url, "its publisher reserves text and data mining")
        stated = Draft(text="", title=item.title, outlet=source.outlet or item.outlet or None, published=item.day)
        taken = take(raw_of(answer), stated)
        if taken.left_out:
            raise taken.left_out[0]
        return [Opened(r, self._belongs(source, item, r), answer.data, reserved) for r in taken.reports]

    def _ask(self, source: Source, url: str) -> Answer:
        self._check(source, url, url)
        try:
            answer = self._manners.ask(url, {}, LIMIT, source.hosts)
        except Unreachable as fault:
            raise Later(str(fault)) from fault
        self._heard(answer)
        if answer.status == 429 or answer.status >= 500:
            raise Later(f"{url}: the server answered {answer.status}")
        if answer.url != url:
            self._check(source, url, answer.url)
        return answer

    def _check(self, source: Source, url: str, there: str) -> None:
        try:
            allowed = self._manners.allows(there, source.hosts)
        except Unreachable as fault:
            raise Later(str(fault)) from fault
        if not allowed:
            raise Unreadable(url, "the robots.txt of its server forbids it")

    def _belongs(self, source: Source, item: Waiting, report: Report) -> tuple[str, ...]:
        if source.take_all:
            return tuple(item.negotiations)
        return tuple(n for n in item.negotiations if self._filters[n].belongs(report))
