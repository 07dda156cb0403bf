"""The same event across the reports of one story: trained pair models and average linkage, never chains."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from parley.reconcile.stories.alone import NAMES as ALONE
from parley.reconcile.stories.alone import Usage, features
from parley.reconcile.stories.boosting import Trees, load
from parley.reconcile.stories.joining import FOLDER
from parley.reconcile.stories.linkage import average_link
from parley.reconcile.stories.mentions import NAMES, Known, Mention, Story
from parley.reconcile.stories.rivals import NAMES as RIVALS
from parley.reconcile.stories.rivals import rivals
from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.views import Floats, View, view
from parley.reconcile.stories.weighing import Weighing

LEAST = 0.4
"""Mean chance down to which two clusters of mentions join."""
SHARPER = 1.5
LONELY = 0.3
"""What the log-odds of standing alone, those of both mentions, take from the log-odds of being one event."""
_USUAL = -1.0  # log-odds of standing alone that take nothing
_FAINT = 0.01
_SURE = 1e-4


@dataclass(frozen=True, slots=True)
class Matching:
    """The trained parts: `trees` and `wider` judge a pair, `second` judges it again beside its rivals.

    `alone` tells whether a mention is the only one of its event.
    """

    trees: Trees
    wider: Trees
    second: Trees
    alone: Trees
    known: Known
    usage: Usage
    least: float = LEAST

    def chances(self, story: Story) -> Floats:
        """The chance of each pair of a story of being one event, in the order of `story.pairs`."""
        table = story.table(self.known)
        plain, wide = likely(self.trees, table, NAMES), likely(self.wider, table, NAMES)
        again = likely(self.second, beside_rivals(story, table, plain), (*NAMES, *RIVALS))
        alone = odds(likely(self.alone, features(story, (plain + wide) / 2, self.usage), ALONE)) - _USUAL
        one, two = story.pairs
        joined = SHARPER * odds((plain + again) / 4 + wide / 2) - LONELY * (alone[one] + alone[two])
        found: Floats = 1 / (1 + np.exp(-joined))
        return found


def likely(trees: Trees, table: Floats, names: Sequence[str]) -> Floats:
    """The chance of yes for each row of a table with these columns."""
    columns = [names.index(n) for n in trees.names]
    found: Floats = 1 / (1 + np.exp(-trees.logits(table[:, columns])))
    return found


def odds(chances: Floats) -> Floats:
    """The log-odds, of chances that are never quite sure.

    >>> odds(np.array([0.5])).tolist()
    [0.0]
    """
    kept = np.clip(chances, _SURE, 1 - _SURE)
    found: Floats = np.log(kept / (1 - kept))
    return found


def beside_rivals(story: Story, table: Floats, first: Floats) -> Floats:
    """The table with how each pair stands beside all others, by their first chances."""
    return np.hstack([table, rivals(story.pairs, first, story.reports.tolist())])


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
        rows = zip(*story.pairs, (by or matching()).chances(story), strict=True)
        scored = [(int(a), int(b), round(float(c), 9)) for a, b, c in rows if c >= _FAINT]
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
    known, usage = (json.loads((folder / f"{n}.json").read_text(encoding="utf-8")) for n in ("known", "usage"))
    trees, wider, second, lone = (
        load(folder / f"{n}.json") for n in ("events", "events_wider", "events_second", "alone")
    )
    return Matching(
        trees=trees,
        wider=wider,
        second=second,
        alone=lone,
        known=Known({(a, b): (float(yes), float(seen)) for a, b, yes, seen in known}),
        usage=Usage({head: (float(seen), float(single)) for head, seen, single in usage}),
    )
