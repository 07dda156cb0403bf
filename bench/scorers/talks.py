"""How well entries match a hand-made reading of a report about talks.

An entry matches a gold entry of its report and kind, one to one, greedily by overlap, when they share at
least half of the smaller span's words and a fifth of the larger's, and their actors share a name word (or both
have none; a meeting also when either side gives no participants). Optional gold entries are neither missed nor
wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("statement", "meeting", "attendance", "position", "event")
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_ACTOR = {"statement": "speaker", "attendance": "who", "position": "actor", "event": "actor"}
ATTRIBUTE = {
    "statement": "manner",
    "meeting": "stage",
    "attendance": "status",
    "position": "move",
    "event": "type",
}
_EMPTY = {"the", "a", "an", "of", "and", "mr", "mrs", "ms", "sir", "dr", "s", "in", "for", "to"}
_EMPTY |= {"president", "minister", "prime", "foreign"}

Row = Mapping[str, Any]


@dataclass
class Tally:
    """Counts over reports: found, missed and wrong by kind; attributes right and asked; furniture; faults."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    unanchored: int = 0
    furniture: int = 0
    faults: list[tuple[str, str, str, str]] = field(default_factory=list)

    def f1(self, *kinds: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in per cent over these kinds together (all five if none is named)."""
        kinds = kinds or KINDS
        found = sum(self.found[k] for k in kinds)
        wrong, missed = sum(self.wrong[k] for k in kinds), sum(self.missed[k] for k in kinds)
        precision = found / (found + wrong) if found + wrong else 0.0
        recall = found / (found + missed) if found + missed else 0.0
        both = precision + recall
        return 100 * precision, 100 * recall, 200 * precision * recall / both if both else 0.0

    def accuracy(self, kind: str) -> float:
        """How often the attribute that matters is right on matched entries of a kind, in per cent."""
        key = (kind, ATTRIBUTE[kind])
        return 100 * self.right[key] / self.asked[key] if self.asked[key] else 0.0


def score(gold: Iterable[Row], predicted: Mapping[str, list[Row]], texts: Mapping[str, str]) -> Tally:
    """Score predictions {report id: entries} against gold {"report", "entries", "not_content"}."""
    tally = Tally()
    for doc in gold:
        _score_report(doc, predicted.get(doc["report"], []), texts[doc["report"]], tally)
    return tally


def _score_report(doc: Row, predicted: list[Row], text: str, tally: Tally) -> None:
    starts = [m.start() for m in _WORD.finditer(text)]
    gold = [(e, _tokens(_span(e, text), starts)) for e in doc["entries"]]
    found = [(e, _tokens(_span(e, text), starts)) for e in predicted]
    tally.unanchored += sum(_span(e, text) is None for e in predicted)
    tally.furniture += sum(_inside(_span(e, text), q, text) for e in predicted for q in doc.get("not_content", []))
    used_gold, used_found = _align(gold, found, tally)
    for i, (entry, _) in enumerate(gold):
        if i not in used_gold and not entry.get("optional"):
            tally.missed[entry["kind"]] += 1
            tally.faults.append(("missed", doc["report"], entry["kind"], _words(entry)))
    for j, (entry, _) in enumerate(found):
        if j not in used_found:
            tally.wrong[entry["kind"]] += 1
            tally.faults.append(("wrong", doc["report"], entry["kind"], _words(entry)))


Spanned = list[tuple[Row, set[int]]]


def _align(gold: Spanned, found: Spanned, tally: Tally) -> tuple[set[int], set[int]]:
    pairs = sorted(
        (
            (_overlap(g, f), -i, -j)
            for i, (ge, g) in enumerate(gold)
            for j, (fe, f) in enumerate(found)
            if ge["kind"] == fe["kind"] and _overlap(g, f) and _same_actor(ge, fe)
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in pairs:
        if -i not in used_gold and -j not in used_found:
            used_gold.add(-i)
            used_found.add(-j)
            _matched(gold[-i][0], found[-j][0], tally)
    return used_gold, used_found


def _matched(gold: Row, found: Row, tally: Tally) -> None:
    kind = gold["kind"]
    if not gold.get("optional"):
        tally.found[kind] += 1
    for name in (ATTRIBUTE[kind], "source_type", "when", "place"):
        if gold.get(name):
            tally.asked[kind, name] += 1
            tally.right[kind, name] += _agrees(name, gold, found)


def _agrees(name: str, gold: Row, found: Row) -> bool:
    if name not in ("when", "place"):
        return found.get(name) in [gold[name], *_listed(gold.get(f"{name}_alt"))]
    a, b = _fold(str(gold[name])), _fold(str(found.get(name)))
    return a <= b or bool(b and b <= a)


def _same_actor(gold: Row, found: Row) -> bool:
    a, b = _names(gold), _names(found)
    if gold["kind"] == "meeting":
        return not a or not b or bool(a & b)
    return (not a and not b) or bool(a & b)


def _names(entry: Row) -> set[str]:
    key = "participants" if entry["kind"] == "meeting" else _ACTOR[entry["kind"]]
    return set().union(*(_fold(v) for v in _listed(entry.get(key))))


def _fold(text: str | None) -> set[str]:
    plain = (
        unicodedata.normalize("NFKD", (text or "").replace("’", "'")).encode("ascii", "ignore").decode().lower()
    )
    return {re.sub(r"['’]s$", "", w).strip("'") for w in _WORD.findall(plain)} - _EMPTY


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(entry: Row) -> str:
    return str(entry.get("content") if entry["kind"] == "statement" else entry.get("evidence"))


def _span(entry: Row, text: str) -> tuple[int, int] | None:
    words, start = _words(entry), entry.get("start")
    if start is None or text[start : start + len(words)] != words:
        start = text.find(words or "\0")
    return (start, start + len(words)) if words and start >= 0 else None


def _tokens(at: tuple[int, int] | None, starts: list[int]) -> set[int]:
    return {s for s in starts if at[0] <= s < at[1]} if at else set()


def _inside(at: tuple[int, int] | None, words: str, text: str) -> bool:
    start = text.find(words)
    return at is not None and start <= at[0] and at[1] <= start + len(words)


def _overlap(a: set[int], b: set[int]) -> float:
    shared = len(a & b)
    if not shared or shared < 0.5 * min(len(a), len(b)) or shared < 0.2 * max(len(a), len(b)):
        return 0.0
    return shared / len(a | b)
