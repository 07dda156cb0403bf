"""The calendar of a record: which day each report came out, which day each entry means, in what order they stand.

How to use it::

    calendar = settle(record, links)             # pure: same record and links, same calendar
    calendar.day(report_id)                      # When, or Undated with at most 14 candidate days
    calendar.date(entry)                         # the entry's (or gathering's) time, resolved as far as it can be
    calendar.label(entry, focus=gathering)       # Label("Thursday of the talks", order, dated) for the timeline
    calendar.days                                # for Dossier.days
    calendar.conflicts                           # anchors that cannot all be right, with their words

A `Link` says that two things happened on the same day: its ids are ids of entries, gatherings or reports (a
report's own day is the day it came out). `within` loosens it: `Link(report_a, report_b, "same talks", within=6)`
says that two reports of one story came out at most six days apart. Give an equality for the same meeting, the
same quotation, the same event told in two reports; a wrong equality shows as a conflict where both are dated.

The day a report came out is a variable. Its publication date fixes it; written dates told as past bound it from
below; links bind it to the days of other reports. What is left is enumerated, at most 14 days each. An entry is
dated when all days that are left for its report give the same date, or days that hold at least SURE of the
probability (how far back bare weekdays look in news, measured), which its chain then says; else it stays undated,
with the candidates. That one weekday name means one day in a story is a habit that only orders. Where nothing in a
cluster is dated the days are laid out on a week without a date, which orders and spaces them (`dated` is False). A
date given later (metadata, a dateline, the reader) dates all that hangs on it without reading again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from parley.model.calendar import resolve
from parley.model.entries import Entry, Gathering, Statement
from parley.model.record import Record
from parley.model.spelling import MONTHS, WEEKDAYS
from parley.model.text import Report
from parley.model.times import Basis, Hangs, Time, Undated, When
from parley.reconcile.daynet import lay_out
from parley.reconcile.layout import Layout, Link, Mention

__all__ = ["Calendar", "Conflict", "Label", "Link", "settle"]

SURE = 0.8  # least probability of the day that a mention is given although other days are left
_PROBABLE = "the likeliest of the days left: {} in 100, as news usually looks back"
_HOURS = {"early": 0.1, "MO": 0.3, "AF": 0.6, "late": 0.75, "EV": 0.8, "NI": 0.9}


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two anchors that cannot both be right: the reports they stand in, their words, and why."""

    reports: tuple[str, str]
    words: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a day as far as it is known, its place in the order of time, and whether it has a date."""

    label: str
    order: float
    dated: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """What `settle` found. Immutable; ask it, or settle again with more."""

    reports: Mapping[str, Report] = field(repr=False)
    layout: Layout = field(repr=False)
    said: Mapping[str, Mapping[str, Time]] = field(repr=False)

    @property
    def days(self) -> tuple[tuple[str, Time], ...]:
        """The day each report came out, as far as it is known."""
        return tuple((report, self.day(report)) for report in self.reports)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Anchors that cannot all be right."""
        return tuple(Conflict(c.reports, c.words, c.reason) for c in self.layout.clashes)

    def day(self, report_id: str) -> Time:
        """The day the report came out."""
        report = self.reports[report_id]
        if report.published is not None:
            basis, step = _own_basis(report)
            return When(start=report.published, end=report.published, basis=basis, chain=(step,))
        days = self.layout.days(report.id) if self.layout.anchored(report.id) else ()
        step = f"worked out from {self.reports[self.layout.source(report.id)].label}"
        found: list[Time] = [When(start=d, end=d, basis=Basis.OTHER_REPORT, chain=(step,)) for d in days]
        if len(found) == 1:
            return found[0]
        return self._most_probable(report_id, days, found) or Undated(candidates=days)

    def _likely(self, report_id: str) -> datetime.date:
        return self.reports[report_id].published or self.layout.likely(report_id)

    def _pairs(self, a: str, b: str) -> Iterator[tuple[datetime.date, datetime.date]]:
        """The days that two reports may have together."""
        one, two = self.reports[a].published, self.reports[b].published
        if one is not None and two is not None:
            yield one, two
        else:
            yield from self.layout.pairs(a, b)

    def _said(self, thing: Entry | Gathering) -> Time | None:
        return self.said.get(report_of(thing), {}).get(thing.id)

    def date(self, thing: Entry | Gathering) -> Time:
        """The time of an entry or gathering, resolved as far as the calendar allows."""
        return self.place(report_of(thing), thing.when, self._said(thing))

    def place(self, report_id: str, when: Time, said: Time | None = None) -> Time:
        """A time that a report tells, resolved as far as the calendar allows."""
        if when.expression is None:
            return when
        report = self.reports[report_id]
        if report.published is not None:
            return _resolved(when, report.published, said, *_own_basis(report))
        survivors = self.layout.days(report_id) if self.layout.anchored(report_id) else ()
        if not survivors:
            return _resolved(when, None, said, Basis.PUBLICATION, "")
        found = [_resolved(when, day, said, *self._basis(report_id, survivors)) for day in survivors]
        agreed = _agreed(when, found)
        return agreed if isinstance(agreed, When) else self._most_probable(report_id, survivors, found) or agreed

    def _most_probable(self, report_id: str, days: tuple[datetime.date, ...], found: list[Time]) -> When | None:
        """The time that nearly all of the probability is on, as the press usually tells; None where none is."""
        chances = self.layout.chances(report_id)
        told: dict[tuple[datetime.date, datetime.date], float] = {}
        for day, time in zip(days, found, strict=True):
            if isinstance(time, When):
                told[time.start, time.end] = told.get((time.start, time.end), 0.0) + chances.get(day, 0.0)
        best = max(sorted(told), key=told.__getitem__, default=None)
        if best is None or told[best] < SURE:
            return None
        time = next(t for t in found if isinstance(t, When) and (t.start, t.end) == best)
        return replace(time, chain=(*time.chain, _PROBABLE.format(int(100 * told[best]))))

    def _basis(self, report_id: str, survivors: tuple[datetime.date, ...]) -> tuple[Basis, str]:
        source = self.reports[self.layout.source(report_id)].label
        first, last = survivors[0].isoformat(), survivors[-1].isoformat()
        days = first if first == last else f"from {first} to {last}"
        return Basis.OTHER_REPORT, f"counted from {source}: this report came out {days}"

    def label(
        self, thing: Entry | Gathering, *, focus: Gathering | None = None, time: Time | None = None
    ) -> Label:
        """The day of an entry for the timeline; `focus` is the meeting that other days are told from, `time` the
        entry's own where it is at hand.

        "Thursday 15 May 2025" where the date is known; "Thursday of the talks", "the Saturday before" where only
        the order is; "Saturday" where not even that; "day not told" where the report says nothing.
        """
        time = self.date(thing) if time is None else time
        if isinstance(time, When):
            return Label(_spoken(time), time.start.toordinal() + _hour(time), True)
        order = self._order(thing, time)
        return Label(self._loose(thing, time, focus), order, False)

    def _order(self, thing: Entry | Gathering, time: Undated) -> float:
        day = self._likely(report_of(thing))
        placed: Time = time
        if time.expression is not None:
            placed = resolve(time.expression, time.words, published=day, said=self._said_on(thing, day))
        at = placed.start if isinstance(placed, When) else day
        return at.toordinal() + _hour(time)

    def _said_on(self, thing: Entry | Gathering, day: datetime.date) -> Time | None:
        said = self._said(thing)
        if said is None or said.expression is None:
            return said
        return resolve(said.expression, said.words, published=day)

    def _loose(self, thing: Entry | Gathering, time: Undated, focus: Gathering | None) -> str:
        if time.expression is None:
            return "day not told"
        name = self._weekday(thing) or time.words
        if 1 < len(time.candidates) <= 3:
            return f"{name} ({' or '.join(_short(d) for d in time.candidates)} {time.candidates[-1].year})"
        if focus is None or name not in WEEKDAYS:
            return name
        gaps = self._gaps(thing, focus)
        return _relative(name, gaps.pop()) if len(gaps) == 1 else name

    def _weekday(self, thing: Entry | Gathering) -> str | None:
        """The name of its day of the week, where all layouts agree on that."""
        report = report_of(thing)
        days = [self._on(thing, day) for day, _ in self._pairs(report, report)]
        names = {WEEKDAYS[day.weekday()] for day in days if day is not None}
        return names.pop() if len(names) == 1 and None not in days else None

    def _gaps(self, thing: Entry | Gathering, focus: Gathering) -> set[int]:
        """Days from the focus to the thing, in every layout that is left."""
        a, b = report_of(thing), report_of(focus)
        gaps = set()
        for day_a, day_b in self._pairs(a, b):
            here, there = self._on(thing, day_a), self._on(focus, day_b)
            if here is None or there is None:
                return set()
            gaps.add((here - there).days)
        return gaps

    def _on(self, thing: Entry | Gathering, day: datetime.date) -> datetime.date | None:
        if thing.when.expression is None:
            return None
        time = resolve(thing.when.expression, thing.when.words, published=day, said=self._said_on(thing, day))
        return time.start if isinstance(time, When) and time.start == time.end else None


