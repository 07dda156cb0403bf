"""Search over the words of reports and entries, what came last first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    around = _around(connection, rows[:limit], negotiation)
    hits = tuple(_hit(row, wanted, around) for row in rows[:limit])
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
    found, place = _matching(connection, wanted)
    query = (
        sa.select(_O.seq, _O.report, _O.reading, _O.entry, _O.kind, _O.start)
        .select_from(found)
        .join(schema.doc, _O.seq == place)
        .where(sa.or_(_O.reading == 0, current), standing(_O.report))
        .order_by(place.desc())
    )
    if negotiation is not None:
        query = query.where(sa.exists().where(_F.report == _O.report, _F.negotiation == negotiation))
    if kind is not None:
        query = query.where(_O.reading > 0 if kind == "entry" else _O.kind == kind)
    return query if after is None else query.where(place < after)


def _matching(connection: Connection, wanted: Sequence[words.Term]) -> tuple[sa.Subquery, sa.ColumnElement[int]]:
    """Where the words are found: what to begin with, already narrowed, and its column that names the piece."""
    number = sa.column("doc", sa.BigInteger)
    if connection.dialect.name == "sqlite":
        inside = sa.text("SELECT rowid AS doc FROM doc_words WHERE doc_words MATCH :asked")
        found = inside.bindparams(asked=words.fts5(wanted)).columns(number).subquery("found")
    else:
        inside = sa.text("SELECT doc FROM doc_words WHERE words @@ CAST(:asked AS tsquery)")
        found = inside.bindparams(asked=words.tsquery(wanted)).columns(number).subquery("found")
    return found, found.c.doc


@dataclass(frozen=True, slots=True)
class _Around:
    """What a page of hits is shown with: reports by id, negotiations by report, ends of entries."""

    reports: dict[str, Any]
    homes: dict[str, str]
    ends: dict[tuple[int, str], int]


def _around(connection: Connection, rows: Sequence[Any], negotiation: str | None) -> _Around:
    """All of it in three questions to the database, however many hits there are."""
    ids = list(dict.fromkeys(row.report for row in rows))
    texts = (
        sa.select(_R.id, _R.text, _M.outlet, _M.title, _M.day)
        .select_from(schema.report)
        .join(schema.meta, sa.and_(_M.report == _R.id, newest_meta()))
        .where(_R.id.in_(ids))
    )
    reports = {row.id: row for row in connection.execute(texts)}
    homes = dict.fromkeys(ids, negotiation or "")
    if negotiation is None:
        filed = sa.select(_F.report, _F.negotiation).where(_F.report.in_(ids)).order_by(_F.seq.desc())
        homes |= dict(connection.execute(filed).tuples().all())
    return _Around(reports, homes, _ends(connection, [row for row in rows if row.entry]))


def _ends(connection: Connection, rows: Sequence[Any]) -> dict[tuple[int, str], int]:
    """Where the words of entries end in their reports."""
    wanted = sa.and_(_E.reading.in_({row.reading for row in rows}), _E.id.in_({row.entry for row in rows}))
    found = connection.execute(sa.select(_E.reading, _E.id, _E.data).where(wanted)) if rows else ()
    return {(row.reading, row.id): _end(coding.loads(row.data, "an entry")) for row in found}


def _end(entry: Any) -> int:
    return int(entry["anchor"]["selector"][1]["end"])


def _hit(row: Any, wanted: Sequence[words.Term], around: _Around) -> Hit:
    report = around.reports[row.report]
    text = bytes(report.text).decode("utf-8", "surrogatepass")
    snippet, marks = words.snippet(text, wanted, row.start, around.ends.get((row.reading, row.entry)))
    return Hit(
        report=row.report,
        entry=row.entry or None,
        kind=row.kind,
        negotiation=around.homes[row.report],
        snippet=schema.cleaned(snippet),  # character for character, so that the marks stay where they are
        marks=marks,
        outlet=report.outlet,
        title=report.title,
        day=report.day,
    )
