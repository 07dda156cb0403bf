"""What one report says, cut out of a record and made ready: corrected, complete, with owners and directions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from parley.model.actors import Actor, VoiceKind
from parley.model.entries import Attendance, Entry, Gathering, Meeting, Statement
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import Time
from parley.reconcile.actors import STEM, unnamed
from parley.reconcile.calendar import spoken_on
from parley.reconcile.casting import Role
from parley.reconcile.company import with_company
from parley.reconcile.corrected import set_right
from parley.reconcile.directions import directed
from parley.reconcile.gatherings import with_all_gatherings
from parley.reconcile.names import plain
from parley.reconcile.owners import with_owners
from parley.reconcile.people import People
from parley.reconcile.periods import far

T = TypeVar("T")
Rank = tuple[bool, str, str]
"""Where a report stands among all: those without a day first, then by day and id. Later reports mostly rank last,
and whatever is worked out in this order stays as it is when they come."""


@dataclass(frozen=True)
class Part:
    """One report's share of a record. `read` is as people corrected it, `told` with directions and owners."""

    report: Report
    read: Record
    set_aside: tuple[Entry, ...]
    told: Record
    _kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, what: str, make: Callable[[], T]) -> T:
        """What hangs on this report alone, worked out once."""
        if what not in self._kept:
            self._kept[what] = make()
        found: T = self._kept[what]
        return found

    @property
    def id(self) -> str:
        """The report's id."""
        return self.report.id

    @cached_property
    def rank(self) -> Rank:
        """Its place in the order in which everything is worked out."""
        return rank(self.report)

    @cached_property
    def spoken(self) -> tuple[Statement, ...]:
        """The report's statements by place, longer ones first."""
        return tuple(sorted(self.told.of_kind(Statement), key=lambda s: (s.content.start, -s.content.end, s.id)))

    @cached_property
    def kinds(self) -> dict[type[Entry], list[Entry]]:
        """Its entries, kind by kind."""
        found: dict[type[Entry], list[Entry]] = defaultdict(list)
        for entry in self.told.entries:
            found[type(entry)].append(entry)
        return found

    @cached_property
    def said(self) -> dict[str, Time]:
        """For each entry inside a quotation that is counted from the day of speaking: when that was."""
        return spoken_on(self.told)

    @cached_property
    def stems(self) -> frozenset[str]:
        """How the words of its actors' names begin, so that "Norlandic" meets "Norland"."""
        names = (n for a in self.told.actors for n in (a.name, *a.names))
        return frozenset(w[:STEM] for n in names for w in plain(n).split())

    @cached_property
    def places(self) -> frozenset[str]:
        """All places it names."""
        things = (*self.told.gatherings, *self.told.entries)
        return frozenset(p for t in things if (p := getattr(t, "place", None)))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of its actors and gatherings, sorted."""
        return tuple(sorted((*(a.id for a in self.told.actors), *(g.id for g in self.told.gatherings))))

    @cached_property
    def weights(self) -> Counter[str]:
        """How many entries tell of each gathering, leaving out what lies far back."""
        told = (e for e in self.told.entries if isinstance(e, Meeting | Attendance))
        return Counter(e.gathering for e in told if not far(e.when))

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Its actors, with who of them is unnamed."""
        return tuple(Role(a, a.id in self.unnamed or unnamed(a), (self.rank, a.id)) for a in self.told.actors)

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """The actors who speak without a name."""
        entries = self.told.entries
        return frozenset(e.voice.actor for e in entries if e.voice.kind is VoiceKind.ANONYMOUS and e.voice.actor)


def rank(report: Report) -> Rank:
    """The report's place among all."""
    return (report.published is not None, str(report.published or ""), report.id)


def prepared(read: Record, people: People) -> Part:
    """Make one report's record ready."""
    corrected, aside = set_right(read, people)
    return Part(read.reports[0], corrected, aside, with_owners(with_company(directed(corrected))))


def split(record: Record) -> dict[str, Record]:
    """A record report by report, each in canonical order and with a gathering for every id it points at."""
    actors: dict[str, list[Actor]] = defaultdict(list)
    gatherings: dict[str, list[Gathering]] = defaultdict(list)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for actor in record.actors:
        actors[home(actor.id)].append(actor)
    for gathering in record.gatherings:
        gatherings[home(gathering.id)].append(gathering)
    for entry in record.entries:
        entries[entry.report].append(entry)
    made = {}
    for report in record.reports:
        own = actors[report.id], gatherings[report.id], entries[report.id]
        made[report.id] = with_all_gatherings(Record.of([report], *own))
    return made


def home(member: str) -> str:
    """The id of the report that an actor's or gathering's id belongs to."""
    return member.split("/", 1)[0]


def joined(records: Iterable[Record]) -> Record:
    """Records of different reports put together; each must be in canonical order."""
    ordered = sorted(records, key=lambda r: r.reports[0].id)
    return Record(
        tuple(x for r in ordered for x in r.reports),
        tuple(x for r in ordered for x in r.actors),
        tuple(x for r in ordered for x in r.gatherings),
        tuple(x for r in ordered for x in r.entries),
    )
