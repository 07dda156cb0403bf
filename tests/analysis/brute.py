"""Stability straight from the definitions of Fang, Hipel and Kilgour (1993), state by state: slow and plain."""

from __future__ import annotations

from itertools import product

from parley.analysis.graph import Graph


def reach(graph: Graph, maker: int, state: int) -> set[int]:
    """R_i(s)."""
    found = set()
    own = graph.own(maker)
    for values in product((0, 1), repeat=len(own)):
        target, fine = state, True
        for bit, value in zip(own, values, strict=True):
            now = state >> bit & 1
            if value != now:
                direction = graph.direction[bit]
                fine &= direction == "both" or (direction == "fwd") == (value == 1)
                target ^= 1 << bit
        if fine and target != state and graph.feasible[target]:
            found.add(target)
    return found


def gains(graph: Graph, maker: int, state: int) -> set[int]:
    """R_i+(s)."""
    payoff = graph.payoffs[maker]
    return {t for t in reach(graph, maker, state) if payoff[t] > payoff[state]}


def answers(graph: Graph, maker: int, state: int, *, gainful: bool) -> set[int]:
    """R_H(s) or R_H+(s) of the opponents: legal sequences, nobody moving twice in a row."""
    step = gains if gainful else reach
    seen: set[tuple[int, int]] = set()
    queue = [(state, -1)]
    while queue:
        here, last = queue.pop()
        for opponent in graph.makers:
            if opponent not in (maker, last):
                for target in step(graph, opponent, here):
                    if (target, opponent) not in seen:
                        seen.add((target, opponent))
                        queue.append((target, opponent))
    return {target for target, _ in seen}


def stable(graph: Graph, concept: str, maker: int, state: int) -> bool:
    """Whether the state is stable for the maker."""
    p = graph.payoffs[maker]
    improving = gains(graph, maker, state)
    if concept == "sim":
        return all(_simultaneous(graph, maker, state, t) for t in improving)
    gainful = concept in ("seq", "sseq")
    for target in improving if concept != "nash" else ():
        sanctions = {x for x in answers(graph, maker, target, gainful=gainful) if p[x] <= p[state]}
        if concept in ("smr", "sseq"):
            sanctions = {x for x in sanctions if all(p[y] <= p[state] for y in reach(graph, maker, x))}
        if not sanctions:
            return False
    return not improving if concept == "nash" else True


def _simultaneous(graph: Graph, maker: int, state: int, target: int) -> bool:
    others = [m for m in graph.makers if m != maker]
    choices = [[0, *(state ^ t for t in gains(graph, m, state))] for m in others]
    for moves in product(*choices):
        reached = target
        for move in moves:
            reached ^= move
        if graph.feasible[reached] and graph.payoffs[maker, reached] <= graph.payoffs[maker, state]:
            return True
    return False
