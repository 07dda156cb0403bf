"""Training what decides whether two reports are of one story, from reports whose stories are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from anyascii import anyascii

from parley.model.ids import digest
from parley.reconcile.stories.boosting import Shape, fit
from parley.reconcile.stories.joining import FAINT, Joins, Judge, chance
from parley.reconcile.stories.net import Schedule, teach
from parley.reconcile.stories.pairs import NAMES, compared
from parley.reconcile.stories.second import NAMES as BESIDE
from parley.reconcile.stories.second import second
from parley.reconcile.stories.terms import Terms, stems
from parley.reconcile.stories.views import Floats, Ints

SHAPE = Shape(trees=200, depth=4, step=0.07, share=0.6)
AGAIN = Shape(trees=150, depth=4, step=0.05, share=0.6)
"""The first trees and those that judge again beside all other pairs."""
LESSONS = Schedule()
AGAIN_LESSONS = Schedule(seed=1)
"""How the nets beside them are taught."""
FOLDS = 3
DESKS = (2, 2, 2, 2, 3, 3, 4, 4, 6, 8, 10, 15, 25)
"""Sizes, in stories, of the small sets that are drawn so that the model knows small desks as well as streams."""
SMALL = 100  # reports below which a set is small; its pairs count more, as there are fewer
_PIECE = 120
SHORT = 1.0
DAYS = (3.0, 1.5, 1.25, 8.0)
"""What short pairs gain in log-odds; what dated ones gain at most and at least, lose a day, how long (card)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Reports that lie on one desk, the story of each, and the weight of their pairs.

    `fold` tells in which of FOLDS parts all its stories are, -1 that they are of several.
    """

    reports: Sequence[Terms]
    stories: Mapping[str, str]
    weight: float = 1.0
    fold: int = -1


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
    """A judge over all sets, one beside its chances, what length and days do; clusters join down to `least`.

    The second judge learns from chances given by one that had seen nothing of the stories in question.
    """
    lessons = [_lesson(d) for d in sets if len(d.reports) > 1]
    again = []
    for fold in range(FOLDS):
        unseen = _first([x for x in lessons if x.fold not in (fold, -1)])
        again += [_again(x, unseen) for x in lessons if x.fold == fold]
    beside = _fitted(again, (*BESIDE, *NAMES), AGAIN, AGAIN_LESSONS)
    return Joins(_first(lessons), beside, SHORT, *DAYS, least)


def _lesson(desk: Desk) -> Lesson:
    """Features and answers for the pairs worth comparing on one desk."""
    ordered = sorted(desk.reports, key=lambda r: r.id)
    one, two, table = compared(ordered)
    story = [desk.stories[r.id] for r in ordered]
    yes = np.array([float(story[a] == story[b]) for a, b in zip(one.tolist(), two.tolist(), strict=True)])
    weight = desk.weight * (4.0 if len(ordered) < SMALL else 1.0)
    return Lesson(desk.fold, one, two, table, yes, np.full(len(yes), weight))


def _again(lesson: Lesson, judge: Judge) -> Lesson:
    """The lesson's pairs that are not out of the question, beside each other."""
    if not len(lesson.one):
        return replace(lesson, table=np.zeros((0, len(BESIDE) + len(NAMES))))
    chances = chance(judge.logits(lesson.table))
    kept = chances >= FAINT
    one, two, chances = lesson.one[kept], lesson.two[kept], chances[kept]
    beside = second(one, two, chances, int(lesson.two.max()) + 1)
    table = np.column_stack((beside, lesson.table[kept]))
    return Lesson(lesson.fold, one, two, table, lesson.yes[kept], lesson.weights[kept])


def _first(lessons: Sequence[Lesson]) -> Judge:
    return _fitted(lessons, NAMES, SHAPE, LESSONS)


def _fitted(lessons: Sequence[Lesson], names: Sequence[str], shape: Shape, schedule: Schedule) -> Judge:
    yes, weights = (np.concatenate(v) for v in ([x.yes for x in lessons], [x.weights for x in lessons]))
    table = np.vstack([x.table for x in lessons])
    return Judge(fit(table, yes, weights, names, shape), teach(table, yes, weights, schedule))


def save(joins: Joins, folder: Path) -> None:
    """Write the trained parts."""
    joins.first.save(folder, "joins")
    joins.again.save(folder, "joins2")
    lines = [f"{name} = {getattr(joins, name)}" for name in ("short", "near", "shared", "daily", "limit", "least")]
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
