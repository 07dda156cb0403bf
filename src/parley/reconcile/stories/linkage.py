"""Average linkage over scored pairs: the two nearest clusters join until none is near enough.

UPGMA (Sokal and Michener, 1958) on a sparse graph: a pair without a score counts as 0. As each report keeps its
nearest neighbours only, a cluster's links to another are averaged over the pairs that could have been kept.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from parley.reconcile.stories.candidates import NEIGHBOURS


def average_link(size: int, pairs: Iterable[tuple[int, int, float]], least: float) -> list[list[int]]:
    """Clusters of 0 .. size - 1 from scored pairs, each sorted, in order of their first member.

    Equal averages join in order of the clusters' smallest members, so the result does not hang on the order of
    the pairs.

    >>> average_link(4, [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.8)], 0.5)
    [[0, 1], [2, 3]]
    """
    members = {i: [i] for i in range(size)}
    links: dict[int, dict[int, float]] = {i: {} for i in range(size)}
    for a, b, score in pairs:
        links[a][b] = links[b][a] = score
    heap = [(-s, a, b, 1, 1) for a in links for b, s in links[a].items() if a < b and s >= least]
    heapq.heapify(heap)
    while heap:
        _, a, b, of_a, of_b = heapq.heappop(heap)
        if a in members and b in members and (len(members[a]), len(members[b])) == (of_a, of_b):
            for entry in _join(a, b, members, links):
                if -entry[0] >= least:
                    heapq.heappush(heap, entry)
    return [sorted(members[c]) for c in sorted(members)]


Entry = tuple[float, int, int, int, int]


def _join(a: int, b: int, members: dict[int, list[int]], links: dict[int, dict[int, float]]) -> list[Entry]:
    """Put cluster b into cluster a (a is the smaller number) and weigh a's links anew."""
    members[a] += members.pop(b)
    for other, total in links.pop(b).items():
        del links[other][b]
        if other != a:
            links[a][other] = links[other][a] = round(links[a].get(other, 0.0) + total, 9)
    return [_entry(a, other, total, members) for other, total in links[a].items()]


def _entry(a: int, b: int, total: float, members: dict[int, list[int]]) -> Entry:
    one, two = min(a, b), max(a, b)
    sizes = len(members[one]), len(members[two])
    return (-round(total / min(sizes[0] * sizes[1], NEIGHBOURS * min(sizes)), 9), one, two, *sizes)
