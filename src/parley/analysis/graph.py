"""The states of a dispute and who can move between them.

A state is a code: bit b is set when option b is taken. Arrays run over all 2**k codes, so that a move of one
option is a swap of two halves and no state-by-state matrix is needed (Fang, Hipel and Kilgour 1993 for the graph
model; the array layout is ours).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.analysis.formula import Truth, evaluate, names
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Preference, Ranking

Values = NDArray[np.int32] | NDArray[np.int64]
Index = NDArray[np.int64]
LOWEST = np.iinfo(np.int32).min
HIGHEST = np.iinfo(np.int32).max
MOST_OPTIONS = 24


@dataclass(frozen=True, eq=False)
class Graph:
    """`owner[b]` is the index of the decision maker of option b, `direction[b]` both, fwd or back.

    `feasible` and each row of `payoffs` (higher is better, ties allowed) run over all codes; `unseen`, if given,
    has a row for each decision maker that marks the states it wrongly holds for impossible.
    """

    owner: tuple[int, ...]
    direction: tuple[str, ...]
    feasible: Truth
    payoffs: NDArray[np.int64]
    unseen: Truth | None = None

    @cached_property
    def free(self) -> bool:
        """Whether every state is feasible and every option reversible, which saves much checking."""
        return bool(self.feasible.all()) and all(d == "both" for d in self.direction)

    @property
    def makers(self) -> range:
        """The indexes of the decision makers."""
        return range(len(self.payoffs))

    @property
    def states(self) -> NDArray[np.int64]:
        """The codes of the feasible states, ascending."""
        return np.flatnonzero(self.feasible)

    def own(self, maker: int) -> list[int]:
        """The option bits of a decision maker."""
        return [b for b, owner in enumerate(self.owner) if owner == maker]


def graph(dispute: Dispute) -> Graph:
    """The graph of a dispute.

    Raises BadDispute if an option, owner or pattern is unknown, nothing is feasible, or options are too many.
    """
    _check(dispute)
    taken = truth(dispute)
    codes = 1 << len(dispute.options)
    feasible = np.ones(codes, dtype=bool)
    for pattern in dispute.infeasible:
        feasible &= ~_matching(pattern, taken)
    if not feasible.any():
        raise BadDispute("no state is feasible: the infeasible patterns exclude everything; remove one")
    payoffs = np.stack([payoff(dispute, maker, taken, codes) for maker in dispute.decision_makers]).astype(
        np.int64
    )
    owners = tuple(dispute.decision_makers.index(o.owner) for o in dispute.options)
    return Graph(owners, tuple(o.direction for o in dispute.options), feasible, payoffs, _unseen(dispute, taken))


def _matching(pattern: Sequence[tuple[str, bool]], taken: dict[str, Truth]) -> Truth:
    return np.asarray(np.all([taken[name] == value for name, value in pattern], axis=0))


def _unseen(dispute: Dispute, taken: dict[str, Truth]) -> Truth | None:
    if not any(patterns for _, patterns in dispute.misperceptions):
        return None
    unseen = np.zeros((len(dispute.decision_makers), 1 << len(dispute.options)), dtype=bool)
    for maker, patterns in dispute.misperceptions:
        for pattern in patterns:
            unseen[dispute.decision_makers.index(maker)] |= _matching(pattern, taken)
    return unseen


def truth(dispute: Dispute) -> dict[str, Truth]:
    """For each option, in which codes it is taken."""
    codes = np.arange(1 << len(dispute.options))
    return {o.name: (codes >> b & 1).astype(bool) for b, o in enumerate(dispute.options)}


def payoff(dispute: Dispute, maker: str, taken: dict[str, Truth], codes: int) -> Values:
    """A decision maker's payoffs over all codes, from its ranking, its weights or its prioritised statements."""
    if (ranking := dict(dispute.rankings).get(maker)) is not None:
        return ranked(ranking, dispute, codes)
    if (weights := dict(dispute.weights).get(maker)) is not None:
        total = sum((weight * taken[name] for name, weight in weights), np.zeros(codes))
        return np.asarray(np.unique(total, return_inverse=True)[1], dtype=np.int64)
    return prioritised(dict(dispute.preferences).get(maker, ()), taken, codes)


