"""Where things can go from here: status-quo analysis (Li, Kilgour and Hipel 2005) and joint gains."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from parley.analysis.graph import Graph, Index
from parley.analysis.moves import changes, reachable


@dataclass(frozen=True, slots=True)
class Step:
    """One move on a path: which decision maker, from which state to which."""

    maker: int
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class JointGain:
    """A coalition whose members all prefer a state that they can bring about together."""

    makers: tuple[int, ...]
    target: int


@dataclass(frozen=True, eq=False)
class Ways(Mapping[int, tuple[Step, ...]]):
    """A shortest path to every state that can be reached from a start, which itself has the empty path."""

    last: dict[int, Step | None]

    def __getitem__(self, state: int) -> tuple[Step, ...]:
        """The steps to a state."""
        step, found = self.last[state], list[Step]()
        while step is not None:
            found.append(step)
            step = self.last[step.source]
        return tuple(reversed(found))

    def __iter__(self) -> Iterator[int]:
        """The states that can be reached, nearest first."""
        return iter(self.last)

    def __len__(self) -> int:
        return len(self.last)


def paths(graph: Graph, start: int, *, gainful: bool) -> Ways:
    """Shortest paths from `start`; with `gainful`, every move must be an improvement for whoever makes it.

    Nobody moves twice in a row on a shortest path, because a decision maker's moves compose into one.
    """
    last: dict[int, Step | None] = {start: None}
    frontier = np.array([start])
    while frontier.size:
        fresh: list[int] = []
        for maker in graph.makers:
            for source, target in _moves(graph, maker, frontier, gainful=gainful):
                if target not in last:
                    last[target] = Step(maker, source, target)
                    fresh.append(target)
        frontier = np.array(fresh, dtype=np.int64)
    return Ways(last)


def _moves(graph: Graph, maker: int, states: Index, *, gainful: bool) -> Iterator[tuple[int, int]]:
    """All moves of a decision maker from these states, as (source, target)."""
    own, payoff = graph.own(maker), graph.payoffs[maker]
    for change in changes(own):
        targets = states ^ change
        fine = graph.feasible[targets]
        if gainful:
            fine &= payoff[targets] > payoff[states]
        for bit in (b for b in own if change >> b & 1 and graph.direction[b] != "both"):
            fine &= (states >> bit & 1) == (graph.direction[bit] == "back")
        yield from zip(states[fine].tolist(), targets[fine].tolist(), strict=True)


def joint_gains(graph: Graph, start: int) -> Iterator[JointGain]:
    """For each coalition of two or more, the best states that its members can reach together and all prefer.

    Best: no other such state is better for one of them and no worse for the rest. A state that a smaller coalition
    reaches alone is not listed again for a larger one.
    """
    listed: set[tuple[int, frozenset[int]]] = set()
    for size in range(2, len(graph.makers) + 1):
        for makers in combinations(graph.makers, size):
            for target in _undominated(graph, makers, together(graph, makers, start), start):
                if not any(t == target and c < set(makers) for t, c in listed):
                    listed.add((target, frozenset(makers)))
                    yield JointGain(makers, target)


def _undominated(graph: Graph, makers: tuple[int, ...], targets: list[int], start: int) -> list[int]:
    """Of the targets, those that all members prefer to `start`, without any that another one improves upon.

    Of targets that are alike to all members, the one with the fewest changes stays.
    """
    value = {t: tuple(int(graph.payoffs[m, t]) for m in makers) for t in (start, *targets)}
    better = [t for t in targets if all(v > s for v, s in zip(value[t], value[start], strict=True))]
    nearest: dict[tuple[int, ...], int] = {}
    for target in sorted(better, key=lambda t: ((t ^ start).bit_count(), t)):
        nearest.setdefault(value[target], target)
    front = [
        v for v in nearest if not any(w != v and all(a >= b for a, b in zip(w, v, strict=True)) for w in nearest)
    ]
    return sorted(nearest[v] for v in front)


def together(graph: Graph, makers: tuple[int, ...], start: int) -> list[int]:
    """The states that the members can bring about together by any sequence of moves of their own, ascending."""
    seen = {start}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        for maker in makers:
            for target in reachable(graph, maker, state):
                if target not in seen:
                    seen.add(target)
                    queue.append(target)
    return sorted(seen - {start})
