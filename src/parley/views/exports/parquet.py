"""The tables of a dossier as Apache Parquet, for pandas, R, DuckDB and Spark. Needs the extra `parquet`."""

from __future__ import annotations

import io
from importlib import import_module
from typing import Any

from parley.errors import MissingPart
from parley.model.dossier import Dossier
from parley.views.exports.archive import zipped
from parley.views.exports.cells import Cell
from parley.views.exports.tables import Column, Table, table, tables
from parley.views.rows.prose import clean


def parquet_table(dossier: Dossier, name: str) -> bytes:
    """One table by its name. Raises MissingPart without pyarrow."""
    return _written(table(dossier, name))


def parquet_zip(dossier: Dossier) -> bytes:
    """All tables, a file each. Raises MissingPart without pyarrow."""
    return zipped((f"{t.name}.parquet", _written(t)) for t in tables(dossier))


def _arrow() -> tuple[Any, Any]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingPart(
            "Parquet needs pyarrow: pip install '.[parquet]' in Parley's folder, or take csv"
        ) from None


def _written(made: Table) -> bytes:
    arrow, parquet = _arrow()
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "day": arrow.date32(),
    }
    schema = arrow.schema([arrow.field(c.name, types[c.type]) for c in made.columns])
    columns = [
        arrow.array([_cell(row[i], c) for row in made.rows], types[c.type]) for i, c in enumerate(made.columns)
    ]
    page = io.BytesIO()
    parquet.write_table(arrow.table(columns, schema=schema), page, compression="zstd", store_schema=True)
    return page.getvalue()


def _cell(cell: Cell, column: Column) -> Cell:
    """Text without half characters, which Arrow refuses; a number as its column's type."""
    if isinstance(cell, str):
        return clean(cell)
    return float(cell) if column.type == "number" and isinstance(cell, (int, float)) else cell
