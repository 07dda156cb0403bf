"""Cells of a table as text: what every delimited file shares, and what keeps a spreadsheet from running them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from parley.views.rows.prose import clean

Cell = str | int | float | bool | date | None
_FORMULA = tuple("=+-@\t\r\n＝＋－＠|%")


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a sign that would start one.

    >>> harmless("=HYPERLINK(A1)"), harmless("talks"), harmless(" -2+3")
    ("'=HYPERLINK(A1)", 'talks', "' -2+3")
    """
    shown = clean(text)
    return (
        f"'{shown}" if shown.lstrip(" \u00a0\ufeff\u200b").startswith(_FORMULA) or shown[:1].isspace() else shown
    )


def written(cell: Cell) -> str:
    """A cell as it is written: nothing for what is not known, dates in ISO form, numbers without idle zeros.

    >>> [written(c) for c in (None, True, 2.0, -3.5, date(2024, 2, 29))]
    ['', 'true', '2', '-3.5', '2024-02-29']
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, float):
        return f"{cell:g}" if abs(cell) < 1e6 else repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def commas(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as comma-separated values (RFC 4180), lines ended by CR LF."""
    page = io.StringIO(newline="")
    out = csv.writer(page)
    out.writerow(header)
    out.writerows([written(cell) for cell in row] for row in rows)
    return page.getvalue()


def tabs(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as tab-separated values: no cell holds a tab or a line end, so no reader needs quotes."""
    lines = ["\t".join(header)]
    lines += ["\t".join(" ".join(written(cell).split()) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"
