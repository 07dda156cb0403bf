"""One question judged account by account, and kept: what stands before the first new account is judged no more.

Equal accounts of one report form a bundle; each bundle is compared with the first earlier bundle of each of the
last values and with what was told last, so the work grows with the number of accounts and not with its square.
An account that comes in later is put in its place in time: what stands behind it is taken back and judged again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from operator import is_

from parley.model.judgements import SYMMETRIC, Judgement, Relation
from parley.reconcile.claims import Claim, Draft, Verdict

Rule = Callable[[Claim, Claim], Verdict | None]
_VALUES = 24  # values told before that a new one is compared with
_NEAREST = 6  # bundles of one value, and claims of each, that are compared with one another


@dataclass(slots=True, eq=False)
class _Compared:
    """Two claims with what the rule says of them, and the judgement that it makes, once that was wanted."""

    one: Claim
    two: Claim
    relation: Relation | None
    reason: str
    judgement: Judgement | None = None

    @staticmethod
    def by(rule: Rule, one: Claim, two: Claim) -> _Compared:
        """What a rule says of two claims."""
        relation, reason = rule(one, two) or (None, "")
        return _Compared(one, two, relation, reason[:1].upper() + reason[1:])

    def judged(self, relation: Relation, slot: str) -> Judgement:
        """The rule's judgement."""
        if self.judgement is None:
            a, b = self.one.entry.id, self.two.entry.id
            self.judgement = Judgement(a=a, relation=relation, b=b, reason=self.reason, slot=slot)
        return self.judgement


@dataclass(slots=True, eq=False)
class _Bundle:
    """Accounts of one report that have the same value, in order of time, and what came of them.

    `number` is the bundle's own place, `row` that of the first of the same value with no other between, `before`
    the last bundle of the same report. It was `compared` with others, was the first to tell what is `noted`, and
    the judgements `made` stand.
    """

    claims: tuple[Claim, ...]
    group: str
    report: str
    number: int
    row: int
    before: _Bundle | None
    compared: tuple[_Compared, ...] = ()
    noted: tuple[object, ...] = ()
    made: tuple[Judgement, ...] = ()

    @property
    def speaker(self) -> Claim:
        """The claim that speaks for all: the latest, an outcome before a plan, told first in its report."""
        if len(self.claims) == 1:
            return self.claims[0]
        return max(self.claims, key=lambda c: (c.account.order, c.rank, -c.entry.anchor.start, c.entry.id))


class _Told:
    """The bundles told so far: all, those of each value, the first of each, and the last of each report."""

    __slots__ = ("_firsts", "_reports", "_values", "all")

    def __init__(self) -> None:
        self.all: list[_Bundle] = []
        self._firsts: list[_Bundle] = []
        self._values: dict[str, list[_Bundle]] = {}
        self._reports: dict[str, _Bundle] = {}

    def bundle(self, claims: list[Claim]) -> _Bundle:
        """These claims as the bundle that comes next."""
        number, group, report = len(self.all), claims[0].group, claims[0].report
        row = self.all[-1].row if self.all and self.all[-1].group == group else number
        return _Bundle(tuple(claims), group, report, number, row, self._reports.get(report))

    def add(self, bundle: _Bundle) -> None:
        """One more bundle, later than all before."""
        self.all.append(bundle)
        self._reports[bundle.report] = bundle
        if bundle.group not in self._values:
            self._firsts.append(bundle)
        self._values.setdefault(bundle.group, []).append(bundle)

    def drop(self) -> _Bundle:
        """Take the last bundle back."""
        bundle = self.all.pop()
        if bundle.before is None:
            del self._reports[bundle.report]
        else:
            self._reports[bundle.report] = bundle.before
        self._values[bundle.group].pop()
        if not self._values[bundle.group]:
            del self._values[bundle.group]
            self._firsts.pop()
        return bundle

    def values(self) -> list[_Bundle]:
        """The first bundle of each of the last values."""
        return self._firsts[-_VALUES:]

    def of_value(self, group: str) -> list[_Bundle]:
        """All bundles of one value."""
        return self._values.get(group, [])

    def others(self, bundle: _Bundle) -> list[_Bundle]:
        """The last bundles that told something else: of the same report and of any other."""
        own = [bundle.before] if bundle.before is not None else []
        at = len(self.all) - 1
        while at >= 0:
            last = self.all[at]
            if last.group != bundle.group and last.report != bundle.report:
                return [*own, last]
            at = last.row - 1 if last.group == bundle.group else at - 1
        return own


