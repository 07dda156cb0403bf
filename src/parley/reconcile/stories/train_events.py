"""Training what decides whether two mentions are of one event, from mentions whose events are known."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from parley.reconcile.stories.boosting import Shape, Trees, fit
from parley.reconcile.stories.events import LEAST, Matching, beside_rivals, likely
from parley.reconcile.stories.mentions import NAMES, Known, Story
from parley.reconcile.stories.rivals import NAMES as RIVALS
from parley.reconcile.stories.terms import stem
from parley.reconcile.stories.views import Floats

SHAPE = Shape(trees=250, depth=4, step=0.06, ridge=10.0, least=40.0, share=0.5)
AGAIN = Shape(trees=150, depth=4, step=0.06, ridge=10.0, least=40.0, share=0.5)
FOLDS = 5
_EVEN = 1000.0  # pairs of a story whose pairs count once; those of larger stories count less, by the root
_THIN = 5  # of the pairs that are of two events every fifth is learned from, and counts five times


@dataclass(frozen=True, slots=True)
class Lesson:
    """One story whose mentions' events are known; `topic` keeps stories that resemble each other in one fold."""

    story: Story
    events: Mapping[str, str]
    topic: str


@dataclass(frozen=True, slots=True)
class _Table:
    """The pairs of one lesson with their features, answers and weights."""

    lesson: Lesson
    fold: int
    places: list[tuple[int, int]]
    features: Floats
    yes: Floats


def train(lessons: Sequence[Lesson]) -> Matching:
    """Trees over all pairs, and trees that judge them again beside their rivals.

    What heads name together is counted without the topic a pair comes from, and the first chances that the second
    trees learn from come from trees that never saw its topic.
    """
    tables = list(_tables(lessons))
    first = _grown(tables, NAMES, SHAPE)
    chances = {n: _grown([t for t in tables if t.fold != n], NAMES, SHAPE) for n in range(FOLDS)}
    again = [_judged(t, likely(chances[t.fold], t.features)) for t in tables]
    second = _grown(again, (*NAMES, *RIVALS), AGAIN)
    return Matching(first, second, heads_together(lessons), LEAST)


def _tables(lessons: Sequence[Lesson]) -> Iterator[_Table]:
    topics = sorted({lesson.topic for lesson in lessons})
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    for number in range(FOLDS):
        known = heads_together(lesson for lesson in lessons if fold[lesson.topic] != number)
        for lesson in (x for x in lessons if fold[x.topic] == number):
            places, features = lesson.story.table(known)
            yield _Table(lesson, number, places, features, _same(lesson, places))


def _judged(table: _Table, chances: Floats) -> _Table:
    return replace(table, features=beside_rivals(table.lesson.story, table.places, table.features, chances))


def _grown(tables: Sequence[_Table], names: Sequence[str], shape: Shape) -> Trees:
    weights = np.concatenate([np.full(len(t.places), (_EVEN / max(len(t.places), 1)) ** 0.5) for t in tables])
    features, yes = np.vstack([t.features for t in tables]), np.concatenate([t.yes for t in tables])
    kept = (yes > 0) | (np.arange(len(yes)) % _THIN == 0)
    weights = np.where(yes > 0, weights, weights * _THIN)
    return fit(features[kept], yes[kept], weights[kept], names, shape)


def _same(lesson: Lesson, places: Iterable[tuple[int, int]]) -> Floats:
    events = [lesson.events[m.id] for m in lesson.story.mentions]
    return np.array([float(events[a] == events[b]) for a, b in places])


def heads_together(lessons: Iterable[Lesson]) -> Known:
    """For each two heads, of how many pairs of mentions they were and how many of those were of one event."""
    counts: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for lesson in lessons:
        heads = [stem(m.head) or m.head for m in lesson.story.mentions]
        events = [lesson.events[m.id] for m in lesson.story.mentions]
        for j, two in enumerate(heads):
            for i in range(j):
                count = counts[min(heads[i], two), max(heads[i], two)]
                count[0] += events[i] == events[j]
                count[1] += 1
    return Known({pair: (yes, seen) for pair, (yes, seen) in counts.items() if yes})


def save(matching: Matching, folder: Path) -> None:
    """Write the trained parts."""
    matching.trees.save(folder / "events.json")
    matching.second.save(folder / "events2.json")
    rows = [[a, b, yes, seen] for (a, b), (yes, seen) in sorted(matching.known.counts.items())]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "known.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
