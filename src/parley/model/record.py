"""The record: reports and entries side by side, nothing merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from parley.model.actors import Actor, ActorId
from parley.model.entries import Entry, Gathering, GatheringId
from parley.model.text import Report

K = TypeVar("K", bound=Entry)


@dataclass(frozen=True, slots=True)
class Record:
    """What reports say. `record | record` is set union, so reading twice changes nothing.

    Use `Record.of(...)`: it sorts and removes doubles, so equal content means equal bytes.

    >>> Record() | Record() == Record()
    True
    """

    reports: tuple[Report, ...] = ()
    actors: tuple[Actor, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    entries: tuple[Entry, ...] = ()

    @staticmethod
    def of(
        reports: Iterable[Report] = (),
        actors: Iterable[Actor] = (),
        gatherings: Iterable[Gathering] = (),
        entries: Iterable[Entry] = (),
    ) -> Record:
        """A record in canonical order; of two things with one id the first is kept."""
        return Record(
            tuple(sorted(_once(reports), key=lambda r: r.id)),
            tuple(sorted(_once(actors), key=lambda a: a.id)),
            tuple(sorted(_once(gatherings), key=lambda g: g.id)),
            tuple(sorted(_once(entries), key=_place)),
        )

    def __or__(self, other: Record) -> Record:
        return Record.of(
            self.reports + other.reports,
            self.actors + other.actors,
            self.gatherings + other.gatherings,
            self.entries + other.entries,
        )

    def report(self, report_id: str) -> Report:
        """The report with this id."""
        return next(r for r in self.reports if r.id == report_id)

    def actor(self, actor_id: ActorId) -> Actor:
        """The actor with this id."""
        return next(a for a in self.actors if a.id == actor_id)

    def gathering(self, gathering_id: GatheringId) -> Gathering:
        """The gathering with this id."""
        return next(g for g in self.gatherings if g.id == gathering_id)

    def of_kind(self, kind: type[K]) -> Iterator[K]:
        """The entries of one kind, in order of report and place."""
        return (e for e in self.entries if isinstance(e, kind))


def _place(entry: Entry) -> tuple[str, int, int, str, str]:
    return (entry.report, entry.anchor.start, entry.anchor.end, entry.kind, entry.id)


Thing = TypeVar("Thing", Report, Actor, Gathering, Entry)


def _once(things: Iterable[Thing]) -> list[Thing]:
    kept: dict[str, Thing] = {}
    for thing in things:
        kept.setdefault(thing.id, thing)
    return list(kept.values())
