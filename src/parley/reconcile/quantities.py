"""Quantities told for one thing: "145 drones", "more than 140 drones" and "hundreds" as ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parley.model.entries import Magnitude
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor
from parley.reconcile.names import plain

_LEXICON = Lexicon.beside(__file__)
STATES_OF_PEOPLE = tuple(sorted(_LEXICON.words("quantities", "growing")))
_UNITS = {plain(a): plain(b) for a, b in _LEXICON.load("quantities")["unit"].items()}
UNITS = frozenset(_UNITS.values())
SLACK = 0.02
"""Two figures this close, as a share of the larger, are taken to be rounded alike."""


def overlap(a: Magnitude, b: Magnitude) -> bool:
    """Whether two quantities can both be true.

    >>> from parley.model.text import Anchor
    >>> place = Anchor("r", 0, 1, "x")
    >>> drones = Magnitude(anchor=place, low=145, high=145, of="drones")
    >>> overlap(drones, Magnitude(anchor=place, low=140, high=999, of="drones"))
    True
    >>> overlap(drones, Magnitude(anchor=place, low=60, high=60, of="drones"))
    False
    """
    slack = SLACK * max(abs(a.high), abs(b.high)) if max(a.high, b.high) < float("inf") else 0
    return a.low <= b.high + slack and b.low <= a.high + slack


def unit(magnitude: Magnitude) -> str:
    """What is counted, one word for the usual ways to say it: dead, deaths, people killed."""
    words = plain(f"{magnitude.of} {magnitude.anchor.words}").split()
    for word in words:
        if word in _UNITS:
            return _UNITS[word]
    counted = plain(magnitude.of).split()
    return counted[-1].removesuffix("s") if counted else ""


def suffered(magnitude: Magnitude, told: Anchor) -> str:
    """What befell those counted, from the verb beside the figure; empty where there is none.

    >>> place = Anchor("r", 0, 38, "Raids killed 30 villagers, 12 children")
    >>> thirty = Magnitude(anchor=Anchor("r", 13, 25, "30 villagers"), low=30, high=30, of="villagers")
    >>> suffered(thirty, place)
    'dead'
    """
    if not told.covers(magnitude.anchor):
        return ""
    start, end = magnitude.anchor.start - told.start, magnitude.anchor.end - told.start
    found = _BEFORE.search(told.words[:start]) or _BEHIND.match(told.words[end:])
    state = _UNITS.get(found.group(1).lower(), "") if found else ""
    return state if state in STATES_OF_PEOPLE else ""


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


_SUFFERED = _either(word for word, state in _UNITS.items() if state in STATES_OF_PEOPLE)
_ABOUT = _either(_LEXICON.words("quantities", "about"))
_BEFORE = re.compile(rf"\b({_SUFFERED})\s+(?:(?:{_ABOUT})\s+)*$", re.IGNORECASE)
_HAVE = "were|was|had been|have been|has been|are|is|had|have"
_BEHIND = re.compile(rf"(?:\s+(?!and\b|while\b|who\b)[\w’'-]+){{0,2}}?\s+(?:{_HAVE})\s+({_SUFFERED})\b", re.I)


def grows(magnitude: Magnitude) -> bool:
    """Whether later counts are usually higher: the dead, the hurt, the missing, the arrested."""
    return unit(magnitude) in STATES_OF_PEOPLE
