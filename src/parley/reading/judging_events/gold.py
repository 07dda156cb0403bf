"""Annotated reports and sentences as examples: which words tell the annotated deeds, and who did them.

A report's annotation is one JSON file, `{"report": id, "entries": [{"kind": "event", "evidence": words, "start"?,
"actor", "type", "optional"?}]}`, beside JSON lines of reports. A sentence is
`{"marked": "<s>who</s> did it to <t>whom</t>", "events": [{"plover15": class}]}`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from parley.errors import BadSetting
from parley.model.text import Report
from parley.reading.judging_events.judge import Case, overlap
from parley.reading.page import Page

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_EMPTY = frozenset({"the", "a", "an", "of", "and", "mr", "mrs", "ms", "sir", "dr", "s", "in", "for", "to"})
_EMPTY |= {"president", "minister", "prime", "foreign"}
_MARK = re.compile(r"</?[st]>")
_ALIKE = 0.8  # how much of the best overlap another word must reach to tell the same deed


@dataclass(frozen=True, slots=True)
class Wanted:
    """One annotated deed. `actor` are the words of its doer's names, none where nobody is named."""

    start: int
    end: int
    actor: frozenset[str]
    type: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its deeds. `tuned`: the rules were written on it."""

    report: Report
    wanted: tuple[Wanted, ...]
    tuned: bool
    id: str = ""
    negotiation: str = ""


def annotated(folder: Path, *, tuned: bool) -> Iterator[Annotated]:
    """The annotated reports of a folder with `reports.jsonl` and `gold/`.

    Raises BadSetting where there are none.
    """
    reports = folder / "reports.jsonl"
    if not reports.is_file() or not (folder / "gold").is_dir():
        raise BadSetting(f"{folder}: needs reports.jsonl and a folder gold with one JSON file a report")
    for line in reports.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        gold = folder / "gold" / f"{row['id']}.json"
        if gold.is_file():
            entries = json.loads(gold.read_text(encoding="utf-8"))["entries"]
            wanted = tuple(_wanted(e, row["text"]) for e in entries if e["kind"] == "event")
            yield Annotated(_report(row), wanted, tuned, row["id"], str(row.get("negotiation") or row["id"]))


def _report(row: dict[str, Any]) -> Report:
    day = str(row.get("published") or "")[:10]
    return Report(
        text=row["text"],
        title=row.get("title") or "",
        outlet=row.get("outlet"),
        published=date.fromisoformat(day) if day else None,
        source=row["id"],
    )


def _wanted(entry: dict[str, Any], text: str) -> Wanted:
    words = entry["evidence"]
    start = entry.get("start")
    if start is None or text[start : start + len(words)] != words:
        start = max(text.find(words), 0)
    return Wanted(start, start + len(words), names(entry.get("actor")), entry["type"], bool(entry.get("optional")))


def names(found: object) -> frozenset[str]:
    """The words that a name is known by, folded.

    >>> sorted(names("the President of Peru’s envoy"))
    ['envoy', 'peru']
    """
    text = " ".join(map(str, found)) if isinstance(found, list) else str(found or "")
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    return frozenset(re.sub(r"'s$", "", w).strip("'") for w in _WORD.findall(plain)) - _EMPTY


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share a word, or both are nobody's."""
    return bool(one & other) or (not one and not other)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a case is: 1 a deed, 0 none, None where it cannot be learned from; and the deed."""

    told: float | None
    deed: Wanted | None


def truths(page: Page, found: Sequence[Case], wanted: Sequence[Wanted]) -> list[Truth]:
    """What each case is: the word in the annotated stretch whose own stretch comes nearest to it tells the deed.

    Other words in the stretch of a deed are left out: whether they tell it too is a matter of taste.
    """
    made = [Truth(0.0, None) for _ in found]
    for deed in sorted(wanted, key=lambda w: not w.optional):
        tokens = page.sheet.tokens(deed.start, deed.end)
        if not tokens:
            continue
        stretch = tokens[0].i, tokens[-1].i
        own = [_near(case, stretch) for case in found]
        best = max(own, default=0.0)
        for i, near in enumerate(own):
            if near and near >= _ALIKE * best:
                made[i] = Truth(None if deed.optional else 1.0, deed)
            elif near and made[i].deed is None:
                made[i] = Truth(None, None)
    return made


def _near(case: Case, stretch: tuple[int, int]) -> float:
    if not stretch[0] <= case.candidate.word.i <= stretch[1]:
        return 0.0
    bare = case.candidate.first.i, case.candidate.last.i
    return max(overlap(stretch, case.span), overlap(stretch, bare))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence: its text, where both actors stand, and the class of what one does to the other."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    kind: str


def sentences(file: Path) -> Iterator[Sentence]:
    """The marked sentences of a file of JSON lines."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, places = "", {}
        for part in re.split(r"(</?[st]>)", row["marked"]):
            if _MARK.fullmatch(part):
                places[part] = len(text)
            else:
                text += part
        source = places.get("<s>", 0), places.get("</s>", 0)
        target = places.get("<t>", 0), places.get("</t>", 0)
        yield Sentence(text, source, target, row["events"][0]["plover15"])
