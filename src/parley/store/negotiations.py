"""Negotiations as rows: the newest description of each holds."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import NotThere
from parley.model.negotiation import Negotiation
from parley.store import coding, schema
from parley.store.engine import Writer


def all_of(connection: Connection) -> tuple[Negotiation, ...]:
    """All negotiations, in the order they were added."""
    rows = connection.execute(sa.select(schema.negotiation).order_by(schema.negotiation.c.seq))
    return tuple({row.id: _described(row) for row in rows}.values())


def one(connection: Connection, wanted: str) -> Negotiation:
    """The negotiation with this id. Raises NotThere."""
    query = sa.select(schema.negotiation).where(schema.negotiation.c.id == wanted)
    row = connection.execute(query.order_by(schema.negotiation.c.seq.desc()).limit(1)).first()
    if row is None:
        raise NotThere(f"the archive holds no negotiation {wanted!r}")
    return _described(row)


def _described(row: Any) -> Negotiation:
    terms = coding.loads(row.terms, f"the negotiation {row.id}")
    lists = {name: tuple(terms[name]) for name in ("parties", "places", "words")}
    return Negotiation(id=row.id, title=row.title, created=row.created, **lists)


def describe(writer: Writer, new: Negotiation, author: str) -> Negotiation:
    """Keep a description of a negotiation."""
    created = new.created or writer.at
    terms = coding.dumps({"parties": new.parties, "places": new.places, "words": new.words})
    row = {"id": new.id, "title": new.title, "terms": terms, "created": created, "author": author}
    writer.add(schema.negotiation, **row)
    writer.log("negotiation", new.id, negotiation=new.id, author=author, data=coding.dumps({"title": new.title}))
    return one(writer.connection, new.id)
