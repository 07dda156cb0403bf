"""Training what decides whether two reports are of one story, from reports whose stories are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from anyascii import anyascii

from parley.model.ids import digest
from parley.reconcile.stories.boosting import Shape, Trees, fit
from parley.reconcile.stories.joining import Joins, gaps
from parley.reconcile.stories.pairs import NAMES, compared
from parley.reconcile.stories.terms import Terms, stems
from parley.reconcile.stories.views import Floats

SHAPE = Shape(trees=150)
DESKS = (2, 2, 2, 2, 3, 3, 4, 4, 6, 8, 10, 15, 25)
"""Sizes, in stories, of the small sets that are drawn so that the model knows small desks as well as streams."""
SMALL = 100  # reports below which a set is small; its pairs count more, as there are fewer
_PIECE = 120
_LIMIT = 30.0


@dataclass(frozen=True, slots=True)
class Desk:
    """Reports that lie on one desk, the story of each, and the weight of their pairs."""

    reports: Sequence[Terms]
    stories: Mapping[str, str]
    weight: float = 1.0


def desks(desk: Desk, salt: str) -> Iterator[Desk]:
    """The desk itself and small ones drawn from it: some stories whole, and one report of each of some stories."""
    yield desk
    for number, size in enumerate(DESKS):
        names = sorted(set(desk.stories.values()), key=lambda s: digest(salt, number, s))[:size]
        chosen = [r for r in desk.reports if desk.stories[r.id] in names]
        yield Desk(chosen, desk.stories, desk.weight)
        firsts = {desk.stories[r.id]: r for r in reversed(chosen)}
        yield Desk(list(firsts.values()), desk.stories, desk.weight)


def train(sets: Iterable[Desk], dated: Sequence[Desk], least: float) -> Joins:
    """Trees from all sets; what days add from the dated ones."""
    tables, answers, weights = [], [], []
    for desk in sets:
        table, answer, _ = _examples(desk)
        tables.append(table)
        answers.append(answer)
        weights.append(np.full(len(answer), desk.weight * (4.0 if len(desk.reports) < SMALL else 1.0)))
    trees = fit(np.vstack(tables), np.concatenate(answers), np.concatenate(weights), NAMES, SHAPE)
    near, daily = _days(trees, dated)
    return Joins(trees, near, daily, _LIMIT, least)


def _examples(desk: Desk) -> tuple[Floats, Floats, Floats]:
    """Features, answers and days between, for the pairs worth comparing on one desk."""
    ordered = sorted(desk.reports, key=lambda r: r.id)
    if len(ordered) < 2:
        return np.zeros((0, len(NAMES))), np.zeros(0), np.zeros(0)
    one, two, table = compared(ordered)
    story = [desk.stories[r.id] for r in ordered]
    same = [float(story[a] == story[b]) for a, b in zip(one.tolist(), two.tolist(), strict=True)]
    return table, np.array(same), gaps(ordered, one, two)


def _days(trees: Trees, dated: Sequence[Desk]) -> tuple[float, float]:
    """Logistic regression of the answer on the days between, the words' log-odds given (Newton's method)."""
    parts = [_examples(desk) for desk in dated]
    odds = np.concatenate([trees.logits(table) for table, _, _ in parts])
    same, days = (np.concatenate([p[i] for p in parts]) for i in (1, 2))
    rows = np.column_stack([np.ones(len(days)), -np.minimum(days, _LIMIT)])[days >= 0]
    odds, same = odds[days >= 0], same[days >= 0]
    weights = np.zeros(2)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(odds + rows @ weights)))
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.eye(2)
        weights += np.linalg.solve(bend, rows.T @ (same - chance) - weights)
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def save(joins: Joins, folder: Path) -> None:
    """Write the trained parts."""
    joins.trees.save(folder / "joins.json")
    lines = [f"{name} = {getattr(joins, name)}" for name in ("near", "daily", "limit", "least")]
    (folder / "joins.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def background(texts: Iterable[str]) -> str:
    """A table of words and in how many pieces of 120 words of weight each stands; `*` counts the pieces."""
    seen: Counter[str] = Counter()
    for text in texts:
        words = stems(anyascii(text))
        for start in range(0, len(words), _PIECE):
            seen.update(set(words[start : start + _PIECE]))
            seen["*"] += 1
    return "".join(f"{word}\t{count}\n" for word, count in sorted(seen.items()))
