"""Training what decides whether two mentions are of one event, from mentions whose events are known."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from parley.reconcile.stories import alone, rivals
from parley.reconcile.stories.alone import Usage
from parley.reconcile.stories.boosting import Shape, Trees, fit
from parley.reconcile.stories.events import Matching, beside_rivals, likely
from parley.reconcile.stories.mentions import NAMES, PLAIN, Known, Story
from parley.reconcile.stories.views import Floats, Ints

SHAPE = Shape(trees=250, depth=4, step=0.06, ridge=10.0, least=40.0, share=0.5)
AGAIN = Shape(trees=150, depth=4, step=0.06, ridge=10.0, least=40.0, share=0.5)
LONE = Shape(trees=200, depth=3, step=0.05, ridge=10.0, least=25.0, share=0.4)
FOLDS = 5
WIDER = 3
"""Models with word vectors that are averaged, each from other pairs of two events."""
_EVEN = 1000.0  # pairs of a story whose pairs count once; those of larger stories count less, by the root
_THIN = 4  # of the pairs that are of two events every fourth is learned from, and counts four times


@dataclass(frozen=True, slots=True)
class Lesson:
    """One story whose mentions' events are known; `topic` keeps stories that resemble each other in one fold."""

    story: Story
    events: Mapping[str, str]
    topic: str

    def same(self) -> Floats:
        """For each pair of the story whether it is of one event."""
        events = np.unique([self.events[m.id] for m in self.story.mentions], return_inverse=True)[1]
        one, two = self.story.pairs
        return np.asarray(events[one] == events[two], dtype=np.float64)


Features = Sequence[Floats]


def train(lessons: Sequence[Lesson]) -> Matching:
    """All trees.

    What heads name together, and how often they stand alone, is counted without the topic that a pair comes from;
    the first chances that later trees learn from come from trees that never saw its topic.
    """
    known, usage = heads_together(lessons), standing_alone(lessons)
    topics = sorted({x.topic for x in lessons})
    without = {t: [x for x in lessons if x.topic != t] for t in topics}
    others = {t: heads_together(without[t]) for t in topics}
    tables = [x.story.table(others[x.topic]) for x in lessons]
    plain = _unseen(lessons, tables, PLAIN)
    first = [(a + b) / 2 for a, b in zip(plain, _unseen(lessons, tables, (*NAMES,)), strict=True)]
    again = [beside_rivals(x.story, t, p) for x, t, p in zip(lessons, tables, plain, strict=True)]
    usages = {t: standing_alone(without[t], lessons) for t in topics}
    rows = [alone.features(x.story, f, usages[x.topic]) for x, f in zip(lessons, first, strict=True)]
    return Matching(
        trees=_grown(lessons, tables, NAMES, PLAIN, SHAPE),
        wider=averaged([_grown(lessons, tables, NAMES, NAMES, SHAPE, part) for part in range(WIDER)]),
        second=_grown(lessons, again, (*NAMES, *rivals.NAMES), (*PLAIN, *rivals.NAMES), AGAIN),
        alone=_lone(lessons, rows),
        known=known,
        usage=usage,
    )


def _unseen(lessons: Sequence[Lesson], tables: Features, names: Sequence[str]) -> list[Floats]:
    """The chances of each lesson's pairs, by trees that never saw its topic."""
    fold = {t: n % FOLDS for n, t in enumerate(sorted({x.topic for x in lessons}))}
    found = [np.zeros(0)] * len(lessons)
    for number in range(FOLDS):
        rest = [i for i, x in enumerate(lessons) if fold[x.topic] != number]
        trees = _grown([lessons[i] for i in rest], [tables[i] for i in rest], NAMES, names, SHAPE)
        for i in set(range(len(lessons))) - set(rest):
            found[i] = likely(trees, tables[i], NAMES)
    return found


def _grown(
    lessons: Sequence[Lesson],
    tables: Features,
    names: Sequence[str],
    chosen: Sequence[str],
    shape: Shape,
    part: int = 0,
) -> Trees:
    """Trees over the chosen columns of all pairs; `part` picks those of two events."""
    yes = np.concatenate([x.same() for x in lessons])
    weights = np.concatenate([np.full(len(t), (_EVEN / max(len(t), 1)) ** 0.5) for t in tables])
    kept = (yes > 0) | (np.arange(len(yes)) % _THIN == part)
    weights = np.where(yes > 0, weights, weights * _THIN)[kept]
    columns = [names.index(n) for n in chosen]
    return fit(np.vstack([t[:, columns] for t in tables])[kept], yes[kept], weights, chosen, shape)


def averaged(models: Sequence[Trees]) -> Trees:
    """One model whose log-odds are the mean of those of all."""
    return Trees(
        models[0].names,
        sum(m.start for m in models) / len(models),
        np.vstack([m.features for m in models]),
        np.vstack([m.cuts for m in models]),
        np.vstack([m.leaves for m in models]) / len(models),
    )


def _lone(lessons: Sequence[Lesson], rows: Features) -> Trees:
    sizes = Counter(x.events[m.id] for x in lessons for m in x.story.mentions)
    yes = np.array([float(sizes[x.events[m.id]] == 1) for x in lessons for m in x.story.mentions])
    return fit(np.vstack(rows), yes, np.ones(len(yes)), alone.NAMES, LONE)


def heads_together(lessons: Iterable[Lesson]) -> Known:
    """For each two heads, of how many pairs of mentions they were and how many of those were of one event."""
    counts: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for lesson in lessons:
        for one, two, same in zip(*_stems(lesson.story, lesson.story.pairs), lesson.same().tolist(), strict=True):
            count = counts[min(one, two), max(one, two)]
            count[0] += same
            count[1] += 1
    return Known({pair: (yes, seen) for pair, (yes, seen) in counts.items() if yes or seen >= FOLDS})


def _stems(story: Story, pairs: tuple[Ints, Ints]) -> tuple[list[str], list[str]]:
    one, two = ([story.stems[i] for i in places] for places in pairs)
    return one, two


def standing_alone(lessons: Iterable[Lesson], among: Iterable[Lesson] | None = None) -> Usage:
    """For each head how many mentions it had, and how many of them were alone `among` all lessons."""
    chosen = list(lessons)
    sizes = Counter(x.events[m.id] for x in among or chosen for m in x.story.mentions)
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for lesson in chosen:
        for mention in lesson.story.mentions:
            counts[mention.head][0] += 1
            counts[mention.head][1] += sizes[lesson.events[mention.id]] == 1
    return Usage({head: (seen, single) for head, (seen, single) in counts.items()})


def save(matching: Matching, folder: Path) -> None:
    """Write the trained parts."""
    matching.trees.save(folder / "events.json")
    matching.wider.save(folder / "events_wider.json")
    matching.second.save(folder / "events_second.json")
    matching.alone.save(folder / "alone.json")
    _save_rows([[a, b, *n] for (a, b), n in sorted(matching.known.counts.items())], folder / "known.json")
    _save_rows([[head, *n] for head, n in sorted(matching.usage.counts.items())], folder / "usage.json")


def _save_rows(rows: Iterable[Sequence[object]], file: Path) -> None:
    text = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text(f"[\n{text}\n]\n", encoding="utf-8")
