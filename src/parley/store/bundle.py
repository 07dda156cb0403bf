"""A whole archive as JSON Lines, and back: what it holds about negotiations, not who may sign in.

The first line names the form; every other one is a row, `{"report": {...}}`, tables in the order of `schema.TOLD`,
rows in the order they came. The same content gives the same bytes. Accounts, sessions, tokens, visits and the
audit log stay behind: those are in a backup.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from parley.errors import BadArchive
from parley.store import coding, schema
from parley.store.copying import index
from parley.store.engine import Writer
from parley.store.verify import verify

FORM = "parley-archive/1"
_JSON = ("terms", "models", "inputs", "data")
"""Columns that hold JSON, written as such."""
_LONGEST = 200_000_000  # characters of a line: no report comes near, a hostile file may


def lines(connection: Connection) -> Iterator[str]:
    """The archive, line by line."""
    yield coding.dumps({"form": FORM}) + "\n"
    for name in schema.TOLD:
        table = schema.metadata.tables[name]
        query = sa.select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=500).execute(query):
            yield coding.dumps({name: {key: _out(name, key, value) for key, value in row._mapping.items()}}) + "\n"


def _out(table: str, key: str, value: Any) -> Any:
    if table == "report" and key == "text":
        return bytes(value).decode("utf-8", "surrogatepass")
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return coding.loads(value, "a row") if key in _JSON else value


def is_bundle(path: Path) -> bool:
    """Whether a file begins like a bundle."""
    try:
        with opened(path) as file:
            return FORM in file.readline(200)
    except (OSError, UnicodeDecodeError, EOFError, gzip.BadGzipFile):
        return False


def opened(path: Path) -> IO[str]:
    """A bundle to read, packed with gzip or not."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rt", encoding="ascii") if packed else path.open(encoding="ascii")


def fill(writer: Writer, path: Path) -> None:
    """Put a bundle into an archive that is empty yet; then everything is verified, and nothing kept if it fails.

    Raises BadArchive with the line that is not understood, or the first thing that does not fit.
    """
    if writer.connection.scalar(sa.select(sa.func.count()).select_from(schema.log)):
        raise BadArchive("a bundle can only be laid into a new archive")
    with opened(path) as file:
        _lay(writer, file, path.name)
    for report, reading in _indexed(writer.connection):
        index(writer, report, reading)
    fault = next(verify(writer.connection), None)
    if fault is not None:
        raise BadArchive(f"{path.name} does not fit together: {fault}")


def _lay(writer: Writer, given: Iterable[str], name: str) -> None:
    stretch: list[tuple[str, dict[str, Any]]] = []
    for number, line in enumerate(given, 1):
        row = _row(line, f"{name}, line {number}", first=number == 1)
        if row and stretch and (row[0] != stretch[0][0] or len(stretch) >= 500):
            _insert(writer, stretch, name)
            stretch = []
        stretch += [row] if row else []
    _insert(writer, stretch, name)


def _insert(writer: Writer, stretch: list[tuple[str, dict[str, Any]]], name: str) -> None:
    if stretch:
        try:
            writer.connection.execute(schema.metadata.tables[stretch[0][0]].insert(), [row for _, row in stretch])
        except sa.exc.IntegrityError:
            raise BadArchive(f"{name}: a row of {stretch[0][0]} is there twice, or lacks something") from None


def _row(line: str, place: str, *, first: bool) -> tuple[str, dict[str, Any]] | None:
    if len(line) > _LONGEST:
        raise BadArchive(f"{place}: this line is too long to be a row")
    try:
        data = json.loads(line)
    except ValueError as fault:
        raise BadArchive(f"{place}: this is not JSON ({fault})") from None
    if first:
        if not isinstance(data, dict) or data.get("form") != FORM:
            raise BadArchive(f"{place}: this is no archive of the form {FORM}: write one with `parley export`")
        return None
    if not isinstance(data, dict) or len(data) != 1:
        raise BadArchive(f"{place}: one table and its row are expected")
    ((name, row),) = data.items()
    columns = schema.metadata.tables[name].columns if name in schema.TOLD else None
    if columns is None or not isinstance(row, dict) or set(row) != set(columns.keys()):
        raise BadArchive(f"{place}: no row of an archive looks like this")
    return name, {key: _in(name, columns[key], value, place) for key, value in row.items()}


def _in(table: str, column: sa.Column[Any], value: Any, place: str) -> Any:
    """A value as the column keeps it. Raises BadArchive."""
    try:
        if column.key in _JSON:
            return coding.dumps(value)
        if isinstance(column.type, sa.LargeBinary):
            found = str(value)
            return coding.text_bytes(found) if table == "report" else base64.b64decode(found, validate=True)
    except (ValueError, binascii.Error, RecursionError):
        raise BadArchive(f"{place}: {column.key} is not what it should be") from None
    fits = (
        type(value) is str if isinstance(column.type, schema.Words) else type(value) is int and 0 <= value < 2**62
    )
    if not fits:
        raise BadArchive(f"{place}: {column.key} is not what it should be")
    return value


def _indexed(connection: Connection) -> list[tuple[str, int]]:
    """Reports and readings in the order they came, as they are indexed."""
    reports = [(r.line, 0, r.id, 0) for r in connection.execute(_first_lines())]
    query = sa.select(schema.reading.c.line, schema.reading.c.seq, schema.reading.c.report)
    readings = [(r.line, 1, r.report, r.seq) for r in connection.execute(query)]
    return [(report, number) for _, _, report, number in sorted(reports + readings)]


def _first_lines() -> sa.Select[Any]:
    first = sa.func.min(schema.meta.c.line).label("line")
    joined = sa.select(schema.report.c.id, first).join(schema.meta, schema.meta.c.report == schema.report.c.id)
    return joined.group_by(schema.report.c.id)
