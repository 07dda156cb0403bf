"""What a story as a whole tells of the words that name its events: with whom and beside which each stands.

Two words for one event stand with the same people and things all over a story, and seldom in one sentence; two
words for two events stand side by side. One pair of mentions alone shows little of that.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from parley.reconcile.stories.terms import stem

if TYPE_CHECKING:
    from parley.reconcile.stories.mentions import Mention

NAMES = (
    "heads near", "heads' parties", "heads in a sentence", "heads in a report", "heads together",
    "head and near", "head and parties", "rarest party", "share of heads", "one sentence", "words between",
)  # fmt: skip
_FAR = 31.0  # words between mentions of different sentences
Vector = Mapping[str, float]


class Heads:
    """The words that name a story's events, and what stands around each in all its mentions."""

    def __init__(self, mentions: Sequence[Mention], idf: Callable[[str], float]) -> None:
        self._idf, self._mentions = idf, mentions
        self._heads = [stem(m.head) or m.head for m in mentions]
        self._often = Counter(self._heads)
        self._reports: dict[str, set[str]] = defaultdict(set)
        self._sentences: dict[str, set[tuple[str, int]]] = defaultdict(set)
        near: dict[str, list[str]] = defaultdict(list)
        parties: dict[str, list[str]] = defaultdict(list)
        for head, mention in zip(self._heads, mentions, strict=True):
            near[head] += sorted(mention.near - mention.words)
            parties[head] += sorted(_parties(mention))
            self._reports[head].add(mention.report)
            self._sentences[head].add((mention.report, mention.place))
        self._near = {head: self._vector(words) for head, words in near.items()}
        self._parties = {head: self._vector(words) for head, words in parties.items()}
        self._own = [(self._vector(m.near - m.words), self._vector(_parties(m))) for m in mentions]
        self._many = len({m.report for m in mentions})
        self._known: dict[tuple[str, str], list[float]] = {}

    def row(self, i: int, j: int) -> list[float]:
        """The features of the pair at places i and j, in the order of NAMES."""
        a, b = self._mentions[i], self._mentions[j]
        shared = _parties(a) & _parties(b)
        beside = a.report == b.report and a.place == b.place
        return [
            *self._pair(self._heads[i], self._heads[j]),
            *self._to_head(i, j),
            max((self._idf(w) for w in shared), default=0.0),
            max(self._often[self._heads[i]], self._often[self._heads[j]]) / len(self._mentions),
            float(beside),
            min(float(abs(a.at - b.at)), _FAR - 1) if beside else _FAR,
        ]

    def _pair(self, one: str, two: str) -> list[float]:
        if one == two:
            return [1.0, 1.0, 0.0, 0.0, 0.0]
        key = (min(one, two), max(one, two))
        if key not in self._known:
            a, b = self._reports[one], self._reports[two]
            beside, both = len(self._sentences[one] & self._sentences[two]), len(a & b)
            self._known[key] = [
                _cosine(self._near[one], self._near[two]),
                _cosine(self._parties[one], self._parties[two]),
                beside / min(len(self._sentences[one]), len(self._sentences[two])),
                both / min(len(a), len(b)),
                both - len(a) * len(b) / self._many,
            ]
        return self._known[key]

    def _to_head(self, i: int, j: int) -> list[float]:
        """How well each mention's surroundings fit those of the other's head in the whole story."""
        one, two = self._heads[i], self._heads[j]
        if one == two:
            return [_cosine(self._own[i][k], self._own[j][k]) for k in (0, 1)]
        tables = (self._near, self._parties)
        return [
            max(_cosine(self._own[i][k], tables[k][two]), _cosine(self._own[j][k], tables[k][one])) for k in (0, 1)
        ]

    def _vector(self, words: Iterable[str]) -> Vector:
        """The words' weights times how often they stand there, scaled to length one."""
        counts = Counter(sorted(words))
        raw = {w: n * self._idf(w) for w, n in counts.items()}
        length = math.sqrt(math.fsum(v * v for v in raw.values()))
        return {w: v / length for w, v in raw.items()} if length else {}


def _parties(mention: Mention) -> frozenset[str]:
    return mention.subjects | mention.objects | mention.others


def _cosine(a: Vector, b: Vector) -> float:
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(v * many[w] for w, v in few.items() if w in many)
