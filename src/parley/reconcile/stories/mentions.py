"""Mentions of events, and what tells whether two of them in reports of one story are of the same event."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parley.reconcile.stories import heads
from parley.reconcile.stories.senses import FAR, distance
from parley.reconcile.stories.terms import stem
from parley.reconcile.stories.views import Floats
from parley.reconcile.stories.weighing import Weighing

NAMES = (
    "same head", "words", "contained", "beginning", "known", "rarity", "more often", "less often",
    "sentence", "sentence of best, lesser", "sentence of best, greater", "near", "rarest", "names",
    "subject", "object", "any party", "places and times", "figures", "other figures", "same report",
    "apart", "both at the top", "same part of speech", "one noun", "report", "objects meet heads",
    "steps between heads", "steps between words", *heads.NAMES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an event: its words as lemmas, who and what takes part, and the words around it.

    `head` is the lemma of the word that names the event; `words` all its lemmas of weight. `subjects`, `objects`
    and `others` are lemmas of words that stand with it; `around` those of its sentence, `near` those within five
    words; `names` the proper nouns and `figures` the numbers of the sentence. `place` counts sentences and `at`
    words from 0.
    """

    id: str
    report: str
    head: str
    part: str
    words: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    place: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """How often two heads named one event in annotated reports: (pairs that did, pairs in all)."""

    counts: Mapping[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    def rate(self, a: str, b: str) -> float:
        """The rate, drawn towards that of pairs never seen, which is 0.

        >>> Known({("accord", "agreement"): (6.0, 8.0)}).rate("agreement", "accord")
        0.6
        """
        yes, all_pairs = self.counts.get((min(a, b), max(a, b)), (0.0, 0.0))
        return yes / (all_pairs + 2.0)


class Story:
    """The mentions of one story, with what their pairs are compared by."""

    def __init__(self, mentions: Sequence[Mention], weighing: Weighing, nearness: Mapping[tuple[str, str], float]):
        self.mentions = mentions
        self.idf: dict[str, float] = {}
        self._weighing, self._nearness = weighing, nearness
        self._in_report = Counter((m.report, stem(m.head)) for m in mentions)
        self._best: dict[int, float] = defaultdict(float)
        self._sentence: dict[tuple[int, int], float] = {}
        self._heads = heads.Heads((), self._idf)

    def table(self, known: Known) -> tuple[list[tuple[int, int]], Floats]:
        """All pairs of places and their features, in the order of NAMES."""
        self._heads = heads.Heads(self.mentions, self._idf)
        places = [(i, j) for j in range(len(self.mentions)) for i in range(j)]
        for i, j in places:
            cosine = self._cosine(self.mentions[i].around, self.mentions[j].around)
            self._sentence[i, j] = cosine
            if self._akin(self.mentions[i], self.mentions[j]):
                self._best[i], self._best[j] = max(self._best[i], cosine), max(self._best[j], cosine)
        rows = [self._row(i, j, known) for i, j in places]
        return places, np.array(rows).reshape(len(rows), len(NAMES))

    def _akin(self, a: Mention, b: Mention) -> bool:
        return a.head == b.head or bool(_stems(a.words) & _stems(b.words))

    def _row(self, i: int, j: int, known: Known) -> list[float]:
        a, b = self.mentions[i], self.mentions[j]
        sentence = self._sentence[i, j]
        best = sorted((self._best[i], self._best[j]))
        return [
            *self._trigger(a, b, known),
            sentence,
            sentence / max(best[0], 1e-6) if best[0] else 0.0,
            sentence / max(best[1], 1e-6) if best[1] else 0.0,
            self._cosine(a.near - a.words, b.near - b.words),
            max((self._idf(w) for w in (a.around - a.words) & (b.around - b.words)), default=0.0),
            self._shared(a.names, b.names),
            *self._parties(a, b),
            *self._setting(a, b),
            float(distance(a.head, b.head)),
            float(min((distance(x, y) for x in a.words for y in b.words), default=FAR)),
            *self._heads.row(i, j),
        ]

    def _trigger(self, a: Mention, b: Mention, known: Known) -> list[float]:
        one, two = _stems(a.words), _stems(b.words)
        both, either = len(one & two), len(one | two)
        first, second = stem(a.head) or a.head, stem(b.head) or b.head
        common = _common(first, second)
        often = sorted((self._in_report[a.report, stem(a.head)], self._in_report[b.report, stem(b.head)]))
        return [
            float(first == second),
            both / max(either, 1),
            both / max(min(len(one), len(two)), 1),
            common / max(min(len(first), len(second)), 1) if common >= 3 else 0.0,
            known.rate(first, second),
            min(self._idf(first), self._idf(second)),
            math.log(often[1]),
            math.log(often[0]),
        ]

    def _parties(self, a: Mention, b: Mention) -> list[float]:
        one, two = a.subjects | a.objects | a.others, b.subjects | b.objects | b.others
        return [
            self._agree(a.subjects, b.subjects),
            self._agree(a.objects, b.objects),
            self._agree(one, two),
            self._agree(a.others, b.others),
            float(len(a.figures & b.figures)),
            float(bool(a.figures and b.figures and not a.figures & b.figures)),
            float(a.report == b.report),
        ]

    def _setting(self, a: Mention, b: Mention) -> list[float]:
        nouns = sum(m.part in ("NOUN", "PROPN") for m in (a, b))
        crossed = (a.objects | a.others) & b.words or (b.objects | b.others) & a.words
        return [
            math.log1p(abs(a.place - b.place)),
            float(max(a.place, b.place) <= 1),
            float(a.part == b.part),
            float(nouns == 1),
            self._nearness.get(
                (min(a.report, b.report), max(a.report, b.report)), 1.0 if a.report == b.report else 0.0
            ),
            float(bool(crossed)),
        ]

    def _agree(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The weight of what both name over that of the lesser; -1 if they name nothing in common."""
        if not a or not b:
            return 0.0
        shared = sum(self._idf(w) for w in sorted(a & b))
        return shared / max(min(self._mass(a), self._mass(b)), 1e-6) if shared else -1.0

    def _shared(self, a: frozenset[str], b: frozenset[str]) -> float:
        return sum(self._idf(w) for w in sorted(a & b)) / max(min(self._mass(a), self._mass(b)), 1e-6)

    def _cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        shared = sum(self._idf(w) ** 2 for w in sorted(a & b))
        return shared / math.sqrt(max(self._square(a) * self._square(b), 1e-9)) if shared else 0.0

    def _mass(self, words: frozenset[str]) -> float:
        return math.fsum(self._idf(w) for w in words)

    def _square(self, words: frozenset[str]) -> float:
        return math.fsum(self._idf(w) ** 2 for w in words)

    def _idf(self, word: str) -> float:
        found = self.idf.get(word)
        if found is None:
            found = self.idf[word] = max(self._weighing.idf(stem(word) or word), 0.1)
        return found


def _common(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _stems(words: Iterable[str]) -> set[str]:
    return {stem(w) or w for w in words}
