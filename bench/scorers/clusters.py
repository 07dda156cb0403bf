"""How well clusters match gold clusters: BCubed, MUC, CEAFe, LEA, CoNLL and pairs, from maps of item to label.

BCubed: Bagga and Baldwin, 1998. MUC: Vilain et al., 1995. CEAFe: Luo, 2005. LEA: Moosavi and Strube, 2016.
CoNLL is the mean of MUC, BCubed and CEAFe. Every figure is F1 in percent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

import numpy as np

Labels = Mapping[str, Hashable]


def figures(found: Labels, gold: Labels) -> dict[str, float]:
    """All figures of a clustering.

    >>> figures({"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 1, "c": 2})["CoNLL"]
    100.0
    """
    three = {"MUC": muc(found, gold), "BCubed": bcubed(found, gold), "CEAFe": ceafe(found, gold)}
    return {**three, "LEA": lea(found, gold), "CoNLL": sum(three.values()) / 3, "pairs": pairs(found, gold)}


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of two fractions, in percent."""
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def bcubed(found: Labels, gold: Labels) -> float:
    """For each item the share of its cluster that belongs to it, and of its gold cluster that was found."""
    both = Counter((found[i], gold[i]) for i in gold)
    system, key = Counter(found[i] for i in gold), Counter(gold.values())
    precision = sum(n * n / system[s] for (s, _), n in both.items()) / len(gold)
    recall = sum(n * n / key[g] for (_, g), n in both.items()) / len(gold)
    return f1(precision, recall)


def pairs(found: Labels, gold: Labels) -> float:
    """Pairs of items in one cluster."""
    both = _couples(Counter((found[i], gold[i]) for i in gold))
    system, key = _couples(Counter(found[i] for i in gold)), _couples(Counter(gold.values()))
    return f1(both / system if system else 0.0, both / key if key else 0.0)


def muc(found: Labels, gold: Labels) -> float:
    """Links needed to put each cluster together again."""
    return f1(_links(found, gold), _links(gold, found))


def ceafe(found: Labels, gold: Labels) -> float:
    """The best one-to-one match of clusters, by twice their common items over both sizes."""
    system, key = _clusters(found, gold), _clusters(gold, gold)
    total = _best_match(system, key)
    return f1(total / len(system), total / len(key))


def lea(found: Labels, gold: Labels) -> float:
    """Links that were found, each cluster weighted by its size."""
    return f1(_link_share(found, gold), _link_share(gold, found))


def _couples(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _clusters(labels: Labels, items: Labels) -> list[list[str]]:
    found: dict[Hashable, list[str]] = defaultdict(list)
    for item in items:
        found[labels[item]].append(item)
    return list(found.values())


def _links(key: Labels, response: Labels) -> float:
    clusters = [c for c in _clusters(key, key) if len(c) > 1]
    needed = sum(len(c) - 1 for c in clusters)
    kept = sum(len(c) - len({response[i] for i in c}) for c in clusters)
    return kept / needed if needed else 0.0


def _link_share(key: Labels, response: Labels) -> float:
    sizes = Counter(response.values())
    found = total = 0.0
    for cluster in _clusters(key, key):
        total += len(cluster)
        if len(cluster) == 1:
            found += sizes[response[cluster[0]]] == 1
            continue
        held = Counter(response[i] for i in cluster)
        found += len(cluster) * _couples(held) / (len(cluster) * (len(cluster) - 1) / 2)
    return found / total


def _best_match(system: Sequence[Sequence[str]], key: Sequence[Sequence[str]]) -> float:
    """Matched apart for every set of clusters that share items, directly or through others."""
    home = {item: k for k, cluster in enumerate(key) for item in cluster}
    total = 0.0
    for rows in _linked(system, home):
        columns = sorted({home[i] for r in rows for i in system[r]})
        place = {c: k for k, c in enumerate(columns)}
        gain = np.zeros((len(rows), len(columns)))
        for k, r in enumerate(rows):
            for c, n in Counter(home[i] for i in system[r]).items():
                gain[k, place[c]] = 2 * n / (len(system[r]) + len(key[c]))
        total += assign(gain)
    return total


def _linked(system: Sequence[Sequence[str]], home: Mapping[str, int]) -> list[list[int]]:
    """Found clusters in sets that touch the same gold clusters."""
    touching: dict[int, list[int]] = defaultdict(list)
    for r, cluster in enumerate(system):
        for c in {home[i] for i in cluster}:
            touching[c].append(r)
    seen: set[int] = set()
    sets: list[list[int]] = []
    for start in range(len(system)):
        queue, rows = [start], []
        while queue:
            row = queue.pop()
            if row not in seen:
                seen.add(row)
                rows.append(row)
                queue += [other for i in system[row] for other in touching[home[i]] if other not in seen]
        sets += [rows] if rows else []
    return sets


def assign(gain: np.ndarray) -> float:
    """The greatest total of a one-to-one assignment of rows to columns (the Hungarian method, Kuhn 1955).

    >>> assign(np.array([[1.0, 2.0], [2.0, 4.0]]))
    5.0
    """
    cost = -(gain if gain.shape[0] <= gain.shape[1] else gain.T)
    rows, columns = cost.shape
    up, down = np.zeros(rows + 1), np.zeros(columns + 1)
    held = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        _augment(row, cost, up, down, held)
    return float(-sum(cost[held[c] - 1, c - 1] for c in range(1, columns + 1) if held[c]))


def _augment(row: int, cost: np.ndarray, up: np.ndarray, down: np.ndarray, held: np.ndarray) -> None:
    """Find room for one more row along the cheapest alternating path."""
    columns = cost.shape[1]
    held[0], at = row, 0
    least, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=int)
    used = np.zeros(columns + 1, dtype=bool)
    while held[at]:
        used[at] = True
        slack = cost[held[at] - 1] - up[held[at]] - down[1:]
        better = ~used[1:] & (slack < least[1:])
        least[1:][better], way[1:][better] = slack[better], at
        best = int(np.argmin(np.where(used[1:], np.inf, least[1:]))) + 1
        step = least[best]
        up[held[used]] += step
        down[used] -= step
        least[~used] -= step
        at = best
    while at:
        held[at], at = held[way[at]], way[at]
