"""Calendars of clusters whose days are hidden; a part of the temporal benchmark.

The protocol: reports of one negotiation at most three days apart form clusters of three to five. All their dates
are hidden; each report in turn gets its own back. Then every weekday, today, yesterday and tomorrow of the other
reports is compared with what it means under the true date: right, wrong, or left open with its candidates. What
joins the reports comes in three ways, one row each:

- *one day in common*: two reports are linked by at most one mention of the same day, the first pair that truly
  falls on one day, which is what one matched meeting or quotation gives;
- *all days in common*: every pair of mentions that truly fall on one day is linked. No matching of meetings can
  tell more, so this bounds what can be known from weekdays and todays;
- *the reports' own words* (`--whole`): nothing is given; the reports are read, and what is joined is what Parley
  finds. Entries of the timeline that hang on a day (weeks and months too) are compared by their labels.

*Decided* are the mentions that all days left agree on; *dated* are these and those whose likeliest day is probable
enough; *likeliest* is what always giving the likeliest day would reach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import combinations
from operator import or_
from typing import Any

from bench.common import table
from parley.model.calendar import resolve
from parley.model.dossier import Dossier
from parley.model.entries import Entry, Event, Plover
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import Hangs, Time, When
from parley.pipeline import dossier, read_reports
from parley.reading.sheet import sheets
from parley.reading.times import Timex, tag
from parley.reconcile import calendar as solver
from parley.reconcile.calendar import Link, settle

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A dated report of the pool with its weekdays and todays, undated, and what they mean under the true date."""

    report: Report
    day: date
    entries: tuple[Entry, ...]
    truth: dict[str, date]


def calendars(pool: list[Row], *, whole: bool) -> tuple[str, dict[str, float]]:
    """The tables, and the figures that floors are held against."""
    reports = [Report(text=r["text"], title=r["title"] or "", outlet=r.get("outlet") or None) for r in pool]
    tagged = [tag(sheet) for sheet in sheets(reports)]
    invented = sum(_invented(t) for timexes in tagged for t in timexes)
    told = [_told(report, timexes, row) for report, timexes, row in zip(reports, tagged, pool, strict=True)]
    clusters = list(_clusters([(r["negotiation"], t) for r, t in zip(pool, told, strict=True) if t]))
    found = {
        "one day in common": _given(clusters, _linked),
        "all days in common": _given(clusters, _full),
    }
    if whole:
        found["the reports' own words"] = _read(clusters)
    body = [[name, *_shares(counts)] for name, counts in found.items()]
    size = sum(len(t) for t in tagged)
    head = ["joined by", "mentions", "decided %", "dated %", "of these right %", "right of all %", "likeliest %"]
    page = (
        f"\n\n# Calendars ({len(pool)} reports)\n\n{invented} of {size} expressions dated without a publication "
        f"day. {len(clusters)} clusters, one date given:\n\n{table(head, body)}"
    )
    _, _, dated, right, _, _ = body[0][1:]
    return page, {"none invented": 100.0 * (invented == 0), "relative dates right": right, "dated": dated}


def _shares(counts: Counter[str]) -> list[Any]:
    size = max(counts["all"], 1)
    dated = counts["right"] + counts["wrong"]
    parts = (counts["decided"] / size, dated / size, counts["right"] / max(dated, 1), counts["right"] / size)
    return [
        counts["all"],
        *(100 * p for p in parts),
        100 * counts["likeliest"] / size if counts["likeliest"] else "",
    ]


def day_of(text: str | None) -> date | None:
    """The day of a date or a moment written out."""
    return date.fromisoformat(text[:10]) if text else None


def _invented(timex: Timex) -> bool:
    """Whether an expression is dated without a publication day although no year is written out."""
    expression = timex.expression
    while expression.upon is not None:
        expression = expression.upon
    time = resolve(timex.expression, timex.anchor.words, published=None)
    return isinstance(time, When) and expression.hangs is not Hangs.NOTHING


def _told(report: Report, timexes: Sequence[Timex], row: Row) -> Told | None:
    day = day_of(row.get("published"))
    if day is None:
        return None
    entries, truth = [], {}
    for timex in timexes:
        expression = timex.expression
        if timex.type not in ("DATE", "TIME") or expression.unit not in ("weekday", "day") or expression.upon:
            continue
        open_time = resolve(expression, timex.anchor.words, published=None)
        meant = resolve(expression, timex.anchor.words, published=day)
        entry = Event(anchor=timex.anchor, actors=(), type=Plover.CONSULT, what=timex.anchor.words, when=open_time)
        if isinstance(meant, When):
            entries.append(entry)
            truth[entry.id] = meant.start
    return Told(report, day, tuple(entries), truth)


