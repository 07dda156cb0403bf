"""How much a word tells: rare words more, by a background of open texts and by the reports at hand together.

A word's expected share of documents is that of the background, taken as `WEIGHT` reports, plus what the reports at
hand show. The background keeps a handful of reports from calling their own subject common; the reports at hand
teach what is commonplace in their field. The reports at hand are sampled by the smallest of their ids, so that
adding one report to thousands seldom changes any weight.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parley.model.ids import digest
from parley.reconcile.stories.terms import Terms

WEIGHT = 500.0
"""As how many reports the background counts."""
SAMPLE = 2000
"""Reports at hand that are counted at most."""
_PIECE = 120  # words of weight in a piece of the background
_UNSEEN = 0.1
_CEILING = 12.0


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weight of every term, from the reports at hand."""

    own: Counter[str]
    reports: int
    pieces: float  # how many pieces of the background make one report of the mean length

    @staticmethod
    def of(reports: Sequence[Terms]) -> Weighing:
        """Weights for these reports; the same for any order of them."""
        chosen = sample(reports)
        own: Counter[str] = Counter()
        for report in chosen:
            own.update(report.whole.keys())
        words = sum(r.whole.total() for r in chosen) / max(len(chosen), 1)
        return Weighing(own, len(chosen), max(1.0, round(2 * words / (2 * _PIECE), 1)))

    def idf(self, word: str) -> float:
        """The natural logarithm of one over the share of reports that hold the word.

        >>> weighing = Weighing.of([])
        >>> weighing.idf("government") < weighing.idf("kumquat")
        True
        """
        seen, pieces = background()
        share = 1 - (1 - (seen.get(word, 0) + _UNSEEN) / (pieces + 1)) ** self.pieces
        return -math.log((WEIGHT * share + self.own.get(word, 0) + 0.3) / (WEIGHT + self.reports + 0.5))

    def pair(self, words: str) -> float:
        """The weight of two neighbouring words: nearly that of both, as they are seldom independent."""
        return min(_CEILING, 0.8 * sum(map(self.idf, words.split(" "))))


def sample(reports: Iterable[Terms]) -> list[Terms]:
    """The reports with the smallest hashes: a fair sample that depends on no order."""
    return sorted(reports, key=lambda r: (digest(r.id), r.id))[:SAMPLE]


@cache
def background() -> tuple[dict[str, int], int]:
    """In how many pieces of the background each word stands, and how many pieces there are."""
    lines = (Path(__file__).parent / "weights" / "background.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    counts = {word: int(count) for word, count in rows}
    return counts, counts.pop("*")
