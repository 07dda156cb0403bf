"""From probabilities to spans: one source, whole quotations, no stray words."""

from __future__ import annotations

from itertools import pairwise

from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run, indexes, runs
from parley.reading.attribution.tagger import Tagged

_SURE = 0.5
_FAINT_SOURCE = 0.04  # below this even the best word is no source
_FAINT_CONTENT = 0.2


def decoded(scene: Scene, tagged: Tagged) -> Attribution | None:
    """The attribution of one cue; None where nothing is reported."""
    content = _content(scene, tagged)
    if not content:
        return None
    source = _source(scene, tagged, content)
    taken = {*indexes(source), *range(tagged.cue.first, tagged.cue.last + 1)}
    pieces = _bridged(scene, [i for i in content if i not in taken], taken)
    if not pieces:
        return None
    head = scene.doc[tagged.place.head]
    holder = _holder(scene, source)
    return Attribution(source, (tagged.cue,), pieces, head.i, holder, round(tagged.chance, 3), "tagger")


def _content(scene: Scene, tagged: Tagged) -> list[int]:
    """Tokens more likely content than not, or around the likeliest where none is; quotations taken whole."""
    first = tagged.place.first
    bar = min(_SURE, 0.6 * max(tagged.content, default=0.0))
    if bar < _FAINT_CONTENT * 0.6:
        return []
    chosen = {first + n for n, chance in enumerate(tagged.content) if chance >= bar}
    return sorted(_with_whole_quotations(scene, tagged, chosen))


def _with_whole_quotations(scene: Scene, tagged: Tagged, chosen: set[int]) -> set[int]:
    """A quotation is content when most of it is, and is not when little of it is."""
    for number in sorted({scene.inside[i] for i in chosen} - {-1}):
        run = scene.spoken[number]
        within = set(range(run.first, run.last + 1))
        share = len(within & chosen) / len(within)
        if share >= 0.4:
            chosen |= within
        elif share < 0.15:
            chosen -= within
    return chosen


def _source(scene: Scene, tagged: Tagged, content: list[int]) -> tuple[Run, ...]:
    """The stretch around the likeliest source word; nothing where even that is unlikely."""
    best = max(range(len(tagged.source)), key=lambda n: tagged.source[n], default=-1)
    if best < 0 or tagged.source[best] < _FAINT_SOURCE:
        return ()
    bar = min(_SURE, 0.5 * tagged.source[best])
    low = high = best
    while low > 0 and tagged.source[low - 1] >= bar:
        low -= 1
    while high + 1 < len(tagged.source) and tagged.source[high + 1] >= bar:
        high += 1
    first = tagged.place.first
    return (Run(first + low, first + high),)


def _bridged(scene: Scene, chosen: list[int], taken: set[int]) -> tuple[Run, ...]:
    """The chosen tokens with gaps of punctuation or a single word closed, and no lone punctuation."""
    filled = set(chosen)
    for before, after in pairwise(chosen):
        gap = range(before + 1, after)
        if 0 < len(gap) < 3 and not taken.intersection(gap) and all(scene.doc[i].is_punct for i in gap):
            filled.update(gap)
    return tuple(run for run in runs(filled) if scene.words(run))


def _holder(scene: Scene, source: tuple[Run, ...]) -> int | None:
    """The main word of a source: the highest in the parse, a noun before others."""
    if not source:
        return None
    tokens = scene.doc[source[0].first : source[0].last + 1]
    tops = [t for t in tokens if not source[0].first <= t.head.i <= source[0].last or t.head.i == t.i]
    nouns = [t for t in tops if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM")] or [
        t for t in tokens if t.pos_ in ("NOUN", "PROPN", "PRON")
    ]
    return (nouns or tops or list(tokens))[0].i
