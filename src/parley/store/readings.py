"""Entries as runs read them: one reading a report and run; the newest one holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import NotThere
from parley.model.record import Record
from parley.model.text import Report
from parley.store import coding, schema
from parley.store.engine import Writer
from parley.store.index import index_entries
from parley.store.reports import homes, known, merged, newest, standing

_D, _E, _F, _R, _M = schema.reading.c, schema.entry.c, schema.filing.c, schema.report.c, schema.meta.c


def add(writer: Writer, negotiation: str, record: Record, run: str) -> int:
    """Keep what a run read, report by report; a reading equal to the newest one is not kept twice.

    Returns how many entries are new. Raises NotThere for a report that the archive does not hold.
    """
    ids = [r.id for r in record.reports]
    held = set(writer.connection.scalars(sa.select(_R.id).where(_R.id.in_(ids))))
    missing = next((i for i in ids if i not in held), None)
    if missing is not None:
        raise NotThere(f"the archive holds no report {missing!r}: add reports before their entries")
    query = sa.select(_D.report, _D.sha256).where(_D.report.in_(ids), newest(schema.reading))
    last = dict(writer.connection.execute(query).tuples().all())
    filed_in = homes(writer.connection, ids)
    return sum(
        _add(writer, part, run, last, (negotiation, *filed_in.get(part.reports[0].id, ())))
        for part in by_report(record)
    )


def _add(writer: Writer, part: Record, run: str, last: Mapping[str, str], told_in: Sequence[str]) -> int:
    report = part.reports[0]
    framed = coding.frame(part)
    rows = [coding.entry_data(e, report) for e in part.entries]
    sha256 = coding.hashed(framed, *rows)
    if last.get(report.id) == sha256:
        return 0
    told = {"run": run, "data": coding.dumps({"entries": len(rows)})}
    line = min(writer.log("reading", report.id, negotiation=home, **told) for home in dict.fromkeys(told_in))
    row = {"report": report.id, "run": run, "sha256": sha256, "data": framed, "entries": len(rows)}
    seq = writer.add(schema.reading, line=line, **row, at=writer.at)
    made = (
        {"reading": seq, "id": e.id, "kind": e.kind, "data": d} for e, d in zip(part.entries, rows, strict=True)
    )
    writer.add_all(schema.entry, made)
    index_entries(writer, seq, part.entries, part.actors)
    return len(rows)


def unread(connection: Connection, reports: Iterable[Report], again: bool) -> tuple[Report, ...]:
    """Of these reports, with all that is known about them: those with no reading yet, or known too little then;
    with `again` all of them."""
    asked = {r.id: r for r in reports}
    before = known(connection, list(asked))
    done: set[str] = set()
    ids = sorted(before)
    for first in range(0, len(ids), 500):
        done |= set(connection.scalars(sa.select(_D.report).where(_D.report.in_(ids[first : first + 500]))))
    now = (merged(before[r.id], r) if r.id in before else r for r in asked.values())
    return tuple(r for r in now if again or r.id not in done or r != before[r.id])


def by_report(record: Record) -> tuple[Record, ...]:
    """A record in parts, one a report."""
    actors, gatherings, entries = defaultdict(list), defaultdict(list), defaultdict(list)
    for actor in record.actors:
        actors[actor.id.split("/", 1)[0]].append(actor)
    for gathering in record.gatherings:
        gatherings[gathering.id.split("/", 1)[0]].append(gathering)
    for entry in record.entries:
        entries[entry.report].append(entry)
    return tuple(
        Record((r,), tuple(actors[r.id]), tuple(gatherings[r.id]), tuple(entries[r.id])) for r in record.reports
    )


def _inside(negotiation: str, upto: int | None) -> sa.Select[Any]:
    """Reports of a negotiation with their newest reading, if there is one; now, or after a line of the log."""
    return (
        sa.select(_R.id, _R.text, _M.data.label("about"), _M.seq.label("meta"), _D.seq, _D.data)
        .select_from(schema.report)
        .join(schema.filing, _F.report == _R.id)
        .join(schema.meta, sa.and_(_M.report == _R.id, newest(schema.meta, upto)))
        .join(schema.reading, sa.and_(_D.report == _R.id, newest(schema.reading, upto)), isouter=True)
        .where(_filed(negotiation, upto))
    )


def _filed(negotiation: str, upto: int | None) -> sa.ColumnElement[bool]:
    inside = sa.and_(_F.negotiation == negotiation, standing(_R.id, upto))
    return inside if upto is None else sa.and_(inside, _F.line <= upto)


Version = tuple[int, int]
"""Which facts about a report and which reading of it hold: (seq of `meta`, seq of `reading` or 0)."""


def versions(connection: Connection, negotiation: str, upto: int | None = None) -> dict[str, Version]:
    """What holds of each report of a negotiation, by its id: equal versions mean an equal part of the record."""
    query = (
        sa.select(_R.id, _M.seq.label("meta"), _D.seq)
        .select_from(schema.filing)
        .join(schema.report, _R.id == _F.report)
        .join(schema.meta, sa.and_(_M.report == _R.id, newest(schema.meta, upto)))
        .join(schema.reading, sa.and_(_D.report == _R.id, newest(schema.reading, upto)), isouter=True)
        .where(_filed(negotiation, upto))
    )
    return {row.id: (row.meta, row.seq or 0) for row in connection.execute(query)}


def parts(
    connection: Connection, negotiation: str, ids: list[str] | None = None, upto: int | None = None
) -> dict[str, Record]:
    """The record of each report of a negotiation, of these ids or all."""
    found: dict[str, Record] = {}
    for wanted in [None] if ids is None else [ids[i : i + 400] for i in range(0, len(ids), 400)]:
        query = (
            _inside(negotiation, upto) if wanted is None else _inside(negotiation, upto).where(_R.id.in_(wanted))
        )
        rows = connection.execute(query).all()
        entries = _entries(connection, [row.seq for row in rows if row.seq])
        for row in rows:
            report = coding.report_of(row.id, row.text, row.about)
            empty = Record((report,))
            found[row.id] = coding.record_of(report, row.data, entries[row.seq]) if row.seq else empty
    return found


def _entries(connection: Connection, readings: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for first in range(0, len(readings), 400):
        wanted = readings[first : first + 400]
        rows = connection.execute(sa.select(_E.reading, _E.data).where(_E.reading.in_(wanted)).order_by(_E.seq))
        for reading, data in rows:
            found[reading].append(data)
    return found


def record(connection: Connection, negotiation: str, upto: int | None = None) -> Record:
    """Everything that stands in a negotiation: the newest reading of each report that is not retracted."""
    return union(parts(connection, negotiation, upto=upto).values())


def union(found: Any) -> Record:
    """Parts as one record in canonical order."""
    records = list(found)
    return Record.of(
        (r for part in records for r in part.reports),
        (a for part in records for a in part.actors),
        (g for part in records for g in part.gatherings),
        (e for part in records for e in part.entries),
    )


def of_report(connection: Connection, report_id: str) -> Record:
    """What the newest reading found in one report. Raises NotThere."""
    query = (
        sa.select(_R.id, _R.text, _M.data.label("about"), _D.seq, _D.data)
        .select_from(schema.report)
        .join(schema.meta, sa.and_(_M.report == _R.id, newest(schema.meta)))
        .join(schema.reading, sa.and_(_D.report == _R.id, newest(schema.reading)), isouter=True)
        .where(_R.id == report_id)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotThere(f"the archive holds no report {report_id!r}")
    report = coding.report_of(row.id, row.text, row.about)
    return (
        coding.record_of(report, row.data, _entries(connection, [row.seq])[row.seq])
        if row.seq
        else Record((report,))
    )
