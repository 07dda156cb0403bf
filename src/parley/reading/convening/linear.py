"""Logistic regression over named features: a weight for each name, on numpy alone, the same bytes every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.errors import BadSetting

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """How much each feature speaks for yes; features never learnt count for nothing."""

    weights: dict[str, float]
    bias: float

    def likely(self, found: Iterable[str]) -> float:
        """The probability of yes, from 0 to 1."""
        score = self.bias + sum(self.weights.get(name, 0.0) for name in found)
        return 1.0 / (1.0 + math.exp(-max(min(score, 30.0), -30.0)))


def fit(
    found: Sequence[Sequence[str]],
    wanted: Sequence[bool],
    counts: Sequence[float],
    *,
    strength: float,
    least: int = 3,
) -> Linear:
    """Learn by Newton's method (iteratively reweighted least squares), with an L2 penalty of 1/`strength`.

    `counts` is what each example counts for. Features seen in fewer than `least` examples are left out.
    Raises BadSetting where the examples are all yes or all no.
    """
    if len(set(wanted)) < 2:
        raise BadSetting("there is nothing to tell apart: the examples need entries and others")
    seen = Counter(name for row in found for name in row)
    names = sorted(name for name, count in seen.items() if count >= least)
    rows = _rows(found, {name: i for i, name in enumerate(names)})
    solved = _newton(rows, np.array(wanted, dtype=float), np.array(counts, dtype=float), strength)
    return Linear({name: float(w) for name, w in zip(names, solved[:-1], strict=True)}, float(solved[-1]))


def _rows(found: Sequence[Sequence[str]], index: dict[str, int]) -> Numbers:
    rows = np.zeros((len(found), len(index) + 1))
    for row, names in zip(rows, found, strict=True):
        row[[index[name] for name in names if name in index]] = 1.0
        row[-1] = 1.0
    return rows


def _newton(rows: Numbers, wanted: Numbers, counts: Numbers, strength: float, rounds: int = 12) -> Numbers:
    """Minimise the weighted log loss times `strength` plus half the squared weights."""
    weights: Numbers = np.zeros(rows.shape[1])
    for _ in range(rounds):
        sure = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30.0, 30.0)))
        gradient = strength * (rows.T @ (counts * (sure - wanted))) + weights
        curve = strength * (rows.T * (counts * sure * (1.0 - sure))) @ rows
        curve[np.diag_indices_from(curve)] += 1.0
        step = np.linalg.solve(curve, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def save(file: Path, models: dict[str, Linear]) -> None:
    """Write models under their names, halved in precision, without any code."""
    arrays: dict[str, NDArray[np.float16] | NDArray[np.str_]] = {}
    for key, model in sorted(models.items()):
        kept = {name: w for name, w in sorted(model.weights.items()) if abs(w) >= 1e-3}
        arrays[f"{key}_names"] = np.array(list(kept), dtype=np.str_)
        arrays[f"{key}_weights"] = np.array([*kept.values(), model.bias], dtype=np.float16)
    np.savez_compressed(file, allow_pickle=False, **arrays)


def load(file: Path, key: str) -> Linear:
    """Read one of the models that `save` wrote."""
    with np.load(file, allow_pickle=False) as kept:
        weights = kept[f"{key}_weights"].astype(float).tolist()
        names = kept[f"{key}_names"].tolist()
    return Linear(dict(zip(names, weights[:-1], strict=True)), weights[-1])
