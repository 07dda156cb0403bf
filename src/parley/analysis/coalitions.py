"""Coalitions that move as one: they change any of their members' options, and gain only if all members gain.

After Kilgour, Hipel, Fang and Peng (2001). The dispute is divided into blocs, of one decision maker or several;
each bloc takes the place of a decision maker in the definitions of stability. A bloc is sanctioned as soon as one
of its members is no better off than before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from parley.analysis.graph import Graph
from parley.analysis.moves import reachable
from parley.errors import BadDispute

MOST_STATES = 1 << 12


@dataclass(frozen=True)
class Blocs:
    """A graph whose decision makers are divided into blocs; `members` are indexes, each in one bloc."""

    graph: Graph
    members: tuple[tuple[int, ...], ...]

    @cached_property
    def merged(self) -> Graph:
        """The same graph with every option owned by its owner's bloc."""
        home = {m: b for b, bloc in enumerate(self.members) for m in bloc}
        return replace(self.graph, owner=tuple(home[o] for o in self.graph.owner))

    def reach(self, bloc: int, state: int) -> list[int]:
        """Where the bloc can go in one joint move."""
        return reachable(self.merged, bloc, state)

    def better(self, bloc: int, there: int, here: int) -> bool:
        """Whether every member prefers one state to another."""
        return all(self.graph.payoffs[m, there] > self.graph.payoffs[m, here] for m in self.members[bloc])

    def gains(self, bloc: int, state: int) -> list[int]:
        """The joint moves that every member prefers."""
        return [t for t in self.reach(bloc, state) if self.better(bloc, t, state)]


def blocs(graph: Graph, coalition: Sequence[int]) -> Blocs:
    """The coalition as one bloc, everybody else alone. Raises BadDispute if the model is too large for this."""
    if len(graph.states) > MOST_STATES:
        raise BadDispute(
            f"{len(graph.states)} states are too many to follow coalitions through, {MOST_STATES} is the most"
        )
    joined = tuple(sorted(set(coalition)))
    return Blocs(graph, (joined, *((m,) for m in graph.makers if m not in joined)))


def equilibria(found: Blocs, concept: str) -> list[int]:
    """The states that are stable for every bloc, ascending."""
    every = range(len(found.members))
    return [s for s in found.graph.states.tolist() if all(stable(found, concept, b, s) for b in every)]


def stable(found: Blocs, concept: str, bloc: int, state: int) -> bool:
    """Whether a state is stable for a bloc under nash, gmr, smr, seq, sseq or sim."""
    gains = found.gains(bloc, state)
    if concept == "nash":
        return not gains
    if concept == "sim":
        return all(_undone(found, bloc, state, t) for t in gains)
    return all(_answered(found, concept, bloc, state, t) for t in gains)


def _answered(found: Blocs, concept: str, bloc: int, state: int, target: int) -> bool:
    """Whether the other blocs can take the gain away again, for good under smr and sseq."""
    moves = found.gains if concept in ("seq", "sseq") else found.reach
    final = concept in ("smr", "sseq")
    seen, queue = {target}, [target]
    while queue:
        here = queue.pop()
        spoiled = not found.better(bloc, here, state)
        if spoiled and not (final and any(found.better(bloc, y, state) for y in found.reach(bloc, here))):
            return True
        for other in range(len(found.members)):
            fresh = [t for t in moves(other, here) if t not in seen] if other != bloc else []
            seen.update(fresh)
            queue += fresh
    return False


def _undone(found: Blocs, bloc: int, state: int, target: int) -> bool:
    """Whether some simultaneous gains of other blocs undo the move."""
    others = (b for b in range(len(found.members)) if b != bloc)
    choices = [[0, *(state ^ t for t in found.gains(b, state))] for b in others]
    for changes in product(*choices):
        reached = target
        for change in changes:
            reached ^= change
        if found.graph.feasible[reached] and not found.better(bloc, reached, state):
            return True
    return False
