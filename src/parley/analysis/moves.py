"""Single moves from a state: where a decision maker can go and where it gains.

Moves are sets of own options changed at once; states and changes are codes as in `parley.analysis.graph`.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.analysis.graph import Graph


def changes(own: list[int]) -> Iterator[int]:
    """Every non-empty set of own options to change, as a code.

    >>> list(changes([0, 2]))
    [1, 4, 5]
    """
    for pick in range(1, 1 << len(own)):
        yield sum(1 << bit for place, bit in enumerate(own) if pick >> place & 1)


def permitted(graph: Graph, own: list[int], state: int, change: int) -> bool:
    """Whether the change respects irreversible options: fwd only from N to Y, back only from Y to N."""
    return all(
        graph.direction[b] == "both" or (graph.direction[b] == "back") == bool(state >> b & 1)
        for b in own
        if change >> b & 1
    )


def reachable(graph: Graph, maker: int, state: int) -> list[int]:
    """The feasible states the maker can reach from a state in one move, ascending."""
    own = graph.own(maker)
    return sorted(state ^ c for c in changes(own) if graph.feasible[state ^ c] and permitted(graph, own, state, c))


def improvements(graph: Graph, maker: int, state: int) -> list[int]:
    """The reachable states that the maker prefers (its unilateral improvements), ascending."""
    payoff = graph.payoffs[maker]
    return [t for t in reachable(graph, maker, state) if payoff[t] > payoff[state]]
