"""What can be found: pieces of reports, and entries, kept as words for the database's own text search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from parley.model.actors import Actor
from parley.model.entries import Attendance, Entry, Event, Meeting, Position, Statement
from parley.model.text import Report
from parley.store import schema, words
from parley.store.engine import Writer

Row = tuple[dict[str, object], list[str]]


def index_report(writer: Writer, report: Report) -> None:
    """Make a report's headline and text searchable."""
    title = [w for w, _, _ in words.cut(" ".join(filter(None, (report.title, report.outlet, report.author))))]
    rows: list[Row] = []
    for start, piece in words.pieces(report.text):
        rows.append((_doc(report.id, 0, "", "report", start), (title if not rows else []) + piece))
    add(writer, rows or [(_doc(report.id, 0, "", "report", 0), title)])


def index_entries(writer: Writer, reading: int, entries: Sequence[Entry], actors: Iterable[Actor]) -> None:
    """Make entries searchable: their words, who speaks, who acts and what it is about."""
    names = {a.id: a.name for a in actors}
    rows = [
        (_doc(e.report, reading, e.id, e.kind, e.anchor.start), [w for w, _, _ in words.cut(_said(e, names))])
        for e in entries
    ]
    add(writer, rows)


def _doc(report: str, reading: int, entry: str, kind: str, start: int) -> dict[str, object]:
    return {"report": report, "reading": reading, "entry": entry, "kind": kind, "start": start}


def _said(entry: Entry, names: dict[str, str]) -> str:
    """All words an entry should be found by."""
    found = [entry.anchor.words, entry.voice.description]
    match entry:
        case Statement():
            found += [entry.cue.words if entry.cue else ""]
        case Meeting():
            found += [entry.what, entry.place or "", entry.stage, *(names.get(p, "") for p in entry.participants)]
        case Attendance():
            found += [entry.what, entry.place or "", entry.answer, names.get(entry.who, "")]
        case Position():
            found += [entry.theme, entry.move, *(names.get(a, "") for a in (*entry.actors, *entry.toward))]
        case Event():
            actors = (*entry.actors, *entry.recipients)
            found += [entry.what, entry.place or "", *(names.get(a, "") for a in actors)]
    return " ".join(filter(None, found))


def add(writer: Writer, rows: Sequence[Row]) -> None:
    """Keep documents and their words."""
    numbers = writer.add_all(schema.doc, [row for row, _ in rows])
    if writer.dialect == "sqlite":
        made = [{"doc": n, "words": " ".join(w)} for n, (_, w) in zip(numbers, rows, strict=True)]
        insert = sa.text("INSERT INTO doc_words (rowid, words) VALUES (:doc, :words)")
    else:
        made = [{"doc": n, "words": words.tsvector(w)} for n, (_, w) in zip(numbers, rows, strict=True)]
        insert = sa.text("INSERT INTO doc_words (doc, words) VALUES (:doc, CAST(:words AS tsvector))")
    writer.gather("doc_words", insert, made)
