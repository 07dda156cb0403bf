"""Why a state is stable or not for a decision maker, in words, down to the preference and its grounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from parley.analysis.formula import evaluate
from parley.analysis.graph import Graph, truth
from parley.analysis.moves import improvements, reachable
from parley.analysis.stability import stable
from parley.analysis.status_quo import Step
from parley.model.dispute import Dispute, Finding, Preference


def why(dispute: Dispute, model: Graph, concept: str, maker: int, state: int) -> Finding:
    """One finding for a decision maker in a state: the improvement, the sanction, the preference behind it."""
    name = dispute.decision_makers[maker]
    better = improvements(model, maker, state)
    if not better:
        return Finding(text=f"{name} has no move that it prefers.", kind="stable")
    if bool(stable(model, concept, maker)[state]):
        return _held(dispute, model, concept, maker, state, better[0])
    best = max(better, key=lambda t: (model.payoffs[maker][t], -t))
    reason = deciding(dispute, name, state, best)
    text = f"{name} would rather {change(dispute, state, best)}{_because(reason)}."
    return Finding(text=text, grounds=reason.grounds if reason else (), kind="unstable")


def _held(dispute: Dispute, model: Graph, concept: str, maker: int, state: int, target: int) -> Finding:
    """The first improvement with the answer that takes its gain away."""
    name = dispute.decision_makers[maker]
    move = change(dispute, state, target)
    if concept == "sim":
        return Finding(
            text=f"{name} could {move}, but others moving at the same time would undo it.", kind="sanctioned"
        )
    path = _sanction(model, concept, maker, state, target)
    steps = " and ".join(
        f"{dispute.decision_makers[s.maker]} could {change(dispute, s.source, s.target)}" for s in path
    )
    reason = deciding(dispute, name, path[-1].target, state) if path else None
    text = f"{name} could {move}, but then {steps}, which {name} likes no better{_because(reason)}."
    return Finding(text=text, grounds=reason.grounds if reason else (), kind="sanctioned")


def _sanction(model: Graph, concept: str, maker: int, state: int, target: int) -> tuple[Step, ...]:
    """A shortest sequence of answers that leaves the maker no better off than before."""
    moves = improvements if concept in ("seq", "sseq") else reachable
    payoff = model.payoffs[maker]
    queue: deque[tuple[int, tuple[Step, ...]]] = deque([(target, ())])
    seen = {target}
    while queue:
        here, path = queue.popleft()
        if path and payoff[here] <= payoff[state] and _final(model, concept, maker, state, here):
            return path
        for opponent in model.makers:
            for there in moves(model, opponent, here) if opponent != maker else ():
                if there not in seen:
                    seen.add(there)
                    queue.append((there, (*path, Step(opponent, here, there))))
    return ()


def _final(model: Graph, concept: str, maker: int, state: int, sanction: int) -> bool:
    """For SMR and SSEQ the maker must have no way out of the sanction."""
    payoff = model.payoffs[maker]
    escapes = reachable(model, maker, sanction) if concept in ("smr", "sseq") else []
    return all(payoff[e] <= payoff[state] for e in escapes)


def change(dispute: Dispute, source: int, target: int) -> str:
    """What somebody does to get from one state to the other.

    Written so that it follows "could" or "would rather".
    """
    return " and ".join(_changes(dispute, source, target)) or "stay"


def _changes(dispute: Dispute, source: int, target: int) -> Iterator[str]:
    for bit, option in enumerate(dispute.options):
        if (source ^ target) >> bit & 1:
            yield (
                f"take up “{option.about or option.name}”"
                if target >> bit & 1
                else f"drop “{option.about or option.name}”"
            )


def deciding(dispute: Dispute, maker: str, worse: int, better: int) -> Preference | None:
    """The highest of the maker's preference statements that tells two states apart; None if there is none."""
    taken = truth(dispute)
    for statement in dict(dispute.preferences).get(maker, ()):
        holds = evaluate(statement.formula, taken)
        if holds[worse] != holds[better]:
            return statement
    return None


def _because(reason: Preference | None) -> str:
    if reason is None:
        return ""
    claim = f", by {reason.claimant}’s word" if reason.claimant else ""
    return f", because it puts “{reason.formula}” first here{claim}{' (assumed)' if reason.assumption else ''}"
