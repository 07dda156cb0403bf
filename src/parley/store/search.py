"""Search over the words of reports and entries, what came last first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.store import coding, schema, words
from parley.store.reports import newest, newest_meta, standing
from parley.store.types import Hit, Page

_O, _F, _R, _M, _E = schema.doc.c, schema.filing.c, schema.report.c, schema.meta.c, schema.entry.c
KINDS = ("report", "entry", "statement", "meeting", "attendance", "position", "event")


def search(
    connection: Connection, asked: str, negotiation: str | None, kind: str | None, after: int | None, limit: int
) -> Page[Hit]:
    """What holds all these words; see `parley.store.words.terms` for what may be asked.

    Retracted reports and entries of earlier readings are never found.
    """
    wanted = words.terms(asked)
    if not wanted:
        return Page()
    rows = connection.execute(_query(connection, wanted, negotiation, kind, after).limit(limit + 1)).all()
    hits = tuple(_hit(connection, row, wanted, negotiation) for row in rows[:limit])
    return Page(hits, str(rows[limit - 1].seq) if len(rows) > limit else None)


def _query(
    connection: Connection,
    wanted: Sequence[words.Term],
    negotiation: str | None,
    kind: str | None,
    after: int | None,
) -> sa.Select[Any]:
    current = (
        sa.select(schema.reading.c.seq).where(schema.reading.c.seq == _O.reading, newest(schema.reading)).exists()
    )
    query = (
        sa.select(_O.seq, _O.report, _O.reading, _O.entry, _O.kind, _O.start)
        .where(_matching(connection, wanted), sa.or_(_O.reading == 0, current), standing(_O.report))
        .order_by(_O.seq.desc())
    )
    if negotiation is not None:
        query = query.where(sa.exists().where(_F.report == _O.report, _F.negotiation == negotiation))
    if kind is not None:
        query = query.where(_O.reading > 0 if kind == "entry" else _O.kind == kind)
    return query if after is None else query.where(_O.seq < after)


def _matching(connection: Connection, wanted: Sequence[words.Term]) -> sa.ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        inside = sa.text("SELECT rowid FROM doc_words WHERE doc_words MATCH :asked").bindparams(
            asked=words.fts5(wanted)
        )
    else:
        inside = sa.text("SELECT doc FROM doc_words WHERE words @@ CAST(:asked AS tsquery)").bindparams(
            asked=words.tsquery(wanted)
        )
    return _O.seq.in_(inside.columns(sa.column("seq", sa.BigInteger)))


def _hit(connection: Connection, row: Any, wanted: Sequence[words.Term], negotiation: str | None) -> Hit:
    report = connection.execute(
        sa.select(_R.text, _M.outlet, _M.title, _M.day)
        .select_from(schema.report)
        .join(schema.meta, sa.and_(_M.report == _R.id, newest_meta()))
        .where(_R.id == row.report)
    ).one()
    home = sa.select(_F.negotiation).where(_F.report == row.report).order_by(_F.seq).limit(1)
    text = bytes(report.text).decode("utf-8", "surrogatepass")
    snippet, marks = words.snippet(text, wanted, row.start, _end(connection, row))
    return Hit(
        report=row.report,
        entry=row.entry or None,
        kind=row.kind,
        negotiation=negotiation or connection.scalar(home) or "",
        snippet=snippet,
        marks=marks,
        outlet=report.outlet,
        title=report.title,
        day=report.day,
    )


def _end(connection: Connection, row: Any) -> int | None:
    """Where the words of an entry end in its report; None for a piece of a report."""
    if not row.entry:
        return None
    query = sa.select(_E.data).where(_E.reading == row.reading, _E.id == row.entry)
    anchor = coding.loads(connection.scalar(query) or "{}", "an entry").get("anchor", {})
    selector = anchor.get("selector") or [{}, {}]
    return int(selector[1].get("end", row.start))
