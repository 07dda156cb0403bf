"""Training what decides whether two reports are of one story, from reports whose stories are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from anyascii import anyascii

from parley.model.ids import digest
from parley.reconcile.stories.boosting import Shape, fit
from parley.reconcile.stories.joining import Joins
from parley.reconcile.stories.pairs import NAMES, compared
from parley.reconcile.stories.terms import Terms, stems
from parley.reconcile.stories.views import Floats

SHAPE = Shape(trees=150)
DESKS = (2, 2, 2, 2, 3, 3, 4, 4, 6, 8, 10, 15, 25)
"""Sizes, in stories, of the small sets that are drawn so that the model knows small desks as well as streams."""
SMALL = 100  # reports below which a set is small; its pairs count more, as there are fewer
_PIECE = 120
DAYS = (2.0, 0.8, 8.0)
"""What a pair of dated reports gains in log-odds, loses a day, and for how many days at most (see the card)."""


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


def train(sets: Iterable[Desk], least: float) -> Joins:
    """Trees over all sets, and what days do as set above; clusters join down to the chance `least`."""
    tables, answers, weights = [], [], []
    for desk in sets:
        table, answer = _examples(desk)
        tables.append(table)
        answers.append(answer)
        weights.append(np.full(len(answer), desk.weight * (4.0 if len(desk.reports) < SMALL else 1.0)))
    trees = fit(np.vstack(tables), np.concatenate(answers), np.concatenate(weights), NAMES, SHAPE)
    return Joins(trees, *DAYS, least)


def _examples(desk: Desk) -> tuple[Floats, Floats]:
    """Features and answers for the pairs worth comparing on one desk."""
    ordered = sorted(desk.reports, key=lambda r: r.id)
    if len(ordered) < 2:
        return np.zeros((0, len(NAMES))), np.zeros(0)
    one, two, table = compared(ordered)
    story = [desk.stories[r.id] for r in ordered]
    return table, np.array([float(story[a] == story[b]) for a, b in zip(one.tolist(), two.tolist(), strict=True)])


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
