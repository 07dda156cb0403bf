"""Small things to remember, as plain JSON under a key: the state of a feed. Unlike all else they are replaced."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.store import coding, schema
from parley.store.engine import Writer

_C = schema.kept.c


def keep(writer: Writer, key: str, value: Any) -> None:
    """Remember a value; it replaces the old one."""
    writer.connection.execute(schema.kept.delete().where(_C.key == key))
    writer.connection.execute(schema.kept.insert(), {"key": key, "value": coding.dumps(value)})


def kept(connection: Connection, key: str) -> Any:
    """The value under a key, None where there is none."""
    found = connection.scalar(sa.select(_C.value).where(_C.key == key))
    return None if found is None else json.loads(found)
