"""The review queue: what a person should look at, decided by one key each and undone by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from fastapi import Response

from parley.desk.jobs import Progress
from parley.desk.review import Doubt
from parley.desk.review import review as doubts_of
from parley.errors import BadAnchor, BadSetting, NotThere
from parley.model.actors import Actor
from parley.model.dossier import Dossier
from parley.model.entries import Gathering
from parley.model.record import Record
from parley.model.text import Anchor
from parley.store import Proposal
from parley.views.rows.brief import Excerpt, Ref
from parley.views.rows.excerpt import excerpt
from parley.views.rows.prose import flat
from parley.web import links
from parley.web.notes import Note, note
from parley.web.pages.reports import target
from parley.web.paging import sheet, whole
from parley.web.room import Room
from parley.web.site import Decided
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
KEYS = (("j", "next"), ("k", "previous"), ("a", "accept"), ("s", "split"), ("c", "correct"), ("u", "undo"))
KINDS = (
    ("", "All"),
    ("proposal", "Proposals"),
    ("merge", "Doubtful merges"),
    ("undated", "Unknown days"),
    ("confidence", "Read with little confidence"),
)
_EMPTY = Dossier(record=Record())


@dataclass(frozen=True, slots=True)
class Case:
    """A doubt as it is shown: the sentence it is about, where that stands, and the note of its entry."""

    doubt: Doubt
    places: tuple[tuple[Excerpt, Ref], ...]
    note: Note | None
    report: str
    outlet: str


@pages.get("/n/{negotiation}/review")
def review(visit: Visit, negotiation: str) -> Response:
    """Everything that waits for a person."""
    room = visit.site.room(negotiation)
    kind, number = visit.given("kind"), whole(visit.given("page"))
    proposed = visit.site.archive.proposals(negotiation, limit=500).items
    variant = f"{visit.site.archive.sequence(negotiation)} {' '.join(p.id for p in proposed)}"
    frame = Frame("Review", "review", pane=True, keys=KEYS)
    make = partial(_queue, visit, room, proposed, kind, number)
    return visit.show("review.html.j2", frame, make, room=room, variant=variant)


def _queue(visit: Visit, room: Room, proposed: tuple[Proposal, ...], kind: str, number: int) -> dict[str, Any]:
    every = _doubts(room, proposed)
    chosen = sheet([d for d in every if kind in ("", d.kind)], number, 20)
    decided = visit.site.archive.corrections(room.negotiation.id)
    return {
        "sheet": chosen,
        "cases": [_case(room, d) for d in chosen.items],
        "kind": kind,
        "counts": [(k, heading, sum(1 for d in every if k in ("", d.kind))) for k, heading in KINDS],
        "may_judge": visit.viewer.may("analyst"),
        "decided": [_made(d.id, d.fields, d.author, d.at) for d in reversed(decided[-30:])],
        "faults": visit.site.desk.faults(room.negotiation.id, patience=0.0),
    }


def _doubts(room: Room, proposed: tuple[Proposal, ...]) -> tuple[Doubt, ...]:
    """Proposals as they are now, and what the dossier at hand leaves in doubt."""
    return (*doubts_of(_EMPTY, proposed), *room.doubts)


def _made(name: str, fields: Mapping[str, str], author: str, at: str) -> dict[str, str]:
    from parley.desk.corrections import correction_of

    return {"id": name, "told": flat(correction_of(fields).told), "author": author, "at": at}


def _case(room: Room, doubt: Doubt) -> Case:
    entry = room.look.entries.get(doubt.entry)
    shelf = room.look.shelves.get(entry.report if entry else doubt.report)
    report, outlet = (shelf.report.id, shelf.label) if shelf else ("", "")
    if entry is None:
        named = (_named(room, name, member) for name, member in doubt.names)
        return Case(doubt, tuple(p for p in named if p), None, report, outlet)
    return Case(doubt, (_place(room, entry.anchor),), note(room.look, entry), report, outlet)


def _place(room: Room, anchor: Anchor) -> tuple[Excerpt, Ref]:
    return excerpt(room.look.shelves[anchor.report].report, anchor), room.look.ref(anchor)


def _named(room: Room, name: str, member: str) -> tuple[Excerpt, Ref] | None:
    """Where a report names an actor or meeting: its name as written, else what told who or what it is."""
    shelf = room.look.shelves.get(member.partition("/")[0])
    record = room.dossier.record
    things: list[Actor | Gathering] = [*record.actors, *record.gatherings]
    found = next((t for t in things if t.id == member), None)
    if shelf is None or found is None:
        return None
    for called in (name, *(found.names if isinstance(found, Actor) else ())):
        try:
            return _place(room, shelf.report.find(called))
        except BadAnchor:
            continue
    return _place(room, found.grounds[0]) if found.grounds else None


@pages.post("/n/{negotiation}/review/{doubt}/{act}")
def decide(visit: Visit, negotiation: str, doubt: str, act: str) -> Response:
    """Accept, split or correct; what was done stays in sight with a way back."""
    room = visit.site.room(negotiation)
    proposed = visit.site.archive.proposals(negotiation, limit=500).items
    found = next((d for d in _doubts(room, proposed) if d.id == doubt), None)
    if found is None:
        raise NotThere("this does not wait for anybody any more: load the page again")
    done, told = _decided(visit, room, found, act)
    told += " The dossier follows in a moment." if done.late else ""
    context = {"at": negotiation, "doubt": found, "told": done.fault or told, "undo": done.id}
    return visit.part("decided.html.j2", context)


def _decided(visit: Visit, room: Room, doubt: Doubt, act: str) -> tuple[Decided, str]:
    at = room.negotiation.id
    if doubt.kind == "proposal":
        if act not in ("accept", "split"):
            raise BadSetting("a proposal can be accepted or refused")
        return visit.site.verdict(visit, at, doubt.id, act == "accept"), _told(doubt, act)
    if doubt.kind == "undated":
        return _dated(visit, doubt), f"It came out on {visit.field('value')}."
    if act == "correct":
        return _set_right(visit, room, doubt), f"The {visit.field('slot')} is {visit.field('value')}."
    given = {"accept": doubt.accept, "split": doubt.split}.get(act)
    if given is None:
        raise BadSetting("this cannot be decided so")
    entry = room.look.entries.get(doubt.entry)
    return visit.site.correct(visit, at, {**given, **(target(room, entry) if entry else {})}), _told(doubt, act)


def _told(doubt: Doubt, act: str) -> str:
    said = {
        "merge": ("They are one.", "They are kept apart."),
        "proposal": ("Accepted.", "Refused."),
        "confidence": ("Confirmed.", "Marked as wrong."),
    }
    return said[doubt.kind][act != "accept"]


def _dated(visit: Visit, doubt: Doubt) -> Decided:
    """A report's day, by the reader's own knowledge; what hangs on it is read anew behind the page."""
    site, text = visit.site, visit.field("value")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"{text!r} is not a day: write it as 2025-05-15") from None
    author = site.author(visit.viewer)
    site.audit(visit, "dated", doubt.report, text)
    negotiation = site.archive.homes(doubt.report)[0]

    def work(_: Progress) -> None:
        site.desk.date(doubt.report, day, author=author)
        site.follow(negotiation)

    site.desk.jobs.start("Dating a report", work, negotiation=negotiation)
    return Decided("", late=True)


def _set_right(visit: Visit, room: Room, doubt: Doubt) -> Decided:
    entry = room.look.entries.get(doubt.entry)
    if entry is None:
        raise BadSetting("only an entry has values to set right")
    given = {"kind": "right value", "slot": visit.field("slot"), "value": visit.field("value")}
    return visit.site.correct(visit, room.negotiation.id, {**given, **target(room, entry)})


@pages.post("/n/{negotiation}/review/undo")
def undo(visit: Visit, negotiation: str) -> Response:
    """Take a decision back."""
    visit.site.withdraw(visit, negotiation, visit.field("correction"))
    if visit.by_htmx:
        return visit.part("undone.html.j2", {"at": negotiation, "id": visit.field("correction")})
    return visit.go(links.path("n", negotiation, "review"), "Taken back.")
