"""From a dispute to an outlook: equilibria, the way from the status quo, joint gains, and whose word decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import factorial

from parley.analysis.findings import Solved, coalition, findings
from parley.analysis.graph import graph
from parley.analysis.inverse import orders
from parley.analysis.narrate import why
from parley.analysis.stability import CONCEPTS, SEQUENCE, equilibria, stable
from parley.analysis.states import Taken, code, taken, words
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Finding, Outlook, Reason

MOST_TOLD = 24  # states whose reasons are told


@dataclass(frozen=True, slots=True)
class Question:
    """What an analyst asks beyond the plain solution.

    `answer` is how opponents may answer together (see `parley.analysis.stability`), `states` further states to
    explain (as the options taken in them), `coalition` decision makers who move as one, `inverse` whether to count
    which preference orders would make those further states stable.
    """

    answer: str = SEQUENCE
    states: Sequence[Sequence[str]] = ()
    coalition: Sequence[str] = ()
    inverse: bool = False


def solve(dispute: Dispute, question: Question | None = None) -> Outlook:
    """Solve the dispute as written and under each hypothesis; every finding names the entries it rests on."""
    asked = question or Question()
    model = graph(dispute)
    held = {c: tuple(taken(dispute, int(s)) for s in equilibria(model, c, asked.answer)) for c in CONCEPTS}
    solved = Solved(dispute, model, held["nash"])
    wanted = [frozenset(state) for state in asked.states]
    return Outlook(
        dispute=dispute,
        equilibria=tuple(held.items()),
        findings=(*_asked(solved, asked, wanted), *findings(solved)),
        reasons=tuple(_reasons(solved, asked, [*wanted, dispute.status_quo, *_told(held)])),
    )


def _told(held: dict[str, tuple[Taken, ...]]) -> Iterable[Taken]:
    """Equilibria of every kind, those that hold by themselves first, as many as can be told."""
    every = dict.fromkeys(state for c in CONCEPTS for state in held[c])
    return list(every)[:MOST_TOLD]


def _reasons(solved: Solved, asked: Question, states: Iterable[Taken]) -> Iterator[Reason]:
    codes = [code(solved.dispute, s) for s in dict.fromkeys(states)]
    fine = [s for s in codes if solved.model.feasible[s]]
    verdicts = {(c, m): stable(solved.model, c, m, asked.answer) for c in CONCEPTS for m in solved.model.makers}
    for state in fine:
        for maker in solved.model.makers:
            held = tuple(c for c in CONCEPTS if verdicts[c, maker][state])
            told = why(solved.dispute, solved.model, maker, state, held)
            yield Reason(
                state=taken(solved.dispute, state),
                maker=solved.dispute.decision_makers[maker],
                concepts=held,
                text=told.text,
                grounds=told.grounds,
            )


def _asked(solved: Solved, asked: Question, states: Sequence[Taken]) -> Iterator[Finding]:
    """Answers to what was asked for expressly."""
    for state in states:
        if not solved.model.feasible[code(solved.dispute, state)]:
            raise BadDispute(f"this state is not feasible: {', '.join(sorted(state)) or 'nothing taken'}")
    if asked.coalition:
        yield coalition(solved, asked.coalition)
    for state in states if asked.inverse else ():
        yield from _inverse(solved, state)


def _inverse(solved: Solved, state: Taken) -> Iterator[Finding]:
    """How many of each decision maker's possible orders make a state stable for it."""
    here = code(solved.dispute, state)
    total = factorial(len(solved.model.states))
    for maker, name in enumerate(solved.dispute.decision_makers):
        counts = {c: _counted(solved, c, maker, here) for c in CONCEPTS}
        shares = [f"{c.upper()} {_share(n, total)}" for c, n in counts.items() if n is not None]
        if open_ones := [c.upper() for c, n in counts.items() if n is None]:
            shares.append(f"{', '.join(open_ones)} not counted, too many states bear on it")
        text = (
            f"Orders of {name} that make this stable for it: {words(solved.dispute, state)}: {'; '.join(shares)}."
        )
        yield Finding(text=text, kind="inverse")


def _counted(solved: Solved, concept: str, maker: int, state: int) -> int | None:
    try:
        return orders(solved.model, concept, maker, state)
    except BadDispute:
        return None


def _share(found: int, total: int) -> str:
    return f"{found} of {total}" if total <= _MOST_IN_FULL else f"{100 * (found * 10**6 // total) / 10**6:.4g} %"


_MOST_IN_FULL = 10**6
