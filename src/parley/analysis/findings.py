"""What follows from a solved dispute, in words; every finding names the entries it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from parley.analysis import coalitions
from parley.analysis.graph import Graph, graph
from parley.analysis.narrate import why
from parley.analysis.stability import equilibria
from parley.analysis.states import Taken, code, grounds, taken, words
from parley.analysis.status_quo import JointGain, Ways, joint_gains, paths
from parley.analysis.swaps import Swap, tipping
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Finding, Hypothesis, in_words

MOST_OF_A_KIND = 8
MOST_OPTIONS_SWAPPED = 16  # beyond that, solving once for every swap takes too long


@dataclass(frozen=True, slots=True)
class Solved:
    """A dispute with its graph and the states that hold by themselves."""

    dispute: Dispute
    model: Graph
    nash: tuple[Taken, ...]


def findings(solved: Solved) -> tuple[Finding, ...]:
    """All findings, the most telling kinds first."""
    kinds = (holding, ways, together, hinges, orders)
    return tuple(f for kind in kinds for f in kind(solved))


def holding(solved: Solved) -> Iterator[Finding]:
    """The outcomes that hold by themselves."""
    if not solved.nash:
        text = "No outcome holds by itself: in every state somebody gains by moving."
        yield Finding(text=text, kind="equilibrium")
    for state in solved.nash[:MOST_OF_A_KIND]:
        text = f"Holds by itself, nobody gains by moving alone: {words(solved.dispute, state)}."
        yield Finding(text=text, grounds=_keeping(solved, state), kind="equilibrium")
    if (more := len(solved.nash) - MOST_OF_A_KIND) > 0:
        yield Finding(text=f"{more} more outcomes hold by themselves.", kind="equilibrium")


def _keeping(solved: Solved, state: Taken) -> tuple[str, ...]:
    """The entries behind the preferences that any change of a state would go against."""
    here = code(solved.dispute, state)
    told = (why(solved.dispute, solved.model, m, here, ()) for m in solved.model.makers)
    found = tuple(dict.fromkeys(g for t in told for g in t.grounds))
    return found or grounds(solved.dispute, state, solved.dispute.decision_makers)


def ways(solved: Solved) -> Iterator[Finding]:
    """Whether the outcomes that hold can be reached from the status quo by moves that pay."""
    start = code(solved.dispute, solved.dispute.status_quo)
    if not solved.model.feasible[start]:
        text = "The status quo is not feasible in this model: check its options."
        yield Finding(text=text, kind="path")
        return
    found = paths(solved.model, start, gainful=True)
    for state in solved.nash[:MOST_OF_A_KIND]:
        yield _way(solved.dispute, state, found)


def _way(dispute: Dispute, state: Taken, found: Ways) -> Finding:
    target = code(dispute, state)
    if target not in found:
        how, kind = "Out of reach from here as long as everybody moves alone and only for gain", "trap"
    elif steps := [f"{dispute.decision_makers[s.maker]} moves" for s in found[target]]:
        how, kind = f"Reached when {', then '.join(steps)}", "path"
    else:
        how, kind = "This is where things stand now", "path"
    return Finding(text=f"{how}: {words(dispute, state)}.", grounds=grounds(dispute, state), kind=kind)


def together(solved: Solved) -> Iterator[Finding]:
    """What coalitions would gain by moving together from the status quo: for each the least change that pays."""
    start = code(solved.dispute, solved.dispute.status_quo)
    first: dict[tuple[int, ...], JointGain] = {}
    for gain in joint_gains(solved.model, start) if solved.model.feasible[start] else ():
        before = first.setdefault(gain.makers, gain)
        if (gain.target ^ start).bit_count() < (before.target ^ start).bit_count():
            first[gain.makers] = gain
    for gain in list(first.values())[:MOST_OF_A_KIND]:
        yield _joint(solved, gain)


def _joint(solved: Solved, gain: JointGain) -> Finding:
    makers = [solved.dispute.decision_makers[m] for m in gain.makers]
    state = taken(solved.dispute, gain.target)
    every = "both" if len(makers) == 2 else "all"
    text = f"{_listed(makers)} would {every} gain by moving together to: {words(solved.dispute, state)}."
    because = grounds(solved.dispute, state, makers)
    return Finding(text=text + _onward(solved, gain.target), grounds=because, kind="joint gain")


def _onward(solved: Solved, state: int) -> str:
    """Where moves that pay lead from there."""
    ends = {code(solved.dispute, s): s for s in solved.nash}
    if state in ends:
        return " That holds by itself."
    found = paths(solved.model, state, gainful=True)
    reached = [ends[t] for t in sorted(ends.keys() & found.keys(), key=lambda t: (len(found[t]), t))]
    return f" Moves that pay lead on from there to: {words(solved.dispute, reached[0])}." if reached else ""


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def under(dispute: Dispute, hypothesis: Hypothesis) -> Dispute:
    """The dispute with one decision maker's preferences replaced by a rival claim."""
    preferences = tuple(
        (maker, hypothesis.preferences if maker == hypothesis.decision_maker else statements)
        for maker, statements in dispute.preferences
    )
    return replace(dispute, preferences=preferences, hypotheses=())


