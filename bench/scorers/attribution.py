"""Attributions against gold: spans of source, cue and content, and the three linked.

Everything is compared as sets of word tokens of the text; punctuation is dropped, so that a quotation mark or
comma in or out does not matter. A role's span is all its stretches together.

exact       spans with the same words; soft: each span with its best counterpart, overlap over own length
joint50     content and source each share at least half of their words (of both together), one to one
direct      joint50 of attributions whose content holds a quotation mark; indirect: of the others
quotewho    for each pair of quotation marks around four words or more, whether the source is the gold's by a word
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Words = frozenset[int]

_TOKEN = re.compile(r"\w+(?:[’'´]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
_MARK = re.compile(r"[\"“”„‟«»]|``|''|(?<!\w)[‘'](?=\w)")
_QUOTED = re.compile(r'“[^”\n]{2,3000}?(?:”|(?=\n|$))|(?<!\w)"[^"\n]{2,3000}?(?:"|(?=\n|$))')
ROLES = ("source", "cue", "content")
FIGURES = ("content soft", "cue exact", "source exact", "joint50", "direct", "indirect", "quotewho")


@dataclass(frozen=True, slots=True)
class Tally:
    """Hits counted over what was found and over gold; soft figures have fractions of hits."""

    right_found: float = 0.0
    found: int = 0
    right_gold: float = 0.0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def f1(self) -> float:
        """F1 in percent."""
        precision = self.right_found / self.found if self.found else 0.0
        recall = self.right_gold / self.gold if self.gold else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class One:
    """One attribution as words of the text."""

    source: Words
    cue: Words
    content: Words
    direct: bool


Counts = dict[str, Tally]


def compare(text: str, gold: Sequence[Row], found: Sequence[Row]) -> Counts:
    """Score one article."""
    starts, ends = _words(text)
    golden = [one for a in gold if (one := _one(text, starts, ends, a)).content]
    system = list(dict.fromkeys(one for a in found if (one := _one(text, starts, ends, a)).content))
    counts = {"content soft": _soft([a.content for a in golden], [a.content for a in system])}
    for role in ("cue", "source"):
        counts[f"{role} exact"] = _exact([getattr(a, role) for a in golden], [getattr(a, role) for a in system])
    counts |= _joint(golden, system)
    counts["quotewho"] = _quotewho(text, starts, ends, gold, found)
    return counts


def total(counts: Iterable[Counts]) -> Counts:
    """All articles together."""
    summed: Counts = {name: Tally() for name in FIGURES}
    for one in counts:
        for name in FIGURES:
            summed[name] = summed[name] + one[name]
    return summed


def figures(counts: Counts) -> dict[str, float]:
    """F1 of each figure, in percent."""
    return {name: counts[name].f1 for name in FIGURES}


def interval(counts: Sequence[Counts], name: str, rounds: int = 1000, seed: int = 7) -> tuple[float, float]:
    """95 % interval of a figure by bootstrap over articles."""
    rng = random.Random(seed)
    values = sorted(_again(rng, counts, name) for _ in range(rounds))
    return values[round(0.025 * (rounds - 1))], values[round(0.975 * (rounds - 1))]


def gain(
    ours: Sequence[Counts], theirs: Sequence[Counts], name: str, rounds: int = 1000, seed: int = 7
) -> tuple[float, float]:
    """95 % interval of the difference of a figure, both systems drawn on the same articles."""
    rng = random.Random(seed)
    values = []
    for _ in range(rounds):
        drawn = [rng.randrange(len(ours)) for _ in ours]
        values.append(_sum([ours[i] for i in drawn], name).f1 - _sum([theirs[i] for i in drawn], name).f1)
    values.sort()
    return values[round(0.025 * (rounds - 1))], values[round(0.975 * (rounds - 1))]


def _again(rng: random.Random, counts: Sequence[Counts], name: str) -> float:
    return _sum([counts[rng.randrange(len(counts))] for _ in counts], name).f1


def _sum(counts: Sequence[Counts], name: str) -> Tally:
    return sum((c[name] for c in counts), Tally())


def _words(text: str) -> tuple[list[int], list[int]]:
    found = [m for m in _TOKEN.finditer(text) if _WORD.search(m.group())]
    return [m.start() for m in found], [m.end() for m in found]


def _cover(spans: Sequence[Sequence[int]] | None, starts: list[int], ends: list[int]) -> Words:
    """The words that lie at least partly in these stretches."""
    held: set[int] = set()
    for start, end in spans or ():
        i = max(bisect_right(starts, start) - 1, 0)
        while i < len(starts) and starts[i] < end:
            if ends[i] > start:
                held.add(i)
            i += 1
    return frozenset(held)


def _one(text: str, starts: list[int], ends: list[int], row: Row) -> One:
    roles = {role: _cover(row.get(role), starts, ends) for role in ROLES}
    direct = any(_MARK.search(text[max(0, s - 1) : e + 1]) for s, e in row.get("content") or ())
    return One(roles["source"], roles["cue"], roles["content"], direct)


def _exact(gold: Sequence[Words], found: Sequence[Words]) -> Tally:
    golden, system = {w for w in gold if w}, {w for w in found if w}
    same = len(golden & system)
    return Tally(same, len(system), same, len(golden))


def _soft(gold: Sequence[Words], found: Sequence[Words]) -> Tally:
    golden, system = _distinct(gold), _distinct(found)
    pairs = _matched(golden, system, lambda a, b: float(len(a & b)))
    over = [(len(golden[i] & system[j]), len(system[j]), len(golden[i])) for i, j in pairs]
    return Tally(sum(s / p for s, p, _ in over), len(system), sum(s / g for s, _, g in over), len(golden))


def _distinct(spans: Sequence[Words]) -> list[Words]:
    return [w for w in dict.fromkeys(spans) if w]


def _matched(
    gold: Sequence[Any], found: Sequence[Any], score: Callable[[Any, Any], float]
) -> list[tuple[int, int]]:
    """Pairs one to one, the highest score first, none at nought."""
    scored = [
        (-value, i, j) for i, a in enumerate(gold) for j, b in enumerate(found) if (value := score(a, b)) > 0
    ]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for _, i, j in sorted(scored):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def _shared(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def _joint(golden: Sequence[One], system: Sequence[One]) -> Counts:
    def score(a: One, b: One) -> float:
        content = _shared(a.content, b.content)
        return content if content >= 0.5 and _shared(a.source, b.source) >= 0.5 else 0.0

    pairs = _matched(golden, system, score)
    counts = {"joint50": Tally(len(pairs), len(system), len(pairs), len(golden))}
    for name, direct in (("direct", True), ("indirect", False)):
        counts[name] = Tally(
            sum(system[j].direct is direct for _, j in pairs),
            sum(a.direct is direct for a in system),
            sum(golden[i].direct is direct for i, _ in pairs),
            sum(a.direct is direct for a in golden),
        )
    return counts


def _quotewho(text: str, starts: list[int], ends: list[int], gold: Sequence[Row], found: Sequence[Row]) -> Tally:
    golden, system = (
        [(_cover(a.get("content"), starts, ends), _cover(a.get("source"), starts, ends)) for a in side]
        for side in (gold, found)
    )
    right = theirs = ours = 0
    for quoted in _QUOTED.finditer(text):
        words = _cover([quoted.span()], starts, ends)
        if len(re.findall(r"\w+", quoted.group())) < 4 or not words:
            continue
        meant, given = _who(golden, words), _who(system, words)
        theirs += meant is not None
        ours += given is not None
        right += bool(meant and given and meant & given)
    return Tally(right, ours, right, theirs)


def _who(sides: Sequence[tuple[Words, Words]], words: Words) -> Words | None:
    """The source of the attribution that covers most of these words, at least half of them."""
    best = max(((len(content & words), -i) for i, (content, source) in enumerate(sides) if source), default=(0, 0))
    return sides[-best[1]][1] if best[0] >= 0.5 * len(words) and best[0] else None
