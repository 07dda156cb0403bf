"""How the accounts of one question stand to each other: agrees, adds, contradicts, supersedes, disputes.

Each slot has its own rule; this module decides which accounts are compared. Equal accounts of one report form a
bundle; each bundle is compared with the latest earlier bundle of every value, so the work grows with the number of
accounts and not with its square. People's judgements come last and outrank the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import attrgetter

from parley.model.dossier import Disagreement
from parley.model.judgements import Judgement, Relation
from parley.reconcile import attendance, events, hinges, meetings, positions, reach, sinces, statements
from parley.reconcile.claims import Claim, Desk, Draft, Verdict
from parley.reconcile.people import People

Rule = Callable[[Claim, Claim, Desk], Verdict | None]

RULES: dict[tuple[str, str], Rule] = {
    ("attendance", "answer"): attendance.relate_answers,
    ("attendance", "head"): attendance.relate_heads,
    ("attendance", "hinge"): hinges.relate_hinges,
    ("meeting", "stage"): meetings.relate_stages,
    ("meeting", "place"): meetings.relate_places,
    ("meeting", "when"): meetings.relate_days,
    ("meeting", "who"): meetings.relate_parties,
    ("meeting", "level"): meetings.relate_levels,
    ("meeting", "last"): sinces.relate_last,
    ("meeting", "deal"): reach.relate_reach,
    ("position", "move"): positions.relate_moves,
    ("event", "what"): events.relate_events,
    ("event", "when"): events.relate_event_days,
    ("event", "place"): events.relate_event_places,
    ("event", "number"): events.relate_numbers,
    ("statement", "words"): statements.relate_words,
}
_VALUES = 24  # values told before that a new one is compared with
_NEAREST = 6  # bundles of one value, and claims of each, that are compared with one another
CLASHES = (Relation.CONTRADICTS, Relation.SUPERSEDES, Relation.DISPUTES)


def judge(draft: Draft, desk: Desk) -> tuple[Judgement, ...]:
    """The rules' judgements on the accounts of one question, in order of time."""
    judged = partial(_judged, desk, RULES[draft.kind, draft.slot], draft.slot)
    found: dict[str, Judgement] = {}
    for one, two in _compared(draft):
        made = desk.between(draft.slot, one, two, judged)
        if made is not None:
            found.setdefault(made.id, made)
    return tuple(_once(found.values(), draft))


def _judged(desk: Desk, rule: Rule, slot: str, one: Claim, two: Claim) -> Judgement | None:
    verdict = rule(one, two, desk)
    if verdict is None:
        return None
    relation, reason = verdict
    return Judgement(a=one.entry.id, relation=relation, b=two.entry.id, reason=_sentence(reason), slot=slot)


def _once(judgements: Iterable[Judgement], draft: Draft) -> Iterator[Judgement]:
    """One clash for each pair of values within and one across reports, and one addition for each account."""
    claims = {c.entry.id: c for c in reversed(draft.claims)}
    seen: set[tuple[str, str, str, bool]] = set()
    for judgement in judgements:
        if judgement.relation is Relation.AGREES:
            yield judgement
            continue
        a, b = claims[judgement.a], claims[judgement.b]
        key = (judgement.relation, a.group, b.group, a.report == b.report)
        if judgement.relation is Relation.ADDS:
            key = (judgement.relation, "", judgement.b, False)
        if key not in seen:
            yield judgement
        seen.add(key)


def _compared(draft: Draft) -> Iterable[tuple[Claim, Claim]]:
    """The pairs of claims worth comparing, the earlier one first.

    An equal account is compared with the first of its kind; another value with the first account of each value,
    where a fact is asked (of very many the last), and with what was told last, in this report and in others, where
    things change.
    """
    first: dict[str, _Bundle] = {}
    last = _Told()
    across: set[tuple[str, str]] = set()  # pairs of values that two reports were compared by
    for bundle in _bundles(draft):
        group, report = bundle.group, bundle.report
        values = list(islice(reversed(first.values()), _VALUES))[::-1]
        if group in first:
            yield from _equals(draft, first[group], bundle, last)
            before = [b for b in values if b.report != report and b.group != group]
            before = [b for b in before if (b.group, group) not in across]
        else:
            before = values
        across.update((b.group, group) for b in before if b.report != report)
        before += [b for b in last.others(bundle) if b not in before]
        yield from (_ordered(b.speaker, bundle.speaker) for b in before)
        first.setdefault(group, bundle)
        last.add(bundle)


