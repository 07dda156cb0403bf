"""All questions of a dossier, each judged once: a question is judged anew only when one of its accounts is new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from parley.model.dossier import Disagreement, Point, Standing, fitting, stood
from parley.model.entries import Entry
from parley.model.judgements import Judgement, Relation
from parley.reconcile import attendance, meetings, positions
from parley.reconcile.claims import Asked, Claim, Desk, Draft, in_time
from parley.reconcile.events import Happenings
from parley.reconcile.parts import Part
from parley.reconcile.people import People
from parley.reconcile.relations import CLASHES, RULES, disagreement, judge, overruled
from parley.reconcile.statements import Spoken

Asks = Callable[[Desk, Entry], Iterable[Asked]]
Drafter = Callable[[Desk, str, tuple[str, ...], list[Claim]], Draft]
Question = tuple[str, str, tuple[str, ...]]
"""Kind, slot, and what makes its id."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the rules' judgements on its accounts, what clashes, and how it stands."""

    draft: Draft
    judgements: tuple[Judgement, ...]
    clashes: tuple[Disagreement, ...]
    point: Point


_KINDS: dict[str, tuple[Asks, Drafter]] = {
    "attendance": (attendance.asks, attendance.draft),
    "meeting": (meetings.asks, meetings.draft),
    "position": (positions.asks, positions.draft),
}
_ORDER = {pair: number for number, pair in enumerate(RULES)}


class Questions:
    """The questions as they stood last, to be asked again."""

    def __init__(self) -> None:
        self._spoken = Spoken()
        self._happenings = Happenings()
        self._claims: dict[Question, dict[str, list[Claim]]] = defaultdict(dict)
        self._asked: dict[str, list[Question]] = {}
        self._drafts: dict[Question, Draft] = {}
        self._known: dict[tuple[int, tuple[str, ...]], Answered] = {}
        self._people = People(())

    def sync(
        self, desk: Desk, people: People, gone: Iterable[str], again: list[Part], copies: Mapping[str, str]
    ) -> tuple[Answered, ...]:
        """Every question that the reports answer, kind by kind; only `again` are asked."""
        self._ask(desk, gone, again)
        known = self._known if people.judgements == self._people.judgements else {}
        self._people, decided = people, _Decided.of(people)
        spoken = self._spoken.sync(desk, people, gone, again)
        found: dict[tuple[int, tuple[str, ...]], Answered] = {}
        for draft in chain(self._drafts.values(), self._happenings.drafts(desk, people), spoken):
            key = (_ORDER[draft.kind, draft.slot], draft.key)
            old = known.get(key)
            found[key] = old if old and old.draft is draft else decided.answered(draft, desk, copies)
        self._known = {key: found[key] for key in sorted(found)}
        return tuple(self._known.values())

    def _ask(self, desk: Desk, gone: Iterable[str], again: list[Part]) -> None:
        """Take out what reports answered, and put in what they answer now."""
        touched: dict[Question, None] = {}
        for report in (*gone, *(p.id for p in again)):
            for question in self._asked.pop(report, ()):
                self._claims[question].pop(report, None)
                touched[question] = None
        for part in again:
            own = self._asked[part.id] = []
            for kind, (asks, _) in _KINDS.items():
                for entry in part.told.entries:
                    for slot, key, claim in asks(desk, entry):
                        own.append((kind, slot, key))
                        self._claims[kind, slot, key].setdefault(part.id, []).append(claim)
            touched.update(dict.fromkeys(own))
        for question in touched:
            self._draft(desk, question)

    def _draft(self, desk: Desk, question: Question) -> None:
        told = self._claims[question]
        if not told:
            del self._claims[question]
            self._drafts.pop(question, None)
            return
        kind, slot, key = question
        claims = [c for report in sorted(told) for c in told[report]]
        self._drafts[question] = _KINDS[kind][1](desk, slot, key, claims)


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

    def answered(self, draft: Draft, desk: Desk, copies: Mapping[str, str]) -> Answered:
        """The question judged: by the rules, and where people decided by them."""
        ruled = overruled(judge(draft, desk), self.people)
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


def loose(people: People, answered: Iterable[Answered]) -> Iterator[Disagreement]:
    """People's judgements between accounts of two questions; dropped here only if an entry is gone."""
    wanted = [j for j in people.between_entries() if j.relation in CLASHES]
    if not wanted:
        return
    ids = {i for j in wanted for i in (j.a, j.b)}
    homes: dict[str, list[Answered]] = defaultdict(list)
    for one in answered:
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
        accounts=tuple(c.account for c in in_time(draft.claims)),
        standing=Standing.SINGLE,
        actor=draft.actor,
        gathering=draft.gathering,
    )
