"""The dossier: a record plus judgements, and what follows from both, ready to be shown.

`parley.reconcile` computes a dossier; views only show it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

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

    `kind` is that of its entries; `slot` what the accounts answer: answer (attendance), stage, place,
    when (meeting), move (position), what or number (event), words (statement). `sources` counts
    independent reports.
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
    """Two entries of which the second contradicts, replaces or disputes the first, side by side."""

    relation: Relation
    slot: str
    question: str
    a: str  # entry id
    b: str
    reason: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one report tells it: whose voice is heard how much, and what the outlet itself calls things.

    `shares` are (party name, fraction of all words given to voices of that party), largest first.
    `evaluative` are words in the outlet's own voice that judge.
    """

    report: str
    shares: tuple[tuple[str, float], ...]
    named: int
    unnamed: int
    institutions: int
    evaluative: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is not as it was: new, changed, settled, newly disputed or withdrawn."""

    kind: str
    question: str
    old: Account | None
    new: Account | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything all reports say, point by point.

    `cast` and `gatherings` are merged (`members` lists what was merged); `identity` maps every
    report-level actor or gathering id to the merged id. `days` maps a report's id to the day it came out as far
    as it could be worked out, with its basis.
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

    def merged(self, member: str) -> str:
        """The merged id of a report-level actor or gathering."""
        return dict(self.identity).get(member, member)

    def actor(self, actor_id: ActorId) -> Actor:
        """The merged actor, from its own id or that of a member."""
        wanted = self.merged(actor_id)
        return next(a for a in self.cast if a.id == wanted)

    def gathering(self, gathering_id: GatheringId) -> Gathering:
        """The merged gathering, from its own id or that of a member."""
        wanted = self.merged(gathering_id)
        return next(g for g in self.gatherings if g.id == wanted)

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id."""
        return next(e for e in self.record.entries if e.id == entry_id)

    def report_of(self, entry_id: str) -> Report:
        """The report that an entry stands in."""
        return self.record.report(self.entry(entry_id).report)

    def only(self, report_id: str) -> tuple[Point, ...]:
        """The points that this report alone tells."""
        return tuple(p for p in self.points if {a.report for a in p.accounts} == {report_id})

    def as_of(self, day: date) -> Dossier:
        """The dossier's points as they stood at the end of a day; accounts of unknown time are left out."""
        points = []
        for point in self.points:
            known = tuple(a for a in point.accounts if isinstance(a.as_of, When) and a.as_of.end <= day)
            if known:
                points.append(replace(point, accounts=known))
        return replace(self, points=tuple(points))