def hinges(solved: Solved) -> Iterator[Finding]:
    """For each rival claim, which outcomes survive it; and which survive all."""
    surviving = set(solved.nash)
    for hypothesis in solved.dispute.hypotheses:
        other = under(solved.dispute, hypothesis)
        held = {taken(other, int(s)) for s in equilibria(graph(other), "nash")}
        surviving &= held
        because = _doubted(solved.dispute, hypothesis)
        for state in solved.nash[:MOST_OF_A_KIND]:
            verdict = "still holds" if state in held else "no longer holds"
            text = f"If {hypothesis.name}, this {verdict}: {words(solved.dispute, state)}."
            yield Finding(text=text, grounds=because, kind="survives" if state in held else "hinge")
    if len(solved.dispute.hypotheses) > 1 and len(surviving) < len(solved.nash):
        kept = [words(solved.dispute, s) for s in solved.nash if s in surviving]
        text = f"Whoever is believed, this holds: {' / '.join(kept) if kept else 'no outcome'}."
        yield Finding(text=text, kind="survives")


def _doubted(dispute: Dispute, hypothesis: Hypothesis) -> tuple[str, ...]:
    """The grounds of the preferences that the hypothesis leaves out."""
    kept = {p.formula for p in hypothesis.preferences}
    before = dict(dispute.preferences).get(hypothesis.decision_maker, ())
    return tuple(dict.fromkeys(g for p in before if p.formula not in kept for g in p.grounds))


def orders(solved: Solved) -> Iterator[Finding]:
    """Which swap of two neighbouring preferences tips the result; the order is the weakest inference."""
    if len(solved.dispute.options) > MOST_OPTIONS_SWAPPED:
        return
    found = list(tipping(solved.dispute))
    for swap in found[:MOST_OF_A_KIND]:
        yield _swapped(solved.dispute, swap)
    if not found and any(len(s) > 1 for _, s in solved.dispute.preferences):
        text = "No swap of two neighbouring preferences changes which outcomes hold by themselves."
        yield Finding(text=text, kind="order")


def _swapped(dispute: Dispute, swap: Swap) -> Finding:
    upper, lower = (in_words(s.formula, dispute) for s in (swap.upper, swap.lower))
    effects = [("would no longer hold", swap.lost), ("would hold too", swap.won)]
    told = [f"{_states(dispute, states)} {verdict}" for verdict, states in effects if states]
    text = f"If {swap.maker} put “{lower}” above “{upper}”, {' and '.join(told)}."
    because = tuple(dict.fromkeys((*swap.upper.grounds, *swap.lower.grounds)))
    return Finding(text=text, grounds=because, kind="order")


def _states(dispute: Dispute, states: Iterable[int]) -> str:
    found = [f"“{words(dispute, taken(dispute, s))}”" for s in states]
    rest = len(found) - 2
    return ", ".join(found[:2]) + (f" and {rest} more" if rest > 0 else "")


def coalition(solved: Solved, makers: Iterable[str]) -> Finding:
    """What holds if some decision makers always move as one. Raises BadDispute for an unknown name."""
    names = list(makers)
    indexes = [_index(solved.dispute, n) for n in names]
    held = [
        taken(solved.dispute, s) for s in coalitions.equilibria(coalitions.blocs(solved.model, indexes), "nash")
    ]
    kept = " / ".join(words(solved.dispute, s) for s in held) or "nothing"
    return Finding(text=f"If {_listed(names)} move as one, this holds by itself: {kept}.", kind="coalition")


def _index(dispute: Dispute, maker: str) -> int:
    if maker not in dispute.decision_makers:
        raise BadDispute(f"there is no decision maker {maker!r}; there are {', '.join(dispute.decision_makers)}")
    return dispute.decision_makers.index(maker)
