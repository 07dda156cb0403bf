"""Logistic regression over named features: learned once by L-BFGS, looked up by name, on numpy alone.

L-BFGS: J. Nocedal, "Updating quasi-Newton matrices with limited storage" (1980), with a backtracking line search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
_MEMORY = 8  # steps that the curvature is worked out from
_SURE = 30.0  # log-odds beyond which nothing is told apart any more


@dataclass(frozen=True, slots=True)
class Linear:
    """`weights` by the name of a feature, and what stands without any."""

    weights: dict[str, float]
    bias: float

    def score(self, found: Iterable[str]) -> float:
        """The log-odds; features that were not seen in training count for nothing."""
        get = self.weights.get
        return self.bias + sum(get(name, 0.0) for name in found)

    def likely(self, found: Iterable[str]) -> float:
        """How likely it is, between 0 and 1.

        >>> Linear({"a": 2.0}, -2.0).likely(["a", "unknown"])
        0.5
        """
        return 1.0 / (1.0 + exp(-max(min(self.score(found), _SURE), -_SURE)))


def fit(
    rows: Sequence[Sequence[str]],
    wanted: Sequence[float],
    shares: Sequence[float] | None = None,
    *,
    penalty: float = 2.0,
    least: int = 3,
    rounds: int = 150,
) -> Linear:
    """Learn from rows of feature names, what each row is (0 or 1), and how much it counts (1 if not told).

    Features of fewer than `least` rows are left out; `penalty` is that of the squared weights. Weights are rounded
    as they are kept (half precision).
    """
    seen = Counter(name for row in rows for name in set(row))
    names = sorted(name for name, count in seen.items() if count >= least)
    matrix = _Rows(rows, {name: i for i, name in enumerate(names)})
    truth, share = np.array(wanted, float), np.array(shares if shares is not None else [1.0] * len(wanted))

    def loss(at: Vector) -> tuple[float, Vector]:
        chance = 1.0 / (1.0 + np.exp(-(matrix.dot(at[:-1]) + at[-1])))
        miss = share * (chance - truth)
        surprise = truth * np.log(chance + 1e-12) + (1 - truth) * np.log(1 - chance + 1e-12)
        value = -float((share * surprise).sum()) + 0.5 * penalty * float(at[:-1] @ at[:-1])
        return value, np.append(matrix.back(miss) + penalty * at[:-1], miss.sum())

    found = descend(loss, np.zeros(len(names) + 1), rounds).astype(np.float16)
    return Linear({name: float(w) for name, w in zip(names, found[:-1], strict=True) if w}, float(found[-1]))


def save(file: Path, models: Mapping[str, Linear], numbers: Sequence[float] = ()) -> None:
    """Write models under their names, with a few numbers that go with them: the same models give the same bytes.

    Weights are kept in half precision; nothing in the file can be run.
    """
    kept: dict[str, Any] = {"numbers": np.array(numbers)}
    for name, model in sorted(models.items()):
        features = sorted(model.weights)
        kept[f"{name} names"] = np.array(features, dtype=np.str_)
        kept[f"{name} weights"] = np.array([*(model.weights[f] for f in features), model.bias], np.float16)
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, **kept)


def load(file: Path) -> tuple[dict[str, Linear], tuple[float, ...]]:
    """Read what `save` wrote."""
    with np.load(file, allow_pickle=False) as kept:
        names = sorted(key.removesuffix(" names") for key in kept.files if key.endswith(" names"))
        models = {name: _linear(kept[f"{name} names"], kept[f"{name} weights"]) for name in names}
        return models, tuple(float(x) for x in kept["numbers"])


def _linear(names: NDArray[np.str_], weights: NDArray[np.float16]) -> Linear:
    values = weights.astype(np.float64).tolist()
    return Linear(dict(zip(names.tolist(), values[:-1], strict=True)), values[-1])


class _Rows:
    """A sparse matrix of ones."""

    def __init__(self, rows: Sequence[Sequence[str]], index: dict[str, int]) -> None:
        kept = [sorted({index[name] for name in row if name in index}) for row in rows]
        self.columns = np.array([i for row in kept for i in row], dtype=np.int64)
        self.rows = np.repeat(np.arange(len(kept)), [len(row) for row in kept])
        self.height, self.width = len(kept), len(index)

    def dot(self, at: Vector) -> Vector:
        return np.bincount(self.rows, at[self.columns], self.height).astype(np.float64)

    def back(self, at: Vector) -> Vector:
        return np.bincount(self.columns, at[self.rows], self.width).astype(np.float64)


Loss = Callable[[Vector], tuple[float, Vector]]


def descend(loss: Loss, at: Vector, rounds: int, *, enough: float = 1e-6) -> Vector:
    """The lowest point that L-BFGS reaches in so many rounds, or when a round gains less than `enough` of it."""
    value, slope = loss(at)
    steps: list[tuple[Vector, Vector]] = []
    for _ in range(rounds):
        way = -_newton(slope, steps)
        stride = 1.0
        after, steeper = loss(at + way)
        while after > value + 1e-4 * stride * float(slope @ way) and stride > 1e-6:
            stride *= 0.5
            after, steeper = loss(at + stride * way)
        step, bend = stride * way, steeper - slope
        if float(step @ bend) > 1e-12:
            steps = [*steps[1 - _MEMORY :], (step, bend)]
        gained = value - after
        at, value, slope = at + step, after, steeper
        if abs(gained) < enough * max(1.0, abs(value)):
            break
    return at


def _newton(slope: Vector, steps: list[tuple[Vector, Vector]]) -> Vector:
    """The slope turned by the curvature of the last steps (the two-loop recursion)."""
    turned, kept = slope.copy(), []
    for step, bend in reversed(steps):
        share = float(step @ turned) / float(bend @ step)
        kept.append(share)
        turned = turned - share * bend
    if not steps:
        return turned / max(float(np.linalg.norm(turned)), 1.0)
    step, bend = steps[-1]
    turned = turned * (float(step @ bend) / float(bend @ bend))
    for (step, bend), share in zip(steps, reversed(kept), strict=True):
        turned = turned + step * (share - float(bend @ turned) / float(bend @ step))
    return turned
