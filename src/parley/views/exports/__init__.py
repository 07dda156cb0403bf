"""Exports of a dossier, each a pure function: the same dossier gives the same bytes.

`FORMATS` lists them by name; `export(dossier, "polecat")` gives the bytes. Nothing is computed here: what stands
in an export stands in the dossier, and unknown stays empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from parley.errors import BadSetting

if TYPE_CHECKING:
    from parley.model.dossier import Dossier

__all__ = ["FORMATS", "Format", "export", "format_named"]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a dossier: its name, file ending, media type, what it is, and where its function stands."""

    name: str
    ending: str
    media_type: str
    about: str
    home: str  # "module:function", or "module:function:table"

    def write(self, dossier: Dossier) -> bytes:
        """The dossier in this form; text as UTF-8."""
        module, function, *table = self.home.split(":")
        make: Callable[..., str | bytes] = getattr(
            import_module(f"parley.views.{module}".removesuffix(".__init__")), function
        )
        made = make(dossier, *table)
        return made if isinstance(made, bytes) else made.encode("utf-8", "replace")


_TABLES = (
    *("reports", "actors", "gatherings", "statements", "meetings", "attendances", "positions", "events"),
    *("points", "accounts", "disagreements"),
)
_JSON, _LINES, _CSV = "application/json", "application/x-ndjson", "text/csv; charset=utf-8"
_PARQUET = "application/vnd.apache.parquet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ALL = (
    Format("csv", "zip", "application/zip", "all tables as CSV files in a zip", "exports.csvfiles:csv_zip"),
    *(
        Format(f"csv-{t}", "csv", _CSV, f"the table of {t} as CSV", f"exports.csvfiles:csv_table:{t}")
        for t in _TABLES
    ),
    Format("parquet", "zip", "application/zip", "all tables as Parquet in a zip", "exports.parquet:parquet_zip"),
    *(
        Format(
            f"parquet-{t}",
            "parquet",
            _PARQUET,
            f"the table of {t} as Parquet",
            f"exports.parquet:parquet_table:{t}",
        )
        for t in _TABLES
    ),
    Format("jsonl", "jsonl", _LINES, "JSON Lines, one thing a line", "exports.jsonlines:json_lines"),
    Format(
        "jsonld", "jsonld", "application/ld+json", "schema.org, Web Annotation, PROV", "exports.jsonld:json_ld"
    ),
    Format("ftm", "ftm.json", _LINES, "FollowTheMoney entities, one a line", "exports.ftm:follow_the_money"),
    Format("plover", "plover.jsonl", _LINES, "deeds as PLOVER JSON Lines", "exports.plover:plover_lines"),
    Format(
        "polecat",
        "tsv",
        "text/tab-separated-values; charset=utf-8",
        "deeds in POLECAT's 40 columns",
        "exports.polecat:polecat",
    ),
    Format(
        "acled", "csv", _CSV, "events in 31 ACLED-shaped columns (not ACLED data)", "exports.acled:acled_shaped"
    ),
    Format("pncc", "csv", _CSV, "meetings as PNCC-shaped negotiation events", "exports.pncc:pncc_shaped"),
    Format("timelinejs", "json", _JSON, "the timeline for TimelineJS 3", "exports.timeline:timeline_js"),
    Format(
        "csl",
        "json",
        "application/vnd.citationstyles.csl+json",
        "references, CSL-JSON",
        "exports.citations:csl_json",
    ),
    Format("bibtex", "bib", "application/x-bibtex", "references, BibTeX", "exports.citations:bibtex"),
    Format("ris", "ris", "application/x-research-info-systems", "references, RIS", "exports.citations:ris"),
    Format("json", "json", _JSON, "the whole dossier, which Parley reads again", "exchange:write_json"),
    Format("html", "html", "text/html; charset=utf-8", "the brief as one page", "__init__:html"),
    Format("markdown", "md", "text/markdown; charset=utf-8", "the brief in Markdown", "__init__:markdown"),
    Format("docx", "docx", _WORD, "the brief as a Word document", "publish.document:document"),
    Format("vault", "zip", "application/zip", "Markdown notes for Obsidian", "publish.vault:vault"),
    Format("ics", "ics", "text/calendar; charset=utf-8", "meetings as iCalendar", "publish.calendar:calendar"),
)
FORMATS: dict[str, Format] = {made.name: made for made in _ALL}
"""Every export by its name."""


def format_named(name: str) -> Format:
    """The format of this name. Raises BadSetting with the names there are."""
    if name not in FORMATS:
        known = ", ".join(n for n in FORMATS if not n.startswith(("csv-", "parquet-")))
        raise BadSetting(f"{name!r} is no format: use one of {known}, or csv-TABLE, parquet-TABLE")
    return FORMATS[name]


def export(dossier: Dossier, name: str) -> bytes:
    """A dossier in this format. Raises BadSetting for an unknown name, MissingPart for a missing extra."""
    return format_named(name).write(dossier)
