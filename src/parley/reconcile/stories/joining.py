"""How likely two reports are of one story: judged alone, beside all other pairs, by length and by days."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from parley.reconcile.stories import boosting, net
from parley.reconcile.stories.pairs import NAMES
from parley.reconcile.stories.second import second
from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.views import Floats, Ints

FOLDER = Path(__file__).parent / "weights"
FAINT = 0.002
"""Chances below this are not judged again."""
APART = 2.0
"""Log-odds by which the net may differ from the trees."""
_PAIRS, _USUAL = 200.0, 10.0  # before any is seen: as if of so many pairs so few were of one day or two
_SHORTER = NAMES.index("shorter")
_SHORT, _LONG = np.log1p((35.0, 120.0))  # different words of a report: 60 and 200 words or so of running text


@dataclass(frozen=True, slots=True)
class Judge:
    """Trees and a net that learnt the same; the mean of their log-odds errs less than either.

    The net moves the trees by half of APART at most: with reports unlike all it was taught it runs on where trees
    stay level.
    """

    trees: boosting.Trees
    net: net.Net

    def logits(self, table: Floats) -> Floats:
        """The log-odds of yes for each row."""
        odds = self.trees.logits(table)
        return np.asarray(odds + np.clip(self.net.logits(table) - odds, -APART, APART) / 2)

    def save(self, folder: Path, name: str) -> None:
        """Write both."""
        self.trees.save(folder / f"{name}.json")
        self.net.save(folder / f"{name}_net.json")


@dataclass(frozen=True, slots=True)
class Joins:
    """The trained parts: `first` judges a pair, `again` judges it beside the chances of all other pairs.

    A pair with a short report gains up to `short` in log-odds: an opening holds little that could show that it
    belongs. Two dated reports gain `near`, or less, down to `shared`, where many pairs at hand are of one day or
    two, and lose `daily` for each day between them, up to `limit` days.
    """

    first: Judge
    again: Judge
    short: float
    near: float
    shared: float
    daily: float
    limit: float
    least: float

    def chances(self, one: Ints, two: Ints, features: Floats, gaps: Floats) -> Floats:
        """The chance of each pair of rows; a gap below 0 stands for an unknown one."""
        if not len(one):
            return np.zeros(0)
        chances = chance(self.first.logits(features))
        kept = chances >= FAINT
        rows = int(two.max()) + 1
        beside = second(one[kept], two[kept], chances[kept], rows)
        odds = self.again.logits(np.column_stack((beside, features[kept])))
        chances[kept] = chance(odds + self.short * brevity(features[kept]) + self._days(gaps)[kept])
        return np.asarray(np.where(kept, chances, 0.0))

    def _days(self, gaps: Floats) -> Floats:
        """What days tell: a day in common tells little on a desk where most reports are of that day."""
        known = gaps >= 0
        share = (float((known & (gaps <= 1)).sum()) + _USUAL) / (float(known.sum()) + _PAIRS)
        near = max(self.shared, min(self.near, -float(np.log(share))))
        return np.asarray(np.where(known, near - self.daily * np.minimum(gaps, self.limit), 0.0))


def brevity(features: Floats) -> Floats:
    """How short the shorter report of each pair is: 1 for an opening, 0 for a whole report."""
    return np.asarray(np.clip((_LONG - features[:, _SHORTER]) / (_LONG - _SHORT), 0.0, 1.0))


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
        rest = tomllib.load(file)
    return Joins(_judge(folder, "joins"), _judge(folder, "joins2"), **rest)


def _judge(folder: Path, name: str) -> Judge:
    return Judge(boosting.load(folder / f"{name}.json"), net.load(folder / f"{name}_net.json"))
