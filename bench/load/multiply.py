"""Many reports from few, for load alone: each copy keeps some paragraphs, and the entries read in them.

What a copy holds is what reading found in its paragraphs; copies differ in outlet, day, and which paragraphs they
keep. Nothing about quality can be measured on them.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from parley.intake import divide
from parley.model.record import Record
from parley.model.text import Anchor, Passage, Report

_OUTLETS = (
    "Gazette",
    "Post",
    "Courier",
    "Herald",
    "Observer",
    "Tribune",
    "Dispatch",
    "Chronicle",
    "Wire",
    "Times",
)
_TOWNS = ("Northam", "Westport", "Eastleigh", "Southwold", "Midvale", "Lakeside", "Hillford", "Rivermouth")
_KEPT = 0.55  # share of the paragraphs that a copy keeps
_DAYS = 700


class Gone(Exception):
    """An anchor in a paragraph that a copy left out."""


def copies(record: Record, count: int, seed: int) -> Iterator[Record]:
    """So many records of one report each, out of the reports of a record in turn."""
    chance = random.Random(seed)
    parts = [_part(record, report) for report in record.reports]
    for number in range(count):
        yield _copy(parts[number % len(parts)], number, chance)


def worded(record: Record, change: Callable[[str], str]) -> Record:
    """The record with its texts in other words; `change` must leave every word as long as it was."""
    found = Record()
    for part in (_part(record, report) for report in record.reports):
        old = part.reports[0]
        made = divide(replace(old, id="", text=change(old.text), passages=()))
        move = _Move(old.id, made, {(0, len(old.text)): 0})
        entries = [move.told(e) for e in part.entries]
        found |= Record.of((made,), map(move.thing, part.actors), map(move.thing, part.gatherings), entries)
    return found


def _part(record: Record, report: Report) -> Record:
    own = f"{report.id}/"
    return Record(
        (report,),
        tuple(a for a in record.actors if a.id.startswith(own)),
        tuple(g for g in record.gatherings if g.id.startswith(own)),
        tuple(e for e in record.entries if e.report == report.id),
    )


def _copy(part: Record, number: int, chance: random.Random) -> Record:
    report = part.reports[0]
    kept = [p for p in report.passages if chance.random() < _KEPT] or list(report.passages[:2])
    text, shifts = _text(report, kept)
    outlet = f"The {chance.choice(_TOWNS)} {chance.choice(_OUTLETS)}"
    day = date(2030, 1, 1) + timedelta(days=chance.randrange(_DAYS))
    made = divide(
        Report(
            text=f"{text}\n\nEdition {number}.", title=report.title, outlet=outlet, published=day, language="en"
        )
    )
    move = _Move(report.id, made, shifts)
    entries = [e for e in (move.told(e) for e in part.entries) if e is not None]
    return Record.of(
        (made,), [move.thing(a) for a in part.actors], [move.thing(g) for g in part.gatherings], entries
    )


def _text(report: Report, kept: Sequence[Passage]) -> tuple[str, dict[tuple[int, int], int]]:
    """The text of the kept passages, and how far each was moved."""
    pieces, shifts, at = [], {}, 0
    for passage in kept:
        words = report.text[passage.start : passage.end]
        shifts[passage.start, passage.end] = at - passage.start
        pieces.append(words)
        at += len(words) + 2
    return "\n\n".join(pieces), shifts


class _Move:
    """Moves what was read in a report to a copy of it."""

    def __init__(self, old: str, new: Report, shifts: Mapping[tuple[int, int], int]) -> None:
        self.old, self.new, self.shifts = old, new, shifts

    def told(self, entry: Any) -> Any:
        """The entry in the copy; None where a place of it was left out."""
        try:
            return self.thing(replace(entry, id=""), strict=True)
        except Gone:
            return None

    def thing(self, value: Any, *, strict: bool = False) -> Any:
        """Any value with its anchors and ids moved; without `strict`, places left out are dropped from lists."""
        if isinstance(value, Anchor):
            return self._anchor(value)
        if isinstance(value, str):
            return self.new.id + value[len(self.old) :] if value.startswith(f"{self.old}/") else value
        if isinstance(value, tuple):
            return tuple(self._listed(value, strict))
        if is_dataclass(value) and not isinstance(value, type):
            changed = {f.name: self.thing(getattr(value, f.name), strict=strict) for f in fields(value)}
            if "answers" in changed:
                changed["answers"] = None
            return replace(value, **changed | ({"id": ""} if strict and hasattr(value, "claim") else {}))
        return value

    def _listed(self, values: tuple[Any, ...], strict: bool) -> Iterator[Any]:
        for value in values:
            try:
                yield self.thing(value, strict=strict)
            except Gone:
                if strict:
                    raise

    def _anchor(self, anchor: Anchor) -> Anchor:
        for (start, end), shift in self.shifts.items():
            if start <= anchor.start and anchor.end <= end:
                return self.new.anchor(anchor.start + shift, anchor.end + shift)
        raise Gone
