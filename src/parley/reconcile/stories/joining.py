"""How likely two reports are of one story: trees over the pair, trees beside all other pairs, then the days."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from parley.reconcile.stories.boosting import Trees, load
from parley.reconcile.stories.second import second
from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.views import Floats, Ints

FOLDER = Path(__file__).parent / "weights"
FAINT = 0.002
"""Chances below this are not judged again."""


@dataclass(frozen=True, slots=True)
class Joins:
    """The trained parts: `trees` over the words, `again` over these and the chances of all other pairs.

    Two dated reports gain `near` in log-odds and lose `daily` for each day between them, up to `limit` days.
    """

    trees: Trees
    again: Trees
    near: float
    daily: float
    limit: float
    least: float

    def chances(self, one: Ints, two: Ints, features: Floats, gaps: Floats) -> Floats:
        """The chance of each pair of rows; a gap below 0 stands for an unknown one."""
        if not len(one):
            return np.zeros(0)
        chances = chance(self.trees.logits(features))
        kept = chances >= FAINT
        rows = int(two.max()) + 1
        beside = second(one[kept], two[kept], chances[kept], rows)
        odds = self.again.logits(np.column_stack((beside, features[kept])))
        days = np.where(gaps < 0, 0.0, self.near - self.daily * np.minimum(gaps, self.limit))
        chances[kept] = chance(odds + days[kept])
        return np.asarray(np.where(kept, chances, 0.0))


def chance(odds: Floats) -> Floats:
    """Log-odds as chances."""
    return np.asarray(1 / (1 + np.exp(-odds)))


def gaps(reports: Sequence[Terms], one: Ints, two: Ints) -> Floats:
    """Days between the two reports of each pair, -1 where one of them has no date."""
    days = np.array([-1.0 if r.day is None else float(r.day) for r in reports])
    known = (days[one] >= 0) & (days[two] >= 0)
    return np.where(known, np.abs(days[one] - days[two]), -1.0)


@cache
def joins() -> Joins:
    """The parts that Parley ships."""
    return read(FOLDER)


def read(folder: Path) -> Joins:
    """Trained parts from a folder."""
    with (folder / "joins.toml").open("rb") as file:
        days = tomllib.load(file)
    trees = load(folder / "joins.json"), load(folder / "joins2.json")
    return Joins(*trees, days["near"], days["daily"], days["limit"], days["least"])