def ranked(ranking: Ranking, dispute: Dispute, codes: int) -> Values:
    """Payoffs from groups of states, best first; states that are not ranked come last together."""
    payoff = np.zeros(codes, dtype=np.int64)
    bit = {o.name: 1 << b for b, o in enumerate(dispute.options)}
    for height, group in enumerate(reversed(ranking), 1):
        for state in group:
            payoff[sum(bit[name] for name in state)] = height
    return payoff


def prioritised(statements: tuple[Preference, ...], taken: dict[str, Truth], codes: int) -> Values:
    """Payoffs by option prioritisation: the sum of 2**(m-j) over the true statements j of m."""
    payoff = np.zeros(codes, dtype=np.int64)
    for statement in statements:
        payoff = 2 * payoff + evaluate(statement.formula, taken)
    return payoff


def _check(dispute: Dispute) -> None:
    if len(dispute.options) > MOST_OPTIONS:
        gigabytes = 64 * 2 ** len(dispute.options) / 1e9
        raise BadDispute(
            f"{len(dispute.options)} options make 2**{len(dispute.options)} states, about {gigabytes:.0f} GB: "
            f"leave out options or join them, {MOST_OPTIONS} is the most"
        )
    known = [o.name for o in dispute.options]
    if len(set(known)) < len(known):
        raise BadDispute("two options have the same name: give each its own")
    for option in dispute.options:
        if option.owner not in dispute.decision_makers:
            raise BadDispute(f"option {option.name!r} belongs to {option.owner!r}, who is no decision maker")
    if strangers := sorted({m for m, _ in dispute.misperceptions} - set(dispute.decision_makers)):
        raise BadDispute(f"a misperception is told of {strangers[0]!r}, who is no decision maker")
    used = {n for _, statements in dispute.preferences for s in statements for n in names(s.formula)}
    patterns = (*dispute.infeasible, *(p for _, ps in dispute.misperceptions for p in ps))
    used |= {n for pattern in patterns for n, _ in pattern} | set(dispute.status_quo)
    used |= {n for _, weights in dispute.weights for n, _ in weights}
    used |= {n for _, ranking in dispute.rankings for group in ranking for state in group for n in state}
    if unknown := sorted(used - set(known)):
        raise BadDispute(f"there is no option {unknown[0]!r}; the options are {', '.join(known)}")


@lru_cache(maxsize=32)
def perceived(graph: Graph, maker: int) -> Graph:
    """The graph as a decision maker sees it: without the states that it wrongly holds for impossible."""
    if graph.unseen is None:
        return graph
    return replace(graph, feasible=graph.feasible & ~graph.unseen[maker], unseen=None)


@lru_cache(maxsize=4)
def heights(graph: Graph) -> NDArray[np.int32]:
    """The payoffs in 32 bits: as they are if they fit, else their ranks; half the memory is twice the speed."""
    if not graph.payoffs.size or (np.min(graph.payoffs) > LOWEST and np.max(graph.payoffs) < HIGHEST):
        return graph.payoffs.astype(np.int32)
    ranks = [np.unique(row, return_inverse=True)[1] for row in graph.payoffs]
    return np.stack(ranks).astype(np.int32)


def spread(bits: list[int]) -> Index:
    """All codes over these bits, the first bit changing fastest."""
    codes = np.zeros(1, dtype=np.int64)
    for bit in bits:
        codes = np.concatenate([codes, codes + (1 << bit)])
    return codes


def halves(values: Values, bit: int) -> tuple[Values, Values]:
    """Two views: the codes without the option and, in the same order, with it."""
    folded = values.reshape(-1, 2, 1 << bit)
    return folded[:, 0, :], folded[:, 1, :]


def reach(graph: Graph, maker: int, values: Values, *, best: bool) -> Values:
    """For each state the highest (lowest) value among itself and the states its maker can move to.

    Infeasible codes may be passed through inside one move but not ended in, so they are reset afterwards.
    """
    pick, empty = (np.maximum, LOWEST) if best else (np.minimum, HIGHEST)
    out = values.copy() if graph.free else np.where(graph.feasible, values, empty)
    for bit in graph.own(maker):
        without, having = halves(out, bit)
        if graph.direction[bit] == "both":
            pick(without, having, out=without)
            having[...] = without
        elif graph.direction[bit] == "fwd":
            pick(without, having, out=without)
        else:
            pick(having, without, out=having)
    return out if graph.free else np.where(graph.feasible, out, empty)
