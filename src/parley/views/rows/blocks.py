"""A report cut into the paragraphs a reader sees, numbered, with its anchored words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from parley.model.text import Part, Passage, Report
from parley.views.rows.brief import Block
from parley.views.rows.highlight import Span, pieces
from parley.views.rows.prose import clean

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def paragraphs(report: Report) -> list[tuple[Passage, int]]:
    """The report's paragraphs with their numbers from 1; furniture has number 0.

    Passages where the report was divided, with any text that no passage covers; else its lines.
    """
    numbered, count = [], 0
    for passage in _covered(report):
        furniture = passage.part is Part.FURNITURE
        count += not furniture
        numbered.append((passage, 0 if furniture else count))
    return numbered


def _covered(report: Report) -> Iterator[Passage]:
    at = 0
    for passage in sorted(report.passages, key=lambda p: p.start):
        yield from _lines(report.text, at, passage.start, Part.FURNITURE)
        if passage.start >= at:
            yield passage
        at = max(at, passage.end)
    rest = Part.FURNITURE if report.passages else Part.BODY
    yield from _lines(report.text, at, len(report.text), rest)


def _lines(text: str, start: int, end: int, part: Part) -> Iterator[Passage]:
    for line in _LINE.finditer(text, start, end):
        yield Passage(part, line.start(), line.end())


def blocks(report: Report, numbered: Sequence[tuple[Passage, int]], spans: Iterable[Span]) -> tuple[Block, ...]:
    """The paragraphs of a report as text pieces with marks."""
    snapped = sorted(set(_snapped(numbered, spans)))
    made = []
    for passage, number in numbered:
        text = clean(report.text[passage.start : passage.end])
        marked = pieces(text, snapped, passage.start)
        made.append(Block(passage.part, number, passage.start, text, marked))
    return tuple(made)


def _snapped(numbered: Sequence[tuple[Passage, int]], spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that begin in the white space between paragraphs begin with the next paragraph instead."""
    ends = [passage.end for passage, _ in numbered]
    for start, end, mark in spans:
        following = bisect_right(ends, start)
        if following < len(numbered):
            yield max(start, numbered[following][0].start), end, mark
