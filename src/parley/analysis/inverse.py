"""The inverse question: how many strict preference orders of one decision maker make a given state stable.

Whether state s is stable depends only on which states rank below it. Each concept says: for every state t that
the maker could move to, t is below s, or one of some sets of states (the sanctions) is below s as a whole. The
orders are counted exactly by going through the sets of concerned states that may lie below s.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import factorial

from parley.analysis.graph import Graph
from parley.analysis.moves import improvements, reachable
from parley.errors import BadDispute

MOST_CONCERNED = 20


@dataclass(frozen=True, slots=True)
class Requirement:
    """`target` must rank below the state, or else all states of one of the `sanctions` must."""

    target: int
    sanctions: tuple[frozenset[int], ...]


def requirements(graph: Graph, concept: str, maker: int, state: int) -> tuple[Requirement, ...]:
    """What the maker's order must fulfil for the state to be stable; its present payoffs play no part."""
    return tuple(
        Requirement(t, tuple(_sanctions(graph, concept, maker, state, t))) for t in reachable(graph, maker, state)
    )


def orders(graph: Graph, concept: str, maker: int, state: int) -> int:
    """How many of the strict orders of all feasible states make the state stable for the maker."""
    needed = requirements(graph, concept, maker, state)
    concerned = sorted({t for r in needed for t in (r.target, *(x for s in r.sanctions for x in s))} - {state})
    if len(concerned) > MOST_CONCERNED:
        raise BadDispute(
            f"{len(concerned)} states bear on this question, {MOST_CONCERNED} is the most that is counted"
        )
    count, total = len(concerned), len(graph.states)
    found = 0
    for size in range(count + 1):
        fitting = sum(_fulfilled(needed, {state, *below}) for below in combinations(concerned, size))
        found += fitting * factorial(size) * factorial(count - size)
    return found * factorial(total) // factorial(count + 1)


def _fulfilled(needed: tuple[Requirement, ...], below: set[int]) -> bool:
    return all(r.target in below or any(s <= below for s in r.sanctions) for r in needed)


def _sanctions(graph: Graph, concept: str, maker: int, state: int, target: int) -> list[frozenset[int]]:
    """The sets of states that, all below the given one, sanction a move to the target."""
    if concept == "nash":
        return []
    if concept == "sim":
        return [frozenset({x}) for x in _together(graph, maker, state, target)]
    answers = _answers(graph, maker, target, gainful=concept in ("seq", "sseq"))
    if concept in ("gmr", "seq"):
        return [frozenset({x}) for x in answers]
    return [frozenset({x, *reachable(graph, maker, x)}) for x in answers]


def _answers(graph: Graph, maker: int, start: int, *, gainful: bool) -> list[int]:
    """The states that the opponents can bring about by legal sequences."""
    moves = improvements if gainful else reachable
    seen, queue = {start}, [start]
    while queue:
        here = queue.pop()
        for opponent in graph.makers:
            for there in moves(graph, opponent, here) if opponent != maker else ():
                if there not in seen:
                    seen.add(there)
                    queue.append(there)
    return sorted(seen - {start})


def _together(graph: Graph, maker: int, state: int, target: int) -> list[int]:
    """Where the maker's move and simultaneous improvements of opponents lead, if feasible."""
    reached = {target}
    for opponent in graph.makers:
        if opponent != maker:
            changes = [0, *(state ^ t for t in improvements(graph, opponent, state))]
            reached = {r ^ c for r in reached for c in changes}
    return sorted(r for r in reached - {target} if graph.feasible[r])
