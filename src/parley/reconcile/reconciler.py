"""A dossier that grows: reports come and go, people decide, and only what that touches is worked out anew.

Each stage keeps what it found and is told what came and what went; what it found otherwise than before it names by
the reports that hang on it. So a change travels: a new name joins two actors, the reports that tell of them are
asked again, the questions that they answer are judged again, and all else stays as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from parley.model.actors import Actor
from parley.model.dossier import Dossier, Telling
from parley.model.entries import Entry, Gathering, Statement
from parley.model.judgements import Judgement
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import Time
from parley.model.undisturbed import undisturbed
from parley.reconcile.actors import Cast
from parley.reconcile.calendar import Calendar
from parley.reconcile.casting import Casting
from parley.reconcile.claims import Desk
from parley.reconcile.clock import Clock, Share, share
from parley.reconcile.copies import Copies
from parley.reconcile.corrected import decisions
from parley.reconcile.days import Days
from parley.reconcile.diaries import Diaries
from parley.reconcile.foremost import Foremost
from parley.reconcile.gatherings import Diary
from parley.reconcile.heard import Stems, states
from parley.reconcile.labelling import Labels
from parley.reconcile.lines import lines
from parley.reconcile.parts import Part, home, prepared, split
from parley.reconcile.people import People
from parley.reconcile.places import Places
from parley.reconcile.questions import Answers, Questions, loose
from parley.reconcile.sheaf import Sheaf
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.terms import terms
from parley.reconcile.telling import telling
from parley.reconcile.timeline import Rows

STORIES = 400
"""Reports up to which a dossier tells its stories: they follow from all texts at once, so each new report asks for
all of them to be grouped again, which takes half a second for so many."""


class Reconciler:
    """The dossier of one negotiation, kept up to date. At any time equal to `reconcile` of all that it was given.

    >>> Reconciler().add(Record()).points
    ()
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._read: dict[str, Record] = {}
        self._parts: dict[str, Part] = {}
        self._people = People.of(judgements)
        self._casting, self._diaries, self._days = Casting(), Diaries(), Days()
        self._copies, self._questions, self._rows = Copies(), Questions(), Rows()
        self._foremost = Foremost()
        self._places, self._told, self._spots = Places(), set[str](), Counter[str]()
        self._labels = Labels()
        self._copied: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._states: tuple[Stems, dict[str, str]] = ({}, {})
        self._entries: dict[str, Entry] = {}
        self._gatherings: dict[str, Gathering] = {}
        self._reports: dict[str, Report] = {}
        self._spoken: dict[str, Sequence[Statement]] = {}
        self._shares: dict[str, Share] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        self._own: dict[str, Record] = {}
        self._begin: dict[str, frozenset[str]] = {}
        self._pages = Pages()
        self._dossier: Dossier | None = None

    def add(self, record: Record) -> Dossier:
        """Take in what one or many reports say; what is known already changes nothing."""
        changed: dict[str, Record | None] = {}
        for report, told in split(record).items():
            old = self._read.get(report)
            new = told if old is None else old | told
            if new != old:
                changed[report] = new
        return self._made(changed) if changed or self._dossier is None else self._dossier

    def remove(self, report_id: str) -> Dossier:
        """Forget a report and all it says."""
        return self._made({report_id: None}) if report_id in self._read else self.dossier

    def judge(self, judgements: Iterable[Judgement]) -> Dossier:
        """Put these judgements by people in the place of those that held."""
        old, self._people = self._people, People.of(judgements)
        if old.judgements == self._people.judgements:
            return self.dossier
        touched = old.touching ^ self._people.touching
        homes = {home(i) for i in touched} | {
            r for r, record in self._read.items() if not touched.isdisjoint(e.id for e in record.entries)
        }
        return self._made({r: self._read[r] for r in sorted(homes) if r in self._read})

    @property
    def dossier(self) -> Dossier:
        """The dossier as it stands."""
        return self._dossier if self._dossier is not None else self._made({})

    def _made(self, changed: Mapping[str, Record | None]) -> Dossier:
        with undisturbed():
            self._dossier = self._worked_out(changed)
        return self._dossier

    def _worked_out(self, changed: Mapping[str, Record | None]) -> Dossier:
        gone = [self._parts.pop(r) for r in changed if r in self._parts]
        self._read.update((r, new) for r, new in changed.items() if new is not None)
        for report in [r for r, new in changed.items() if new is None]:
            del self._read[report]
        come = [prepared(self._read[r], self._people) for r in changed if r in self._read]
        self._parts.update((p.id, p) for p in come)
        self._catalogue(gone, come)
        self._copied = self._copies.sync(gone, come, self._parts)
        desk, again = self._desk(gone, come)
        answered = self._questions.sync(desk, self._people, [p.id for p in gone], again, self._copied)
        return self._written(desk, answered, gone, again)

    def _catalogue(self, gone: list[Part], come: list[Part]) -> None:
        for part in gone:
            for table, things in self._tables(part):
                for thing in things:
                    table.pop(thing, None)
        for part in come:
            for table, things in self._tables(part):
                table.update(things)

    def _tables(self, part: Part) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The tables that a report stands in, and what stands there of it."""
        yield self._entries, {e.id: e for e in part.told.entries}
        yield self._gatherings, {g.id: g for g in part.told.gatherings}
        yield self._reports, {part.id: part.report}
        yield self._spoken, {part.id: part.spoken}
        yield self._own, {part.id: part.told}
        yield self._begin, {part.id: part.stems}

    # ---- who, which, when

    def _desk(self, gone: list[Part], come: list[Part]) -> tuple[Desk, list[Part]]:
        """Everything that questions are worked out from, and the reports that hang on something that changed."""
        parts = self._parts
        actors = [a for p in gone for a in p.told.actors]
        cast = self._casting.sync(actors, [r for p in come for r in p.roles], self._people)
        new = {p.id for p in come}
        dirty = new | self._casting.changed | self._renamed(gone, come) | self._moved(gone, come)
        again = [parts[r] for r in sorted(dirty) if r in parts]
        known = [*gone, *(p for p in again if p.id not in new)]
        diary = self._diaries.sync(known, again, cast, self._places, self._people)
        dirty |= self._diaries.changed
        calendar = self._days.sync(gone, come, parts, diary)
        for part in (parts[r] for r in sorted(dirty | self._days.changed) if r in parts):
            dirty |= self._clocked(part, calendar)
        for report in [*(p.id for p in gone), *dirty]:
            self._kept.pop(report, None)
        desk = self._table(cast, diary, Clock(calendar, self._shares, self._spoken))
        return desk, [parts[r] for r in sorted(dirty) if r in parts]

    def _renamed(self, gone: list[Part], come: list[Part]) -> set[str]:
        """The reports that are called otherwise than before, or that repeat another report than before."""
        other = self._labels.change([p.report for p in gone], [p.report for p in come])
        old, copies = self._before.items(), self._copied.items()
        self._before = self._copied
        return other | {report for report, _ in old ^ copies}

    def _moved(self, gone: Iterable[Part], come: Iterable[Part]) -> set[str]:
        """The reports that name a place of which it is told otherwise now what it lies in."""
        for part in gone:
            self._spots.subtract(part.places)
        for part in come:
            self._spots.update(part.places)
        told = {p for p, often in self._spots.items() if often and "," in p}
        if told == self._told:
            return set()
        old, self._places, self._told = self._places, Places.learned(told), told
        other = {p for p in self._spots if old.around(p) != self._places.around(p)}
        return {p.id for p in self._parts.values() if not other.isdisjoint(p.places)}

    def _clocked(self, part: Part, calendar: Calendar) -> set[str]:
        new = share(part.id, part.told.entries, calendar)
        same = self._shares.get(part.id) == new
        self._shares[part.id] = new
        return set() if same else {part.id}

    def _table(self, cast: Cast, diary: Diary, clock: Clock) -> Desk:
        return Desk(
            cast=cast,
            diary=diary,
            clock=clock,
            labels=self._labels.names,
            entries=self._entries,
            reports=self._reports,
            gatherings=self._gatherings,
            own=self._own,
            stems=self._begin,
            main=diary.main,
            kept=self._kept,
        )

    # ---- what is shown

    def _written(self, desk: Desk, answers: Answers, gone: list[Part], again: list[Part]) -> Dossier:
        asked, pages = self._questions, self._pages
        points, others = asked.points, tuple(loose(self._people, asked))
        self._foremost.turn(desk, answers.gone, answers.new)
        pages.turn(desk, self._shares, gone, again)
        self._tell(desk, gone, again)
        moments = self._rows.timeline(
            desk, (a.point for a in answers.gone), (a.point for a in answers.new), lambda: points
        )
        return Dossier(
            record=pages.record,
            judgements=self._people.judgements + asked.rules,
            cast=desk.cast.actors,
            gatherings=desk.diary.gatherings,
            identity=pages.identity.all(),
            points=points,
            lines=lines(desk, self._foremost, others) + decisions(desk, self._people),
            timeline=moments,
            tellings=pages.tellings.all(),
            disagreements=asked.clashes + others,
            days=pages.days.all(),
            copies=tuple(sorted(self._copied.items())),
            set_aside=pages.set_aside.all(),
            stories=self.stories() if len(self._parts) <= STORIES else (),
        )

    def stories(self) -> tuple[tuple[str, ...], ...]:
        """The reports of each story, whatever their number; seconds for thousands of them."""
        parts = [self._parts[r] for r in sorted(self._parts)]
        return grouped(p.once("terms", partial(terms, p.report)) for p in parts)

    def _tell(self, desk: Desk, gone: Iterable[Part], again: Sequence[Part]) -> None:
        """How each report tells it, made anew where something changed."""
        stems = states(desk)
        if (stems, desk.cast.states) != self._states:
            self._states, again = (stems, desk.cast.states), list(self._parts.values())
        told: dict[str, tuple[Telling, ...]] = {p.id: () for p in gone}
        told |= {p.id: (telling(desk, stems, p),) for p in again}
        self._pages.tellings.update(told)


class Pages:
    """What a dossier holds report by report, in order of the reports' ids."""

    def __init__(self) -> None:
        self._reports, self._actors = Sheaf[str, Report](), Sheaf[str, Actor]()
        self._gatherings, self._entries = Sheaf[str, Gathering](), Sheaf[str, Entry]()
        self.identity, self.days = Sheaf[str, tuple[str, str]](), Sheaf[str, tuple[str, Time]]()
        self.set_aside, self.tellings = Sheaf[str, Entry](), Sheaf[str, Telling]()

    def turn(self, desk: Desk, shares: Mapping[str, Share], gone: Iterable[Part], again: Iterable[Part]) -> None:
        """Take out the pages of some reports, and write those of others anew."""
        now: dict[str, Part | None] = {p.id: None for p in gone}
        now |= {p.id: p for p in again}
        self._reports.update({i: p.read.reports if p else () for i, p in now.items()})
        self._actors.update({i: p.read.actors if p else () for i, p in now.items()})
        self._gatherings.update({i: p.read.gatherings if p else () for i, p in now.items()})
        self._entries.update({i: p.read.entries if p else () for i, p in now.items()})
        self.set_aside.update({i: p.set_aside if p else () for i, p in now.items()})
        self.days.update({i: ((i, shares[i].day),) if p else () for i, p in now.items()})
        self.identity.update({i: self._identity(desk, p) if p else () for i, p in now.items()})

    @staticmethod
    def _identity(desk: Desk, part: Part) -> list[tuple[str, str]]:
        return [(i, desk.cast.of(desk.diary.of(i))) for i in part.ids]

    @property
    def record(self) -> Record:
        """All that was read, as people corrected it."""
        return Record(self._reports.all(), self._actors.all(), self._gatherings.all(), self._entries.all())
