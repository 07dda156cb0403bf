"""Training what decides whether two reports are of one story, from reports whose stories are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from anyascii import anyascii

from parley.model.ids import digest
from parley.reconcile.stories.boosting import Shape, Trees, fit
from parley.reconcile.stories.joining import FAINT, Joins, chance
from parley.reconcile.stories.pairs import NAMES, compared
from parley.reconcile.stories.second import NAMES as BESIDE
from parley.reconcile.stories.second import second
from parley.reconcile.stories.terms import Terms, stems
from parley.reconcile.stories.views import Floats, Ints

SHAPE = Shape(trees=200, depth=4, step=0.07, share=0.6)
AGAIN = Shape(trees=150, depth=4, step=0.05, share=0.6)
"""The first trees and those that judge again beside all other pairs."""
FOLDS = 3
DESKS = (2, 2, 2, 2, 3, 3, 4, 4, 6, 8, 10, 15, 25)
"""Sizes, in stories, of the small sets that are drawn so that the model knows small desks as well as streams."""
SMALL = 100  # reports below which a set is small; its pairs count more, as there are fewer
_PIECE = 120
DAYS = (2.0, 1.0, 8.0)
"""What a pair of dated reports gains in log-odds, loses a day, and for how many days at most (see the card)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Reports that lie on one desk, the story of each, and the weight of their pairs.

    `fold` tells in which of FOLDS parts all its stories are, -1 that they are of several; `lean` how much more two
    reports of one story weigh than two of different ones.
    """

    reports: Sequence[Terms]
    stories: Mapping[str, str]
    weight: float = 1.0
    fold: int = -1
    lean: float = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """The pairs of one desk: rows, features, answers, and what each pair weighs."""

    fold: int
    one: Ints
    two: Ints
    table: Floats
    yes: Floats
    weights: Floats


def desks(desk: Desk, salt: str) -> Iterator[Desk]:
    """The desk itself and small ones drawn from it: some stories whole, and one report of each of some stories."""
    yield desk
    for number, size in enumerate(DESKS):
        names = sorted(set(desk.stories.values()), key=lambda s: digest(salt, number, s))[:size]
        chosen = [r for r in desk.reports if desk.stories[r.id] in names]
        yield replace(desk, reports=chosen)
        firsts = {desk.stories[r.id]: r for r in reversed(chosen)}
        yield replace(desk, reports=list(firsts.values()))


def train(sets: Iterable[Desk], least: float) -> Joins:
    """Trees over all sets, trees again beside their chances, what days do; clusters join down to `least`.

    The second trees learn from chances that trees gave which had seen nothing of the stories in question.
    """
    lessons = [_lesson(d) for d in sets if len(d.reports) > 1]
    again = []
    for fold in range(FOLDS):
        unseen = _first([x for x in lessons if x.fold not in (fold, -1)])
        again += [_again(x, unseen) for x in lessons if x.fold == fold]
    return Joins(_first(lessons), _fitted(again, (*BESIDE, *NAMES), AGAIN), *DAYS, least)


def _lesson(desk: Desk) -> Lesson:
    """Features and answers for the pairs worth comparing on one desk."""
    ordered = sorted(desk.reports, key=lambda r: r.id)
    one, two, table = compared(ordered)
    story = [desk.stories[r.id] for r in ordered]
    yes = np.array([float(story[a] == story[b]) for a, b in zip(one.tolist(), two.tolist(), strict=True)])
    weight = desk.weight * (4.0 if len(ordered) < SMALL else 1.0)
    return Lesson(desk.fold, one, two, table, yes, np.where(yes > 0, desk.lean * weight, weight))


def _again(lesson: Lesson, trees: Trees) -> Lesson:
    """The lesson's pairs that are not out of the question, beside each other."""
    if not len(lesson.one):
        return replace(lesson, table=np.zeros((0, len(BESIDE) + len(NAMES))))
    chances = chance(trees.logits(lesson.table))
    kept = chances >= FAINT
    one, two, chances = lesson.one[kept], lesson.two[kept], chances[kept]
    beside = second(one, two, chances, int(lesson.two.max()) + 1)
    table = np.column_stack((beside, lesson.table[kept]))
    return Lesson(lesson.fold, one, two, table, lesson.yes[kept], lesson.weights[kept])


def _first(lessons: Sequence[Lesson]) -> Trees:
    return _fitted(lessons, NAMES, SHAPE)


def _fitted(lessons: Sequence[Lesson], names: Sequence[str], shape: Shape) -> Trees:
    yes, weights = (np.concatenate(v) for v in ([x.yes for x in lessons], [x.weights for x in lessons]))
    return fit(np.vstack([x.table for x in lessons]), yes, weights, names, shape)


def save(joins: Joins, folder: Path) -> None:
    """Write the trained parts."""
    joins.trees.save(folder / "joins.json")
    joins.again.save(folder / "joins2.json")
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
