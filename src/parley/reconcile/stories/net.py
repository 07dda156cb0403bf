"""A small neural net for yes-or-no questions: smooth where trees have steps, and soon done with many rows.

Layers of rectified units, trained by Adam (Kingma and Ba, 2015) on the logistic loss. Each feature enters twice:
by its place among the quantiles of the rows it was trained on, and by its distance from their mean.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.random import RandomState
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Layer = tuple[Floats, Floats]

QUANTILES = 21
_EDGE = 1.5  # the least and the greatest quantile enter as -1.5 and 1.5
_FAR = 4.0  # standard deviations at which a distance from the mean is cut off
_LEAST = 1e-4  # deviation below which a feature counts as never changing
_TINY = 1e-7


@dataclass(frozen=True, slots=True)
class Schedule:
    """How a net is taught: sizes of its hidden layers, rounds through all rows, greatest step, rows a step."""

    hidden: tuple[int, ...] = (32, 16)
    rounds: int = 6
    step: float = 3e-3
    batch: int = 1024
    ridge: float = 1e-5
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns a feature into two inputs: its quantiles, mean and deviation in training."""

    quantiles: Floats  # (features, QUANTILES)
    means: Floats
    deviations: Floats

    @staticmethod
    def of(table: Floats) -> Scale:
        """The scale of these rows."""
        shares = np.linspace(0, 1, QUANTILES)
        return Scale(np.quantile(table, shares, axis=0).T.copy(), table.mean(0), np.maximum(table.std(0), _LEAST))

    def inputs(self, table: Floats) -> Floats:
        """Two columns for each feature, (rows, 2 features)."""
        placed = [_placed(column, own) for column, own in zip(table.T, self.quantiles, strict=True)]
        far = np.clip((table - self.means) / self.deviations, -_FAR, _FAR)
        return np.column_stack((*placed, far))


def _placed(column: Floats, quantiles: Floats) -> Floats:
    """Places between -_EDGE and _EDGE; quantiles that are one count once."""
    known = np.unique(quantiles)
    if len(known) < 2:
        return np.zeros(len(column))
    return np.interp(column, known, np.linspace(-_EDGE, _EDGE, len(known)))


@dataclass(frozen=True, slots=True)
class Net:
    """A trained net; the last layer has one unit, the log-odds of yes."""

    scale: Scale
    layers: tuple[Layer, ...]

    def logits(self, table: Floats) -> Floats:
        """The log-odds of yes for each row of a table (rows, features).

        >>> table = np.linspace(-1, 1, 4096).reshape(-1, 1)
        >>> yes = (abs(table[:, 0]) < 0.5).astype(float)
        >>> model = teach(table, yes, np.ones(4096), Schedule(rounds=20, batch=64))
        >>> [bool(v > 0) for v in model.logits(np.array([[-0.9], [0.1], [0.9]]))]
        [False, True, False]
        """
        return _forward(self.scale.inputs(table), self.layers)[-1][:, 0]

    def save(self, file: Path) -> None:
        """Write the net as JSON, one layer a line."""
        scale = [np.round(v, 6).tolist() for v in (self.scale.quantiles, self.scale.means, self.scale.deviations)]
        lines = [json.dumps([np.round(v, 5).tolist() for v in layer]) for layer in self.layers]
        file.write_text(
            f'{{"scale": {json.dumps(scale)}, "layers": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8"
        )


def load(file: Path) -> Net:
    """Read a net written by `Net.save`."""
    data = json.loads(file.read_text(encoding="utf-8"))
    layers = tuple((np.array(weights), np.array(shifts)) for weights, shifts in data["layers"])
    return Net(Scale(*(np.array(v) for v in data["scale"])), layers)


def teach(table: Floats, yes: Floats, weights: Floats, how: Schedule) -> Net:
    """Train on rows of features with their answers (0 or 1) and weights."""
    draw, scale = RandomState(how.seed), Scale.of(table)
    inputs, weights = scale.inputs(table), weights / weights.mean()
    how = replace(how, batch=min(how.batch, len(inputs)))
    layers = _drawn(draw, (inputs.shape[1], *how.hidden, 1))
    share = float((yes * weights).mean())
    layers[-1][1][:] = np.log(share / (1 - share))
    adam = _Adam(layers, how.step, how.rounds * (len(inputs) // how.batch))
    for rows in _batches(draw, len(inputs), how):
        adam.go(_slopes(inputs[rows], yes[rows], weights[rows], layers, how.ridge))
    return Net(scale, tuple(layers))


def _drawn(draw: RandomState, sizes: Sequence[int]) -> list[Layer]:
    """Layers before training (He and others, 2015)."""
    return [(draw.randn(a, b) * np.sqrt(2 / a), np.zeros(b)) for a, b in pairwise(sizes)]


def _batches(draw: RandomState, many: int, how: Schedule) -> Iterator[Ints]:
    """All rows in a new order each round, some at a time; a last batch that is not full is left out."""
    for _ in range(how.rounds):
        order = draw.permutation(many)
        for start in range(0, many - how.batch + 1, how.batch):
            yield order[start : start + how.batch]


def _forward(inputs: Floats, layers: Sequence[Layer]) -> list[Floats]:
    """What enters each layer, and what leaves the last."""
    found = [inputs]
    for weights, shifts in layers[:-1]:
        found.append(np.maximum(found[-1] @ weights + shifts, 0.0))
    weights, shifts = layers[-1]
    return [*found, found[-1] @ weights + shifts]


def _slopes(inputs: Floats, yes: Floats, weights: Floats, layers: list[Layer], ridge: float) -> list[Floats]:
    """The slope of the mean loss for all weights and shifts, layer by layer."""
    *entered, odds = _forward(inputs, layers)
    slope = ((1 / (1 + np.exp(-odds[:, 0])) - yes) * weights / len(yes))[:, None]
    found: list[Floats] = []
    for (own, _), here in zip(layers[::-1], entered[::-1], strict=True):
        found = [here.T @ slope + ridge * own, slope.sum(0), *found]
        slope = (slope @ own.T) * (here > 0)
    return found


class _Adam:
    """Steps of Adam over the weights in place: growing at first, then falling to nothing as a cosine does."""

    _FIRST, _SECOND, _WARM = 0.9, 0.99, 200

    def __init__(self, layers: Sequence[Layer], step: float, steps: int) -> None:
        self._values = [v for layer in layers for v in layer]
        self._means = [np.zeros_like(v) for v in self._values]
        self._squares = [np.zeros_like(v) for v in self._values]
        self._step, self._steps, self._done = step, steps, 0

    def go(self, slopes: Sequence[Floats]) -> None:
        self._done += 1
        rate = self._step * min(1.0, self._done / self._WARM) * (1 + np.cos(np.pi * self._done / self._steps)) / 2
        rate /= 1 - self._FIRST**self._done
        unbiased = 1 - self._SECOND**self._done
        for value, mean, square, slope in zip(self._values, self._means, self._squares, slopes, strict=True):
            mean += (1 - self._FIRST) * (slope - mean)
            square += (1 - self._SECOND) * (slope * slope - square)
            value -= rate * mean / (np.sqrt(square / unbiased) + _TINY)
