"""Reports that repeat another report: reprints of a wire, corrected versions. Together they are one source.

Near-copies are found by the smallest hashes of their five-word runs (a bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997), so the work grows with the number of reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from zlib import crc32

from parley.reconcile.clusters import Clusters
from parley.reconcile.names import plain
from parley.reconcile.parts import Part, Rank

RUN = 5
SKETCH = 64
ALIKE = 0.5
"""Share of the sketch that two reports must have in common to count as one source."""
_FIRST = 8  # of the reports that share a run, how many of the first ones all others are compared with


class Copies:
    """Near-copies, kept up to date while reports come and go; two reports are compared once.

    Of the reports that share a run the first ones are compared with all others, so a phrase that thousands share
    (a line of boilerplate, a wire that everybody prints) costs little, and all its reprints are still found.
    """

    def __init__(self) -> None:
        self._where: dict[int, list[Rank]] = defaultdict(list)
        self._sketches: dict[str, tuple[int, ...]] = {}
        self._alike: dict[tuple[str, str], bool] = {}
        self._support: Counter[tuple[str, str]] = Counter()
        self._weighed: set[tuple[str, str]] = set()
        self._copied: set[tuple[str, str]] = set()
        self._revised: dict[str, str] = {}

    def sync(self, gone: Iterable[Part], come: Iterable[Part], parts: Mapping[str, Part]) -> dict[str, str]:
        """Each copy with the report it repeats: the one that comes first by day, then by id."""
        for part in gone:
            for number in self._sketches.pop(part.id):
                self._take(number, _rank(part))
            self._alike = {pair: found for pair, found in self._alike.items() if part.id not in pair}
            self._revised.pop(part.id, None)
        for part in come:
            self._sketches[part.id] = sketch(part.report.text)
            for number in self._sketches[part.id]:
                self._put(number, _rank(part))
            if part.report.revises is not None:
                self._revised[part.id] = part.report.revises
        for pair in self._weighed:
            (self._copied.add if pair in self._support and self._compared(pair) else self._copied.discard)(pair)
        self._weighed.clear()
        pairs = sorted((*self._copied, *(p for p in self._revised.items() if p[1] in parts)))
        clusters = Clusters(i for pair in pairs for i in pair)
        for pair in pairs:
            clusters.join(*pair)
        groups = (sorted(_rank(parts[i]) for i in group) for group in clusters.groups() if len(group) > 1)
        return {rank[-1]: group[0][-1] for group in groups for rank in group[1:]}

    def _put(self, number: int, rank: Rank) -> None:
        found = self._where[number]
        at = bisect_left(found, rank)
        if at < _FIRST <= len(found):  # one of the first is no longer
            for later in found[_FIRST:]:
                self._weigh(found[_FIRST - 1], later, -1)
        found.insert(at, rank)
        for other in found[:_FIRST] if at >= _FIRST else found[:at] + found[at + 1 :]:
            self._weigh(rank, other, 1)

    def _take(self, number: int, rank: Rank) -> None:
        found = self._where[number]
        at = bisect_left(found, rank)
        for other in found[:_FIRST] if at >= _FIRST else found[:at] + found[at + 1 :]:
            self._weigh(rank, other, -1)
        del found[at]
        if at < _FIRST <= len(found):
            for later in found[_FIRST:]:
                self._weigh(found[_FIRST - 1], later, 1)
        if not found:
            del self._where[number]

    def _weigh(self, one: Rank, two: Rank, by: int) -> None:
        pair = (one[-1], two[-1]) if one < two else (two[-1], one[-1])
        self._support[pair] += by
        self._weighed.add(pair)
        if not self._support[pair]:
            del self._support[pair]

    def _compared(self, pair: tuple[str, str]) -> bool:
        if pair not in self._alike:
            self._alike[pair] = alike(self._sketches[pair[0]], self._sketches[pair[1]])
        return self._alike[pair]


def _rank(part: Part) -> Rank:
    """Of copies the first one by day is the original; one without a day is a copy of those that have one."""
    dated, day, report = part.rank
    return (not dated, day, report)


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of all runs of five words; empty for a text too short to tell."""
    words = plain.__wrapped__(text).split()  # whole texts are not worth remembering
    runs = {crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1)}
    return tuple(sorted(runs)[:SKETCH]) if len(runs) >= SKETCH // 2 else ()


def alike(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether two sketches are of near-copies: resemblance over the smallest hashes of both together."""
    if not a or not b:
        return False
    least, shared = ALIKE * min(len(a), len(b)), {*a}.intersection(b)
    if len(shared) < least:  # most pairs end here
        return False
    smallest = sorted({*a, *b})[: min(len(a), len(b))]
    return sum(h in shared for h in smallest) >= least
