"""Quotation marks: which stretches of a text stand between them.

One pass over each paragraph, so the time is linear in the length of the text. No mark is trusted to have
a partner: a quotation that is never closed ends with its paragraph, and if the next paragraph opens with a
mark again it `continues` there, as the press writes long quotations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from parley.reading.sheet import Sheet

OPENING = frozenset("“„‟«")
CLOSING = frozenset("”»")
STRAIGHT = frozenset('"″＂')
SINGLE = frozenset("'‘’‚‛")
DOUBLED = frozenset("'`‘’")
_PARTNERS = {"“": "”", "„": "“”‟", "‟": "”", "«": "»", "»": "«»", "”": "”", "‘": "’", "‚": "‘’"}
_ANY_STRAIGHT = "\"″＂'`’"
_ENCLITIC = re.compile(r"(?:s|t|re|ve|ll|d|m)(?!\w)", re.IGNORECASE)
_MARK = re.compile("[" + "".join(sorted(OPENING | CLOSING | STRAIGHT | DOUBLED)) + "]")
_SINGLE_MARK = re.compile("[" + "".join(sorted(SINGLE)) + "]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_LINE = re.compile(r"\n")
_WRAPPED = 120  # characters: no line of a text wrapped at a fixed width is longer
_BEFORE_OPENING = frozenset("([{-–—/\u2026“„«\"'‘")
_ENDS = frozenset(".,!?…;:")
_SHORTEST = 3  # characters: rock 'n' roll holds no quotation
_NEAR = 3000  # characters within which a single quotation mark must find its partner


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """One pair of quotation marks, `text[start:end]` with its marks, in code points.

    `inner_start` and `inner_end` leave the marks out. `closed` is false where the closing mark is missing.
    `continues` is true where it goes on with the quotation of the paragraph before. `depth` is 0 for a
    quotation, 1 for one inside it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False
    depth: int = 0


def quotes(text: str) -> tuple[Quote, ...]:
    """All quotations of a text, in order of place.

    >>> [q.closed for q in quotes('“One.\\n\\n“Two,” he said.')]
    [False, True]
    >>> quotes('“One.\\n\\n“Two,” he said.')[1].continues
    True
    """
    return in_paragraphs(text, paragraphs(text, 0, len(text)))


def paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the paragraphs of `text[start:end]` begin and end: parted by blank lines, and by every line break
    where a line is so long that it cannot have been wrapped.

    >>> paragraphs("one\\ntwo\\n\\nthree", 0, 14)
    [(0, 9), (9, 14)]
    """
    lines = text[start:end].split("\n")
    parting = _LINE if max(map(len, lines)) > _WRAPPED else _BLANK_LINE
    edges = [start, *(start + m.end() for m in parting.finditer(text[start:end])), end]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def in_paragraphs(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Quote, ...]:
    """All quotations of these paragraphs, (start, end) in the text, in order of place."""
    found: list[Quote] = []
    left_open = False
    for start, end in spans:
        here = list(_doubles(text, start, end))
        if left_open and here and not text[start : here[0].start].strip():
            first = here[0]
            here[0] = replace(first, continues=True)
        here = _nested(here, list(_singles(text, start, end, here)))
        if text[start:end].strip():
            left_open = any(not q.closed for q in here)
        found += sorted(here)
    return tuple(found)


def of_sheet(sheet: Sheet) -> tuple[Quote, ...]:
    """All quotations in what may be read of a report, found once."""
    kept = sheet.doc.user_data
    if "parley_quotes" not in kept:
        text = sheet.report.text
        spans = [span for p in sheet.passages for span in paragraphs(text, p.start, p.end)]
        kept["parley_quotes"] = in_paragraphs(text, spans)
    found: tuple[Quote, ...] = kept["parley_quotes"]
    return found


def states(sheet: Sheet, found: Sequence[Quote], *, depth: int = 0) -> list[int]:
    """For each token the index of the quotation of this depth that holds it, -1 outside; marks count as inside."""
    chosen = [(i, q) for i, q in enumerate(found) if q.depth == depth]
    begins = [q.start for _, q in chosen]
    held = []
    for start in sheet.starts:
        at = bisect_right(begins, start) - 1
        held.append(chosen[at][0] if at >= 0 and start < chosen[at][1].end else -1)
    return held


def _doubles(text: str, start: int, end: int) -> Iterator[Quote]:
    """Quotations between double marks in one paragraph."""
    opened, inner, partners = -1, -1, ""
    for i, width in _marks(text, start, end):
        if opened >= 0 and _closes(text, opened, i, start, partners):
            yield Quote(opened, i + width, inner, i)
            opened = -1
        elif opened >= 0 or not _is_stray(text, i, width, start):
            if opened >= 0:
                yield _unclosed(text, opened, inner, i)
            opened, inner, partners = i, i + width, _PARTNERS.get(text[i], _ANY_STRAIGHT)
    if opened >= 0:
        yield _unclosed(text, opened, inner, end)


def _closes(text: str, opened: int, i: int, start: int, partners: str) -> bool:
    """Whether the mark at i closes what was opened, and does not open anew."""
    if text[i] in partners and text[opened] in _PARTNERS:
        return True
    if not _seems_opening(text, i, start):
        return True
    return text[i] in partners and not _reopens(text, i, start)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where double marks stand and how many characters each has; two single marks in a row are one."""
    skip = -1
    for found in _MARK.finditer(text, start, end):
        i = found.start()
        if text[i] in OPENING or text[i] in CLOSING or text[i] in STRAIGHT:
            if not is_apostrophe(text, i):
                yield i, 1
        elif text[i] in DOUBLED and i > skip and i + 1 < end and text[i + 1] == text[i]:
            skip = i + 1
            yield i, 2


