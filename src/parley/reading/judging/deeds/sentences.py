"""Marked sentences as lessons: `{"marked": "<s>who</s> did it to <t>whom</t>", "events": [{"plover15": class}]}`.

They teach what words mean that no annotated report holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.model.text import Report
from parley.reading.classing.evidence import Span
from parley.reading.classing.examples import unmarked
from parley.reading.events import tellings
from parley.reading.judging.deeds.judge import Case, cases
from parley.reading.page import Page, page
from parley.reading.parsed import Token
from parley.reading.sheet import sheets


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence: its text, where both actors stand, and the class of what one does to the other."""

    text: str
    source: Span
    target: Span
    kind: str


def sentences(file: Path) -> Iterator[Sentence]:
    """The marked sentences of a file of JSON lines."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Sentence(*unmarked(row["marked"]), row["events"][0]["plover15"])


def telling(known: Sequence[Sentence]) -> Iterator[tuple[Sentence, Page, Case]]:
    """Each sentence with the verb between both actors, where it may tell a deed."""
    for one, sheet in zip(known, sheets(Report(text=s.text or ".") for s in known), strict=True):
        laid = page(sheet)
        verb = _between(laid, one)
        case = next((c for c in cases(laid, *tellings(laid)) if c.candidate.word is verb), None)
        if case is not None:
            yield one, laid, case


def _between(laid: Page, known: Sentence) -> Token | None:
    """The word that both actors stand under, else the one that the first stands under."""
    source, target = (laid.sheet.tokens(*span) if span[1] else [] for span in (known.source, known.target))
    above = list(_root(source).ancestors) if source else []
    shared = set(_root(target).ancestors) if target else set(above)
    return next((t for t in above if t in shared), None)


def _root(tokens: Sequence[Token]) -> Token:
    """The word of a stretch that stands above the others."""
    inside = set(tokens)
    return next((t for t in tokens if t.head not in inside or t.head is t), tokens[0])
