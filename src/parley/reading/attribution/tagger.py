"""The two taggers at work: cues first, then source and content of each cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pycrfsuite

from parley.reading.attribution.features import Seen, cue_features, open_tokens
from parley.reading.attribution.relations import Around, around, relation_features
from parley.reading.attribution.spans import Run

_FEW = 4  # cues in a short paragraph
_DENSEST = 8  # tokens for each cue in a long one
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
            found += _likeliest(_spans(tagger, places, least), len(places))
    return found


def _likeliest(spans: list[tuple[Run, float]], size: int) -> list[tuple[Run, float]]:
    """No more cues than any real paragraph of this many tokens has: the likeliest, in order of place."""
    most = max(_FEW, size // _DENSEST)
    if len(spans) <= most:
        return spans
    return sorted(sorted(spans, key=lambda s: -s[1])[:most])


def _spans(tagger: pycrfsuite.Tagger, places: Sequence[int], least: float) -> list[tuple[Run, float]]:
    """A cue begins where B reaches `least` and beats I, and goes on while O stays under one half."""
    found: list[tuple[Run, float]] = []
    open_end = -1
    begins, insides = chances(tagger, "B", len(places)), chances(tagger, "I", len(places))
    for n, (i, begin, inside) in enumerate(zip(places, begins, insides, strict=True)):
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
        size = place.last - place.first + 1
        source, content = chances(tagger, "S", size), chances(tagger, "C", size)
        tagged.append(Tagged(cue, chance, place, source, content))
    return tagged


def chances(tagger: pycrfsuite.Tagger, label: str, size: int) -> tuple[float, ...]:
    """The probability of a label at each of the items set; nought where the tagger never learned the label."""
    if label not in tagger.labels():
        return (0.0,) * size
    return tuple(tagger.marginal(label, n) for n in range(size))
