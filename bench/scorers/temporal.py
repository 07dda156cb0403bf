"""TempEval-3 task A, time expressions: the definitions of its official scorer over JSON lines.

Strict: the same characters, white space at the ends aside. Relaxed: overlapping, one to one, exact spans first,
then the longest overlap. Type and value F1 are relaxed F1 times the share of matches with the same type or value;
value F1 is the number the task ranked by. The day of creation of a document is not scored.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

Span = dict[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a document, or many, add up to."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def f1(self, hits: int) -> float:
        """F1 of some hits, in percent."""
        return 200 * hits / (self.gold + self.found) if self.gold + self.found else 0.0

    def figures(self) -> dict[str, float]:
        """Strict, relaxed, type and value F1, and the share of matches with the right value, in percent."""
        return {
            "strict": self.f1(self.strict),
            "relaxed": self.f1(self.relaxed),
            "type": self.f1(self.type),
            "value": self.f1(self.value),
            "value accuracy": 100 * self.value / self.relaxed if self.relaxed else 0.0,
        }


def align(gold: Sequence[Span], found: Sequence[Span]) -> list[tuple[int, int]]:
    """Pairs of overlapping spans, each span in at most one pair.

    >>> align([{"start": 0, "end": 4}], [{"start": 3, "end": 9}, {"start": 0, "end": 4}])
    [(0, 1)]
    """
    candidates = []
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
            if shared > 0:
                exact = (a["start"], a["end"]) == (b["start"], b["end"])
                candidates.append((exact, shared, -a["start"], i, j))
    pairs: list[tuple[int, int]] = []
    for _, _, _, i, j in sorted(candidates, reverse=True):
        if all(i != x and j != y for x, y in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def compare(text: str, gold: Sequence[Span], found: Sequence[Span]) -> Counts:
    """Score one document."""
    golden = [_trimmed(text, s) for s in gold]
    system = [s for s in (_trimmed(text, s) for s in found) if s["end"] > s["start"]]
    pairs = [(golden[i], system[j]) for i, j in align(golden, system)]
    return Counts(
        gold=len(golden),
        found=len(system),
        relaxed=len(pairs),
        strict=sum((a["start"], a["end"]) == (b["start"], b["end"]) for a, b in pairs),
        type=sum(a["type"] == b.get("type") for a, b in pairs),
        value=sum(a["value"] == b.get("value") for a, b in pairs),
    )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span["start"], span["end"]
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return {**span, "start": start, "end": end}


def total(counts: Sequence[Counts]) -> Counts:
    """All documents together."""
    whole = Counts()
    for one in counts:
        whole += one
    return whole


def interval(
    counts: Sequence[Counts], other: Sequence[Counts] | None = None, draws: int = 1000
) -> tuple[float, float]:
    """95 % interval of value F1 by bootstrap over documents; of the difference to `other` where that is given.

    Both systems are drawn with the same documents (paired). The seed is fixed.
    """
    rng = random.Random(20)
    size = len(counts)
    values = []
    for _ in range(draws):
        drawn = [rng.randrange(size) for _ in range(size)]
        value = _value_f1(counts, drawn)
        values.append(value - _value_f1(other, drawn) if other is not None else value)
    values.sort()
    return values[int(0.025 * draws)], values[int(0.975 * draws) - 1]


def _value_f1(counts: Sequence[Counts], drawn: Sequence[int]) -> float:
    hits = sum(counts[i].value for i in drawn)
    size = sum(counts[i].gold + counts[i].found for i in drawn)
    return 200 * hits / size if size else 0.0
