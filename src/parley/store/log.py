"""What happened, in order: one number a thing, ever rising, so that anybody can ask for all since the last."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.store import coding, schema
from parley.store.engine import Writer
from parley.store.types import LogRow, Page

_L = schema.log.c
SHAPING = ("report", "dated", "reading", "retraction", "restoration", "correction", "withdrawal")
"""Kinds after which a dossier may be another one."""


def changes(
    connection: Connection, negotiation: str | None, since: int, limit: int, kind: str | None
) -> Page[LogRow]:
    """What happened after `since`, in order; `next` is set where there is more."""
    query = sa.select(schema.log).where(_L.seq > since).order_by(_L.seq).limit(limit + 1)
    if negotiation is not None:
        query = query.where(_L.negotiation == negotiation)
    if kind is not None:
        query = query.where(_L.kind == kind)
    rows = connection.execute(query).all()
    return Page(tuple(map(_row, rows[:limit])), str(rows[limit - 1].seq) if len(rows) > limit else None)


def _row(row: Any) -> LogRow:
    return LogRow(
        seq=row.seq,
        at=row.at,
        kind=row.kind,
        negotiation=row.negotiation,
        subject=row.subject,
        author=row.author,
        run=row.run,
        data=coding.loads(row.data, f"line {row.seq} of the log"),
    )


def last(connection: Connection, negotiation: str | None) -> int:
    """The number of the last thing that may have changed a negotiation's dossier; 0 before the first."""
    query = sa.select(_L.seq).where(_L.kind.in_(SHAPING)).order_by(_L.seq.desc()).limit(1)
    return connection.scalar(query if negotiation is None else query.where(_L.negotiation == negotiation)) or 0


def newest(connection: Connection) -> int:
    """The number of the last line of the whole log."""
    return connection.scalar(sa.select(sa.func.max(_L.seq))) or 0


def points_upto(connection: Connection, negotiation: str) -> int:
    """Up to which line of the log a dossier's points were logged last; 0 for none."""
    query = sa.select(_L.data).where(_L.negotiation == negotiation, _L.kind == "points").order_by(_L.seq.desc())
    found = connection.scalar(query.limit(1))
    return int(coding.loads(found, "a line of the log").get("upto", 0)) if found else 0


def points(writer: Writer, negotiation: str, after: int, data: str) -> bool:
    """Log what a newer dossier says anew, unless somebody else did so meanwhile."""
    if points_upto(writer.connection, negotiation) != after:
        return False
    writer.log("points", negotiation, negotiation=negotiation, data=data)
    return True
