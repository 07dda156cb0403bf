"""Everything in a dossier by its id, built once: names, parties, papers, and the sources of accounts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from parley.model.actors import Actor, ActorId, ActorKind, Voice, VoiceKind
from parley.model.dossier import Account, Dossier, Point
from parley.model.entries import Entry, Gathering
from parley.model.judgements import Relation
from parley.model.text import Anchor, Passage, Report
from parley.views.rows.blocks import paragraphs
from parley.views.rows.brief import Ref, Source
from parley.views.rows.prose import flat, lowered


@dataclass(frozen=True, slots=True)
class Shelf:
    """One report with its place in the list, its label and where its numbered paragraphs begin."""

    number: int
    report: Report
    label: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """The parts of a dossier by id."""

    dossier: Dossier
    shelves: dict[str, Shelf]
    entries: dict[str, Entry]
    cast: dict[str, Actor]
    gatherings: dict[str, Gathering]
    identity: dict[str, str]
    states: dict[str, str]
    told: dict[str, list[tuple[Point, Account]]]
    fits: dict[tuple[str, str], set[str]]

    @staticmethod
    def of(dossier: Dossier) -> Lookup:
        """Index a dossier."""
        return Lookup(
            dossier,
            shelves(dossier.record.reports),
            {entry.id: entry for entry in dossier.record.entries},
            {actor.id: actor for actor in (*dossier.record.actors, *dossier.cast)},
            {g.id: g for g in (*dossier.record.gatherings, *dossier.gatherings)},
            dict(dossier.identity),
            _states(dossier.cast),
            _told(dossier),
            _fits(dossier),
        )

    def merged(self, member: str) -> str:
        """The merged id of a report-level actor or gathering."""
        return self.identity.get(member, member)

    def actor(self, actor_id: ActorId) -> Actor | None:
        """The merged actor, None where the cast has none."""
        return self.cast.get(self.merged(actor_id))

    def name(self, actor_id: ActorId) -> str:
        """The best name of an actor; of one that is in no cast, the readable end of its id."""
        actor = self.actor(actor_id)
        return flat(actor.name) if actor else flat(actor_id.rsplit("/", 1)[-1].replace("-", " "))

    def names(self, actor_ids: tuple[ActorId, ...]) -> list[str]:
        """Names of actors in order, each merged actor once."""
        return list(dict.fromkeys(self.name(actor_id) for actor_id in actor_ids))

    def role(self, actor_id: ActorId | None) -> str:
        """The role of an actor, empty where no report tells it."""
        actor = self.actor(actor_id) if actor_id else None
        return flat(actor.role) if actor and actor.role else ""

    def side(self, actor_id: ActorId) -> Actor | None:
        """The party an actor belongs to: whom it acts for in the end, the state it is part of, else itself."""
        actor, passed = self.actor(actor_id), set[str]()
        while actor and actor.acts_for and actor.id not in passed:
            passed.add(actor.id)
            actor = self.actor(actor.acts_for) or actor
        if actor and actor.country in self.states and _of_state(actor):
            return self.cast[self.states[actor.country]]
        return actor

    def party(self, actor_id: ActorId) -> str:
        """The name of the party an actor belongs to."""
        side = self.side(actor_id)
        return flat(side.name) if side else self.name(actor_id)

    def ref(self, anchor: Anchor) -> Ref:
        """An anchor as people look it up."""
        shelf = self.shelves[anchor.report]
        at = bisect_right(shelf.starts, anchor.start) - 1
        number = shelf.numbers[at] if at >= 0 else 0
        return Ref(anchor, shelf.label, number, f"r{shelf.number}-{anchor.start}-{anchor.end}")

    def refs(self, entries: Iterable[str]) -> tuple[Ref, ...]:
        """Where entries stand in their reports, each place once; those of reports that have left are left out."""
        found = (self.entries[i].anchor for i in entries if i in self.entries)
        return tuple(dict.fromkeys(self.ref(anchor) for anchor in found))

    def speaker(self, voice: Voice) -> str:
        """What to call a voice; empty for the outlet itself."""
        if voice.kind is VoiceKind.OUTLET:
            return ""
        if voice.kind is VoiceKind.ANONYMOUS or not voice.actor:
            return lowered(flat(voice.description)) or "an unnamed source"
        return self.name(voice.actor)

    def source(self, voice: Voice, anchor: Anchor) -> Source:
        """Who says so, and where."""
        return Source(self.speaker(voice), voice.kind, self.ref(anchor))

    def sources(self, accounts: tuple[Account, ...]) -> tuple[Source, ...]:
        """The sources of accounts, each place once."""
        return tuple(dict.fromkeys(self.source(a.voice, a.anchor) for a in accounts))

    def decision(self, entry_id: str, slot: str = "") -> str:
        """Who confirmed an entry or set it right; empty where no person did.

        With a slot, only what was decided on that slot or on the whole entry.
        """
        done = {Relation.CONFIRMED: "confirmed by", Relation.VALUE: "set right by"}
        found = (j for j in self.dossier.decided(entry_id) if j.relation in done)
        made = (j for j in found if not slot or j.slot in ("", slot))
        return ", ".join(dict.fromkeys(f"{done[j.relation]} {flat(j.author)}" for j in made))

    def alike(self, point: Point) -> list[tuple[Account, ...]]:
        """The accounts of a point, those together that agree; in order of the first of each."""
        told, found = {a.entry: a for a in point.accounts}, list[tuple[Account, ...]]()
        while told:
            group = [told.pop(next(iter(told)))]
            for one in group:
                near = self.fits.get((one.entry, point.slot), set())
                group += [told.pop(entry) for entry in sorted(near & told.keys())]
            found.append(tuple(sorted(group, key=point.accounts.index)))
        return found

    def independent(self, accounts: Iterable[Account]) -> int:
        """How many reports tell it, where a copy of another counts for none."""
        copies = dict(self.dossier.copies)
        return len({copies.get(a.report, a.report) for a in accounts})

    def points(self, kind: str) -> list[Point]:
        """The points of one kind, in the dossier's order."""
        return [p for p in self.dossier.points if p.kind == kind and p.accounts]


