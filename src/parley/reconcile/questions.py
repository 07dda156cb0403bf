"""All questions of a dossier, each judged once: a question is judged anew only when one of its accounts is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from parley.model.dossier import Disagreement, Point, Standing, fitting, stood
from parley.model.entries import Entry
from parley.model.judgements import Judgement, Relation
from parley.reconcile import attendance, hinges, meetings, positions, sinces
from parley.reconcile.claims import Asked, Claim, Desk, Draft
from parley.reconcile.events import Happenings
from parley.reconcile.hearing import Hearing
from parley.reconcile.parts import Part
from parley.reconcile.people import People
from parley.reconcile.reach import Reaching
from parley.reconcile.relations import CLASHES, RULES, disagreement, judge, overruled
from parley.reconcile.sheaf import Sheaf
from parley.reconcile.statements import Spoken

Asks = Callable[[Desk, Entry], Iterable[Asked]]
Drafter = Callable[[Desk, str, tuple[str, ...], list[Claim]], Draft | None]
Question = tuple[str, str, tuple[str, ...]]
"""Kind, slot, and what makes its id."""
_Key = tuple[int, tuple[str, ...]]
"""Where a question stands among all: kind and slot by number, and what makes its id."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the rules' judgements on its accounts, what clashes, and how it stands."""

    draft: Draft
    judgements: tuple[Judgement, ...]
    clashes: tuple[Disagreement, ...]
    point: Point


