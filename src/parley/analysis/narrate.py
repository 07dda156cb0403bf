"""Why a state is stable or not for a decision maker, in words, down to the preference and its grounds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from parley.analysis.formula import evaluate
from parley.analysis.graph import Graph, truth
from parley.analysis.moves import improvements, reachable
from parley.analysis.states import of
from parley.analysis.status_quo import Step
from parley.model.dispute import Dispute, Finding, Preference, in_words


def why(dispute: Dispute, model: Graph, maker: int, state: int, held: Sequence[str]) -> Finding:
    """One finding for a decision maker in a state: the improvement, the sanction, the preference behind each.

    `held` are the concepts under which the state is stable for the decision maker.
    """
    name = dispute.decision_makers[maker]
    better = improvements(model, maker, state)
    if not better:
        return _content(dispute, model, maker, state)
    best = max(better, key=lambda t: (model.payoffs[maker][t], -t))
    reason = deciding(dispute, name, state, best)
    text = f"{name} would rather {change(dispute, state, best)}{_because(reason, dispute)}."
    because = reason.grounds if reason else ()
    if concept := next((c for c in _ANSWERED if c in held), None):
        told = _held(dispute, model, concept, maker, state, best)
        return Finding(text=f"{text} {told.text}", grounds=(*because, *told.grounds), kind="sanctioned")
    return Finding(text=f"{text}{_SIMULTANEOUS if 'sim' in held else ''}", grounds=because, kind="unstable")


def _content(dispute: Dispute, model: Graph, maker: int, state: int) -> Finding:
    """Why no move pays: what each change of one option would go against."""
    name = dispute.decision_makers[maker]
    single = [state ^ 1 << b for b in model.own(maker) if model.feasible[state ^ 1 << b]]
    found = [p for t in single if (p := deciding(dispute, name, t, state))]
    reasons = {p.formula: p for p in found}
    if not reasons:
        return Finding(text=f"{name} has no move that it prefers.", kind="stable")
    told = [f"“{in_words(p.formula, dispute)}”{_word(p)}" for p in reasons.values()]
    because = tuple(dict.fromkeys(g for p in reasons.values() for g in p.grounds))
    text = f"{name} has no move that it prefers; to change would go against {', '.join(told)}."
    return Finding(text=text, grounds=because, kind="stable")


_ANSWERED = ("sseq", "seq", "smr", "gmr")  # the most telling first: answers that pay for those who give them
_SIMULTANEOUS = " Only others moving at the same moment would undo it."


def _held(dispute: Dispute, model: Graph, concept: str, maker: int, state: int, target: int) -> Finding:
    """The answer that takes the gain of an improvement away."""
    name = dispute.decision_makers[maker]
    path = _sanction(model, concept, maker, state, target)
    if not path:
        return Finding(text="But the answers of others would leave it no better off.", kind="sanctioned")
    steps = [f"{dispute.decision_makers[s.maker]} {change(dispute, s.source, s.target)}" for s in path]
    reason = deciding(dispute, name, path[-1].target, state)
    pays = "" if concept in ("seq", "sseq") else ", though not to its own gain"
    text = f"But then could {', and '.join(steps)}{pays}, which {name} likes no better{_because(reason, dispute)}."
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


def _because(reason: Preference | None, dispute: Dispute) -> str:
    if reason is None:
        return ""
    return f", because it puts “{in_words(reason.formula, dispute)}” first here{_word(reason)}"


def _word(reason: Preference) -> str:
    """Whose word a preference is, where it is not the party's own."""
    return f", by {of(reason.claimant)} word" if reason.claimant else " (assumed)" if reason.assumption else ""
