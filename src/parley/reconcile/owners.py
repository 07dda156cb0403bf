"""Whose team "our team" is: the side of the one who says so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from parley.model.actors import Actor, ActorId
from parley.model.entries import Attendance, Entry, Event, Position
from parley.model.record import Record


def with_owners(record: Record) -> Record:
    """The record with "our team" given to the side of the one who says so."""
    speakers: dict[ActorId, set[ActorId]] = defaultdict(set)
    for entry in record.entries:
        for actor in _actors_in(entry):
            if entry.voice.actor:
                speakers[actor].add(entry.voice.actor)
    known = {a.id: a for a in record.actors}
    actors = (_owned(a, [known[s] for s in sorted(speakers[a.id]) if s in known]) for a in record.actors)
    return replace(record, actors=tuple(actors))


def _actors_in(entry: Entry) -> tuple[ActorId, ...]:
    if isinstance(entry, Attendance):
        return (entry.who, *((entry.party,) if entry.party else ()))
    return entry.actors if isinstance(entry, Position | Event) else ()


def _owned(actor: Actor, speakers: list[Actor]) -> Actor:
    sides = {s.country for s in speakers if s.country}
    own = actor.name.lower().startswith(("our ", "my "))
    if not own or actor.country or len(sides) != 1:
        return actor
    return replace(actor, country=min(sides), acts_for=actor.acts_for or speakers[0].acts_for)