def _states(cast: tuple[Actor, ...]) -> dict[str, str]:
    """For each country its state; of several lands under one code the one that most reports tell of."""
    states = [a for a in cast if a.kind is ActorKind.STATE and a.country]
    return {a.country: a.id for a in sorted(states, key=lambda a: (len(a.members), a.id)) if a.country}


def _fits(dossier: Dossier) -> dict[tuple[str, str], set[str]]:
    """For each entry and slot the entries that agree with it."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for judgement in dossier.judgements:
        if judgement.relation is Relation.AGREES and judgement.b:
            found[judgement.a, judgement.slot].add(judgement.b)
            found[judgement.b, judgement.slot].add(judgement.a)
    return dict(found)


def _told(dossier: Dossier) -> dict[str, list[tuple[Point, Account]]]:
    """For each entry the accounts made of it, with their points."""
    told: defaultdict[str, list[tuple[Point, Account]]] = defaultdict(list)
    for point in dossier.points:
        for account in point.accounts:
            told[account.entry].append((point, account))
    return dict(told)


def shelves(reports: tuple[Report, ...]) -> dict[str, Shelf]:
    """The reports in order, numbered from 1, with labels that tell them apart."""
    labels = _labels(reports)
    made = {}
    for number, (report, label) in enumerate(zip(reports, labels, strict=True), 1):
        numbered = paragraphs(report)
        starts, numbers = tuple(p.start for p, _ in numbered), tuple(n for _, n in numbered)
        made[report.id] = Shelf(number, report, label, tuple(p for p, _ in numbered), starts, numbers)
    return made


def _labels(reports: tuple[Report, ...]) -> list[str]:
    """Outlet names; where one outlet has several reports they are numbered: "Reuters 1", "Reuters 2"."""
    plain = [flat(report.label) or "a report" for report in reports]
    shared, seen, labels = Counter(plain), Counter[str](), []
    for label in plain:
        seen[label] += 1
        labels.append(f"{label} {seen[label]}" if shared[label] > 1 else label)
    return labels


_PRIVATE = ("BUS", "CVL", "LAB", "JRN", "EDU", "MED", "REL")
"""PLOVER sectors whose people and bodies are of a country without speaking for it: firms, unions, papers."""


def _of_state(actor: Actor) -> bool:
    return actor.kind is not ActorKind.STATE and actor.sector not in _PRIVATE
