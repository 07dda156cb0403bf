"""The tables of a dossier as comma-separated values: one table, or all of them in a zip."""

from __future__ import annotations

from parley.model.dossier import Dossier
from parley.views.exports.archive import zipped
from parley.views.exports.cells import commas
from parley.views.exports.tables import Table, table, tables


def csv_table(dossier: Dossier, name: str) -> str:
    """One table by its name."""
    return _written(table(dossier, name))


def csv_zip(dossier: Dossier) -> bytes:
    """All tables, a file each."""
    return zipped((f"{t.name}.csv", _written(t).encode("utf-8", "replace")) for t in tables(dossier))


def _written(made: Table) -> str:
    return commas(made.header, made.rows)
