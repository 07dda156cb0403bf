"""Lines joined into the paragraphs they were wrapped from.

Wires wrap at about 65 columns and indent the first line of a paragraph; official texts wrap at about 80 and
leave blank lines; crawled pages write a paragraph a line. The width is taken from the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ITEM = re.compile(r"(?:[*•‣▪◦·–—-]|\d{1,2}[.)]|\([a-z\d]{1,3}\)|#{1,6}|>)\s+\S|\[\]\(")
_TURN = re.compile(r"(?:Q|A)\b[.:]?\s{2,}\S|[A-Z][A-Z .’'-]{2,40}:\s")
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]*_]*$")
_UNFINISHED = re.compile(
    r"(?:,|\b(?:a|an|the|of|in|on|at|by|to|for|from|with|and|or|nor|but|as|that|which|who|whose|while|than|into|its|their"
    r"|his|her|our|is|are|was|were|be|been|has|have|had|will|would|not))$"
)
_NARROW, _WIDE = 45, 110
"""Columns between which a text counts as hard-wrapped."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph: `text[start:end]`, without white space at its ends."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    blank_before: bool
    words: str


def paragraphs(text: str) -> list[Stretch]:
    r"""The paragraphs of a text, in order; together they hold every character that is no white space.

    >>> paragraphs("One.\n\nTwo.")
    [Stretch(start=0, end=4), Stretch(start=6, end=10)]
    """
    lines = list(_lines(text))
    width = _width(lines)
    indented = width > 0 and sum(line.indent > 1 and not line.blank_before for line in lines) >= 2
    out: list[Stretch] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before and not line.blank_before and width and _goes_on(before, line, width, indented):
            out[-1] = Stretch(out[-1].start, line.end)
        else:
            out.append(Stretch(line.start, line.end))
    return out


def _lines(text: str) -> Iterator[_Line]:
    last = 0
    for found in _LINE.finditer(text):
        words = found.group().strip()
        if not words:
            continue
        indent = len(found.group()) - len(found.group().lstrip())
        start = found.start() + indent
        blank = text[last:start].count("\n") > 1
        yield _Line(start, start + len(words), indent, blank, words)
        last = start + len(words)


def _width(lines: list[_Line]) -> int:
    """The columns at which the text is wrapped; 0 if it is not.

    Nine lines of ten in a wrapped text keep within the width (addresses do not), and most of those that
    go on in the next line are full.
    """
    lengths = sorted(line.indent + len(line.words) for line in lines if " " in line.words)
    width = lengths[(len(lengths) - 1) * 9 // 10] if lengths else 0
    if not _NARROW <= width <= _WIDE:
        return 0
    pairs = [(a, b) for a, b in pairwise(lines) if not b.blank_before and b.indent <= a.indent + 1]
    full = sum(_full(a, b, width) for a, b in pairs)
    return width if pairs and full >= len(pairs) / 2 else 0


def _full(line: _Line, after: _Line, width: int) -> bool:
    """Whether the next line's first word had no room on this one, give or take three columns."""
    return line.indent + len(line.words) + 1 + len(after.words.split()[0]) > width - 3


def _goes_on(before: _Line, line: _Line, width: int, indented: bool) -> bool:
    """Whether a line continues the paragraph before it. Where first lines are indented, all others do."""
    open_ended = not _CLOSED.search(before.words)
    dashed = line.words[0] in "-–—" and open_ended and (indented or _full(before, line, width))
    if (_ITEM.match(line.words) and not dashed) or _TURN.match(line.words):
        return False
    if line.indent > before.indent + 1 and not _ITEM.match(before.words):
        return False
    if _full(before, line, width) or (indented and line.indent <= 1):
        return True
    return open_ended and (line.words[:1].islower() or bool(_UNFINISHED.search(before.words)))