def _clusters(told: Sequence[tuple[str, Told]]) -> Iterator[list[Told]]:
    """Reports of one negotiation, three to five, each at most three days after the one before."""
    group: list[Told] = []
    before = ""
    for negotiation, one in sorted(told, key=lambda pair: (pair[0], pair[1].day, pair[1].report.id)):
        near = group and negotiation == before and (one.day - group[-1].day).days <= 3
        if not near or len(group) == 5:
            yield from [group] if len(group) >= 3 else []
            group = []
        if one.report.id not in (t.report.id for t in group):
            group.append(one)
        before = negotiation
    yield from [group] if len(group) >= 3 else []


# ---- links that are given


def _given(clusters: Sequence[list[Told]], join: Callable[[Told, Told], Iterator[Link]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for cluster in clusters:
        links = [link for a, b in combinations(cluster, 2) for link in join(a, b)]
        entries = [e for one in cluster for e in one.entries]
        for given in cluster:
            reports = [replace(o.report, published=o.day) if o is given else o.report for o in cluster]
            calendar = settle(Record.of(reports, entries=entries), links)
            for one in cluster:
                for entry in one.entries if one is not given else ():
                    _count(counts, calendar.date(entry), _likeliest(calendar, entry), one.truth[entry.id])
    return counts


def _count(counts: Counter[str], found: Time, likeliest: Time, truth: date) -> None:
    counts["all"] += 1
    counts["likeliest"] += isinstance(likeliest, When) and likeliest.start == truth
    if isinstance(found, When):
        counts["right" if found.start == truth else "wrong"] += 1
        counts["decided"] += not any("likeliest" in step for step in found.chain)


def _likeliest(calendar: solver.Calendar, entry: Entry) -> Time:
    """The day that is given if any day is probable enough."""
    kept, solver.SURE = solver.SURE, 0.0
    try:
        return calendar.date(entry)
    finally:
        solver.SURE = kept


def _linked(a: Told, b: Told) -> Iterator[Link]:
    first, *rest = _full(a, b)
    yield first
    yield from rest[:1]


def _full(a: Told, b: Told) -> Iterator[Link]:
    yield Link(a.report.id, b.report.id, "one story", within=6)
    same = ((x.id, y.id) for x in a.entries for y in b.entries if a.truth[x.id] == b.truth[y.id])
    yield from (Link(x, y, "the same day") for x, y in same)


# ---- from the reports' own words


def _read(clusters: Sequence[list[Told]]) -> Counter[str]:
    records = {one.report.id: one.report for cluster in clusters for one in cluster}
    record = read_reports(records.values()).record
    relative = {e.id for e in record.entries if e.when.expression and e.when.expression.hangs is not Hangs.NOTHING}
    own = {r.id: _only(record, r) for r in record.reports}
    counts: Counter[str] = Counter()
    for cluster in clusters:
        truth = _labels(cluster, own, {one.report.id for one in cluster}, relative)
        for given in cluster:
            found = _labels(cluster, own, {given.report.id}, relative)
            for entry, label in truth.items():
                if entry in {e.id for e in own[given.report.id].entries}:
                    continue
                counts["all"] += 1
                if entry in found:
                    counts["right" if found[entry] == label else "wrong"] += 1
    return counts


def _only(record: Record, report: Report) -> Record:
    mine = f"{report.id}/"
    return Record.of(
        [report],
        [a for a in record.actors if a.id.startswith(mine)],
        [g for g in record.gatherings if g.id.startswith(mine)],
        [e for e in record.entries if e.report == report.id],
    )


def _labels(cluster: Sequence[Told], own: dict[str, Record], dated: set[str], of: set[str]) -> dict[str, str]:
    """What each entry is dated in the timeline, where it is, with the dates of some reports."""
    told = [_with_day(own[one.report.id], one.day if one.report.id in dated else None) for one in cluster]
    found: Dossier = dossier(reduce(or_, told))
    return {entry: m.label for m in found.timeline if m.dated for entry in m.entries if entry in of}


def _with_day(record: Record, day: date | None) -> Record:
    return replace(record, reports=tuple(replace(r, published=day) for r in record.reports))
