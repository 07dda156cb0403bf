"""A dossier's points and entries by what they are about, found once: a long dossier has thousands of each."""

from __future__ import annotations

from parley.model.dossier import Point
from parley.model.entries import Attendance, Meeting
from parley.views.rows.lookup import Lookup

Gathered = dict[str, list[Meeting | Attendance]]


def asked(look: Lookup) -> dict[str, list[Point]]:
    """Points by their actor and by their meeting, in order; those without an account are left out."""
    found: dict[str, list[Point]] = {}
    for point in look.dossier.points:
        for key in dict.fromkeys((point.actor, point.gathering)) if point.accounts else ():
            if key:
                found.setdefault(key, []).append(point)
    return found


def gathered(look: Lookup) -> Gathered:
    """What is told of each meeting and of who comes to it, by the meeting's merged id."""
    found: Gathered = {}
    for entry in look.dossier.record.entries:
        if isinstance(entry, (Meeting, Attendance)):
            found.setdefault(look.merged(entry.gathering), []).append(entry)
    return found


def stage_of(points: list[Point]) -> str | None:
    """How far a meeting has come, from its points: by the account that is last in time; None where none tells."""
    return next((p.latest.answer for p in points if p.kind == "meeting" and p.slot == "stage"), None)
