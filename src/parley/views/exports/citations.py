"""The reports of a dossier as references: CSL-JSON for Zotero and pandoc, BibTeX, RIS.

Only what is known of a report is said: an outlet that was worked out from the text stands in a note, a day of
publication that nobody told is left out.
"""

from __future__ import annotations

import re
from typing import Any

from anyascii import anyascii

from parley.model.dossier import Dossier
from parley.model.text import Report
from parley.views.exchange import dumps
from parley.views.exports.urns import link
from parley.views.rows.lookup import Lookup, Shelf
from parley.views.rows.prose import flat

_KEY = re.compile(r"[^a-z0-9]+")
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        '"': "{''}",
        "@": "{@}",
    }
    | {c: f"\\{c}" for c in "#$%&_{}"}
)


def csl_json(dossier: Dossier) -> str:
    """The reports as CSL-JSON items."""
    shelves = Lookup.of(dossier).shelves.values()
    return dumps([_csl(shelf) for shelf in shelves], indent=1) + "\n"


def bibtex(dossier: Dossier) -> str:
    """The reports as BibTeX entries in UTF-8, special characters escaped, braces balanced."""
    return "\n".join(_bib(shelf) for shelf in Lookup.of(dossier).shelves.values())


def ris(dossier: Dossier) -> str:
    """The reports as RIS records."""
    return "".join(_ris(shelf.report) for shelf in Lookup.of(dossier).shelves.values())


def key(report: Report) -> str:
    """A citation key: outlet, year, and the id, which tells reports of one outlet apart.

    >>> key(Report(outlet="Le Courrier", title="", text="Talks.", id="ab12"))
    'lecourrier-ab12'
    """
    outlet = _KEY.sub("", anyascii(report.outlet or "report").lower())[:24] or "report"
    year = f"{report.published.year}-" if report.published else "-"
    return f"{outlet}{year}{_KEY.sub('', report.id.lower())}"


def _note(report: Report) -> str:
    worked_out = "Outlet worked out from the text. " if report.outlet_inferred and report.outlet else ""
    return f"{worked_out}SHA-256 of the text: {report.sha256}"


def _csl(shelf: Shelf) -> dict[str, Any]:
    report = shelf.report
    item: dict[str, Any] = {"id": key(report), "type": "article-newspaper"}
    item["title"] = flat(report.title) or shelf.label
    if report.outlet:
        item["container-title"] = flat(report.outlet)
    if report.author:
        item["author"] = [{"literal": flat(report.author)}]
    if day := report.published:
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    if url := link(report.url):
        item["URL"] = url
    if report.language:
        item["language"] = report.language
    return item | {"note": _note(report)}


def _bib(shelf: Shelf) -> str:
    report = shelf.report
    fields = {
        "title": "{" + _tex(report.title or shelf.label) + "}",
        "journal": _tex(report.outlet or ""),
        "author": "{" + _tex(report.author) + "}" if report.author else "",
        "year": str(report.published.year) if report.published else "",
        "month": str(report.published.month) if report.published else "",
        "day": str(report.published.day) if report.published else "",
        "url": _tex_url(link(report.url) or ""),
        "note": _tex(_note(report)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@article{{{key(report)},", *lines, "}", ""))


def _tex(text: str) -> str:
    return flat(text).translate(_LATEX)


def _tex_url(url: str) -> str:
    """An address keeps its signs, which LaTeX's `url` sets as they are; braces were refused before."""
    return url.replace("\\", "")


def _ris(report: Report) -> str:
    day = report.published
    fields = (
        ("TY", "NEWS"),
        ("ID", key(report)),
        ("TI", flat(report.title)),
        ("T2", flat(report.outlet or "")),
        ("AU", flat(report.author or "")),
        ("PY", str(day.year) if day else ""),
        ("DA", day.strftime("%Y/%m/%d") if day else ""),
        ("UR", link(report.url) or ""),
        ("LA", flat(report.language or "")),
        ("N1", _note(report)),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n\r\n"
