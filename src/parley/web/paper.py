"""A report on the desk: its paragraphs with every anchored place marked, and the entries that stand on them."""

from __future__ import annotations

from dataclasses import dataclass

from parley.model.text import Passage, Report
from parley.views.rows.blocks import blocks
from parley.views.rows.brief import Block
from parley.views.rows.layout import came_out, headline
from parley.views.rows.lookup import Shelf, shelves
from parley.views.rows.prose import flat
from parley.web import links
from parley.web.notes import Note, note
from parley.web.room import Room


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph and the notes that belong beside it."""

    block: Block
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A report as it is shown. `url` is empty unless it is a web address."""

    id: str
    outlet: str
    inferred: bool
    title: str
    headline: str
    day: str
    url: str
    author: str
    source: str
    repeats: tuple[str, str]  # id and label of the report that it copies, empty for none
    sha256: str
    stretches: tuple[Stretch, ...]
    count: int


def paper(room: Room, report_id: str, *, noted: bool = True) -> Paper | None:
    """A report of a room; None where the room has none of this id. Without notes it is lighter."""
    shelf = room.look.shelves.get(report_id)
    if shelf is None:
        return None
    original = room.look.shelves.get(room.copies.get(report_id, ""))
    return _paper(
        shelf,
        day=came_out(shelf.report, room.days.get(report_id)),
        repeats=(original.report.id, original.label) if original else ("", ""),
        stretches=_stretches(room, shelf, noted),
        count=len(room.by_report.get(report_id, ())),
    )


def bare(report: Report) -> Paper:
    """A report that is not in the dossier (retracted, or not read yet): its text alone."""
    shelf = shelves((report,))[report.id]
    made = tuple(Stretch(block, ()) for block in blocks(report, _numbered(shelf), ()))
    return _paper(shelf, day=came_out(report, None), repeats=("", ""), stretches=made, count=0)


def _paper(
    shelf: Shelf, *, day: str, repeats: tuple[str, str], stretches: tuple[Stretch, ...], count: int
) -> Paper:
    report = shelf.report
    return Paper(
        id=report.id,
        outlet=shelf.label,
        inferred=report.outlet_inferred,
        title=flat(report.title),
        headline=headline(report),
        day=day,
        url=links.outside(report.url),
        author=flat(report.author or ""),
        source=flat(report.source),
        repeats=repeats,
        sha256=report.sha256,
        stretches=stretches,
        count=count,
    )


def _numbered(shelf: Shelf) -> list[tuple[Passage, int]]:
    return list(zip(shelf.passages, shelf.numbers, strict=True))


def _stretches(room: Room, shelf: Shelf, noted: bool) -> tuple[Stretch, ...]:
    report = shelf.report
    entries = room.by_report.get(report.id, ())
    telling = next((t for t in room.dossier.tellings if t.report == report.id), None)
    anchors = [e.anchor for e in entries] + list(telling.evaluative if telling else ())
    spans = {(a.start, a.end, links.mark(a)) for a in anchors}
    made = blocks(report, _numbered(shelf), spans)
    starts = [block.start for block in made]
    beside: list[list[Note]] = [[] for _ in made]
    for entry in (*entries, *room.aside.get(report.id, ())) if noted else ():
        at = max((i for i, start in enumerate(starts) if start <= entry.anchor.start), default=0)
        if beside:
            beside[at].append(note(room.look, entry))
    return tuple(Stretch(block, tuple(notes)) for block, notes in zip(made, beside, strict=True))
