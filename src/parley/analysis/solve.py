"""From a dispute to an outlook: equilibria, the way from the status quo, joint gains, and whose word decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parley.analysis.graph import Graph, graph
from parley.analysis.stability import CONCEPTS, equilibria
from parley.analysis.status_quo import Step, joint_gains, paths
from parley.model.dispute import Dispute, Finding, Hypothesis, Outlook

Taken = frozenset[str]


def solve(dispute: Dispute) -> Outlook:
    """Solve the dispute as written and under each hypothesis; every finding names the entries it rests on."""
    model = graph(dispute)
    stable = tuple((c, tuple(taken(dispute, int(s)) for s in equilibria(model, c))) for c in CONCEPTS)
    findings = (
        *_equilibria(dispute, dict(stable)["nash"]),
        *_ways(dispute, model, dict(stable)["nash"]),
        *_joint(dispute, model),
        *_hinges(dispute, dict(stable)["nash"]),
    )
    return Outlook(dispute=dispute, equilibria=stable, findings=findings)


def taken(dispute: Dispute, state: int) -> Taken:
    """The names of the options taken in a state."""
    return frozenset(o.name for b, o in enumerate(dispute.options) if state >> b & 1)


def code(dispute: Dispute, names: Taken) -> int:
    """The code of the state in which these options are taken."""
    return sum(1 << b for b, o in enumerate(dispute.options) if o.name in names)


def under(dispute: Dispute, hypothesis: Hypothesis) -> Dispute:
    """The dispute with one decision maker's preferences replaced by a rival claim."""
    preferences = tuple(
        (maker, hypothesis.preferences if maker == hypothesis.decision_maker else statements)
        for maker, statements in dispute.preferences
    )
    return replace(dispute, preferences=preferences, hypotheses=())


def words(dispute: Dispute, state: Taken) -> str:
    """A state in words: what is done in it."""
    done = [o.about or o.name for o in dispute.options if o.name in state]
    return "; ".join(done) if done else "nobody does anything"


def _grounds(dispute: Dispute, options: Iterable[str] = (), makers: Iterable[str] = ()) -> tuple[str, ...]:
    """The entries behind these options and these decision makers' preferences, each once."""
    named, moving = set(options), set(makers)
    found = [g for o in dispute.options if o.name in named for g in o.grounds]
    found += [g for m, statements in dispute.preferences if m in moving for s in statements for g in s.grounds]
    return tuple(dict.fromkeys(found))


def _equilibria(dispute: Dispute, nash: tuple[Taken, ...]) -> list[Finding]:
    if not nash:
        return [
            Finding(
                text="No outcome holds by itself: in every state somebody gains by moving.", kind="equilibrium"
            )
        ]
    return [
        Finding(
            text=f"Holds by itself, nobody gains by moving alone: {words(dispute, state)}.",
            grounds=_grounds(dispute, state, dispute.decision_makers),
            kind="equilibrium",
        )
        for state in nash
    ]


def _ways(dispute: Dispute, model: Graph, nash: tuple[Taken, ...]) -> list[Finding]:
    start = code(dispute, dispute.status_quo)
    if not model.feasible[start]:
        return [Finding(text="The status quo is not feasible in this model: check its options.", kind="path")]
    ways = paths(model, start, gainful=True)
    return [_way(dispute, state, ways) for state in nash]


def _way(dispute: Dispute, state: Taken, ways: dict[int, tuple[Step, ...]]) -> Finding:
    target = code(dispute, state)
    if target not in ways:
        text = (
            f"Out of reach from here as long as everybody moves alone and only for gain: {words(dispute, state)}."
        )
        return Finding(text=text, grounds=_grounds(dispute, state), kind="trap")
    steps = [f"{dispute.decision_makers[s.maker]} moves" for s in ways[target]]
    how = f"Reached when {', then '.join(steps)}" if steps else "This is where things stand now"
    return Finding(text=f"{how}: {words(dispute, state)}.", grounds=_grounds(dispute, state), kind="path")


def _joint(dispute: Dispute, model: Graph) -> list[Finding]:
    start = code(dispute, dispute.status_quo)
    found = []
    for gain in joint_gains(model, start) if model.feasible[start] else ():
        makers = [dispute.decision_makers[m] for m in gain.makers]
        state = taken(dispute, gain.target)
        text = f"{' and '.join(makers)} would all gain by moving together to: {words(dispute, state)}."
        found.append(Finding(text=text, grounds=_grounds(dispute, state, makers), kind="joint gain"))
    return found


def _hinges(dispute: Dispute, nash: tuple[Taken, ...]) -> list[Finding]:
    found = []
    for hypothesis in dispute.hypotheses:
        other = under(dispute, hypothesis)
        holding = {taken(other, int(s)) for s in equilibria(graph(other), "nash")}
        grounds = _doubted(dispute, hypothesis)
        for state in nash:
            verdict = "still holds" if state in holding else "no longer holds"
            text = f"If {hypothesis.name}, this {verdict}: {words(dispute, state)}."
            found.append(Finding(text=text, grounds=grounds, kind="survives" if state in holding else "hinge"))
    return found


def _doubted(dispute: Dispute, hypothesis: Hypothesis) -> tuple[str, ...]:
    """The grounds of the preferences that the hypothesis leaves out."""
    kept = {p.formula for p in hypothesis.preferences}
    before = dict(dispute.preferences).get(hypothesis.decision_maker, ())
    return tuple(dict.fromkeys(g for p in before if p.formula not in kept for g in p.grounds))
