"""Training what decides whether two mentions are of one event, from mentions whose events are known."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from parley.reconcile.stories.boosting import Shape, fit
from parley.reconcile.stories.events import LEAST, Matching
from parley.reconcile.stories.mentions import NAMES, Known, Story
from parley.reconcile.stories.terms import stem

SHAPE = Shape(trees=80, depth=3, step=0.15, ridge=10.0, least=40.0)
FOLDS = 5
_EVEN = 1000.0  # pairs of a story whose pairs count once; those of larger stories count less, by the root


@dataclass(frozen=True, slots=True)
class Lesson:
    """One story whose mentions' events are known; `topic` keeps stories that resemble each other in one fold."""

    story: Story
    events: Mapping[str, str]
    topic: str


def train(lessons: Sequence[Lesson]) -> Matching:
    """Trees over all pairs; what heads name together is counted without the topic a pair comes from."""
    topics = sorted({lesson.topic for lesson in lessons})
    fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
    tables, answers, weights = [], [], []
    for number in range(FOLDS):
        known = heads_together(lesson for lesson in lessons if fold[lesson.topic] != number)
        for lesson in lessons:
            if fold[lesson.topic] == number:
                places, table = lesson.story.table(known)
                tables.append(table)
                answers.append(_same(lesson, places))
                weights.append(np.full(len(places), (_EVEN / max(len(places), 1)) ** 0.5))
    yes = np.concatenate(answers)
    trees = fit(np.vstack(tables), yes, np.concatenate(weights), NAMES, SHAPE)
    return Matching(trees, heads_together(lessons), LEAST)


def _same(lesson: Lesson, places: Iterable[tuple[int, int]]) -> np.ndarray:
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
    rows = [[a, b, yes, seen] for (a, b), (yes, seen) in sorted(matching.known.counts.items())]
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "known.json").write_text(f"[\n{text}\n]\n", encoding="utf-8")
