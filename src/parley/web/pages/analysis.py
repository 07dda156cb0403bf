"""Where the talks can go: the outlook drafted from the dossier, with what-if questions answered in the browser."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from markupsafe import Markup

from parley.errors import BadDispute
from parley.model.dispute import Outlook
from parley.views.outlook.page import KINDS, MOST_OPTIONS, model, subtitle
from parley.views.outlook.rows import Sheet, lay_out
from parley.web.room import Room
from parley.web.visit import Frame, Pages, Visit

pages = Pages()


@pages.get("/n/{negotiation}/analysis")
def analysis(visit: Visit, negotiation: str) -> Response:
    """The outlook; while it is worked out, a page that waits for it."""
    room = visit.site.room(negotiation)
    try:
        ready, found = visit.site.thought(("outlook", negotiation, room.version), lambda: _thought(room))
    except BadDispute as fault:
        text = str(fault)
        return visit.show(
            "no_outlook.html.j2", Frame("Outlook", "analysis"), lambda: {"text": text}, room=room, variant=text
        )
    if not ready:
        answer = visit.show("thinking.html.j2", Frame("Outlook", "analysis"), dict, room=room, variant="thinking")
        answer.headers["refresh"] = "1"
        return answer
    outlook, sheet = found
    frame = Frame("Outlook", "analysis", pane=True, outlook=True, subtitle=subtitle(outlook, sheet))
    return visit.show("analysis.html.j2", frame, lambda: _shown(room, outlook, sheet), room=room)


def _thought(room: Room) -> tuple[Outlook, Sheet]:
    outlook = room.outlook()
    return outlook, lay_out(outlook, room.dossier)


def _shown(room: Room, outlook: Outlook, sheet: Sheet) -> dict[str, Any]:
    dispute = outlook.dispute
    return {
        "sheet": sheet,
        "kinds": KINDS,
        "cited": room.refs,
        "makers": dispute.decision_makers,
        "hypotheses": [f"if {h.name}" for h in dispute.hypotheses],
        "small": len(dispute.options) <= MOST_OPTIONS,
        "model": Markup(model(dispute)),
    }
