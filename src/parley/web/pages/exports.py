"""The dossier in the forms of other programs: brief, notes, calendar, tables, event data, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fastapi import Response

from parley import views
from parley.errors import NotThere
from parley.model.dossier import Dossier
from parley.views.exports import FORMATS, Format
from parley.web.visit import Frame, Pages, Visit

pages = Pages()


@dataclass(frozen=True, slots=True)
class Way:
    """One way to take the dossier away."""

    name: str
    ending: str
    media_type: str
    about: str
    write: Callable[[Dossier], bytes]


def _html(dossier: Dossier) -> bytes:
    return views.html(dossier).encode("utf-8", "replace")


def _markdown(dossier: Dossier) -> bytes:
    return views.markdown(dossier).encode("utf-8", "replace")


def _json(dossier: Dossier) -> bytes:
    return views.json(dossier).encode("utf-8", "surrogatepass")


def _calendar(dossier: Dossier) -> bytes:
    from parley.views.publish.calendar import calendar

    return calendar(dossier)


def _document(dossier: Dossier) -> bytes:
    from parley.views.publish.document import document

    return document(dossier)


def _vault(dossier: Dossier) -> bytes:
    from parley.views.publish.vault import vault

    return vault(dossier)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TO_READ = (
    Way(
        "brief",
        "html",
        "text/html; charset=utf-8",
        "The brief with its reports, one page without network",
        _html,
    ),
    Way("document", "docx", _WORD, "The brief as a document for Word or LibreOffice", _document),
    Way(
        "notes",
        "md",
        "text/markdown; charset=utf-8",
        "The brief in Markdown, each line with a footnote",
        _markdown,
    ),
    Way("vault", "zip", "application/zip", "Linked notes for Obsidian: actors, meetings, reports", _vault),
    Way("calendar", "ics", "text/calendar; charset=utf-8", "The meetings as a calendar", _calendar),
    Way("dossier", "json", "application/json", "Everything, as JSON that Parley reads again", _json),
)
_GROUPS = (
    ("Tables", ("csv", "parquet", "jsonl")),
    ("Linked data", ("jsonld", "ftm")),
    ("Event data", ("plover", "polecat", "acled", "pncc")),
    ("Timeline and references", ("timelinejs", "csl", "bibtex", "ris")),
)


@pages.get("/n/{negotiation}/exports")
def exports(visit: Visit, negotiation: str) -> Response:
    """All ways to take the dossier away."""
    room = visit.site.room(negotiation)
    groups = [("To read", [(w.name, w.ending, w.about) for w in TO_READ]), *_groups()]
    frame = Frame("Export", "exports", layout="full")
    return visit.show("exports.html.j2", frame, lambda: {"groups": groups, "tables": _tables()}, room=room)


def _groups() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    listed: set[str] = set()
    for heading, names in _GROUPS:
        found = [FORMATS[n] for n in names if n in FORMATS]
        listed |= {f.name for f in found}
        yield heading, [_row(f) for f in found]
    rest = [f for n, f in FORMATS.items() if n not in listed and not n.startswith(("csv-", "parquet-"))]
    if rest:
        yield "More", [_row(f) for f in rest]


def _row(found: Format) -> tuple[str, str, str]:
    return found.name, found.ending, found.about[:1].upper() + found.about[1:]


def _tables() -> list[tuple[str, str]]:
    return [(n, n.removeprefix("csv-")) for n in FORMATS if n.startswith("csv-")]


@pages.get("/n/{negotiation}/exports/{name}")
def download(visit: Visit, negotiation: str, name: str) -> Response:
    """The dossier in one form, as a file."""
    room = visit.site.room(negotiation)
    way = next((w for w in TO_READ if w.name == name), None) or FORMATS.get(name)
    if way is None:
        raise NotThere(f"there is no export {name!r}")
    key = ("export", negotiation, room.version, name)
    _, data = visit.site.thought(key, lambda: way.write(room.dossier), patience=600.0)
    file = f"{negotiation}.{name if way.ending in ('json', 'csv', 'zip') else ''}.{way.ending}".replace("..", ".")
    headers = {"content-disposition": f'attachment; filename="{file}"', "cache-control": "private, no-cache"}
    return Response(data, media_type=way.media_type, headers=headers)
