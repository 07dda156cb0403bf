"""PDF files, read by pdfium; wrapped words are joined, running heads and page numbers dropped."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any

from parley.intake.draft import Draft, Raw

_SOFT = re.compile("[\ufffe\u0002\u00ad]\n")
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
    text = _SOFT.sub("", text)
    return _HYPHEN.sub(lambda m: _word(m[1], m[2], text), text)


def _word(head: str, tail: str, text: str) -> str:
    hyphenated = f"{head}-{tail}"
    return hyphenated if hyphenated in text else head + tail


def _lines(page: Any) -> list[str]:
    """The lines of one page; an empty line wherever the gap is wider than usual."""
    textpage = page.get_textpage()
    text = textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    tops = _heights(textpage, text, lines)
    gaps = [a - b for a, b in pairwise(tops) if a is not None and b is not None and a > b]
    usual = median(gaps) if gaps else 0.0
    out: list[str] = []
    for i, line in enumerate(lines):
        above, here = (tops[i - 1] if i else None), tops[i]
        if above is not None and here is not None and usual and above - here > 1.4 * usual:
            out.append("")
        out.append(line.rstrip())
    return out


def _heights(textpage: Any, text: str, lines: list[str]) -> list[float | None]:
    """The base line of each line in points, None where the line is empty or its place unknown."""
    heights: list[float | None] = []
    start, count = 0, textpage.count_chars()
    # pdfium counts a line's end as two characters
    for line in lines:
        known = line.strip() and start < count
        heights.append(float(textpage.get_charbox(start, loose=True)[1]) if known else None)
        start += len(line) + 2
    return heights


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
