"""Checking an archive: every hash, every anchor, every reference, every number."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import BadSetting, ParleyError
from parley.model.text import Report
from parley.store import coding, decisions, schema
from parley.store.types import Fault

Step = Callable[[int], None]
NUMBERED = (*(name for name in schema.TOLD if name != "raw"), "audit", "doc")
_R, _M, _D, _E, _J = schema.report.c, schema.meta.c, schema.reading.c, schema.entry.c, schema.judgement.c
_STRETCH = 100


def verify(connection: Connection, step: Step | None = None) -> Iterator[Fault]:
    """Everything that is not as it was stored, or does not fit; `step(n)` is told when n more reports are done."""
    yield from _engine(connection)
    yield from _numbers(connection)
    yield from _references(connection)
    yield from _raw(connection)
    yield from _decisions(connection)
    yield from _index(connection)
    for stretch in _stretches(connection):
        yield from _reports(connection, stretch)
        if step:
            step(len(stretch))


def _engine(connection: Connection) -> Iterator[Fault]:
    """What SQLite says of its own file; PostgreSQL has tools of its own for that."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield Fault("the file", str(line))


def _numbers(connection: Connection) -> Iterator[Fault]:
    """Numbers run from 1 without gaps: a gap is a row that somebody took out."""
    for name in NUMBERED:
        table = schema.metadata.tables[name]
        count, last = connection.execute(
            sa.select(sa.func.count(), sa.func.max(table.c.seq)).select_from(table)
        ).one()
        if count != (last or 0):
            yield Fault(name, f"{last} rows were written and {count} are there")


_POINTS = (
    ("meta", "report", "report", "id"),
    ("filing", "report", "report", "id"),
    ("filing", "negotiation", "negotiation", "id"),
    ("reading", "report", "report", "id"),
    ("entry", "reading", "reading", "seq"),
    ("retraction", "report", "report", "id"),
    ("judgement", "negotiation", "negotiation", "id"),
    ("proposal", "negotiation", "negotiation", "id"),
    ("verdict", "proposal", "proposal", "id"),
    ("report", "id", "meta", "report"),
)


def _references(connection: Connection) -> Iterator[Fault]:
    """What one row says of another: it must be there."""
    for name, column, target, key in _POINTS:
        one, two = schema.metadata.tables[name], schema.metadata.tables[target]
        there = sa.exists().where(two.c[key] == one.c[column])
        for seq, value in connection.execute(sa.select(one.c.seq, one.c[column]).where(~there).limit(20)):
            yield Fault(f"{name} {seq}", f"there is no {target} {value}")
    held = sa.exists().where(schema.raw.c.sha256 == _M.raw)
    for (seq,) in connection.execute(sa.select(_M.seq).where(_M.raw != "", ~held).limit(20)):
        yield Fault(f"meta {seq}", "the bytes it was read from are gone")


def _raw(connection: Connection) -> Iterator[Fault]:
    for name in connection.scalars(sa.select(schema.raw.c.sha256).order_by(schema.raw.c.sha256)).all():
        found = connection.scalar(sa.select(schema.raw.c.bytes).where(schema.raw.c.sha256 == name))
        if hashlib.sha256(bytes(found or b"")).hexdigest() != name:
            yield Fault(f"bytes {name}", "they are not the ones this hash was taken of")


def _decisions(connection: Connection) -> Iterator[Fault]:
    for row in connection.execute(sa.select(_J.seq, _J.id, _J.act, _J.data).order_by(_J.seq)):
        try:
            fields = decisions.checked(coding.strings(coding.loads(row.data, "a correction")))
        except (ParleyError, AttributeError) as fault:
            yield Fault(f"judgement {row.seq}", str(fault))
            continue
        if row.act == "decided" and decisions.name_of(fields) != row.id:
            yield Fault(f"judgement {row.seq}", "it is not the one its id was taken of")


def _index(connection: Connection) -> Iterator[Fault]:
    """Whether everything can be found that should be."""
    docs = connection.scalar(sa.select(sa.func.count()).select_from(schema.doc))
    words = connection.scalar(sa.text("SELECT count(*) FROM doc_words"))
    entries = connection.scalar(sa.select(sa.func.count()).select_from(schema.entry))
    found = connection.scalar(sa.select(sa.func.count()).select_from(schema.doc).where(schema.doc.c.reading > 0))
    if docs != words or entries != found:
        yield Fault(
            "the index of words", f"{docs} pieces, {words} of them with words; {entries} entries, {found} found"
        )


def _stretches(connection: Connection) -> Iterator[list[Any]]:
    after = 0
    while True:
        query = sa.select(_R.seq, _R.id, _R.sha256, _R.text).where(_R.seq > after).order_by(_R.seq).limit(_STRETCH)
        rows = list(connection.execute(query))
        if not rows:
            return
        yield rows
        after = rows[-1].seq


def _reports(connection: Connection, rows: list[Any]) -> Iterator[Fault]:
    """The texts of some reports, what is known about them, and every reading of them."""
    ids = [row.id for row in rows]
    metas, readings = _grouped(connection, schema.meta, ids), _grouped(connection, schema.reading, ids)
    entries = _entries(connection, [r.seq for found in readings.values() for r in found])
    for row in rows:
        if hashlib.sha256(bytes(row.text)).hexdigest() != row.sha256:
            yield Fault(f"report {row.id}", "its text is not the one its hash was taken of")
            continue
        report = None
        for meta in metas.get(row.id, ()):
            try:
                report = coding.report_of(row.id, row.text, meta.data)
            except (ParleyError, BadSetting) as fault:
                yield Fault(f"meta {meta.seq}", str(fault))
        for reading in readings.get(row.id, ()) if report else ():
            yield from _reading(report, reading, entries.get(reading.seq, []))


def _reading(report: Report | None, reading: Any, entries: list[Any]) -> Iterator[Fault]:
    what = f"reading {reading.seq} of {reading.report}"
    if reading.sha256 != coding.hashed(reading.data, *(e.data for e in entries)) or reading.entries != len(
        entries
    ):
        yield Fault(what, "its entries are not the ones its hash was taken of")
        return
    if report is None:
        return
    try:
        record = coding.record_of(report, reading.data, [e.data for e in entries])
    except ParleyError as fault:
        yield Fault(what, str(fault))
        return
    for row, entry in zip(entries, record.entries, strict=True):
        if (row.id, row.kind) != (schema.cleaned(entry.id), entry.kind):
            yield Fault(f"entry {row.seq}", "it is filed under another id or kind")


def _grouped(connection: Connection, table: sa.Table, ids: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in connection.execute(sa.select(table).where(table.c.report.in_(ids)).order_by(table.c.seq)):
        found.setdefault(row.report, []).append(row)
    return found


def _entries(connection: Connection, readings: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for first in range(0, len(readings), 400):
        wanted = readings[first : first + 400]
        for row in connection.execute(sa.select(schema.entry).where(_E.reading.in_(wanted)).order_by(_E.seq)):
            found.setdefault(row.reading, []).append(row)
    return found
