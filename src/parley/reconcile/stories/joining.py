"""How likely two reports are of one story: trained trees over the pair's features, then the days between them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from parley.reconcile.stories.boosting import Trees, load
from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.views import Floats, Ints

FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Joins:
    """The trained parts: `trees` over the words, `near` and `daily` what days do to the log-odds.

    Two dated reports gain `near` and lose `daily` for each day between them, up to `limit` days.
    """

    trees: Trees
    near: float
    daily: float
    limit: float
    least: float

    def chances(self, features: Floats, gaps: Floats) -> Floats:
        """The chance of each pair; a gap below 0 stands for an unknown one."""
        odds = self.trees.logits(features) if len(features) else np.zeros(0)
        odds = odds + np.where(gaps < 0, 0.0, self.near - self.daily * np.minimum(gaps, self.limit))
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
    return Joins(load(folder / "joins.json"), days["near"], days["daily"], days["limit"], days["least"])