def settle(record: Record, links: Iterable[Link] = ()) -> Calendar:
    """Work out the days of a record from its reports' dates, its written dates and links between its entries."""
    things: list[Entry | Gathering] = [*record.entries, *record.gatherings]
    said = spoken_on(record)
    mentions = {t.id: Mention(t.id, report_of(t), t.when, said.get(t.id)) for t in things}
    layout = lay_out(record.reports, mentions, tuple(links))
    by_report: dict[str, dict[str, Time]] = {r.id: {} for r in record.reports}
    for thing in record.entries:
        if thing.id in said:
            by_report[thing.report][thing.id] = said[thing.id]
    return Calendar({r.id: r for r in record.reports}, layout, by_report)


def report_of(thing: Entry | Gathering) -> str:
    """The id of the report that an entry or a report's gathering stands in."""
    return thing.report if isinstance(thing, Entry) else thing.id.split("/", 1)[0]


def _own_basis(report: Report) -> tuple[Basis, str]:
    by = report.published_by
    basis = Basis.READER if by == "reader" else Basis.PUBLICATION
    return basis, f"{report.label} is dated {report.published}" + (f" by its {by}" if by else "")


def _resolved(when: Time, day: datetime.date | None, said: Time | None, basis: Basis, step: str) -> Time:
    assert when.expression is not None
    if said is not None and said.expression is not None:
        said = resolve(said.expression, said.words, published=day)
    time = resolve(when.expression, when.words, published=day, said=said)
    if isinstance(time, Undated) or time.basis is Basis.WRITTEN:
        return time
    told = Basis.SAID_ON if time.basis is Basis.SAID_ON else basis
    steps = time.chain if time.basis is Basis.SAID_ON else time.chain[:1]
    return When(
        start=time.start,
        end=time.end,
        words=time.words,
        basis=told,
        chain=(*steps, step),
        expression=time.expression,
    )


