"""The same event across the reports of one story: a trained pair model and average linkage, never chains."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from parley.reconcile.stories.boosting import Trees, load
from parley.reconcile.stories.joining import FOLDER
from parley.reconcile.stories.linkage import average_link
from parley.reconcile.stories.mentions import Known, Mention, Story
from parley.reconcile.stories.rivals import rivals
from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.views import Floats, View, view
from parley.reconcile.stories.weighing import Weighing

LEAST = 0.4
"""Mean chance down to which two clusters of mentions join."""
_FAINT = 0.01


@dataclass(frozen=True, slots=True)
class Matching:
    """The trained parts."""

    trees: Trees
    second: Trees
    known: Known
    least: float = LEAST

    def chances(self, story: Story) -> tuple[list[tuple[int, int]], Floats]:
        """All pairs of places of a story, and the chance of each of being one event: two judgements' mean."""
        places, table = story.table(self.known)
        first = likely(self.trees, table)
        return places, (first + likely(self.second, beside_rivals(story, places, table, first))) / 2


def likely(trees: Trees, table: Floats) -> Floats:
    """The chance of yes for each row."""
    chances: Floats = 1 / (1 + np.exp(-trees.logits(table)))
    return chances


def beside_rivals(story: Story, places: Sequence[tuple[int, int]], table: Floats, first: Floats) -> Floats:
    """The table with how each pair stands beside all others, by their first chances."""
    return np.hstack([table, rivals(places, first, [m.report for m in story.mentions])])


def same_events(
    mentions: Iterable[Mention],
    reports: Sequence[Terms],
    stories: Iterable[Sequence[str]],
    by: Matching | None = None,
) -> tuple[tuple[str, ...], ...]:
    """The ids of the mentions of each event, sorted; events in order of their first mention.

    Mentions in reports of different stories are never one event. The order of the mentions does not matter.
    """
    found: list[tuple[str, ...]] = []
    for story in laid_out(mentions, reports, stories):
        places, chances = (by or matching()).chances(story)
        scored = [(a, b, round(float(c), 9)) for (a, b), c in zip(places, chances, strict=True) if c >= _FAINT]
        clusters = average_link(len(story.mentions), scored, (by or matching()).least)
        found += [tuple(sorted(story.mentions[i].id for i in cluster)) for cluster in clusters]
    return tuple(sorted(found))


def laid_out(
    mentions: Iterable[Mention], reports: Sequence[Terms], stories: Iterable[Sequence[str]]
) -> list[Story]:
    """The mentions of each story in canonical order, with how near its reports are to each other."""
    ordered = sorted({r.id: r for r in reports}.values(), key=lambda r: r.id)
    weighing = Weighing.of(ordered)
    home = {report: number for number, story in enumerate(stories) for report in story}
    laid: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: m.id):
        laid.setdefault(home[mention.report], []).append(mention)
    vectors, rows = view([r.whole for r in ordered], weighing.idf), {r.id: i for i, r in enumerate(ordered)}
    return [Story(laid[n], weighing, _nearness(laid[n], vectors, rows)) for n in sorted(laid)]


def _nearness(mentions: Sequence[Mention], vectors: View, rows: dict[str, int]) -> dict[tuple[str, str], float]:
    """The cosine of every two reports of a story."""
    reports = sorted({m.report for m in mentions})
    pairs = [(a, b) for i, a in enumerate(reports) for b in reports[i + 1 :]]
    ones, twos = (np.array([rows[p[k]] for p in pairs], dtype=np.int64) for k in (0, 1))
    return dict(zip(pairs, vectors.cosines(ones, twos).tolist(), strict=True))


@cache
def matching() -> Matching:
    """The parts that Parley ships."""
    return read(FOLDER)


def read(folder: Path) -> Matching:
    """Trained parts from a folder."""
    rows = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    known = Known({(a, b): (float(yes), float(seen)) for a, b, yes, seen in rows})
    return Matching(load(folder / "events.json"), load(folder / "events2.json"), known)
