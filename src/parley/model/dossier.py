"""The dossier: a record plus judgements, and what follows from both, ready to be shown.

`parley.reconcile` computes a dossier; views only show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from parley.model.actors import Actor, ActorId, Voice
from parley.model.entries import Entry, Gathering, GatheringId
from parley.model.judgements import Judgement, Relation
from parley.model.record import Record
from parley.model.text import Anchor, Report
from parley.model.times import SILENT, Time, When


class Standing(StrEnum):
    """How a point stands."""

    AGREED = "agreed"  # by two or more independent reports
    SINGLE = "single source"
    DEVELOPING = "developing"  # a later account replaced an earlier one
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one entry answers to a point.

    `answer` is short and comparable ("will attend", "Istanbul", "2022-03"); `as_of` is when it was said
    or held true, which is not when it was published. `order` sorts accounts in time where days are unknown.
    """

    entry: str  # entry id
    report: str  # report id
    answer: str
    voice: Voice
    anchor: Anchor
    as_of: Time = SILENT
    order: float = 0.0
    detail: str = ""  # condition or qualification, for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One question that the reports answer, with its accounts in order of time.

    `kind` is that of its entries; `slot` what the accounts answer: answer, head, hinge (attendance), stage, place,
    when, who, level, last, deal (meeting), move (position), what, when, place, number (event), words (statement).
    `sources` counts independent reports: a copy of another report adds none.
    """

    id: str
    kind: str
    slot: str
    question: str
    accounts: tuple[Account, ...]
    standing: Standing
    actor: ActorId | None = None
    gathering: GatheringId | None = None
    sources: int = 1
    note: str = ""  # one sentence on why it stands so

    @property
    def latest(self) -> Account:
        """The account that is last in time."""
        return self.accounts[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the summary and the entries it rests on."""

    text: str
    grounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One row of the timeline. `label` names the day as far as it is known ("Thursday of the talks").

    Moments with the same `label` share a day. `order` sorts; `dated` is false where only the order is known.
    """

    label: str
    order: float
    dated: bool
    text: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two entries of which the second contradicts, replaces or disputes the first, side by side.

    `point` is the id of the point both belong to, empty where only a person's judgement links them.
    """

    relation: Relation
    slot: str
    question: str
    a: str  # entry id
    b: str
    reason: str
    author: str
    point: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one report tells it: whose voice is heard how much, and what the outlet itself calls things.

    `shares` are (party name, fraction of all words given to voices of that party), largest first. `order` are the
    states and bodies that take part, in the order in which the report first names them or one of their people.
    `evaluative` are words in the outlet's own voice that judge.
    """

    report: str
    shares: tuple[tuple[str, float], ...]
    named: int
    unnamed: int
    institutions: int
    evaluative: tuple[Anchor, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is not as it was: new, changed, settled, newly disputed or withdrawn."""

    kind: str
    question: str
    old: Account | None
    new: Account | None


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Everything all reports say, point by point.

    `cast` and `gatherings` are merged (`members` lists what was merged); `identity` maps every
    report-level actor or gathering id to the merged id. `days` maps a report's id to the day it came out as far
    as it could be worked out, with its basis. `copies` maps the id of a report that repeats another one
    (a reprint of a wire, a corrected version) to the report it repeats: together they are one source.
    `stories` are the reports that tell of one round of talks, in order of their first id; none where the dossier
    is so large that stories are worked out only when asked for (`parley.reconcile.STORIES`).
    `record` is as people corrected it; `set_aside` keeps the entries they took out or changed as they were read.
    """

    record: Record
    judgements: tuple[Judgement, ...] = ()
    cast: tuple[Actor, ...] = ()
    gatherings: tuple[Gathering, ...] = ()
    identity: tuple[tuple[str, str], ...] = ()
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    timeline: tuple[Moment, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    tellings: tuple[Telling, ...] = ()
    days: tuple[tuple[str, Time], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    set_aside: tuple[Entry, ...] = ()
    stories: tuple[tuple[str, ...], ...] = ()

    @property
    def as_read(self) -> Record:
        """The record as it was read, before anybody corrected it."""
        old = {e.id for e in self.set_aside}
        kept = [e for e in self.record.entries if e.id not in old]
        return Record.of(self.record.reports, self.record.actors, self.record.gatherings, [*self.set_aside, *kept])

    def decided(self, entry_id: str) -> tuple[Judgement, ...]:
        """What people decided about an entry, in order of making."""
        return self._decided.get(entry_id, ())

    @cached_property
    def _decided(self) -> dict[str, tuple[Judgement, ...]]:
        found: dict[str, tuple[Judgement, ...]] = {}
        for judgement in (j for j in self.judgements if j.by_person):
            for entry_id in filter(None, dict.fromkeys((judgement.a, judgement.b))):
                found[entry_id] = (*found.get(entry_id, ()), judgement)
        return found

    @cached_property
    def _merged(self) -> dict[str, str]:
        return dict(self.identity)

    @cached_property
    def _cast(self) -> dict[str, Actor]:
        return {a.id: a for a in self.cast}

    @cached_property
    def _gatherings(self) -> dict[str, Gathering]:
        return {g.id: g for g in self.gatherings}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {e.id: e for e in self.record.entries}

    @cached_property
    def _reports(self) -> dict[str, Report]:
        return {r.id: r for r in self.record.reports}

    def merged(self, member: str) -> str:
        """The merged id of a report-level actor or gathering; any other id stands for itself."""
        return self._merged.get(member, member)

    def actor(self, actor_id: ActorId) -> Actor:
        """The merged actor, from its own id or that of a member."""
        return self._cast[self.merged(actor_id)]

    def gathering(self, gathering_id: GatheringId) -> Gathering:
        """The merged gathering, from its own id or that of a member."""
        return self._gatherings[self.merged(gathering_id)]

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id."""
        return self._entries[entry_id]

    def report_of(self, entry_id: str) -> Report:
        """The report that an entry stands in."""
        return self._reports[self.entry(entry_id).report]

    def only(self, report_id: str) -> tuple[Point, ...]:
        """The points that this report alone tells."""
        return tuple(p for p in self.points if {a.report for a in p.accounts} == {report_id})

    def as_of(self, day: date) -> Dossier:
        """The dossier as it stood at the end of a day; whatever has no known time is left out.

        Standings are worked out anew from the accounts and disagreements that were known then.
        """
        kept = {p.id: tuple(a for a in p.accounts if _known(a.as_of, day)) for p in self.points}
        entries = {a.entry for accounts in kept.values() for a in accounts}
        clashes = tuple(d for d in self.disagreements if {d.a, d.b} <= entries)
        by_point, fits, copies = _by_point(clashes), fitting(self.judgements), dict(self.copies)
        points = (
            stood(replace(p, accounts=kept[p.id]), by_point.get(p.id, ()), fits, copies)
            for p in self.points
            if kept[p.id]
        )
        reports = {a.report for accounts in kept.values() for a in accounts}
        return replace(
            self,
            points=tuple(points),
            disagreements=clashes,
            lines=tuple(line for line in self.lines if set(line.grounds) <= entries),
            timeline=tuple(m for m in self.timeline if set(m.entries) <= entries),
            tellings=tuple(t for t in self.tellings if t.report in reports),
        )

    def since(self, earlier: Dossier | date) -> tuple[Change, ...]:
        """What is not as it was in an earlier dossier, or at the end of a day, in order of the points.

        Points are recognised by their entries, not by their ids: a new report may have merged two of them.
        """
        before = earlier if isinstance(earlier, Dossier) else self.as_of(earlier)
        home: dict[tuple[str, str, str], list[Point]] = {}
        for point in before.points:
            for account in point.accounts:
                home.setdefault((point.kind, point.slot, account.entry), []).append(point)
        changes: list[Change] = []
        seen: set[str] = set()
        for point in self.points:
            olds = [p for a in point.accounts for p in home.get((point.kind, point.slot, a.entry), ())]
            seen.update(p.id for p in olds)
            change = _change(_nearest(olds, point), point)
            changes += [change] if change else []
        gone = [p for p in before.points if p.id not in seen]
        changes += [Change(kind="withdrawn", question=p.question, old=p.latest, new=None) for p in gone]
        return tuple(changes)