def _agreed(when: Time, found: list[Time]) -> Time:
    """The time that all days left for the report give; else the candidates, never one of them."""
    dated = [t for t in found if isinstance(t, When)]
    if len(dated) == len(found) and len({(t.start, t.end) for t in dated}) == 1:
        return dated[0]
    single = sorted({t.start for t in dated if t.start == t.end})
    return Undated(words=when.words, expression=when.expression, candidates=tuple(single[:14]))


def spoken_on(record: Record) -> dict[str, Time]:
    """For each entry inside a quotation that is counted from the day of speaking: when that was."""
    statements: dict[str, list[Statement]] = {}
    for statement in record.of_kind(Statement):
        statements.setdefault(statement.report, []).append(statement)
    said: dict[str, Time] = {}
    for entry in record.entries:
        if entry.when.expression is None or entry.when.expression.hangs is not Hangs.UTTERANCE:
            continue
        around = [
            s for s in statements.get(entry.report, ()) if s.id != entry.id and s.content.overlaps(entry.anchor)
        ]
        if around:
            inner = min(around, key=lambda s: (s.content.end - s.content.start, s.content.start))
            said[entry.id] = inner.when
    return said


# ---- words for days


def _spoken(time: When) -> str:
    """A resolved time for people: "Thursday 15 May 2025", "March 2022", "2019", "12 to 18 May 2025"."""
    first, last = time.start, time.end
    if first == last:
        return f"{WEEKDAYS[first.weekday()]} {first.day} {MONTHS[first.month - 1]} {first.year}"
    value = time.timex
    if len(value) == 4:
        return value
    if len(value) == 7:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{_short(first)} to {_short(last)} {last.year}"


def _short(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _relative(name: str, gap: int) -> str:
    if gap == 0:
        return f"{name} of the talks"
    if abs(gap) > 6:
        return name
    return f"the {name} {'before' if gap < 0 else 'after'}"


def _hour(time: Time) -> float:
    """How far into the day, 0 to 1, where part or hour were told; the middle of the day otherwise."""
    e = time.expression
    if e is None:
        return 0.5
    if e.clock[:2].isdigit():
        return int(e.clock[:2]) / 24
    parts = (e.part_of_day or "").split()
    return _HOURS.get(parts[-1], 0.5) if parts else 0.5
