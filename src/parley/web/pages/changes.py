"""What changed: since the reader's last visit or a day, and what was done in the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from fastapi import Response

from parley.store import LogRow
from parley.views.rows import turns
from parley.web import links
from parley.web.paging import Sheet, sheet, whole
from parley.web.render import clock
from parley.web.room import Room
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
_LOG = 40  # lines of the log that are shown
_DONE = {
    "report": "A report came in:",
    "dated": "More became known about",
    "retraction": "A report was retracted:",
    "restoration": "A report came back:",
    "correction": "A correction was written down:",
    "withdrawal": "A correction was taken back:",
    "proposal": "A correction was proposed:",
    "verdict": "A proposal was decided:",
    "negotiation": "The negotiation was described:",
}


@pages.get("/n/{negotiation}/changes")
def changes(visit: Visit, negotiation: str) -> Response:
    """What is not as it was."""
    room = visit.site.room(negotiation)
    day, number = _day(visit.given("since")), whole(visit.given("page"))
    found, told, visited = _since(visit, room, day)
    if found is None:
        frame = Frame("Changes", "changes")
        answer = visit.show("thinking_changes.html.j2", frame, dict, room=room, variant="thinking")
        answer.headers["refresh"] = "1"
        return answer
    variant = f"{told} {visit.site.newest()}"
    frame = Frame("Changes", "changes", pane=True)
    make = partial(_shown, visit, room, found, day, number, told, visited)
    return visit.show("changes.html.j2", frame, make, room=room, variant=variant)


def _shown(
    visit: Visit, room: Room, found: tuple[Any, ...], day: date | None, number: int, told: str, visited: bool
) -> dict[str, Any]:
    chosen: Sheet[Any] = sheet(turns.arranged(room.look, found), number, 15)
    return {
        "sheet": replace(chosen, items=tuple(turns.turn(room.look, group) for group in chosen.items)),
        "since": day.isoformat() if day else "",
        "told": told,
        "visited": visited,
        "nothing": "Nothing is new." if day or visited else "From your next visit on, this shows what is new.",
        "log": list(_log(visit, room)),
    }


def _since(visit: Visit, room: Room, day: date | None) -> tuple[tuple[Any, ...] | None, str, bool]:
    """The changes (None while they are worked out), since when in words, whether there was an earlier visit."""
    fresh = visit.site.fresh(visit.viewer, room)
    if day is None:
        told = f"Since your last visit, {clock(fresh.at)} UTC." if fresh.at else "This is your first visit."
        return fresh.found, told, bool(fresh.at)
    key = ("since day", room.negotiation.id, room.version, day)
    ready, found = visit.site.thought(key, lambda: room.dossier.since(day))
    return (found if ready else None), f"Against what the reports told up to {day.isoformat()}.", bool(fresh.at)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _log(visit: Visit, room: Room) -> Iterator[dict[str, str]]:
    """The last lines of the log, newest first."""
    archive, at = visit.site.archive, room.negotiation.id
    since = max(archive.sequence(at) - 12 * _LOG, 0)
    found: list[LogRow] = []
    while True:
        page = archive.changes(at, since=since, limit=1000)
        found = [*found, *(row for row in page.items if row.kind in _DONE)][-_LOG:]
        if page.next is None:
            break
        since = int(page.next)
    for row in reversed(found):
        yield _line(room, row)


def _line(room: Room, row: LogRow) -> dict[str, str]:
    shelf = room.look.shelves.get(row.subject)
    link = links.path("n", room.negotiation.id, "reports", row.subject) if shelf else ""
    name = (
        (shelf.report.title or shelf.label) if shelf else str(row.data.get("words") or row.data.get("title") or "")
    )
    return {"at": row.at, "text": _DONE[row.kind], "link": link, "name": name[:120], "author": row.author}
