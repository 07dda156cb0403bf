"""Anchors as W3C Web Annotation targets: the words themselves, what stands around them, and where they stand.

Web Annotation Data Model, https://www.w3.org/TR/annotation-model/, sections 4.2.4 (TextQuoteSelector) and 4.2.5
(TextPositionSelector). Positions count code points of the frozen text, whose SHA-256 stands with the report;
JavaScript counts UTF-16 units, so a program there has to convert them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.errors import BadAnchor, Unreadable
from parley.model.text import Anchor, Report

AROUND = 32  # code points of context on each side: enough to find the words again in an edited text
Texts = Mapping[str, Report]
"""The reports that anchors point into, by id."""


def target(anchor: Anchor, texts: Texts) -> dict[str, Any]:
    """An anchor as a Web Annotation target with both selectors.

    >>> report = Report(text="Both sides agreed.", id="r1")
    >>> quote, position = target(report.find("sides"), {"r1": report})["selector"]
    >>> quote["prefix"], quote["exact"], quote["suffix"], position["start"], position["end"]
    ('Both ', 'sides', ' agreed.', 5, 10)
    """
    text = texts[anchor.report].text if anchor.report in texts else ""
    quote = {
        "type": "TextQuoteSelector",
        "exact": anchor.words,
        "prefix": text[max(anchor.start - AROUND, 0) : anchor.start],
        "suffix": text[anchor.end : anchor.end + AROUND],
    }
    position = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    return {"source": anchor.report, "selector": [quote, position]}


def anchor_of(data: Mapping[str, Any], texts: Texts, path: str) -> Anchor:
    """The anchor a target describes. Raises BadAnchor if its words are not at that place in its report."""
    try:
        quote, position = data["selector"]
        found = Anchor(str(data["source"]), position["start"], position["end"], quote["exact"])
    except (KeyError, TypeError, ValueError) as fault:
        raise Unreadable(f"dossier, {path}", "a source with both selectors is expected") from fault
    report = texts.get(found.report)
    if report is None:
        raise Unreadable(f"dossier, {path}.source", f"there is no report {found.report!r}")
    if report.text[found.start : found.end] != found.words or not found.words:
        raise BadAnchor(found.words, report.label)
    return found
