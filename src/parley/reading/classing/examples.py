"""Sentences with their two actors marked, as training and test files give them, turned into evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from parley.model.text import Report
from parley.reading.classing.evidence import Span, evidence
from parley.reading.sheet import Sheet, sheets

_MARK = re.compile(r"(</?[st]>)")


def read(marked: Iterable[str]) -> Iterator[Counter[str]]:
    """The evidence of each sentence; `<s>...</s>` marks who does it, `<t>...</t>` to whom.

    A sentence may lack either mark: nobody, or nobody named, stands there.
    """
    taken = [unmarked(text) for text in marked]
    laid = sheets(Report(text=plain or ".") for plain, _, _ in taken)
    for (_, source, target), sheet in zip(taken, laid, strict=True):
        yield evidence(sheet.doc, _tokens(sheet, source), _tokens(sheet, target))


def unmarked(marked: str) -> tuple[str, Span, Span]:
    """The text without its marks, and where source and target stand in it, in code points.

    >>> unmarked("<s>Peru</s> sued <t>Chile</t>.")
    ('Peru sued Chile.', (0, 4), (10, 15))
    """
    plain = ""
    places: dict[str, int] = {}
    for part in _MARK.split(marked):
        if _MARK.fullmatch(part):
            places.setdefault(part, len(plain))
        else:
            plain += part
    source = (places.get("<s>", 0), places.get("</s>", 0))
    return plain, source, (places.get("<t>", 0), places.get("</t>", 0))


def _tokens(sheet: Sheet, place: Span) -> Span:
    tokens = sheet.tokens(*place) if place[1] > place[0] else []
    return (tokens[0].i, tokens[-1].i + 1) if tokens else (0, min(1, len(sheet.doc)))
