"""The calendar, kept up to date: only reports without a day, and those they hang on, are laid out anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise

from parley.model.entries import Gathering
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import Time
from parley.reconcile.calendar import Calendar, settle
from parley.reconcile.echoes import echoes
from parley.reconcile.gatherings import Diary
from parley.reconcile.layout import Layout, Link
from parley.reconcile.parts import Part, home
from parley.reconcile.periods import Fit, compare, far

WITHIN = 6
"""Days within which reports of one round of talks are taken to come out."""


class Days:
    """The days of all reports as they were worked out last."""

    def __init__(self) -> None:
        self._reports: dict[str, Report] = {}
        self._said: dict[str, Mapping[str, Time]] = {}
        self._loose: set[str] = set()
        self._links: tuple[Link, ...] = ()
        self._parts: list[Part] = []
        self._layout = Layout({})
        self.changed: set[str] = set()

    def sync(
        self, gone: Iterable[Part], come: Iterable[Part], parts: Mapping[str, Part], diary: Diary
    ) -> Calendar:
        """The calendar without some reports and with others. `changed` are those laid out otherwise."""
        for part in gone:
            self._reports.pop(part.id, None)
            self._said.pop(part.id, None)
            self._loose.discard(part.id)
        for part in come:
            self._reports[part.id], self._said[part.id] = part.report, part.said
            if part.report.published is None:
                self._loose.add(part.id)
        found = self._joined(parts, diary)
        ends = {r for link in found for i in (link.a, link.b) if (r := home(i)) in parts}
        near = [parts[i] for i in sorted(self._loose | ends)]
        self.changed = set()
        if found != self._links or near != self._parts:
            self._links, self._parts = found, near
            self._lay_out()
        return Calendar(self._reports, self._layout, self._said)

    def _joined(self, parts: Mapping[str, Part], diary: Diary) -> tuple[Link, ...]:
        """All that joins a report without a day to others: meetings told by both, words quoted by both."""
        if not self._loose:
            return ()
        return (*links(parts, self._loose, diary), *echoes(parts, self._loose))

    def _lay_out(self) -> None:
        told = [part.told for part in self._parts]
        record = Record(
            tuple(chain.from_iterable(r.reports for r in told)),
            (),
            tuple(chain.from_iterable(r.gatherings for r in told)),
            tuple(chain.from_iterable(r.entries for r in told)),
        )
        old, self._layout = self._layout, settle(record, self._links).layout
        self.changed = {i for i in self._loose if old.clusters.get(i) != self._layout.clusters[i]}


def links(parts: Mapping[str, Part], loose: set[str], diary: Diary) -> Iterator[Link]:
    """Meetings told by several reports: the same weekday is the same day, and the reports lie close together.

    Only links that reach a report without a day are of use.
    """
    known = {g.id: g for i in loose for g in parts[i].told.gatherings}
    for merged in dict.fromkeys(diary.of(i) for i in sorted(known)):
        members = [g for i in diary.by_id[merged].members for g in parts[home(i)].told.gatherings if g.id == i]
        if not any(far(g.when) for g in members):
            yield from _neighbours(members, loose)


def _neighbours(members: list[Gathering], loose: set[str]) -> Iterator[Link]:
    """A chain through the reports, and an equality wherever two of them name the same weekday."""
    firsts = {home(g.id): g for g in members}
    for one, two in pairwise(sorted(firsts)):
        if one in loose or two in loose:
            yield Link(one, two, "they tell of the same talks", within=WITHIN)
    told = [g for g in sorted(members, key=lambda g: g.id) if _names_a_day(g.when)]
    for a, b in pairwise(told):
        reports = {home(a.id), home(b.id)}
        if len(reports) > 1 and not reports.isdisjoint(loose) and compare(a.when, b.when) is Fit.SAME:
            yield Link(a.id, b.id, "the same talks on the same weekday")


def _names_a_day(time: Time) -> bool:
    return time.expression is not None and time.expression.unit in ("weekday", "day", "date")