def _known(time: Time, day: date) -> bool:
    return isinstance(time, When) and time.end <= day


def _by_point(clashes: Iterable[Disagreement]) -> dict[str, list[Disagreement]]:
    found: dict[str, list[Disagreement]] = {}
    for clash in clashes:
        found.setdefault(clash.point, []).append(clash)
    return found


def _nearest(olds: list[Point], point: Point) -> Point | None:
    """The old point with most accounts in common; of equals the one with the same id."""
    shared = Counter(p.id for p in olds)
    return max(olds, key=lambda p: (shared[p.id], p.id == point.id, p.latest.order, p.id), default=None)


_COMPARED = ("answer", "head", "stage", "place", "when", "level", "move", "number", "deal")
"""The slots whose answers are values; in the others a new wording is no change."""


def _change(old: Point | None, point: Point) -> Change | None:
    if old is None:
        return Change(kind="new", question=point.question, old=None, new=point.latest)
    kind = ""
    if point.standing is Standing.DISPUTED and old.standing is not Standing.DISPUTED:
        kind = "newly disputed"
    elif point.slot in _COMPARED and point.latest.answer != old.latest.answer:
        if point.standing is not Standing.DEVELOPING:  # another account took no other's place: it is one more
            return Change(kind="new", question=point.question, old=None, new=point.latest)
        kind = "changed"
    elif point.standing is Standing.AGREED and old.standing is not Standing.AGREED:
        kind = "settled"
    return Change(kind=kind, question=point.question, old=old.latest, new=point.latest) if kind else None


