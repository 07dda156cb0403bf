"""Gradient-boosted trees for yes-or-no questions, small enough to ship as text and to read.

Newton boosting of the logistic loss over complete trees of one depth, with features cut into quantile bins
(Friedman, "Greedy function approximation", 2001; Chen and Guestrin, "XGBoost", 2016, section 2.2).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """How the trees grow: their number, depth, step and the brakes against overfitting.

    Each tree sees a `share` of the features, drawn by its number.
    """

    trees: int = 120
    depth: int = 3
    step: float = 0.1
    ridge: float = 5.0
    least: float = 20.0  # weight of examples that each side of a cut needs
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Trees:
    """A trained model: `features[t, node]` is cut at `cuts[t, node]`, down to `leaves[t, leaf]`."""

    names: tuple[str, ...]
    start: float
    features: Ints
    cuts: Floats
    leaves: Floats

    def logits(self, table: Floats) -> Floats:
        """The log-odds of yes for each row of a table (rows, features).

        >>> table = np.arange(40.0).reshape(-1, 1)
        >>> model = fit(table, (table[:, 0] > 19).astype(float), np.ones(40), ("x",), Shape(trees=9, least=1.0))
        >>> [bool(v > 0) for v in model.logits(np.array([[3.0], [33.0]]))]
        [False, True]
        """
        total, many = np.full(len(table), self.start), len(table)
        rows, columns = np.arange(many), table.T.ravel()  # one feature after the other: read in order
        depth = (self.features.shape[1] + 1).bit_length() - 1
        for features, cuts, leaves in zip(self.features, self.cuts, self.leaves, strict=True):
            node, begins = np.zeros(many, dtype=np.int64), features * many
            for _ in range(depth):
                node = 2 * node + 1 + (columns.take(begins.take(node) + rows) > cuts.take(node))
            total += leaves.take(node - len(features))
        return total

    def save(self, file: Path) -> None:
        """Write the model as JSON, one tree a line."""
        lines = [
            json.dumps([f.tolist(), [round(float(c), 5) for c in cuts], [round(float(v), 4) for v in leaves]])
            for f, cuts, leaves in zip(self.features, self.cuts, self.leaves, strict=True)
        ]
        head = f'{{"names": {json.dumps(self.names)}, "start": {round(self.start, 5)}, "trees": [\n'
        file.write_text(head + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def load(file: Path) -> Trees:
    """Read a model written by `Trees.save`."""
    data = json.loads(file.read_text(encoding="utf-8"))
    features, cuts, leaves = zip(*data["trees"], strict=True)
    return Trees(
        tuple(data["names"]),
        float(data["start"]),
        np.array(features),
        np.array(cuts, float),
        np.array(leaves, float),
    )


def fit(table: Floats, yes: Floats, weights: Floats, names: Sequence[str], shape: Shape) -> Trees:
    """Train on rows of features with their answers (0 or 1) and weights."""
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in table.T]
    columns = [np.searchsorted(e, c, side="left") for e, c in zip(edges, table.T, strict=True)]
    binned = np.asfortranarray(np.column_stack(columns))
    share = float((yes * weights).sum() / weights.sum())
    start = float(np.log(share / (1 - share)))
    total = np.full(len(table), start)
    grown = []
    for number in range(shape.trees):
        chance = 1 / (1 + np.exp(-total))
        slope, bend = weights * (chance - yes), weights * chance * (1 - chance)
        features, cuts, leaves, reached = _tree(
            binned, slope, bend, edges, shape, _drawn(number, len(names), shape)
        )
        total += leaves[reached]
        grown.append((features, cuts, leaves))
    f, c, v = zip(*grown, strict=True)
    return Trees(tuple(names), start, np.array(f), np.array(c), np.array(v))


def _drawn(number: int, many: int, shape: Shape) -> list[int]:
    """The features that a tree may cut."""
    if shape.share >= 1:
        return list(range(many))
    drawn = np.random.RandomState(number).permutation(many)[: max(round(many * shape.share), 1)]
    return sorted(drawn.tolist())


def _tree(
    binned: Ints, slope: Floats, bend: Floats, edges: list[Floats], shape: Shape, drawn: Sequence[int]
) -> tuple[Ints, Floats, Floats, Ints]:
    """One tree, level by level; a node that gains nothing sends everything to the left."""
    features, cuts = np.zeros(2**shape.depth - 1, dtype=np.int64), np.full(2**shape.depth - 1, np.inf)
    node = np.zeros(len(binned), dtype=np.int64)
    for level in range(shape.depth):
        first = 2**level - 1
        best = _cuts(binned, node - first, slope, bend, 2**level, shape, drawn)
        bins = np.full(2**level, BINS)
        for k, (feature, cut) in enumerate(best):
            if feature >= 0 and cut < len(edges[feature]):
                features[first + k], cuts[first + k], bins[k] = feature, edges[feature][cut], cut
        here = node - first
        node = 2 * node + 1 + (binned[np.arange(len(binned)), features[node]] > bins[here])
    reached = node - len(features)
    size = 2**shape.depth
    slopes, bends = np.bincount(reached, slope, size), np.bincount(reached, bend, size)
    return features, cuts, -shape.step * slopes / (bends + shape.ridge), reached


def _cuts(
    binned: Ints, node: Ints, slope: Floats, bend: Floats, nodes: int, shape: Shape, drawn: Sequence[int]
) -> list[tuple[int, int]]:
    """For each node the feature and bin after which a cut gains most; (-1, 0) where no cut gains anything."""
    gains = np.zeros((nodes, binned.shape[1], BINS))
    for feature in drawn:
        cell = node * BINS + binned[:, feature]
        g = np.bincount(cell, slope, nodes * BINS).reshape(nodes, BINS).cumsum(1)
        h = np.bincount(cell, bend, nodes * BINS).reshape(nodes, BINS).cumsum(1)
        n = np.bincount(cell, None, nodes * BINS).reshape(nodes, BINS).cumsum(1)
        rest_g, rest_h, rest_n = g[:, -1:] - g, h[:, -1:] - h, n[:, -1:] - n
        gain = g**2 / (h + shape.ridge) + rest_g**2 / (rest_h + shape.ridge)
        gain -= g[:, -1:] ** 2 / (h[:, -1:] + shape.ridge)
        gains[:, feature] = np.where((n >= shape.least) & (rest_n >= shape.least), gain, 0.0)
    flat = gains.reshape(nodes, -1)
    best = flat.argmax(1)
    return [(int(b) // BINS, int(b) % BINS) if flat[k, b] > 1e-9 else (-1, 0) for k, b in enumerate(best)]
