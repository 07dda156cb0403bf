"""SIM stability: an improvement is spoiled when opponents' own improvements, made at the same moment, undo it.

An improvement of a decision maker leads from a state s to a setting of its own options. Whatever the opponents do
at the same moment, the outcome lies among the states with that setting (a slab), and is one of s's box: for each
opponent one of its improvements from s, or staying. A pair of state and setting is decided in up to three steps:

1. the worst states of the slab are looked up in the box, for all states at once; this decides most pairs;
2. where few states of the slab are bad enough to spoil the move, the rest of these are looked up in the box;
3. else the box is gone through until one of its states spoils the move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.analysis.formula import Truth
from parley.analysis.graph import Graph, Index, Values, heights

BLOCK = 1 << 16  # states gone through at a time, so that their tables stay in a processor's cache
_FIRST = 32  # states of each slab that are looked up for all states at once
_FEW = 44  # so many states of a slab are looked up one by one before the box is gone through instead


def simultaneous(graph: Graph, maker: int) -> Truth:
    """For every code whether the state is SIM stable for the decision maker."""
    stable = graph.feasible.copy()
    slabs = [_slab(graph, maker, setting) for setting in range(1 << len(graph.own(maker)))]
    for start in range(0, len(stable), BLOCK):
        block = _block(graph, start)
        held = stable[start : start + BLOCK]
        for state in _unspoiled(graph, block, maker, slabs):
            held[state] = False
    return stable


@dataclass(frozen=True, eq=False)
class Slab:
    """The feasible states with one setting of a maker's options, worst first: payoffs, each opponent's setting."""

    payoff: Values
    settings: tuple[Index, ...]


def _slab(graph: Graph, maker: int, setting: int) -> Slab:
    codes = np.array([_code(graph.own(maker), setting)])
    for bit, owner in enumerate(graph.owner):
        if owner != maker:
            codes = np.concatenate([codes, codes + (1 << bit)])
    codes = codes[graph.feasible[codes]]
    payoff = heights(graph)[maker][codes]
    order = np.argsort(payoff, kind="stable")
    codes = codes[order]
    return Slab(payoff[order], tuple(_setting(graph.own(m), codes) for m in _others(graph, maker)))


def _others(graph: Graph, maker: int) -> list[int]:
    return [m for m in graph.makers if m != maker and graph.own(m)]


def _code(own: list[int], setting: int) -> int:
    """The bits of a setting, whose own bits count from 0, at their places in a code."""
    return sum(1 << b for i, b in enumerate(own) if setting >> i & 1)


def _setting(own: list[int], codes: Index) -> Index:
    return np.asarray(sum((codes >> b & 1) << i for i, b in enumerate(own)))


@dataclass(frozen=True, eq=False)
class Block:
    """Some states in a row. For each decision maker, a row for each setting of its options, a column for a state:
    whether it gains by moving to that setting; whether it can bring the setting about, having it or gaining by it.
    """

    start: int
    gains: tuple[Truth, ...]
    brings: tuple[Truth, ...]

    @property
    def size(self) -> int:
        return int(self.gains[0].shape[1])


@lru_cache(maxsize=1)
def _block(graph: Graph, start: int) -> Block:
    codes = np.arange(start, min(start + BLOCK, len(graph.feasible)))
    gains = tuple(_gains(graph, m, codes) for m in graph.makers)
    brings = []
    for maker, found in enumerate(gains):
        here = found.copy()
        here[_setting(graph.own(maker), codes), np.arange(len(codes))] = True
        brings.append(here)
    return Block(start, gains, tuple(brings))


def _gains(graph: Graph, maker: int, codes: Index) -> Truth:
    own, payoff = graph.own(maker), heights(graph)[maker]
    rest = codes & ~_code(own, (1 << len(own)) - 1)
    mine = payoff[codes[0] : codes[-1] + 1]
    found = np.empty((1 << len(own), len(codes)), dtype=bool)
    for setting in range(1 << len(own)):
        targets = rest | _code(own, setting)
        np.greater(payoff.take(targets), mine, out=found[setting])
        found[setting] &= graph.feasible.take(targets)
        for bit in (b for b in own if graph.direction[b] != "both"):
            fixed = int(graph.direction[bit] == "back")
            if _code(own, setting) >> bit & 1 == 1 - fixed:
                continue
            found[setting] &= (codes >> bit & 1) == fixed
    return found & graph.feasible[codes]


def _unspoiled(graph: Graph, block: Block, maker: int, slabs: list[Slab]) -> Iterator[Index]:
    """The states, as places in the block, from which some improvement of the maker is not spoiled."""
    others = _others(graph, maker)
    mine = heights(graph)[maker][block.start : block.start + block.size]
    many: list[Index] = []
    for setting, slab in enumerate(slabs):
        left = _looked_up(block, block.gains[maker][setting], mine, slab, others)
        worse = np.searchsorted(slab.payoff, mine[left], side="right")
        yield left[worse <= _FIRST]
        few = (worse > _FIRST) & (worse <= _FEW)
        yield _rest(block, left[few], worse[few], slab, others)
        many.append(left[worse > _FEW])
    targets = [np.full(len(m), _code(graph.own(maker), setting)) for setting, m in enumerate(many)]
    yield _boxes(graph, block, maker, np.concatenate(many), np.concatenate(targets), others)


def _looked_up(block: Block, improving: Truth, mine: Values, slab: Slab, others: list[int]) -> Index:
    """The improving states that the worst states of the slab do not spoil."""
    left = improving.copy()
    for place in range(min(_FIRST, len(slab.payoff))):
        hit = mine >= slab.payoff[place]
        for opponent, settings in zip(others, slab.settings, strict=True):
            hit &= block.brings[opponent][settings[place]]
        np.logical_not(hit, out=hit)
        left &= hit
    return np.flatnonzero(left)


def _rest(block: Block, states: Index, worse: Index, slab: Slab, others: list[int]) -> Index:
    """Of these states, those that none of the first `worse` states of the slab spoils either."""
    done = []
    for place in range(_FIRST, _FEW):
        if not states.size:
            break
        hit = np.ones(states.size, dtype=bool)
        for opponent, settings in zip(others, slab.settings, strict=True):
            hit &= block.brings[opponent][settings[place]][states]
        ended = ~hit & (worse <= place + 1)
        done.append(states[ended])
        keep = ~hit & ~ended
        states, worse = states[keep], worse[keep]
    return np.concatenate([*done, states])


def _boxes(graph: Graph, block: Block, maker: int, states: Index, targets: Index, others: list[int]) -> Index:
    """Of these states, those whose whole box holds nothing that spoils the move to the setting beside each."""
    payoff, feasible = heights(graph)[maker], graph.feasible
    tables = [_choices(graph, block.start, m) for m in others]
    limit, at, done = payoff[states + block.start], 0, []
    while states.size:
        rest, reached = np.full(states.size, at, dtype=np.int32), targets
        for table in tables:
            rest, turn = np.divmod(rest, table.count[states])
            reached = reached | table.codes[turn, states]
        over = rest > 0  # the whole box has been gone through
        left = ~(over | ((payoff[reached] <= limit) & feasible[reached]))
        done.append(states[over])
        states, targets, limit, at = states[left], targets[left], limit[left], at + 1
    return np.concatenate([*done, states])


@dataclass(frozen=True, eq=False)
class Choices:
    """For each state of a block what a decision maker may bring about: `codes[n, state]`, n < `count[state]`."""

    codes: NDArray[np.int32]
    count: NDArray[np.int32]


@lru_cache(maxsize=8)
def _choices(graph: Graph, start: int, maker: int) -> Choices:
    brings = _block(graph, start).brings[maker]
    own = graph.own(maker)
    codes = np.zeros(brings.shape, dtype=np.int32)
    count = np.zeros(brings.shape[1], dtype=np.int32)
    for setting, row in enumerate(brings):
        states = np.flatnonzero(row)
        codes[count[states], states] = _code(own, setting)
        count[states] += 1
    return Choices(codes, np.maximum(count, 1))
