"""An actor's page: what they said, demanded, did and attended, and how that went over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from parley.model.actors import Actor, ActorKind
from parley.model.entries import Attendance, Entry, Event, Meeting, Position, Statement
from parley.views.rows.brief import Ref
from parley.views.rows.excerpt import excerpt
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat, when_in_words
from parley.web.notes import doers, note
from parley.web.room import Room

KINDS = (
    (Statement.kind, "Said"),
    (Position.kind, "Demanded, offered, refused"),
    (Attendance.kind, "Coming or not"),
    (Meeting.kind, "Met"),
    (Event.kind, "Did"),
)
"""Kinds of entries in the order of an actor's page, with their headings."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor in the list of all. `told` counts entries by kind."""

    id: str
    name: str
    role: str
    kind: str
    party: str
    told: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry of an actor: its gist, the sentence it stands in, when, and where it is told."""

    kind: str
    gist: str
    before: str
    words: str
    after: str
    when: str
    ref: Ref
    standing: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who an actor is, as the reports tell it. `names` are other names; `acts_for` is (id, name) or empty."""

    id: str
    name: str
    kind: str
    role: str
    names: tuple[str, ...]
    acts_for: tuple[str, str]
    members: tuple[str, ...]
    people: tuple[tuple[str, str], ...]  # those who act for this one


def listing(room: Room, words: str = "") -> tuple[Listed, ...]:
    """The actors of a dossier of whom anything is told, most told of first; only names with all these words."""
    wanted = words.casefold().split()
    made = []
    for actor in room.dossier.cast:
        entries = room.by_actor.get(actor.id, ())
        names = " ".join((actor.name, *actor.names, actor.role or "")).casefold()
        if entries and all(word in names for word in wanted):
            made.append(_listed(room.look, actor, entries))
    return tuple(sorted(made, key=lambda a: (-a.total, a.name, a.id)))


def _listed(look: Lookup, actor: Actor, entries: tuple[Entry, ...]) -> Listed:
    name, party = flat(actor.name), look.party(actor.id)
    told = dict(Counter(e.kind for e in entries))
    shown = "" if party == name else party
    return Listed(actor.id, name, flat(actor.role or ""), actor.kind.value, shown, told, len(entries))


def person(room: Room, actor: Actor) -> Person:
    """The head of an actor's page."""
    look = room.look
    boss = look.actor(actor.acts_for) if actor.acts_for else None
    others = tuple(n for n in dict.fromkeys(map(flat, actor.names)) if n != flat(actor.name))
    mine = (a for a in room.dossier.cast if a.id in room.by_actor and _acts_for(look, a, actor))
    people = tuple((a.id, flat(a.name)) for a in mine)
    return Person(
        id=actor.id,
        name=flat(actor.name),
        kind=actor.kind.value,
        role=flat(actor.role or ""),
        names=others,
        acts_for=(boss.id, flat(boss.name)) if boss else ("", ""),
        members=actor.members,
        people=people,
    )


def _acts_for(look: Lookup, one: Actor, actor: Actor) -> bool:
    if one.id == actor.id or one.kind is ActorKind.STATE or not one.acts_for:
        return False
    return look.merged(one.acts_for) == actor.id


def told(room: Room, actor_id: str, kind: str = "") -> tuple[Entry, ...]:
    """The entries of an actor, of one kind or all, in the order of the timeline as far as days are known."""
    entries = [e for e in room.by_actor.get(actor_id, ()) if kind in ("", e.kind)]
    return tuple(sorted(entries, key=lambda e: (room.order.get(e.id, 0.0), e.report, e.anchor.start)))


def deed(look: Lookup, entry: Entry, actor_id: str) -> Deed:
    """An entry as a line of an actor's page; who does it is named where that is somebody else."""
    shown = excerpt(look.shelves[entry.report].report, entry.anchor)
    read = note(look, entry)
    others = actor_id not in map(look.merged, doers(entry)) and bool(doers(entry))
    gist = "" if isinstance(entry, Statement) else f"{read.who}: {read.gist}" if others else read.gist
    where = (shown.before, shown.words, shown.after)
    return Deed(entry.kind, gist, *where, when_in_words(entry.when), look.ref(entry.anchor), read.standing)
