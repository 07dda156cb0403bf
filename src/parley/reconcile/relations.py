"""How the accounts of one question stand to each other: agrees, adds, contradicts, supersedes, disputes.

Each slot has its own rule; this module decides which accounts are compared. Equal accounts of one report form a
bundle; each bundle is compared with the latest earlier bundle of every value, so the work grows with the number of
accounts and not with its square. People's judgements come last and outrank the rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from parley.model.dossier import Disagreement
from parley.model.judgements import Judgement, Relation
from parley.reconcile import attendance, events, hinges, meetings, positions, sinces, statements
from parley.reconcile.claims import Claim, Desk, Draft, Verdict, in_time
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
    rule = RULES[draft.kind, draft.slot]
    found: dict[str, Judgement] = {}
    for one, two in _compared(draft):
        made = desk.between(draft.slot, one, two, partial(_judged, rule, draft.slot, one, two, desk))
        if made is not None:
            found.setdefault(made.id, made)
    return tuple(_once(found.values(), draft))


def _judged(rule: Rule, slot: str, one: Claim, two: Claim, desk: Desk) -> Judgement | None:
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
        a, b = claims[judgement.a], claims[judgement.b]
        key = (judgement.relation, a.group, b.group, a.report == b.report)
        if judgement.relation is Relation.ADDS:
            key = (judgement.relation, "", judgement.b, False)
        if judgement.relation is Relation.AGREES or key not in seen:
            yield judgement
        seen.add(key)


def _compared(draft: Draft) -> Iterable[tuple[Claim, Claim]]:
    """The pairs of claims worth comparing, the earlier one first.

    An equal account is compared with the first of its kind; another value with the first account of each value,
    where a fact is asked (of very many the last), and with what was told last, in this report and in others, where
    things change.
    """
    bundles: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in in_time(draft.claims):
        bundles[claim.group, claim.report].append(claim)
    first: dict[str, list[Claim]] = {}
    last = _Told()
    across: set[tuple[str, str]] = set()  # pairs of values that two reports were compared by
    for (group, report), bundle in sorted(bundles.items(), key=lambda item: _time(item[1][0])):
        if group in first:
            yield from _equals(draft, first[group], bundle, last)
        values = ((g, b) for g, b in list(first.items())[-_VALUES:] if g != group)
        before = [b for g, b in values if group not in first or _crosses((g, group), b, report, across)]
        across.update((b[0].group, group) for b in before if b[0].report != report)
        before += [b for b in last.others(group, report) if all(b is not known for known in before)]
        yield from (_ordered(_speaker(b), _speaker(bundle)) for b in before)
        first.setdefault(group, bundle)
        last.add(bundle)


def _crosses(values: tuple[str, str], told: list[Claim], report: str, across: set[tuple[str, str]]) -> bool:
    """Whether two values were told by two reports and never compared but within one."""
    return told[0].report != report and values not in across


class _Told:
    """The bundles told so far: the last of each value, and those of each report."""

    def __init__(self) -> None:
        self._values: dict[str, list[list[Claim]]] = {}  # the value told last stands last
        self._reports: dict[str, list[list[Claim]]] = defaultdict(list)
        self._number: dict[int, int] = {}

    def add(self, bundle: list[Claim]) -> None:
        """One more bundle, later than all before."""
        group = bundle[0].group
        self._number[id(bundle)] = len(self._number)
        self._values[group] = [*self._values.pop(group, [])[1 - _NEAREST :], bundle]
        self._reports[bundle[0].report].append(bundle)

    def of_value(self, group: str) -> list[list[Claim]]:
        """The nearest bundles of one value."""
        return self._values.get(group, [])

    def others(self, group: str, report: str) -> list[list[Claim]]:
        """The last bundles that told something else: of the same report and of any other."""
        own = next((b for b in reversed(self._reports[report]) if b[0].group != group), None)
        latest: list[list[Claim]] = []
        for value in reversed(self._values):
            told = self._values[value]
            latest += [b for b in told[-2:] if value != group and b[0].report != report]
            if value != group and told[-1][0].report != report:
                break
        other = max(latest, key=lambda b: self._number[id(b)], default=None)
        return [b for b in (own, other) if b is not None]


def _equals(draft: Draft, first: list[Claim], bundle: list[Claim], told: _Told) -> Iterable[tuple[Claim, Claim]]:
    """Accounts of one value: one pair says all; but demands on one theme may be many, so the nearest meet."""
    if draft.kind != "position":
        return [(first[0], bundle[0])]
    earlier = told.of_value(bundle[0].group)
    return [(a, b) for before in earlier for a in before[:_NEAREST] for b in bundle[:_NEAREST]]


def _speaker(bundle: list[Claim]) -> Claim:
    """The claim that speaks for a bundle: the latest, an outcome before a plan, told first in its report."""
    return max(bundle, key=lambda c: (c.account.order, c.rank, -c.entry.anchor.start, c.entry.id))


def _ordered(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """The later of the two second."""
    return (a, b) if _time(b) >= _time(a) else (b, a)


def _time(claim: Claim) -> tuple[float, int, str, int, str]:
    return (claim.account.order, claim.rank, claim.report, claim.entry.anchor.start, claim.entry.id)


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def overruled(rules: Iterable[Judgement], people: People) -> tuple[Judgement, ...]:
    """The rules' judgements without those on pairs that a person judged."""
    decided = {frozenset((j.a, j.b)) for j in people.judgements}
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
