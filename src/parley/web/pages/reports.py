"""Reports: the list, each one with its entries in the margin, and what people set right in them."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from parley.errors import BadSetting, NotThere
from parley.model.entries import Entry
from parley.model.text import Report
from parley.views.rows.layout import came_out
from parley.views.rows.prose import flat
from parley.web import links
from parley.web.notes import note
from parley.web.paper import bare, paper
from parley.web.room import Room
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
READER_KEYS = (("j", "next note"), ("k", "previous"), ("Enter", "open it"), ("/", "search"), ("Esc", "close"))
JUDGED = ("confirm", "wrong entry", "right value")


@pages.get("/n/{negotiation}/reports")
def reports(visit: Visit, negotiation: str) -> Response:
    """All reports, the last one in first."""
    room, after = visit.site.room(negotiation), visit.given("after")
    may_judge = visit.viewer.may("analyst")

    def make() -> dict[str, Any]:
        found = visit.site.archive.reports(negotiation, after=after, limit=30)
        rows = [_row(room, report) for report in found.items]
        return {"items": rows, "next": found.next, "after": after, "may_judge": may_judge}

    return visit.show("reports.html.j2", Frame("Reports", "reports"), make, room=room)


def _row(room: Room, report: Report) -> dict[str, Any]:
    original = room.look.shelves.get(room.copies.get(report.id, ""))
    return {
        "id": report.id,
        "title": flat(report.title),
        "label": flat(report.label),
        "day": came_out(report, room.days.get(report.id)),
        "entries": len(room.by_report.get(report.id, ())),
        "repeats": original.label if original else "",
    }


@pages.get("/n/{negotiation}/reports/{report:path}/text")
def text(visit: Visit, negotiation: str, report: str) -> Response:
    """A report's text with its marks, for the pane beside a page."""
    room = visit.site.room(negotiation)
    found = paper(room, report, noted=False) or bare(_filed(visit, negotiation, report))
    return visit.part("paper.html.j2", {"at": negotiation, "paper": found})


@pages.post("/n/{negotiation}/reports/{report:path}/retract")
def retract(visit: Visit, negotiation: str, report: str) -> Response:
    """Take a report out of the dossier; it stays in the archive."""
    _filed(visit, negotiation, report)
    if not visit.field("note"):
        raise BadSetting("say why the report is retracted")
    visit.site.archive.retract(report, author=visit.site.author(visit.viewer), note=visit.field("note"))
    visit.site.audit(visit, "retract", report, visit.field("note"))
    visit.site.follow(negotiation)
    return visit.go(links.path("n", negotiation, "reports", report), "Retracted: nothing rests on it any more.")


@pages.post("/n/{negotiation}/reports/{report:path}/restore")
def restore(visit: Visit, negotiation: str, report: str) -> Response:
    """Bring a retracted report back."""
    _filed(visit, negotiation, report)
    visit.site.archive.restore(report, author=visit.site.author(visit.viewer), note=visit.field("note"))
    visit.site.audit(visit, "restore", report, visit.field("note"))
    visit.site.follow(negotiation)
    return visit.go(links.path("n", negotiation, "reports", report), "The report counts again.")


@pages.get("/n/{negotiation}/reports/{report:path}")
def reader(visit: Visit, negotiation: str, report: str) -> Response:
    """A report with its entries in the margin."""
    room = visit.site.room(negotiation)
    retracted = visit.site.archive.retracted(report)  # a decision shows at once, the dossier may follow later
    shelf = None if retracted else room.look.shelves.get(report)
    filed = None if shelf else _filed(visit, negotiation, report)
    held = shelf.report if shelf else filed
    frame = Frame(
        flat(held.title or held.label) if held else "", "reports", layout="reader full", keys=READER_KEYS
    )
    may_judge = visit.viewer.may("analyst")

    def make() -> dict[str, Any]:
        shown = bare(filed) if filed else paper(room, report)
        told = None if retracted else room.tellings.get(report)
        return {"paper": shown, "told": told, "retracted": retracted, "may_judge": may_judge}

    return visit.show("reader.html.j2", frame, make, room=room, variant=f"{retracted}")


def _filed(visit: Visit, negotiation: str, report: str) -> Report:
    if negotiation not in visit.site.archive.homes(report):
        raise NotThere("this negotiation has no such report")
    return visit.site.archive.report(report)


@pages.post("/n/{negotiation}/entries/{entry:path}/judge")
def judge(visit: Visit, negotiation: str, entry: str) -> Response:
    """Confirm an entry, call it wrong, or set a value in it right."""
    room = visit.site.room(negotiation)
    found = _entry(room, entry)
    kind = visit.field("kind")
    if kind not in JUDGED:
        raise BadSetting("say whether the entry is right, wrong, or which value is")
    given = {"kind": kind, **target(room, found), "note": visit.field("note")}
    if kind == "right value":
        given |= {"slot": visit.field("slot"), "value": visit.field("value")}
    done = visit.site.correct(visit, negotiation, given)
    told = {"confirm": "Confirmed.", "wrong entry": "Marked as wrong: nothing rests on it any more."}
    said = told.get(kind, f"The {visit.field('slot')} is now “{visit.field('value')}”.")
    said += " The dossier follows in a moment." if done.late else ""
    return _noted(visit, negotiation, found, done.fault or said, done.id)


@pages.post("/n/{negotiation}/entries/{entry:path}/undo")
def undo(visit: Visit, negotiation: str, entry: str) -> Response:
    """Take a decision on an entry back."""
    found = _entry(visit.site.room(negotiation), entry)
    visit.site.withdraw(visit, negotiation, visit.field("correction"))
    return _noted(visit, negotiation, found, "Taken back.", "")


def target(room: Room, entry: Entry) -> dict[str, str]:
    """How a correction names an entry, so that it is found again after another reading: id, words and report."""
    shelf = room.look.shelves[entry.report]
    labels = [s.report.label for s in room.look.shelves.values()]
    outlet = shelf.report.label if labels.count(shelf.report.label) == 1 else entry.report
    return {"entry": entry.id, "words": entry.anchor.words, "outlet": outlet}


def _entry(room: Room, entry_id: str) -> Entry:
    """An entry of the dossier, or one that people took out of it."""
    found = room.look.entries.get(entry_id)
    if found is None:
        found = next((e for e in room.dossier.set_aside if e.id == entry_id), None)
    if found is None:
        raise NotThere("this entry is not in the dossier (any more): load the page again")
    return found


def _noted(visit: Visit, negotiation: str, entry: Entry, told: str, undo_id: str) -> Response:
    """The note anew, from the dossier with the decision in it where that came at once."""
    room = visit.site.room(negotiation)
    now = room.look.entries.get(entry.id, entry)
    context = {"at": negotiation, "note": note(room.look, now), "may_judge": True, "told": told, "undo": undo_id}
    return visit.part("note_alone.html.j2", context)
