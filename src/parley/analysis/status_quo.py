"""Where things can go from here: status-quo analysis (Li, Kilgour and Hipel 2005) and joint gains."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from parley.analysis.graph import Graph
from parley.analysis.moves import improvements, reachable

Moves = Callable[[Graph, int, int], list[int]]


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


def paths(graph: Graph, start: int, *, gainful: bool) -> dict[int, tuple[Step, ...]]:
    """A shortest path to every state that can be reached from `start`, no decision maker moving twice in a row.

    With `gainful`, every move must be an improvement for whoever makes it. The start itself has the empty path.
    """
    moves: Moves = improvements if gainful else reachable
    found: dict[int, tuple[Step, ...]] = {start: ()}
    seen: set[tuple[int, int]] = set()
    queue: deque[tuple[int, int, tuple[Step, ...]]] = deque([(start, -1, ())])
    while queue:
        state, last, path = queue.popleft()
        for maker in graph.makers:
            for target in moves(graph, maker, state) if maker != last else ():
                if (target, maker) not in seen:
                    seen.add((target, maker))
                    longer = (*path, Step(maker, state, target))
                    found.setdefault(target, longer)
                    queue.append((target, maker, longer))
    return found


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