def is_apostrophe(text: str, i: int) -> bool:
    """Whether a double mark stands for an apostrophe, as old wires write it: a word before it, "s", "t", "re",
    "ve", "ll", "d" or "m" after it.

    >>> [is_apostrophe(text, 1) for text in ('a"s report', 'I"m', 'a"sh')]
    [True, True, False]
    """
    if text[i] not in STRAIGHT and text[i] != "”":
        return False
    return i > 0 and text[i - 1].isalpha() and _ENCLITIC.match(text, i + 1) is not None


def _unclosed(text: str, opened: int, inner: int, end: int) -> Quote:
    while end > inner and text[end - 1].isspace():
        end -= 1
    return Quote(opened, max(end, inner), inner, max(end, inner), closed=False)


def _is_stray(text: str, i: int, width: int, start: int) -> bool:
    """A mark that cannot open anything: inches after a number, a closing mark without a beginning."""
    if text[i] in OPENING:
        return False
    before, after = text[i - 1] if i > start else " ", text[i + width] if i + width < len(text) else " "
    if text[i] in CLOSING:
        return not before.isspace() or after.isspace()
    return (
        not before.isspace()
        and before not in _BEFORE_OPENING
        and (after.isspace() or after in _ENDS or after == ")")
    )


def _seems_opening(text: str, i: int, start: int) -> bool:
    if text[i] in CLOSING:
        return False
    before, after = text[i - 1] if i > start else " ", _after(text, i)
    return (text[i] in OPENING or before.isspace() or before in "([") and not after.isspace()


def _reopens(text: str, i: int, start: int) -> bool:
    """A straight mark that opens anew though one is open: space before it, a word after it."""
    return i > start and text[i - 1].isspace() and _after(text, i).isalnum()


def _after(text: str, i: int) -> str:
    """The character after the mark at i, a mark of two characters counted as one."""
    n = i + 2 if text[i] in DOUBLED and text[i + 1 : i + 2] == text[i] else i + 1
    return text[n] if n < len(text) else " "


def _singles(text: str, start: int, end: int, doubles: Sequence[Quote]) -> Iterator[Quote]:
    """Quotations between single marks in one paragraph, apostrophes left out."""
    at = [
        i
        for i in (m.start() for m in _SINGLE_MARK.finditer(text, start, end))
        if text[i] not in (text[i - 1 : i], text[i + 1 : i + 2])
    ]
    outer = iter(doubles)
    around = next(outer, None)
    k = 0
    while k < len(at):
        i = at[k]
        while around is not None and around.end <= i:
            around = next(outer, None)
        inside = around is not None and around.start < i
        limit = around.end if inside and around is not None else end
        close = _partner(text, at, k, limit) if _opens_single(text, i, start) else -1
        if close < 0 or at[close] - i < _SHORTEST:
            k += 1
            continue
        yield Quote(i, at[close] + 1, i + 1, at[close], depth=int(inside))
        k = close + 1


def _nested(doubles: Sequence[Quote], singles: Sequence[Quote]) -> list[Quote]:
    """All quotations of a paragraph: double marks inside single ones go one deeper, single marks that cross a
    double quotation were none."""
    kept: list[Quote] = []
    k = 0
    for single in singles:
        while k < len(doubles) and doubles[k].end <= single.start:
            kept.append(doubles[k])
            k += 1
        crossed = [q for q in doubles[k : k + 40] if q.start < single.end]
        if single.depth:
            kept.append(single)
        elif all(q.end <= single.end and q.start > single.start for q in crossed):
            kept += [single, *(replace(q, depth=1) for q in crossed)]
            k += len(crossed)
    return [*kept, *doubles[k:]]


def _opens_single(text: str, i: int, start: int) -> bool:
    before, after = text[i - 1] if i > start else " ", text[i + 1] if i + 1 < len(text) else " "
    if text[i] == "’" or after.isspace() or not (before.isspace() or before in _BEFORE_OPENING):
        return False
    return not after.isdigit() and after not in _ENDS


def _partner(text: str, at: Sequence[int], k: int, limit: int) -> int:
    """The index in `at` of the mark that closes the one at k, -1 if there is none nearby."""
    fallback = -1
    for n in range(k + 1, min(k + 12, len(at))):
        i = at[n]
        if i >= limit or i - at[k] > _NEAR:
            break
        after = text[i + 1] if i + 1 < len(text) else " "
        if text[i] == "‘" or text[i - 1].isspace() or after.isalnum():
            continue
        if text[i - 1] != "s" or not after.isspace():
            return n
        fallback = n if fallback < 0 else fallback
    return fallback