@dataclass(slots=True, eq=False)
class _Bundle:
    """Accounts of one report that have the same value, in order of time; `number` is the bundle's own place."""

    group: str
    report: str
    claims: list[Claim]
    number: int

    @property
    def speaker(self) -> Claim:
        """The claim that speaks for all: the latest, an outcome before a plan, told first in its report."""
        if len(self.claims) == 1:
            return self.claims[0]
        return max(self.claims, key=lambda c: (c.account.order, c.rank, -c.entry.anchor.start, c.entry.id))


def _bundles(draft: Draft) -> Iterable[_Bundle]:
    """The accounts of a question, bundle by bundle, in order of the first account of each."""
    found: dict[tuple[str, str], _Bundle] = {}
    for claim in draft.ordered:
        key = (claim.group, claim.account.report)
        if key in found:
            found[key].claims.append(claim)
        else:
            found[key] = _Bundle(*key, [claim], len(found))
    return found.values()


class _Told:
    """The bundles told so far: the last of each value, and those of each report."""

    def __init__(self) -> None:
        self._values: dict[str, list[_Bundle]] = {}  # the value told last stands last
        self._reports: dict[str, list[_Bundle]] = defaultdict(list)

    def add(self, bundle: _Bundle) -> None:
        """One more bundle, later than all before."""
        told = self._values.pop(bundle.group, [])
        self._values[bundle.group] = [*told[1 - _NEAREST :], bundle]
        self._reports[bundle.report].append(bundle)

    def of_value(self, group: str) -> list[_Bundle]:
        """The nearest bundles of one value."""
        return self._values.get(group, [])

    def others(self, bundle: _Bundle) -> list[_Bundle]:
        """The last bundles that told something else: of the same report and of any other."""
        group, report = bundle.group, bundle.report
        own = next((b for b in reversed(self._reports.get(report, ())) if b.group != group), None)
        latest: list[_Bundle] = []
        for value in reversed(self._values):
            if value != group:
                told = self._values[value]
                latest += [b for b in told[-2:] if b.report != report]
                if told[-1].report != report:
                    break
        other = max(latest, key=_NUMBER, default=None)
        return [b for b in (own, other) if b is not None]


_NUMBER = attrgetter("number")


def _equals(draft: Draft, first: _Bundle, bundle: _Bundle, told: _Told) -> Iterable[tuple[Claim, Claim]]:
    """Accounts of one value: one pair says all; but demands on one theme may be many, so the nearest meet."""
    if draft.kind != "position":
        return [(first.claims[0], bundle.claims[0])]
    earlier = told.of_value(bundle.group)
    return [(a, b) for before in earlier for a in before.claims[:_NEAREST] for b in bundle.claims[:_NEAREST]]


def _ordered(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """The later of the two second."""
    return (a, b) if b.place[:-1] >= a.place[:-1] else (b, a)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def overruled(rules: Iterable[Judgement], people: People) -> tuple[Judgement, ...]:
    """The rules' judgements without those on pairs that a person judged."""
    decided = {frozenset((j.a, j.b)) for j in people.judgements}
    if not decided:
        return tuple(rules)
    return tuple(j for j in rules if frozenset((j.a, j.b)) not in decided)


def disagreement(judgement: Judgement, draft: Draft) -> Disagreement:
    """A judgement that sets two accounts against each other, as it is shown."""
    return Disagreement(
        relation=judgement.relation,
        slot=judgement.slot,
        question=draft.question,
        a=judgement.a,
        b=judgement.b,
        reason=judgement.reason,
        author=judgement.author,
        point=draft.id,
    )
