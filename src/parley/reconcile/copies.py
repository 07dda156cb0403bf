"""Reports that repeat another report: reprints of a wire, corrected versions. Together they are one source.

Near-copies are found by the smallest hashes of their five-word runs (a bottom-k sketch: Broder, "On the
resemblance and containment of documents", 1997), so the work grows with the number of reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest
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
    """Near-copies, kept up to date while reports come and go.

    Of the reports that share a run the first ones are compared with all others, so a phrase that thousands share
    (a line of boilerplate, a wire that everybody prints) costs little, and all its reprints are still found.
    """

    def __init__(self) -> None:
        self._where: dict[int, list[Rank]] = defaultdict(list)
        self._sketches: dict[str, frozenset[int]] = {}
        self._alike: dict[str, set[Rank]] = {}
        self._doubtful: set[tuple[Rank, Rank]] = set()
        self._copied: set[tuple[Rank, Rank]] = set()
        self._revised: dict[str, str] = {}

    def sync(self, gone: Iterable[Part], come: Iterable[Part], parts: Mapping[str, Part]) -> dict[str, str]:
        """Each copy with the report it repeats: the one that comes first by day, then by id."""
        for part in gone:
            self._take(_rank(part))
            self._revised.pop(part.id, None)
        for part in sorted(come, key=_rank):
            self._put(_rank(part), sketch(part.report.text))
            if part.report.revises is not None:
                self._revised[part.id] = part.report.revises
        for one, two in self._doubtful:
            (self._copied.add if self._compared(one, two) else self._copied.discard)((one, two))
        self._doubtful.clear()
        copied = ((one[-1], two[-1]) for one, two in self._copied)
        pairs = sorted((*copied, *(p for p in self._revised.items() if p[1] in parts)))
        clusters = Clusters(i for pair in pairs for i in pair)
        for pair in pairs:
            clusters.join(*pair)
        groups = (sorted(_rank(parts[i]) for i in group) for group in clusters.groups() if len(group) > 1)
        return {rank[-1]: group[0][-1] for group in groups for rank in group[1:]}

    def _put(self, rank: Rank, numbers: frozenset[int]) -> None:
        near, pushed, hidden = Counter[Rank](), set[Rank](), 0
        for number in numbers:
            found = self._where[number]
            at = bisect_left(found, rank)
            if at < _FIRST <= len(found):  # one of the first is no longer
                pushed.add(found[_FIRST - 1])
            hidden += at >= _FIRST < len(found)
            near.update(found if at < _FIRST else found[:_FIRST])
            found.insert(at, rank)
        self._sketches[rank[-1]], self._alike[rank[-1]] = numbers, set()
        self._compare(rank, (o for o, seen in near.items() if self._may_be(rank, o, seen + hidden)))
        for one in pushed:
            self._doubt(one, self._alike[one[-1]])

    def _may_be(self, rank: Rank, other: Rank, shared: int) -> bool:
        """Whether two that share at most so many runs may be alike."""
        return shared >= ALIKE * min(len(self._sketches[rank[-1]]), len(self._sketches[other[-1]]))

    def _take(self, rank: Rank) -> None:
        twins = self._alike.pop(rank[-1])
        for twin in twins:
            self._alike[twin[-1]].discard(rank)
        self._doubt(rank, twins)
        raised: dict[Rank, set[Rank]] = defaultdict(set)
        for number in self._sketches.pop(rank[-1]):
            found = self._where[number]
            at = bisect_left(found, rank)
            del found[at]
            if at < _FIRST <= len(found):  # one more is of the first
                raised[found[_FIRST - 1]].update(found[_FIRST:])
            if not found:
                del self._where[number]
        for one, others in raised.items():
            self._compare(one, others)

    def _compare(self, rank: Rank, others: Iterable[Rank]) -> None:
        """Learn which of the others have nearly the same text."""
        own, known = self._sketches[rank[-1]], self._alike[rank[-1]]
        found = [o for o in others if o in known or alike(own, self._sketches[o[-1]])]
        for other in found:
            known.add(other)
            self._alike[other[-1]].add(rank)
        self._doubt(rank, found)

    def _doubt(self, rank: Rank, others: Iterable[Rank]) -> None:
        """Ask again whether these are to be compared."""
        self._doubtful.update((rank, o) if rank < o else (o, rank) for o in others)

    def _compared(self, one: Rank, two: Rank) -> bool:
        """Whether two that are alike share a run of which the earlier one is among the first reports."""
        if two not in self._alike.get(one[-1], ()):
            return False
        shared = self._sketches[one[-1]] & self._sketches[two[-1]]
        return any(one in self._where[number][:_FIRST] for number in shared)


def _rank(part: Part) -> Rank:
    """Of copies the first one by day is the original; one without a day is a copy of those that have one."""
    dated, day, report = part.rank
    return (not dated, day, report)


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of all runs of five words; empty for a text too short to tell."""
    words = plain.__wrapped__(text).split()  # whole texts are not worth remembering
    runs = {crc32(" ".join(words[i : i + RUN]).encode()) for i in range(len(words) - RUN + 1)}
    return frozenset(nsmallest(SKETCH, runs)) if len(runs) >= SKETCH // 2 else frozenset()


def alike(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two sketches are of near-copies: resemblance over the smallest hashes of both together."""
    shared = a & b
    size = min(len(a), len(b))
    if not shared or len(shared) < ALIKE * size:  # most pairs end here
        return False
    smallest = sorted(a | b)[:size]
    return len(shared.intersection(smallest)) >= ALIKE * size
