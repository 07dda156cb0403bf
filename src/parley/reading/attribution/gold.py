"""Annotated articles as the taggers learn from them: {id, text, attributions: [{source, cue, content}]}.

Each role is a list of [start, end] in code points of the text, as in PolNeAR 1.0 and in what
`bench/attribution.py` reads and writes.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.errors import BadSetting
from parley.model.text import Part, Passage, Report
from parley.reading.attribution.features import Seen, look
from parley.reading.attribution.rules import by_rules
from parley.reading.attribution.scene import scene
from parley.reading.attribution.spans import Run, runs
from parley.reading.quotes import paragraphs
from parley.reading.sheet import Sheet, sheets

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """One annotated attribution as token indexes."""

    cue: Run
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One annotated article, ready to learn from."""

    name: str
    group: str
    seen: Seen
    known: tuple[Known, ...]


def articles(files: Iterable[str | Path]) -> Iterator[Row]:
    """The articles of JSON-lines files, in order.

    Raises BadSetting with file and line where a line is no annotated article.
    """
    for file in files:
        with Path(file).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _article(line, f"{file}, line {number}")


def _article(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as fault:
        raise BadSetting(f"{place}: not JSON ({fault})") from fault
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "attributions" not in row:
        raise BadSetting(f"{place}: needs text and attributions")
    return row


def report(row: Row) -> Report:
    """The article as a report, divided into its paragraphs."""
    text = str(row["text"])
    spans = [(a, b) for a, b in paragraphs(text, 0, len(text)) if text[a:b].strip()]
    passages = tuple(Passage(Part.BODY, a, b) for a, b in spans)
    return Report(text=text, title=str(row.get("title") or ""), passages=passages, id=str(row.get("id", "")))


def lessons(rows: Iterable[Row]) -> Iterator[Lesson]:
    """Parse articles and line their annotations up with the tokens."""
    listed = list(rows)
    for row, sheet in zip(listed, sheets(map(report, listed)), strict=True):
        laid = scene(sheet)
        group = str(row.get("outlet", ""))
        yield Lesson(str(row.get("id", "")), group, look(laid, by_rules(laid)), known(row, sheet))


def known(row: Row, sheet: Sheet) -> tuple[Known, ...]:
    """The annotated attributions that have a cue and content among the tokens."""
    found = []
    for item in row["attributions"]:
        cue, content = tokens(sheet, item["cue"]), tokens(sheet, item["content"])
        if cue and content:
            found.append(Known(runs(cue)[0], tuple(tokens(sheet, item.get("source") or [])), tuple(content)))
    return tuple(found)


def tokens(sheet: Sheet, spans: Sequence[Sequence[int]]) -> list[int]:
    """The tokens that lie at least partly in these stretches of text."""
    found: set[int] = set()
    for start, end in spans:
        i = max(bisect_right(sheet.starts, start) - 1, 0)
        while i < len(sheet.doc) and sheet.starts[i] < end:
            if sheet.end(sheet.doc[i]) > start:
                found.add(i)
            i += 1
    return sorted(found)
