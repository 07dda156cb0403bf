"""How the accounts of one question stand to each other: agrees, adds, contradicts, supersedes, disputes.

Each slot has its own rule; `hearing.py` decides which accounts are compared. People's judgements come last and
outrank the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from parley.model.dossier import Disagreement
from parley.model.judgements import Judgement, Relation
from parley.reconcile import attendance, events, hinges, meetings, positions, reach, sinces, statements
from parley.reconcile.claims import Claim, Desk, Draft, Verdict
from parley.reconcile.hearing import Hearing
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
CLASHES = (Relation.CONTRADICTS, Relation.SUPERSEDES, Relation.DISPUTES)


def judge(draft: Draft, desk: Desk, hearing: Hearing) -> tuple[Judgement, ...]:
    """The rules' judgements on the accounts of one question, in order of time, as far as the hearing goes anew."""
    rule = RULES[draft.kind, draft.slot]
    return hearing.judged(draft, lambda one, two: rule(one, two, desk))


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