_ASKERS: tuple[tuple[str, Asks], ...] = (
    ("attendance", attendance.asks),
    ("attendance", hinges.asks),
    ("meeting", meetings.asks),
    ("meeting", sinces.asks),
    ("position", positions.asks),
)
_DRAFTERS: dict[str, Drafter] = {
    "attendance": attendance.draft,
    "hinge": hinges.draft,
    "meeting": meetings.draft,
    "last": sinces.draft,
    "position": positions.draft,
}
"""What drafts a question: by its slot where that has a drafter of its own, else by its kind."""
_SHORT = 12  # accounts up to which it is not worth keeping what was compared
_ORDER = {pair: number for number, pair in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Answers:
    """Which questions are no more, or stood otherwise before, and which stand newly or otherwise now."""

    gone: list[Answered]
    new: list[Answered]


class Questions:
    """The questions as they stand, in order; only those are judged of which an account came or went."""

    def __init__(self) -> None:
        self._spoken = Spoken()
        self._happenings = Happenings()
        self._reaching = Reaching()
        self._claims: dict[Question, dict[str, list[Claim]]] = defaultdict(dict)
        self._asked: dict[str, list[Question]] = {}
        self._drafts: dict[_Key, Draft] = {}
        self._hearings: dict[_Key, Hearing] = {}
        self._known: dict[_Key, Answered] = {}
        self._order = Sheaf[_Key, Answered]()
        self._points = Sheaf[_Key, Point]()
        self._clashes = Sheaf[_Key, Disagreement]()
        self._rules = Sheaf[str, Judgement]()
        self._judged: dict[str, dict[_Key, Judgement]] = defaultdict(dict)
        self._people = People(())

    @property
    def answered(self) -> tuple[Answered, ...]:
        """All questions in order."""
        return self._order.all()

    @property
    def points(self) -> tuple[Point, ...]:
        """The points of all questions in order."""
        return self._points.all()

    @property
    def clashes(self) -> tuple[Disagreement, ...]:
        """What clashes, in order of questions."""
        return self._clashes.all()

    @property
    def rules(self) -> tuple[Judgement, ...]:
        """What the rules judged, in order of ids."""
        return self._rules.all()

    def sync(
        self, desk: Desk, people: People, gone: Sequence[str], again: list[Part], copies: Mapping[str, str]
    ) -> Answers:
        """Ask the reports in `again`, and forget what those that are gone told."""
        changes = self._ask(desk, gone, again)
        for left, new in (
            self._happenings.sync(desk, people, gone, again),
            self._spoken.sync(desk, people, gone, again),
            self._reaching.sync(desk, people, gone, again),
        ):
            changes |= {_key(d): None for d in left}
            changes |= {_key(d): d for d in new}
        for key, draft in changes.items():
            _set(self._drafts, key, draft)
        changes |= {key: d for key, d in self._decided_on(people) if key not in changes}
        self._people, decided = people, _Decided.of(people)
        return self._settle({key: self._answered(decided, desk, key, d, copies) for key, d in changes.items()})

    def _answered(
        self, decided: _Decided, desk: Desk, key: _Key, draft: Draft | None, copies: Mapping[str, str]
    ) -> Answered | None:
        """The question as it is answered now. A short hearing is held anew as quickly as it is looked up."""
        old = self._hearings.pop(key, None)
        if draft is None or len(draft.claims) < 2:
            return decided.answered(draft, (), copies) if draft else None
        hearing = old or Hearing()
        if len(draft.claims) > _SHORT:
            self._hearings[key] = hearing
        return decided.answered(draft, judge(draft, desk, hearing), copies)

    def _decided_on(self, people: People) -> Iterator[tuple[_Key, Draft]]:
        """The questions with an account that people decided otherwise on than before."""
        ids = {i for j in {*people.judgements} ^ {*self._people.judgements} for i in (j.a, j.b) if i}
        if ids:
            yield from ((k, d) for k, d in self._drafts.items() if any(c.entry.id in ids for c in d.claims))

    def _settle(self, changes: Mapping[_Key, Answered | None]) -> Answers:
        old = {key: self._known[key] for key in changes if key in self._known}
        new = [one for one in changes.values() if one is not None]
        for key, one in changes.items():
            _set(self._known, key, one)
        self._order.update({key: (one,) if one else () for key, one in changes.items()})
        self._points.update({key: (one.point,) if one else () for key, one in changes.items()})
        self._clashes.update({key: one.clashes if one else () for key, one in changes.items()})
        self._judge(old, {key: one for key, one in changes.items() if one is not None})
        return Answers(list(old.values()), new)

    def _judge(self, old: Mapping[_Key, Answered], new: Mapping[_Key, Answered]) -> None:
        """Two questions may come to one judgement: it stands with the reason that the last of them gives."""
        touched: dict[str, None] = {}
        for key in {**old, **new}:
            was, now = ({j.id: j for j in s[key].judgements} if key in s else {} for s in (old, new))
            for i in [i for i, j in was.items() if now.get(i) is not j]:
                self._judged[i].pop(key, None)
                touched[i] = None
            for i, judgement in now.items():
                if was.get(i) is not judgement:
                    self._judged[i][key] = judgement
                    touched[i] = None
        self._rules.update({i: (made[max(made)],) if (made := self._judged[i]) else () for i in touched})
        for i in touched:
            if not self._judged[i]:
                del self._judged[i]

    def _ask(self, desk: Desk, gone: Iterable[str], again: list[Part]) -> dict[_Key, Draft | None]:
        """Take out what reports answered, and put in what they answer now."""
        touched: dict[Question, None] = {}
        for report in (*gone, *(p.id for p in again)):
            for question in self._asked.pop(report, ()):
                self._claims[question].pop(report, None)
                touched[question] = None
        for part in again:
            own = self._asked[part.id] = []
            for kind, asks in _ASKERS:
                for entry in part.told.entries:
                    for slot, key, claim in asks(desk, entry):
                        own.append((kind, slot, key))
                        self._claims[kind, slot, key].setdefault(part.id, []).append(claim)
            touched.update(dict.fromkeys(own))
        return {(_ORDER[kind, slot], key): self._draft(desk, (kind, slot, key)) for kind, slot, key in touched}

    def _draft(self, desk: Desk, question: Question) -> Draft | None:
        told = self._claims[question]
        if not told:
            del self._claims[question]
            return None
        kind, slot, key = question
        claims = [c for report in sorted(told) for c in told[report]]
        return (_DRAFTERS.get(slot) or _DRAFTERS[kind])(desk, slot, key, claims)


def _key(draft: Draft) -> _Key:
    return _ORDER[draft.kind, draft.slot], draft.key


def _set(table: dict[_Key, T], key: _Key, value: T | None) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


@dataclass(frozen=True, slots=True)
class _Decided:
    """What people decided of entries, ready to be laid over the rules."""

    people: People
    between: dict[frozenset[str], list[Judgement]]
    single: dict[str, list[Judgement]]

    @staticmethod
    def of(people: People) -> _Decided:
        """People's judgements by the entries they are on."""
        between: dict[frozenset[str], list[Judgement]] = defaultdict(list)
        for judgement in people.between_entries():
            between[frozenset((judgement.a, judgement.b))].append(judgement)
        single: dict[str, list[Judgement]] = defaultdict(list)
        for relation in (Relation.CONFIRMED, Relation.VALUE):
            for judgement in people.on(relation):
                single[judgement.a].append(judgement)
        return _Decided(people, between, single)

    def answered(self, draft: Draft, rules: Iterable[Judgement], copies: Mapping[str, str]) -> Answered:
        """The question judged: by the rules, and where people decided by them."""
        ruled = overruled(rules, self.people)
        own = {c.entry.id for c in draft.claims} if self.between else set()
        made = [j for pair, found in self.between.items() if pair <= own for j in found]
        made = [j for j in made if not j.slot or j.slot == draft.slot]
        clashes = tuple(disagreement(j, draft) for j in (*ruled, *made) if j.relation in CLASHES)
        point = stood(_point(draft), clashes, fitting((*made, *ruled)), copies)
        return Answered(draft, ruled, clashes, self._noted(point))

    def _noted(self, point: Point) -> Point:
        """The point with a note on who confirmed an account of it or set it right, if anybody did."""
        if not self.single:
            return point
        told = [j for i in dict.fromkeys(a.entry for a in point.accounts) for j in self.single.get(i, ())]
        told.sort(key=lambda j: (j.relation is Relation.VALUE, j.made, j.id))
        notes = dict.fromkeys(f"{j.author}: {j.reason}." for j in told if not j.slot or j.slot == point.slot)
        return replace(point, note=" ".join((*notes, point.note))) if notes else point


def loose(people: People, questions: Questions) -> Iterator[Disagreement]:
    """People's judgements between accounts of two questions; dropped here only if an entry is gone."""
    wanted = [j for j in people.between_entries() if j.relation in CLASHES]
    if not wanted:
        return
    ids = {i for j in wanted for i in (j.a, j.b)}
    homes: dict[str, list[Answered]] = defaultdict(list)
    for one in questions.answered:
        for entry in dict.fromkeys(c.entry.id for c in one.draft.claims if c.entry.id in ids):
            homes[entry].append(one)
    for j in wanted:
        shown = any(d.a == j.a and d.b == j.b for one in homes[j.a] for d in one.clashes)
        if homes[j.a] and homes[j.b] and not shown:
            question = homes[j.a][0].draft.question
            yield Disagreement(
                relation=j.relation, slot=j.slot, question=question, a=j.a, b=j.b, reason=j.reason, author=j.author
            )


def _point(draft: Draft) -> Point:
    return Point(
        id=draft.id,
        kind=draft.kind,
        slot=draft.slot,
        question=draft.question,
        accounts=tuple(c.account for c in draft.ordered),
        standing=Standing.SINGLE,
        actor=draft.actor,
        gathering=draft.gathering,
    )
