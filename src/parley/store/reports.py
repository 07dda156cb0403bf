"""Reports in the archive: frozen text and bytes, what is known about them, where they are filed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import NotThere
from parley.model.text import Report
from parley.store import coding, schema
from parley.store.engine import Writer
from parley.store.index import index_report
from parley.store.types import Counts, Page

_R, _M, _F, _X = schema.report.c, schema.meta.c, schema.filing.c, schema.retraction.c
_STATED = ("outlet", "published", "url", "author", "language", "source", "revises")
"""What a later import may add about a report that is known already."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of filing reports: those whose text is new, and those of which more is known than before."""

    new: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def newest_meta(upto: int | None = None) -> sa.ColumnElement[bool]:
    """The row of `meta` that holds (or held after a line of the log): no later one about the same report."""
    return newest(schema.meta, upto)


def newest(table: sa.Table, upto: int | None = None) -> sa.ColumnElement[bool]:
    """The row about a report that holds now, or held after a line of the log."""
    later = table.alias("later")
    newer = sa.exists().where(later.c.report == table.c.report, later.c.seq > table.c.seq)
    return ~newer if upto is None else sa.and_(table.c.line <= upto, ~newer.where(later.c.line <= upto))


def standing(report: sa.ColumnElement[str], upto: int | None = None) -> sa.ColumnElement[bool]:
    """Whether a report is not retracted (or was restored afterwards)."""
    last = sa.select(_X.act).where(_X.report == report).order_by(_X.seq.desc()).limit(1)
    last = last if upto is None else last.where(_X.line <= upto)
    return sa.func.coalesce(last.scalar_subquery(), "restored") != "retracted"


def _rows() -> sa.Select[Any]:
    return sa.select(_R.seq, _R.id, _R.text, _M.data).join_from(
        schema.report, schema.meta, sa.and_(_M.report == _R.id, newest_meta())
    )


def merged(known: Report, new: Report) -> Report:
    """What is known of a report, with what a later import adds; silence takes nothing away.

    An outlet that somebody names replaces one that was inferred, never the other way round.
    """
    given = {f.name: getattr(new, f.name) for f in fields(Report) if f.name in _STATED and getattr(new, f.name)}
    if new.outlet_inferred and known.outlet:
        given.pop("outlet", None)
    if "outlet" in given:
        given["outlet_inferred"] = new.outlet_inferred
    if "published" in given:
        given["published_by"] = new.published_by
    if "source" in given and known.source:
        del given["source"]
    return replace(known, **given, passages=new.passages or known.passages)


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Report]:
    """The reports of these ids that the archive holds."""
    found: dict[str, Report] = {}
    for first in range(0, len(ids), 500):
        rows = connection.execute(_rows().where(_R.id.in_(ids[first : first + 500])))
        found.update((r.id, coding.report_of(r.id, r.text, r.data)) for r in rows)
    return found


def filed(connection: Connection, negotiation: str, ids: Sequence[str]) -> set[str]:
    """Which of these reports are filed in the negotiation."""
    found: set[str] = set()
    for first in range(0, len(ids), 500):
        part = ids[first : first + 500]
        found |= set(
            connection.scalars(sa.select(_F.report).where(_F.negotiation == negotiation, _F.report.in_(part)))
        )
    return found


def add(
    writer: Writer, negotiation: str, reports: Iterable[Report], run: str, raw: Mapping[str, bytes], author: str
) -> Added:
    """File reports; one that is known keeps its text and only learns what is new about it."""
    asked = {r.id: r for r in reports}
    before = known(writer.connection, list(asked))
    here = filed(writer.connection, negotiation, list(asked))
    new: list[str] = []
    told: list[str] = []
    for report in asked.values():
        old = before.get(report.id)
        now = merged(old, report) if old else report
        if old is None:
            _freeze(writer, report, run)
            new.append(report.id)
        bytes_ = _raw(writer, report, raw) if now != old else ""
        _file(writer, Filed(negotiation, run, author), now, old, report.id in here, bytes_)
        told += [report.id] if old and now != old else []
    return Added(tuple(new), tuple(told))


@dataclass(frozen=True, slots=True)
class Filed:
    """Where reports go, by which run, by whom."""

    negotiation: str
    run: str
    author: str


def _freeze(writer: Writer, report: Report, run: str) -> None:
    row = {"id": report.id, "sha256": report.sha256, "text": coding.text_bytes(report.text)}
    writer.add(schema.report, **row, run=run, at=writer.at)
    index_report(writer, report)


def _file(writer: Writer, into: Filed, now: Report, old: Report | None, here: bool, raw: str) -> None:
    """Add what is new about a report: its facts where they grew, its place where it has none yet."""
    data = coding.dumps({"title": now.title, "outlet": now.outlet, "day": _day(now)})
    told = {"author": into.author, "run": into.run, "data": data}
    line = writer.log("report", now.id, negotiation=into.negotiation, **told) if not here else 0
    if not here:
        row = {"negotiation": into.negotiation, "report": now.id, "run": into.run, "at": writer.at}
        writer.add(schema.filing, line=line, **row)
    if now != old:
        if old:
            told_in = homes(writer.connection, [now.id])[now.id]
            line = min(writer.log("dated", now.id, negotiation=home, **told) for home in told_in)
        known = {"report": now.id, "day": _day(now), "outlet": now.outlet or "", "title": now.title}
        more = {"raw": raw, "data": coding.about(now), "run": into.run, "at": writer.at}
        writer.add(schema.meta, line=line, **known, **more)


