"""PDF files, read by pdfium; wrapped words are joined, running heads and page numbers dropped."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any

from parley.intake.draft import Draft, Raw

_SOFT = re.compile("\\b(\\w+)[\ufffe\u0002\u00ad]\\n?(\\w+)")
_HYPHEN = re.compile(r"\b([A-Za-z]{2,})-\n([a-z]{2,})")
_PAGE_NUMBER = re.compile(r"\W*(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?\W*", re.I)
_MAX_PAGES = 400


def read_pdf(raw: Raw) -> Draft:
    """The text of a PDF with blank lines where the page shows a gap. Raises ValueError if it cannot be opened."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as fault:
        raise ValueError("this PDF cannot be opened (damaged, or locked by a password)") from fault
    with document:
        pages = [_lines(document[i]) for i in range(min(len(document), _MAX_PAGES))]
        about = document.get_metadata_dict()
    text = joined("\n".join("\n".join(lines) for lines in _without_running_heads(pages)))
    return Draft(text=text, title=_title(about.get("Title", ""), text), url=raw.url)


def joined(text: str) -> str:
    r"""Undo the hyphens that only the end of a line put in.

    >>> joined("the nego-\ntiators met in a long-\nterm plan; a long-term one")
    'the negotiators met in a long-term plan; a long-term one'
    """
    soft = _SOFT.sub(lambda m: _word(m[1], m[2], text), text)
    return _HYPHEN.sub(lambda m: _word(m[1], m[2], text), soft)


def _word(head: str, tail: str, text: str) -> str:
    hyphenated = f"{head}-{tail}"
    return hyphenated if hyphenated in text else head + tail


def _lines(page: Any) -> list[str]:
    """The lines of one page; an empty line wherever the gap is wider than usual."""
    textpage = page.get_textpage()
    lines = textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = _places(textpage, lines)
    usual = _usual_gap(places)
    out: list[str] = []
    for i, line in enumerate(lines):
        if i and usual and _gap(places[i - 1], places[i]) > 1.4 * usual:
            out.append("")
        out.append(line.rstrip())
    return out


Place = tuple[float, float, float] | None
"""The base lines of a line's first and last character and its height, in points; None where it is empty."""


def _usual_gap(places: list[Place]) -> float:
    """How far apart lines of one paragraph stand: the median, but no more than a line and a half."""
    gaps = [gap for pair in pairwise(places) if (gap := _gap(*pair)) > 0]
    return min(median(gaps), 1.5 * median(place[2] for place in places if place)) if gaps else 0.0


def _gap(above: Place, below: Place) -> float:
    """How far the second line begins under the end of the first; 0 where that is unknown."""
    return above[1] - below[0] if above and below else 0.0


def _places(textpage: Any, lines: list[str]) -> list[Place]:
    """Where each line stands. A hyphenated word makes two lines of the page one line of text."""
    places: list[Place] = []
    start, count = 0, textpage.count_chars()
    for line in lines:
        last = start + len(line.rstrip()) - 1
        known = line.strip() and last < count
        places.append(_place(textpage, start, last) if known else None)
        start += len(line) + 2  # pdfium counts the end of a line as two characters
    return places


def _place(textpage: Any, first: int, last: int) -> Place:
    _, bottom, _, top = textpage.get_charbox(first, loose=True)
    return float(bottom), float(textpage.get_charbox(last, loose=True)[1]), float(top - bottom)


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers, and lines that stand at the edge of most pages."""
    seen = Counter(key for lines in pages for key in {_key(line) for line in _edges(lines)})
    often = {key for key, n in seen.items() if len(pages) >= 3 and n > len(pages) / 2}
    kept = []
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        kept.append([x for x in lines if not (id(x) in edges and (_key(x) in often or _PAGE_NUMBER.fullmatch(x)))])
    return kept


def _edges(lines: list[str]) -> list[str]:
    written = [line for line in lines if line.strip()]
    return [*written[:2], *written[-2:]]


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip().lower())


def _title(title: str, text: str) -> str:
    """The title in the file's properties, if the text bears it out; writers leave file names there."""
    return title.strip() if title.strip() and title.strip().lower() in text[:2000].lower() else ""