Fits = Mapping[tuple[str, str], Iterable[str]]
"""For an entry and a slot the entries that agree with it there."""


def fitting(judgements: Iterable[Judgement]) -> Fits:
    """Which entries agree in which slot. To add to somebody's move or answer is not yet to agree with it."""
    found: dict[tuple[str, str], list[str]] = {}
    for j in judgements:
        if j.relation is Relation.AGREES or (j.relation is Relation.ADDS and j.slot not in ("move", "answer")):
            found.setdefault((j.a, j.slot), []).append(j.b)
    return found


def stood(point: Point, clashes: Iterable[Disagreement], fits: Fits, copies: Mapping[str, str]) -> Point:
    """The point with its standing, its number of independent sources and a note, from accounts and judgements.

    A clash in which one side merely came later makes the point developing; a contradiction or dispute makes it
    disputed; two independent reports that agree make it agreed. Reports that only tell different things of one
    matter do not agree: each of them is a single source.
    """
    sources = {copies.get(a.report, a.report) for a in point.accounts}
    kinds = {c.relation: c.reason for c in clashes}
    opposed = next((reason for relation, reason in kinds.items() if relation in _OPEN), None)
    if opposed is not None:
        standing, note = Standing.DISPUTED, opposed
    elif Relation.SUPERSEDES in kinds:
        standing, note = Standing.DEVELOPING, kinds[Relation.SUPERSEDES]
    elif len(sources) > 1 and _agree(point, fits, copies):
        standing, note = Standing.AGREED, _agreed(point, len(sources))
    else:
        standing, note = Standing.SINGLE, _single(point, len(sources))
    return replace(point, standing=standing, sources=len(sources), note=note)


def _agree(point: Point, fits: Fits, copies: Mapping[str, str]) -> bool:
    """Whether any two accounts of independent reports agree."""
    home = {a.entry: copies.get(a.report, a.report) for a in point.accounts}
    pairs = ((e, other) for e in home for other in fits.get((e, point.slot), ()))
    return any(other in home and home[e] != home[other] for e, other in pairs)


_OPEN = (Relation.CONTRADICTS, Relation.DISPUTES)
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _agreed(point: Point, sources: int) -> str:
    if len({a.answer for a in point.accounts}) == 1:
        return f"{_count(sources)} independent reports say so."
    return f"{_count(sources)} independent reports tell of it, and nothing in them clashes."


def _single(point: Point, sources: int) -> str:
    if sources > 1:
        return "Each of these is told by one report alone."
    reports = {a.report for a in point.accounts}
    return "Only one report says so." if len(reports) == 1 else "Only copies of one report say so."