def _raw(writer: Writer, report: Report, given: Mapping[str, bytes]) -> str:
    """Keep the bytes that a report was read from, once, and say their hash."""
    found = given.get(report.id, given.get(report.source))
    if found is None:
        return ""
    name = hashlib.sha256(found).hexdigest()
    if writer.connection.scalar(sa.select(schema.raw.c.sha256).where(schema.raw.c.sha256 == name)) is None:
        writer.connection.execute(schema.raw.insert(), {"sha256": name, "bytes": found})
    return name


def _day(report: Report) -> str:
    return report.published.isoformat() if report.published else ""


def one(connection: Connection, report_id: str) -> Report:
    """The report with this id, retracted or not. Raises NotThere."""
    found = known(connection, [report_id]).get(report_id)
    if found is None:
        raise NotThere(f"the archive holds no report {report_id!r}")
    return found


def raw(connection: Connection, report_id: str) -> bytes | None:
    """The bytes a report was read from, where they were kept."""
    query = (
        sa.select(schema.raw.c.bytes)
        .join(schema.meta, _M.raw == schema.raw.c.sha256)
        .where(_M.report == report_id)
        .order_by(_M.seq.desc())
        .limit(1)
    )
    found = connection.scalar(query)
    return None if found is None else bytes(found)


def page(
    connection: Connection, negotiation: str | None, after: int | None, limit: int, oldest: bool
) -> Page[Report]:
    """Reports in the order they came, the last one first unless `oldest`; retracted ones are left out."""
    key = _R.seq if negotiation is None else _F.seq
    query = _rows().add_columns(key.label("key")).where(standing(_R.id))
    if negotiation is not None:
        query = query.join(schema.filing, _F.report == _R.id).where(_F.negotiation == negotiation)
    if after is not None:
        query = query.where(key > after if oldest else key < after)
    rows = connection.execute(query.order_by(key if oldest else key.desc()).limit(limit + 1)).all()
    items = tuple(coding.report_of(r.id, r.text, r.data) for r in rows[:limit])
    return Page(items, str(rows[limit - 1].key) if len(rows) > limit else None)


def retract(writer: Writer, report_id: str, act: str, author: str, note: str) -> None:
    """Take a report out of every dossier, or bring it back. Raises NotThere."""
    one(writer.connection, report_id)
    kind = {"retracted": "retraction", "restored": "restoration"}[act]
    told = {"author": author, "data": coding.dumps({"note": note})}
    filed_in = homes(writer.connection, [report_id]).get(report_id, ("",))
    line = min(writer.log(kind, report_id, negotiation=home, **told) for home in filed_in)
    row = {"report": report_id, "act": act, "author": author, "note": note, "at": writer.at}
    writer.add(schema.retraction, line=line, **row)


def retracted(connection: Connection, report_id: str) -> bool:
    """Whether a report is retracted now."""
    query = sa.select(_X.act).where(_X.report == report_id).order_by(_X.seq.desc()).limit(1)
    return connection.scalar(query) == "retracted"


def homes(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The negotiations each of some reports is filed in."""
    found: dict[str, tuple[str, ...]] = {}
    for first in range(0, len(ids), 500):
        query = (
            sa.select(_F.report, _F.negotiation).where(_F.report.in_(ids[first : first + 500])).order_by(_F.seq)
        )
        for report, negotiation in connection.execute(query).tuples():
            found[report] = (*found.get(report, ()), negotiation)
    return found


def counts(connection: Connection, negotiation: str | None) -> Counts:
    """How much there is."""
    inside = sa.select(_F.report).where(_F.negotiation == negotiation) if negotiation is not None else None
    metas = sa.select(
        sa.func.count(), sa.func.count(sa.distinct(_M.outlet)), sa.func.min(_dayed()), sa.func.max(_dayed())
    ).where(newest_meta(), standing(_M.report))
    out = sa.select(sa.func.count()).select_from(schema.report).where(~standing(_R.id))
    later = schema.reading.alias("later")
    newest = ~sa.exists().where(later.c.report == schema.reading.c.report, later.c.seq > schema.reading.c.seq)
    read = sa.select(sa.func.coalesce(sa.func.sum(schema.reading.c.entries), 0)).where(
        newest, standing(schema.reading.c.report)
    )
    if inside is not None:
        metas, out = metas.where(_M.report.in_(inside)), out.where(_R.id.in_(inside))
        read = read.where(schema.reading.c.report.in_(inside))
    number, outlets, first, last = connection.execute(metas).one()
    entries, gone = connection.scalar(read), connection.scalar(out)
    return Counts(
        reports=number,
        entries=int(entries or 0),
        retracted=gone or 0,
        outlets=outlets,
        first=first or "",
        last=last or "",
    )


def _dayed() -> sa.ColumnElement[str | None]:
    return sa.func.nullif(_M.day, "")