class Hearing:
    """One question with all that was compared and judged of it so far."""

    __slots__ = ("_noted", "_told")

    def __init__(self) -> None:
        self._told = _Told()
        self._noted: set[object] = set()

    def judged(self, draft: Draft, rule: Rule) -> tuple[Judgement, ...]:
        """The rules' judgements on the accounts, in order of time; `rule` says how one claim stands to another."""
        bundles = list(_bundles(draft))
        known = self._taken_back(bundles)
        for claims in bundles[len(self._told.all) :]:
            self._hear(draft, claims, rule, known)
        return tuple(chain.from_iterable(bundle.made for bundle in self._told.all))

    def _taken_back(self, bundles: list[list[Claim]]) -> Mapping[tuple[int, int], _Compared]:
        """Take back all from the first bundle on that is not as it was. Gives what was compared there."""
        pairs = enumerate(zip(self._told.all, bundles, strict=False))
        end = min(len(self._told.all), len(bundles))
        start = next((i for i, (bundle, claims) in pairs if not _same(bundle.claims, claims)), end)
        left = [self._told.drop() for _ in self._told.all[start:]]
        for bundle in left:
            self._noted.difference_update(bundle.noted)
        return {(id(c.one), id(c.two)): c for bundle in left for c in bundle.compared}

    def _hear(
        self, draft: Draft, claims: list[Claim], rule: Rule, known: Mapping[tuple[int, int], _Compared]
    ) -> None:
        """Judge the bundle that comes next."""
        bundle, notes = self._told.bundle(claims), list[object]()
        pairs = self._pairs(draft, bundle, notes)
        compared = [known.get((id(one), id(two))) or _Compared.by(rule, one, two) for one, two in pairs]
        said = ((c, c.relation) for c in compared if c.relation is not None)
        made = [c.judged(r, draft.slot) for c, r in said if self._is_new(draft, c, r, notes)]
        bundle.compared, bundle.noted, bundle.made = tuple(compared), tuple(notes), tuple(made)
        self._told.add(bundle)

    def _pairs(self, draft: Draft, bundle: _Bundle, notes: list[object]) -> list[tuple[Claim, Claim]]:
        """The claims worth comparing with this bundle, the earlier one of two first.

        An equal account is compared with the first of its kind; another value with the first account of each
        value, where a fact is asked (of very many the last), and with what was told last, in this report and in
        others, where things change.
        """
        before, earlier = self._told.values(), self._told.of_value(bundle.group)
        equal = _equals(draft, earlier, bundle) if earlier else []
        if earlier:
            before = [b for b in before if b.report != bundle.report and b.group != bundle.group]
            before = [b for b in before if (b.group, bundle.group) not in self._noted]
        for other in before:
            if other.report != bundle.report:
                self._note((other.group, bundle.group), notes)
        before += [b for b in self._told.others(bundle) if b not in before]
        return [*equal, *(_ordered(b.speaker, bundle.speaker) for b in before)]

    def _is_new(self, draft: Draft, found: _Compared, relation: Relation, notes: list[object]) -> bool:
        """One clash for each pair of values within and one across reports, and one addition for each account."""
        one, two = found.one, found.two
        if draft.doubled:  # an entry that gives two accounts may meet another one twice
            a, b = one.entry.id, two.entry.id
            pair = (b, a) if relation in SYMMETRIC and b < a else (a, b)
            if not self._note((relation, *pair), notes):
                return False
            one, two = draft.first_of[a], draft.first_of[b]
        if relation is Relation.AGREES:
            return True
        if relation is Relation.ADDS:
            return self._note((relation, two.entry.id), notes)
        return self._note((relation, one.group, two.group, one.report == two.report), notes)

    def _note(self, what: object, notes: list[object]) -> bool:
        """Remember something that is told for the first time; whether it is."""
        if what in self._noted:
            return False
        self._noted.add(what)
        notes.append(what)
        return True


def _bundles(draft: Draft) -> Iterable[list[Claim]]:
    """The accounts of a question, bundle by bundle, in order of the first account of each."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in draft.ordered:
        found.setdefault((claim.group, claim.account.report), []).append(claim)
    return found.values()


def _same(old: tuple[Claim, ...], new: list[Claim]) -> bool:
    """Whether these are the very same claims: one told anew may be judged otherwise."""
    return len(old) == len(new) and all(map(is_, old, new))


def _equals(draft: Draft, earlier: list[_Bundle], bundle: _Bundle) -> list[tuple[Claim, Claim]]:
    """Accounts of one value: one pair says all; but demands on one theme may be many, so the nearest meet."""
    if draft.kind != "position":
        return [(earlier[0].claims[0], bundle.claims[0])]
    near = [b.claims[:_NEAREST] for b in earlier[-_NEAREST:]]
    return [(a, b) for before in near for a in before for b in bundle.claims[:_NEAREST]]


def _ordered(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """The later of the two second."""
    return (a, b) if b.place[:-1] >= a.place[:-1] else (b, a)
