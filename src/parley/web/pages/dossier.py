"""The dossier of one negotiation: an overview, and a page for each of its sections."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import Response

from parley.model.dossier import Change
from parley.views.rows import turns
from parley.views.rows.brief import Clash, Offer, Replaced, Side
from parley.web import timeline
from parley.web.paging import Sheet, sheet, whole
from parley.web.room import Room
from parley.web.site import Fresh
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
FEW = 6  # reports up to which the overview also shows how each of them tells it
STORIES = 6  # stories on the overview


@pages.get("/n/{negotiation}")
def overview(visit: Visit, negotiation: str) -> Response:
    """Everything that matters, each section with its first rows and a way to the rest."""
    room = visit.site.room(negotiation)
    fresh = visit.site.fresh(visit.viewer, room)
    frame = Frame(room.negotiation.title, "overview", pane=bool(room.look.shelves))
    variant = f"{fresh.seq} {fresh.found is None}"
    return visit.show("overview.html.j2", frame, lambda: _overview(room, fresh), room=room, variant=variant)


def _overview(room: Room, fresh: Fresh) -> dict[str, Any]:
    rows = room.timeline
    recent = rows[-10:] if len(rows) > 14 else rows
    few = len(room.look.shelves) <= FEW
    clashes, replaced = room.clashes[:4], room.replaced[:3]
    return {
        "reports": len(room.look.shelves),
        "few": few,
        "say_nothing": not room.dossier.points,
        "fresh": _fresh(room, fresh.found or ()),
        "thinking": fresh.found is None,
        "summary": room.summary,
        "rolls": room.rolls[:2],
        "all_rolls": len(room.rolls),
        "sides": room.sides[:4],
        "all_sides": len(room.sides),
        "agreed": room.agreed[:8],
        "all_agreed": len(room.agreed),
        "clashes": clashes,
        "replaced": replaced,
        "all_clashes": len(room.clashes) + len(room.replaced),
        "days": timeline.by_day(recent),
        "bars": timeline.strip(rows),
        "all_moments": len(rows),
        "shown_moments": len(recent),
        "ground": room.ground[:6],
        "all_ground": len(room.ground),
        "tellings": tuple(room.tellings.values()) if few else (),
        "stories": room.stories[:STORIES],
        "all_stories": len(room.stories),
    }


def _fresh(room: Room, changes: tuple[Change, ...]) -> Sheet[Any] | None:
    if not changes:
        return None
    first = tuple(turns.turn(room.look, group) for group in turns.arranged(room.look, changes)[:5])
    return Sheet(first, 1, 1, len(changes), 1)


@pages.get("/n/{negotiation}/fresh")
def since(visit: Visit, negotiation: str) -> Response:
    """What is new since the reader's last visit, for the overview, as soon as it is worked out."""
    room = visit.site.room(negotiation)
    fresh = visit.site.fresh(visit.viewer, room)
    found = _fresh(room, fresh.found or ())
    return visit.part("fresh.html.j2", {"at": negotiation, "fresh": found, "thinking": fresh.found is None})


@pages.get("/n/{negotiation}/coming")
def coming(visit: Visit, negotiation: str) -> Response:
    """Who is coming, meeting by meeting."""
    room = visit.site.room(negotiation)
    number = whole(visit.given("page"))
    frame = Frame("Who is coming", "coming", pane=True)
    return visit.show("coming.html.j2", frame, lambda: {"sheet": sheet(room.rolls, number, 15)}, room=room)


@pages.get("/n/{negotiation}/table")
def table(visit: Visit, negotiation: str) -> Response:
    """What each party demands, offers and refuses."""
    room = visit.site.room(negotiation)
    party, move, number = visit.given("party"), visit.given("move"), whole(visit.given("page"))
    frame = Frame("On the table", "table", pane=True)
    return visit.show("table.html.j2", frame, lambda: _table(room, party, move, number), room=room)


