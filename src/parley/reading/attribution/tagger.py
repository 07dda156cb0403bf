"""The two taggers at work: cues first, then source and content of each cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pycrfsuite

from parley.reading.attribution.features import Seen, cue_features, open_tokens
from parley.reading.attribution.relations import Around, around, relation_features
from parley.reading.attribution.spans import Run

CUE_FROM = 0.5  # least probability of a cue's first word


@dataclass(frozen=True, slots=True)
class Tagged:
    """One cue with, for each token around it, the probability of being source or content."""

    cue: Run
    chance: float
    place: Around
    source: tuple[float, ...]
    content: tuple[float, ...]


def cues(seen: Seen, tagger: pycrfsuite.Tagger, least: float = CUE_FROM) -> list[tuple[Run, float]]:
    """The cues of a scene with their probabilities, in order of place."""
    found: list[tuple[Run, float]] = []
    for paragraph in seen.scene.paragraphs:
        places = open_tokens(seen, paragraph)
        if places:
            tagger.set(pycrfsuite.ItemSequence(cue_features(seen, places)))
            found += _spans(tagger, places, least)
    return found


def _spans(tagger: pycrfsuite.Tagger, places: Sequence[int], least: float) -> list[tuple[Run, float]]:
    """A cue begins where B reaches `least` and beats I, and goes on while O stays under one half."""
    found: list[tuple[Run, float]] = []
    open_end = -1
    for n, i in enumerate(places):
        begin, inside = tagger.marginal("B", n), tagger.marginal("I", n)
        if begin >= least * 0.5 and begin + inside >= least and (begin >= inside or open_end != n - 1):
            found.append((Run(i, i), begin + inside))
            open_end = n
        elif open_end == n - 1 and found and begin + inside >= 0.5 and places[n - 1] == i - 1:
            found[-1] = (Run(found[-1][0].first, i), found[-1][1])
            open_end = n
    return found


def links(seen: Seen, found: Sequence[tuple[Run, float]], tagger: pycrfsuite.Tagger) -> list[Tagged]:
    """Each cue with the probabilities of source and content around it."""
    base: dict[int, list[str]] = {}
    tagged = []
    for cue, chance in found:
        place = around(seen, cue)
        tagger.set(pycrfsuite.ItemSequence(relation_features(seen, place, base)))
        span = range(place.last - place.first + 1)
        source = tuple(tagger.marginal("S", n) for n in span)
        content = tuple(tagger.marginal("C", n) for n in span)
        tagged.append(Tagged(cue, chance, place, source, content))
    return tagged
