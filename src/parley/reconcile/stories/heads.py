"""What a story as a whole tells of the words that name its events: with whom and beside which each stands.

Two words for one event stand with the same people and things all over a story, and seldom in one sentence; two
words for two events stand side by side. One pair of mentions alone shows little of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parley.reconcile.stories.overlaps import Overlap, greater, lesser, unit
from parley.reconcile.stories.views import Floats, Ints

if TYPE_CHECKING:
    from parley.reconcile.stories.mentions import Story

NAMES = (
    "heads near", "heads' parties", "heads in a sentence", "heads in a report", "heads together",
    "head and near", "head and parties", "rarest party", "share of heads", "one sentence", "words between",
)  # fmt: skip
CROWDS = ("more spread", "less spread", "more frequent", "less frequent")
_FAR = 31.0  # words between mentions of different sentences


def features(story: Story) -> dict[str, Floats]:
    """What every two mentions have in common through their heads, by name; those of CROWDS too."""
    heads, same = story.heads, story.heads[:, None] == story.heads
    near = Overlap([m.near - m.words for m in story.mentions], story.idf)
    parties = Overlap([m.parties for m in story.mentions], story.idf)
    places = np.array([m.place for m in story.mentions])
    at = np.array([m.at for m in story.mentions])
    beside = story.inside & (places[:, None] == places)
    often = np.bincount(heads)[heads].astype(float)
    spread = _held(heads, story.reports).sum(1)[heads] / len(set(story.reports.tolist()))
    return {
        "heads near": _alike(near, heads),
        "heads' parties": _alike(parties, heads),
        **_together(story, same),
        "head and near": _to_head(near, heads, same),
        "head and parties": _to_head(parties, heads, same),
        "rarest party": parties.rarest(),
        "share of heads": greater(often) / len(heads),
        "one sentence": beside.astype(float),
        "words between": np.where(beside, np.minimum(abs(at[:, None] - at), _FAR - 1), _FAR),
        "more spread": greater(spread),
        "less spread": lesser(spread),
        "more frequent": np.log(greater(often)),
        "less frequent": np.log(lesser(often)),
    }


def _of_heads(words: Overlap, heads: Ints) -> Floats:
    """The words of all mentions with one head, added up and scaled to length one."""
    added = np.zeros((int(heads.max()) + 1, words.holds.shape[1]))
    np.add.at(added, heads, words.holds)
    return unit(added * words.weights)


def _alike(words: Overlap, heads: Ints) -> Floats:
    rows = _of_heads(words, heads)
    found: Floats = (rows @ rows.T)[heads][:, heads]
    return np.where(heads[:, None] == heads, 1.0, found)


def _to_head(words: Overlap, heads: Ints, same: Floats) -> Floats:
    """How well each mention's surroundings fit those of the other's head in the whole story."""
    own = unit(words.holds * words.weights)
    there = own @ _of_heads(words, heads)[heads].T
    return np.where(same, own @ own.T, np.maximum(there, there.T))


def _together(story: Story, same: Floats) -> dict[str, Floats]:
    """In how many sentences and reports both heads stand; 0 for one head."""
    places = [f"{r} {m.place}" for r, m in zip(story.reports, story.mentions, strict=True)]
    sentences = _held(story.heads, np.unique(places, return_inverse=True)[1])
    reports = _held(story.heads, story.reports)
    both, one = reports @ reports.T, reports.sum(1)
    columns = {
        "heads in a sentence": sentences @ sentences.T / lesser(sentences.sum(1)),
        "heads in a report": both / lesser(one),
        "heads together": both - one[:, None] * one / reports.shape[1],
    }
    return {k: np.where(same, 0.0, v[story.heads][:, story.heads]) for k, v in columns.items()}


def _held(heads: Ints, places: Ints) -> Floats:
    """Which heads stand in which places."""
    found = np.zeros((int(heads.max()) + 1, int(places.max()) + 1))
    found[heads, places] = 1.0
    return found
