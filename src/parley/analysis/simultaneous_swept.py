"""SIM stability for large models: one sweep over the states of a decision maker from worst to best.

While the sweep stands at payoff p, tables hold exactly the states that are no better than p, so whether an answer
spoils an improvement is a look at one bit. The tables hang together by levels: for a setting of the maker and
settings of its first k opponents, a word says which settings of the next opponent occur. Whether any of an
opponents' box is among them is then a walk down the levels, one word for up to 64 settings. Before the walk a few
rows of the box are looked at for all improvements of the maker at once (`cover`), which settles most of them.

The method is ours; definitions as in `parley.analysis.simultaneous`, to which it is compared in the tests. It
needs numba and decision makers with at most six options each.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from parley.analysis.compiled import AVAILABLE, compiled
from parley.analysis.formula import Truth
from parley.analysis.graph import Graph
from parley.analysis.laid import Layout, back, laid

WIDEST = 6  # options of one decision maker: its settings are bits of a 64-bit word
_ROWS = 4  # rows of the box that are looked at for all improvements at once
_BRUIJN = 0x03F79D71B4CB0A89
_PLACE = np.zeros(64, np.int64)
_PLACE[[((1 << i) * _BRUIJN & (2**64 - 1)) >> 58 for i in range(64)]] = np.arange(64)
Words = NDArray[np.uint64]
Gains = NDArray[np.unsignedinteger]
Ints = NDArray[np.int64]


def serves(graph: Graph) -> bool:
    """Whether numba is here and no decision maker has too many options."""
    return AVAILABLE and all(len(graph.own(m)) <= WIDEST for m in graph.makers)


def simultaneous(graph: Graph, maker: int) -> Truth:
    """For every code whether the state is SIM stable for the decision maker."""
    at = laid(graph)
    order = _orders(at.payoffs[maker])
    others = np.array([m for m in graph.makers if m != maker and at.layout.width[m]], dtype=np.int64)
    stable = np.zeros(len(graph.feasible), dtype=bool)
    _sweep(_all_gains(graph), at.layout, maker, others, at.payoffs[maker][order], order, _PLACE, stable)
    return back(graph, stable)


def _orders(payoff: NDArray[np.int32]) -> NDArray[np.int32]:
    """The feasible states from worst to best."""
    highest = int(payoff.max())
    return _counted(payoff, highest) if highest < 4 * len(payoff) else _sorted(payoff)


def _sorted(payoff: NDArray[np.int32]) -> NDArray[np.int32]:
    order = np.argsort(payoff, kind="stable").astype(np.int32)
    return order[np.searchsorted(payoff[order], 0) :]


@lru_cache(maxsize=2)
def _all_gains(graph: Graph) -> Gains:
    """`gains[s, m]`, in laid codes: a bit for each setting that decision maker m gains by moving to from s."""
    at = laid(graph)
    gains = np.empty((len(graph.feasible), len(graph.payoffs)), dtype=_word(int(at.layout.width.max())))
    for maker in graph.makers:
        ways = [graph.direction[b] for b in graph.own(maker)]
        fwd, back = (sum(1 << i for i, w in enumerate(ways) if w == way) for way in ("fwd", "back"))
        _gains(at.payoffs[maker], int(at.layout.low[maker]), len(ways), fwd, back, gains[:, maker])
    return gains


def _word(width: int) -> type[np.unsignedinteger]:
    """The smallest word with a bit for each setting of that many options."""
    return next(w for w, most in ((np.uint16, 4), (np.uint32, 5), (np.uint64, WIDEST)) if width <= most)


@compiled
def _counted(payoff: NDArray[np.int32], highest: int) -> NDArray[np.int32]:
    """The feasible states from worst to best, by counting; of equals the lower code first."""
    at = np.zeros(highest + 2, np.int64)
    for p in payoff:
        if p >= 0:
            at[p + 1] += 1
    for p in range(highest + 1):
        at[p + 1] += at[p]
    order = np.empty(at[highest + 1], np.int32)
    for state in range(len(payoff)):
        p = payoff[state]
        if p >= 0:
            order[at[p]] = state
            at[p] += 1
    return order


@compiled
def _gains(payoff: NDArray[np.int32], low: int, width: int, fwd: int, back: int, gains: Gains) -> None:
    """For every state the settings of one decision maker that it would rather have and may move to."""
    settings = 1 << width
    row = np.empty(settings, np.int32)
    for other in range(len(payoff) >> width):
        start = (other >> low << (low + width)) | (other & ((1 << low) - 1))
        for k in range(settings):
            row[k] = payoff[start + (k << low)]
        for k in range(settings):
            found = np.uint64(0)
            for j in range(settings):
                moves = row[k] >= 0 and row[j] > row[k] and not (k & ~j & fwd) and not (j & ~k & back)
                found |= np.uint64(moves) << np.uint64(j)
            gains[start + (k << low)] = found


@compiled
def _lowest(word: np.uint64, place: Ints) -> int:
    """The lowest bit that is set (by de Bruijn's sequence)."""
    return int(place[((word & (~word + np.uint64(1))) * np.uint64(_BRUIJN)) >> np.uint64(58)])


@compiled
def _setting(layout: Layout, maker: int, state: int) -> int:
    return int((state >> layout.low[maker]) & ((1 << layout.width[maker]) - 1))


@compiled
def _note(layout: Layout, maker: int, others: Ints, state: int, starts: Ints, levels: Words, cover: Words) -> None:
    """Write a state into the tables of all levels."""
    one = np.uint64(1)
    mine = _setting(layout, maker, state)
    prefix, answer = mine, 0
    for k in range(len(others)):
        theirs = _setting(layout, others[k], state)
        levels[starts[k] + prefix] |= one << np.uint64(theirs)
        prefix = (prefix << layout.width[others[k]]) | theirs
        answer = (answer << layout.width[others[k]]) | theirs
    cover[answer] |= one << np.uint64(mine)


@compiled
def _probed(mine: np.uint64, brings: Words, widths: Ints, cover: Words, place: Ints, left: Words) -> np.uint64:
    """The improvements that a few rows of answers do not spoil; a row varies the last opponent's setting."""
    one, last = np.uint64(1), len(brings) - 1
    for k in range(last):
        left[k] = brings[k]
    for _ in range(_ROWS):
        row = 0
        for k in range(last):
            row = (row << widths[k]) | _lowest(left[k], place)
            left[k] &= left[k] - one
            if left[k] == 0:
                left[k] = brings[k]
        answers = brings[last]
        while answers and mine:
            mine &= ~cover[(row << widths[last]) + _lowest(answers, place)]
            answers &= answers - one
    return mine


@compiled
def _spoiled(
    setting: int, brings: Words, widths: Ints, starts: Ints, levels: Words, place: Ints, left: Words, at: Ints
) -> bool:
    """Whether some answer in the box spoils the move to the setting: a walk down the levels."""
    depth, last = 0, len(brings) - 1
    at[0], left[0] = setting, levels[starts[0] + setting] & brings[0]
    while depth >= 0:
        if left[depth] == 0:
            depth -= 1
            continue
        if depth == last:
            return True
        theirs = _lowest(left[depth], place)
        left[depth] &= left[depth] - np.uint64(1)
        at[depth + 1] = (at[depth] << widths[depth]) | theirs
        depth += 1
        left[depth] = levels[starts[depth] + at[depth]] & brings[depth]
    return False


@compiled
def _sweep(
    gains: Gains,
    layout: Layout,
    maker: int,
    others: Ints,
    ranked: NDArray[np.int32],
    order: NDArray[np.int32],
    place: Ints,
    stable: Truth,
) -> None:
    """Mark the stable states. `order` are the feasible states from worst to best, `ranked` their payoffs."""
    count, widths = len(others), np.empty(len(others), np.int64)
    starts, cells, answers = np.zeros(count, np.int64), 1 << layout.width[maker], 1
    total = 0
    for k in range(count):
        widths[k] = layout.width[others[k]]
        starts[k] = total
        total += cells
        cells <<= widths[k]
        answers <<= widths[k]
    levels, cover = np.zeros(total, np.uint64), np.zeros(answers, np.uint64)
    brings, left, at = np.empty(count, np.uint64), np.empty(count, np.uint64), np.empty(count, np.int64)
    noted = 0
    for n in range(len(order)):
        while noted < len(order) and ranked[noted] <= ranked[n]:
            _note(layout, maker, others, order[noted], starts, levels, cover)
            noted += 1
        state = order[n]
        mine = np.uint64(gains[state, maker])
        for k in range(count):
            here = np.uint64(_setting(layout, others[k], state))
            brings[k] = np.uint64(gains[state, others[k]]) | (np.uint64(1) << here)
        if mine and count:
            mine = _probed(mine, brings, widths, cover, place, left)
        held = True
        while mine and held:
            held = count > 0 and _spoiled(_lowest(mine, place), brings, widths, starts, levels, place, left, at)
            mine &= mine - np.uint64(1)
        stable[state] = held
