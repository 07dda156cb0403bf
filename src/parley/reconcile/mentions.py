"""In which order a report first names the parties: whom it puts in front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.model.actors import Actor
from parley.model.entries import Attendance, Entry, Event, Meeting, Position, Statement
from parley.model.text import Passage, Report
from parley.reconcile.actors import OWN_SIDE, is_proper
from parley.reconcile.claims import Desk
from parley.reconcile.heard import party
from parley.reconcile.parts import Part

Place = tuple[bool, int, int]
"""Where a name first stands: behind the headline or in it, the offset, and less its length."""


def mentioned(desk: Desk, part: Part) -> tuple[str, ...]:
    """The states and bodies that take part, by where the report first names them or one of their people."""
    found: dict[str, Place] = {}
    for actor, place in part.once("mentions", lambda: tuple(_first(part))):
        side = party(desk.cast, actor)
        if side in desk.cast.by_id and _is_named_side(desk.cast.by_id[side]):
            found[side] = min(place, found.get(side, place))
    return tuple(dict.fromkeys(desk.cast.name(s) for s in sorted(found, key=lambda s: (found[s], s))))


def _is_named_side(actor: Actor) -> bool:
    """Whether it is a state or body with a name of its own ("the 17-man body" has none), and no newspaper."""
    return actor.kind in OWN_SIDE and actor.sector != "JRN" and is_proper(actor.name)


def _first(part: Part) -> Iterator[tuple[str, Place]]:
    """The actors who take part, each with the place where it is first named."""
    parts = {actor for entry in part.told.entries for actor in _taking_part(entry)}
    body = part.report.body()
    for actor in part.told.actors:
        if actor.id in parts and (places := [p for n in _names(actor) for p in _place(part.report, body, n)]):
            yield actor.id, min(places)


def _names(actor: Actor) -> Iterable[str]:
    return dict.fromkeys(n for n in (actor.name, *actor.names) if n)


def _taking_part(entry: Entry) -> tuple[str, ...]:
    """Who speaks, meets, comes, demands or acts."""
    match entry:
        case Statement():
            return (entry.voice.actor,) if entry.voice.actor else ()
        case Meeting():
            return entry.participants
        case Attendance():
            return tuple(filter(None, (entry.who, entry.party)))
        case Position():
            return (*entry.actors, *entry.toward)
        case Event():
            return (*entry.actors, *entry.recipients)
    return ()


def _place(report: Report, body: Sequence[Passage], name: str) -> Iterator[Place]:
    """Where a name first stands in the headline and in what may be read; a headline may be in capitals."""
    title = report.title
    sought = name.upper() if title.isupper() else name
    if (at := whole(title, sought, 0, len(title))) >= 0:
        yield False, at, -len(name)
    for passage in body if name in report.text else ():
        if (at := whole(report.text, name, passage.start, passage.end)) >= 0:
            yield True, at, -len(name)
            return


def whole(text: str, name: str, start: int, end: int) -> int:
    """Where a name first stands as words of its own; -1 where it does not.

    >>> whole("Northland and Norland", "Norland", 0, 21), whole("Norlandic", "Norland", 0, 9)
    (14, -1)
    """
    at = text.find(name, start, end)
    while at >= 0:
        after = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[after : after + 1].isalnum()):
            return at
        at = text.find(name, after, end)
    return -1
