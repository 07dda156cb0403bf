"""Runs: by which version, with which models, something was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import NotThere
from parley.model.ids import digest
from parley.store import coding, schema
from parley.store.engine import Writer
from parley.store.types import Run

_C = schema.run.c


def add(writer: Writer, version: str, models: Mapping[str, str], inputs: Mapping[str, Any], author: str) -> str:
    """Note a run and say its id."""
    seq = writer.number(schema.run)
    name = digest("run", seq, writer.at, version, dict(models), dict(inputs), author)
    row = {"seq": seq, "id": name, "at": writer.at, "version": version, "author": author}
    texts = {"models": coding.dumps(dict(models)), "inputs": coding.dumps(dict(inputs))}
    writer.connection.execute(schema.run.insert(), {**row, **texts})
    return name


def one(connection: Connection, run_id: str) -> Run:
    """The run with this id. Raises NotThere."""
    row = connection.execute(sa.select(schema.run).where(_C.id == run_id)).first()
    if row is None:
        raise NotThere(f"the archive holds no run {run_id!r}")
    models, inputs = coding.loads(row.models, f"the run {run_id}"), coding.loads(row.inputs, f"the run {run_id}")
    return Run(id=row.id, at=row.at, version=row.version, models=models, inputs=inputs, author=row.author)
