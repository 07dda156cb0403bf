"""Annotated reports, as every judge is taught by them.

A folder holds `reports.jsonl`, lines of `{"id", "text", "title"?, "outlet"?, "published"?, "negotiation"?}`, and
`gold/`, one JSON file a report: `{"report": id, "entries": [{"kind": "event", "evidence": words, "start"?,
"actor", "type", "optional"?}, {"kind": "meeting", "evidence", "participants": [...], ...}]}`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from parley.errors import BadSetting
from parley.model.lexicon import Lexicon
from parley.model.text import Report

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NAMED = {"event": "actor", "meeting": "participants"}
_LEXICON = Lexicon.beside(__file__)

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One annotated entry: where its words stand, the words that its actors are known by, its type."""

    start: int
    end: int
    actors: frozenset[str]
    type: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its annotated entries of one kind. `tuned`: the rules were written on it."""

    report: Report
    wanted: tuple[Wanted, ...]
    tuned: bool = False
    negotiation: str = ""


def annotated(folder: Path, kind: str, *, tuned: bool) -> Iterator[Annotated]:
    """The annotated reports of a folder, with their entries of a kind ("event" or "meeting").

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
            found = tuple(wanted(row["text"], entries, kind))
            yield Annotated(report_of(row), found, tuned, str(row.get("negotiation") or row["id"]))


def report_of(row: Mapping[str, Any]) -> Report:
    """The report in a line of `reports.jsonl`, not divided yet."""
    day = str(row.get("published") or "")[:10]
    return Report(
        text=row["text"],
        title=row.get("title") or "",
        outlet=row.get("outlet"),
        published=date.fromisoformat(day) if day else None,
        source=row["id"],
    )


def wanted(text: str, entries: Iterable[Entry], kind: str) -> Iterator[Wanted]:
    """The entries of a kind; those whose evidence does not stand in the text are left out.

    >>> entry = {"kind": "meeting", "evidence": "met", "participants": ["Mr Roe"]}
    >>> list(wanted("They met. Roe left.", [entry], "meeting"))
    [Wanted(start=5, end=8, actors=frozenset({'roe'}), type='', optional=False)]
    """
    for entry in entries:
        words = str(entry.get("evidence") or "")
        start = entry.get("start")
        if start is None or text[start : start + len(words)] != words:
            start = text.find(words)
        if entry["kind"] == kind and words and start >= 0:
            known = names(entry.get(_NAMED[kind]))
            yield Wanted(start, start + len(words), known, entry.get("type") or "", bool(entry.get("optional")))


def names(found: object) -> frozenset[str]:
    """The words that a name, or any of a list of names, is known by, folded.

    >>> sorted(names("the President of Peru’s envoy"))
    ['envoy', 'peru']
    """
    text = " ".join(map(str, found)) if isinstance(found, list) else str(found or "")
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    words = (re.sub(r"'s$", "", word).strip("'") for word in _WORD.findall(plain))
    return frozenset(words) - _LEXICON.words("names", "empty")


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names share a word, or both are nobody's."""
    return bool(one & other) or (not one and not other)


class Words:
    """The words of a text by number."""

    def __init__(self, text: str) -> None:
        self._starts = [match.start() for match in _WORD.finditer(text)]

    def within(self, start: int, end: int) -> range:
        """The numbers of the words that begin in a stretch."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))
