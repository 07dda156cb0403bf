"""Actors: the list of all, and for each what they said, demanded, attended and did, over time."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import Response

from parley.errors import BadSetting, NotThere
from parley.model.actors import Actor
from parley.model.times import When
from parley.web import actorsheet, links, timeline
from parley.web.paging import sheet, whole
from parley.web.room import Room
from parley.web.visit import Frame, Pages, Visit

pages = Pages()


@pages.get("/n/{negotiation}/actors")
def actors(visit: Visit, negotiation: str) -> Response:
    """Everybody of whom anything is told."""
    room = visit.site.room(negotiation)
    words, number = visit.given("words"), whole(visit.given("page"))

    def make() -> dict[str, Any]:
        found = sheet(actorsheet.listing(room, words), number, 50)
        return {"sheet": found, "words": words, "kinds": actorsheet.KINDS}

    return visit.show("actors.html.j2", Frame("Actors", "actors", layout="full"), make, room=room)


@pages.post("/n/{negotiation}/actors/{actor:path}/judge")
def judge(visit: Visit, negotiation: str, actor: str) -> Response:
    """Write down that two names are one actor, or two."""
    room = visit.site.room(negotiation)
    one = _actor(room, actor)
    kind, other = visit.field("kind"), visit.field("other")
    if kind not in ("same actor", "different actor"):
        raise BadSetting("say whether it is the same or not the same")
    given = {"kind": kind, "a": one.name, "b": other, "note": visit.field("note")}
    done = visit.site.correct(visit, negotiation, given)
    if done.fault:
        address = links.path("n", negotiation, "actors", actor)
        return visit.go(address, f"Written down, but it does not apply: {done.fault}", bad=True)
    return visit.go(links.path("n", negotiation, "actors"), f"Decided: {one.name} / {other}, {kind}.")


@pages.get("/n/{negotiation}/actors/{actor:path}")
def one(visit: Visit, negotiation: str, actor: str) -> Response:
    """One actor."""
    room = visit.site.room(negotiation)
    found = _actor(room, actor)
    kind, number = visit.given("kind"), whole(visit.given("page"))
    frame = Frame(found.name, "actors", pane=True)
    may_judge = visit.viewer.may("analyst")
    return visit.show(
        "actor.html.j2", frame, lambda: {**_about(room, found, kind, number), "may_judge": may_judge}, room=room
    )


def _actor(room: Room, actor_id: str) -> Actor:
    found = room.look.actor(actor_id)
    if found is None:
        raise NotThere("this actor is not in the dossier (any more): it may have been merged with another")
    return found


def _about(room: Room, actor: Actor, kind: str, number: int) -> dict[str, Any]:
    every = actorsheet.told(room, actor.id)
    shown = tuple(e for e in every if kind in ("", e.kind))
    found = sheet(shown, number, 25)
    counts = Counter(e.kind for e in every)
    return {
        "who": actorsheet.person(room, actor),
        "sheet": found,
        "deeds": [actorsheet.deed(room.look, e, actor.id) for e in found.items],
        "kinds": [(k, heading, counts[k]) for k, heading in actorsheet.KINDS if counts[k]],
        "kind": kind,
        "all": len(every),
        "bars": timeline.strip_of(e.when.start.isoformat() for e in every if isinstance(e.when, When)),
        "cast": [name for name_id, name in room.called if name_id != actor.id],
    }
