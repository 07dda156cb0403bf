"""Annotated meetings of a report, as training sees them, and which candidate tells which of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\w+(?:[’']\w+)*")
# Words of titles and articles, by which two names are not the same.
_EMPTY = frozenset({"a", "an", "and", "dr", "for", "in", "mr", "mrs", "ms", "of", "sir", "the", "to"})
_EMPTY |= {"foreign", "minister", "president", "prime"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One annotated meeting: where its words begin, the words of its parties' names, if it may be left out."""

    words: frozenset[int]
    names: frozenset[str]
    optional: bool


def answers(text: str, entries: Iterable[Mapping[str, Any]]) -> tuple[Answer, ...]:
    """The annotated meetings of a report's text; those whose evidence does not stand in it are left out.

    >>> answers("They met. Roe left.", [{"kind": "meeting", "evidence": "They met", "participants": ["Mr Roe"]}])
    (Answer(words=frozenset({0, 5}), names=frozenset({'roe'}), optional=False),)
    """
    found = []
    for entry in entries:
        words = str(entry.get("evidence") or "")
        start = text.find(words) if words else -1
        if entry.get("kind") == "meeting" and start >= 0:
            names = frozenset().union(*(named(n) for n in entry.get("participants") or []))
            found.append(Answer(inside(text, start, start + len(words)), names, bool(entry.get("optional"))))
    return tuple(found)


def inside(text: str, start: int, end: int) -> frozenset[int]:
    """Where the words of a stretch begin."""
    return frozenset(m.start() for m in _WORD.finditer(text, start, end))


def named(name: str) -> frozenset[str]:
    """The words of a name that tell it from others."""
    return frozenset(w.removesuffix("'s") for w in _WORD.findall(name.casefold().replace("’", "'"))) - _EMPTY


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """How much two stretches have in common, from 0 to 1; 0 below half of the shorter or a fifth of the longer."""
    shared = len(one & other)
    short, long = sorted((len(one), len(other)))
    if not shared or shared < 0.5 * short or shared < 0.2 * long:
        return 0.0
    return shared / len(one | other)