def _table(room: Room, party: str, move: str, number: int) -> dict[str, Any]:
    kept = [(s.party, o) for s in room.sides for o in s.offers if party in ("", s.party) and move in ("", o.move)]
    found = sheet(kept, number, 25)
    groups: dict[str, list[Offer]] = {}
    for name, offer in found.items:
        groups.setdefault(name, []).append(offer)
    return {
        "sheet": found,
        "groups": list(groups.items()),
        "party": party,
        "move": move,
        "parties": [(s.party, len(s.offers)) for s in room.sides[:200]],
        "moves": _moves(room.sides),
    }


def _moves(sides: tuple[Side, ...]) -> list[str]:
    return list(dict.fromkeys(o.move for s in sides for o in s.offers if o.move))


@pages.get("/n/{negotiation}/voices")
def voices(visit: Visit, negotiation: str) -> Response:
    """Who is quoted, with which words."""
    room = visit.site.room(negotiation)
    unnamed, number = visit.given("unnamed"), whole(visit.given("page"))

    def make() -> dict[str, Any]:
        counts = tuple(map(len, room.voices))
        return {"sheet": sheet(room.voices[1 if unnamed else 0], number, 10), "unnamed": unnamed, "counts": counts}

    return visit.show("voices.html.j2", Frame("In their words", "voices", pane=True), make, room=room)


@pages.get("/n/{negotiation}/ground")
def ground(visit: Visit, negotiation: str) -> Response:
    """What was done, not said."""
    room = visit.site.room(negotiation)
    kind, words, number = visit.given("kind"), visit.given("words"), whole(visit.given("page"))

    def make() -> dict[str, Any]:
        wanted = words.casefold().split()
        kept = [
            row
            for row in room.ground
            if kind in ("", row.kind)
            and all(w in f"{row.what} {row.actors} {row.recipients} {row.place}".casefold() for w in wanted)
        ]
        kinds = sorted(Counter(row.kind for row in room.ground).items())
        return {"sheet": sheet(kept, number, 25), "kind": kind, "words": words, "kinds": kinds}

    return visit.show("ground.html.j2", Frame("On the ground", "ground", pane=True), make, room=room)


@pages.get("/n/{negotiation}/timeline")
def zoomed(visit: Visit, negotiation: str) -> Response:
    """What happened or was said when: all time by years, a year by months, a month by days."""
    room = visit.site.room(negotiation)
    when, kind, words = timeline.period(visit.given("when")), visit.given("kind"), visit.given("words")
    number = whole(visit.given("page"))

    def make() -> dict[str, Any]:
        fitting = timeline.within(room.timeline, kind=kind, words=words)
        shown = timeline.within(fitting, period=when)
        found = sheet(shown, number, 40)
        return {
            "sheet": found,
            "days": timeline.by_day(found.items),
            "bars": timeline.strip(shown, when) or timeline.strip(fitting, when[:-3]),
            "crumbs": [when[:n] for n in (4, 7, 10) if len(when) >= n],
            "when": when,
            "kind": kind,
            "words": words,
            "given": {"kind": kind, "words": words},
        }

    return visit.show("timeline.html.j2", Frame("Timeline", "timeline", pane=True), make, room=room)


@pages.get("/n/{negotiation}/disagreements")
def disagreements(visit: Visit, negotiation: str) -> Response:
    """Where reports contradict each other, what was replaced, what several agree on, what one alone tells."""
    room = visit.site.room(negotiation)
    number = whole(visit.given("page"))
    choices = {
        "clashes": ("Cannot both hold, or differ", room.clashes),
        "replaced": ("Replaced by a later account", room.replaced),
        "agreed": ("Agreed by several reports", room.agreed),
        "alone": ("Told by one report alone", room.alone),
    }
    show = visit.given("show") if visit.given("show") in choices else "clashes"

    def make() -> dict[str, Any]:
        listed = [(name, heading, len(rows)) for name, (heading, rows) in choices.items()]
        rows: tuple[Clash | Replaced | Any, ...] = choices[show][1]
        return {"sheet": sheet(rows, number, 12), "choices": listed, "show": show}

    return visit.show(
        "disagreements.html.j2",
        Frame("Where the reports agree and differ", "disagreements", pane=True),
        make,
        room=room,
    )
