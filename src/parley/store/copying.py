"""A whole archive in another place: a backup, a move from a file to a server, or back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from parley.errors import ArchiveError, BadArchive, BadSetting
from parley.store import coding, schema
from parley.store.engine import Writer, reading, told
from parley.store.index import index_entries, index_report

_STRETCH = 500
_REBUILT = ("doc",)
"""Not copied but made anew: the index of words has a form of its own in each database."""


def into_file(engine: Engine, path: Path) -> None:
    """A copy of an SQLite archive as it is now, whole or not at all, while others may go on writing.

    Raises BadSetting where the file is there already, ArchiveError where it cannot be written.
    """
    free(path)
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM INTO ?", (str(draft),)).close()
        _settle(draft)
        os.link(draft, path)  # unlike a rename this never replaces a file that came meanwhile
    except sa.exc.DBAPIError as fault:
        raise told(fault, engine) from fault
    except Exception as fault:
        if type(fault).__module__ == "sqlite3" or isinstance(fault, OSError):
            raise ArchiveError(f"the copy {path} could not be written ({fault})") from fault
        raise
    finally:
        draft.unlink(missing_ok=True)


def free(path: Path) -> None:
    """Refuse to write over a file. Raises BadSetting."""
    if path.exists():
        raise BadSetting(f"{path} is there already: name another file for the copy")
    if not path.absolute().parent.is_dir():
        raise BadSetting(f"the folder {path.absolute().parent} does not exist: make it first")


def _settle(path: Path) -> None:
    """Wait until the disk has it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def rows(source: Engine, target: Writer) -> None:
    """Copy every row into an archive that is empty yet, and make its index of words anew.

    Raises BadArchive for a target that holds something.
    """
    if target.connection.scalar(sa.select(sa.func.count()).select_from(schema.log)):
        raise BadArchive("the target of a copy must be a new archive: name another one")
    with reading(source) as connection:
        for table in schema.metadata.sorted_tables:
            if table.name not in _REBUILT:
                for part in _parts(connection, table):
                    target.connection.execute(table.insert(), part)
        for report, number in connection.execute(_indexed()).tuples():
            index(target, report, number)


def _parts(connection: Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    query = sa.select(table).order_by(*table.primary_key.columns)
    for part in connection.execution_options(yield_per=_STRETCH).execute(query).partitions():
        yield [dict(row._mapping) for row in part]


def _indexed() -> sa.Select[Any]:
    """What is in the index, in the order it came in."""
    first = sa.func.min(schema.doc.c.seq)
    return (
        sa.select(schema.doc.c.report, schema.doc.c.reading)
        .group_by(schema.doc.c.report, schema.doc.c.reading)
        .order_by(first)
    )


def index(target: Writer, report_id: str, number: int) -> None:
    """Index a report (number 0) or one reading of it."""
    connection = target.connection
    text = connection.scalar(sa.select(schema.report.c.text).where(schema.report.c.id == report_id))
    about = (
        sa.select(schema.meta.c.data).where(schema.meta.c.report == report_id).order_by(schema.meta.c.seq).limit(1)
    )
    report = coding.report_of(report_id, text or b"", connection.scalar(about) or "{}")
    if not number:
        index_report(target, report)
        return
    data = connection.scalar(sa.select(schema.reading.c.data).where(schema.reading.c.seq == number)) or "{}"
    query = sa.select(schema.entry.c.data).where(schema.entry.c.reading == number).order_by(schema.entry.c.seq)
    record = coding.record_of(report, data, list(connection.scalars(query)))
    index_entries(target, number, record.entries, record.actors)
