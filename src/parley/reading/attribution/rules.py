"""The rule engine: attributions from vocabulary, parse and quotation marks, without any training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.reading.attribution.clauses import reported
from parley.reading.attribution.cues import Cue, candidates, frame
from parley.reading.attribution.direct import Speech, cue_of, speeches, within
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.sources import holder, phrase
from parley.reading.attribution.spans import Attribution, Run, indexes, runs
from parley.reading.attribution.turns import signature, turns

_LOOK_BACK = 40  # attributions among which the last speaker is looked for


def by_rules(scene: Scene) -> tuple[Attribution, ...]:
    """All attributions of a sheet, in order of their cues."""
    found: list[Attribution] = []
    cues = candidates(scene)
    spoken_in_turns = turns(scene)
    in_turns = {scene.paragraph_of[a.head] for a in spoken_in_turns}
    for number, paragraph in enumerate(scene.paragraphs):
        if number not in in_turns:
            _read(scene, paragraph, within(cues, paragraph), _lead(scene, number, cues), found)
    return tuple(sorted((*found, *spoken_in_turns), key=lambda a: (a.cue, a.content)))


def _lead(scene: Scene, number: int, cues: list[Cue]) -> Cue | None:
    """The last cue of the paragraph before, where that ends with a colon: "He went on:"."""
    if not number:
        return None
    before = scene.paragraphs[number - 1]
    if scene.doc[before.last].text != ":":
        return None
    held = within(cues, Run(max(before.first, scene.sentence(before.last).first), before.last))
    return held[-1] if held else None


def _read(scene: Scene, paragraph: Run, cues: list[Cue], lead: Cue | None, found: list[Attribution]) -> None:
    """Add the attributions of one paragraph, and give those before it the quotations that continue them."""
    spoken = speeches(scene, paragraph)
    quoted: dict[int, list[Run]] = {}
    new: list[Attribution] = []
    for speech in spoken:
        cue = cue_of(scene, paragraph, speech, cues)
        signed = signature(scene, paragraph, speech)
        if cue is None and lead is not None and speech.run.first == paragraph.first:
            cue = lead
        if cue is not None and signed is None:
            quoted.setdefault(cue.head.i, []).append(speech.run)
        new += [signed] if signed is not None else []
    for cue in [lead, *cues] if lead is not None and lead.head.i in quoted else cues:
        attribution = link(scene, cue, quoted.get(cue.head.i, ()))
        if attribution is not None:
            new.append(attribution)
    first_new = len(found)
    found += _without_echoes(new)
    held = _held(found[first_new:])
    for speech in spoken:
        if not held.issuperset(range(speech.run.first + 1, speech.run.last)):
            _carry(scene, speech, found, first_new)


def link(scene: Scene, cue: Cue, quoted: Sequence[Run]) -> Attribution | None:
    """One cue with its source and what it reports; None where it reports nothing."""
    who = holder(scene, cue)
    source = phrase(scene, who, cue)
    content = tuple(quoted) or reported(scene, cue, source)
    content = _whole_quotations(scene, content)
    taken = {*cue.tokens, *(indexes([source]) if source else ())}
    pieces = runs(i for i in indexes(content) if i not in taken)
    if not pieces or (_needs_quotation(cue) and not any(scene.inside[i] >= 0 for i in indexes(pieces))):
        return None
    confidence = 0.9 if quoted else 0.75 if who is not None else 0.5
    return Attribution(
        (source,) if source else (),
        runs(cue.tokens),
        pieces,
        cue.head.i,
        who.i if who is not None else None,
        confidence,
    )


def _needs_quotation(cue: Cue) -> bool:
    usual = any(cue.entry in frame(name) for name in ("clause", "noun", "of", "object_and_more", "infinitive"))
    return cue.kind == "verb" and not usual


def _whole_quotations(scene: Scene, content: tuple[Run, ...]) -> tuple[Run, ...]:
    """Content that cuts a short quotation in two takes all of it."""
    grown = []
    for first, last in content:
        if scene.inside[first] >= 0:
            first = min(first, scene.spoken[scene.inside[first]].first)
        if scene.inside[last] >= 0:
            last = max(last, scene.spoken[scene.inside[last]].last)
        grown.append(Run(first, last))
    return tuple(grown)


def _without_echoes(new: list[Attribution]) -> list[Attribution]:
    """Of two cues that report the very same words the one nearer to its source stays."""
    best: dict[tuple[Run, ...], Attribution] = {}
    for attribution in new:
        other = best.get(attribution.content)
        if other is None or (attribution.source and not other.source):
            best[attribution.content] = attribution
    return list(best.values())


def _held(new: list[Attribution]) -> set[int]:
    """All tokens that some content holds."""
    return {i for attribution in new for i in indexes(attribution.content)}


def _carry(scene: Scene, speech: Speech, found: list[Attribution], first_new: int) -> None:
    """Give a quotation without a cue of its own to whoever spoke last: before it in its paragraph, else in the
    paragraph before."""
    quote = scene.quotes[speech.number]
    at = _last_before(found, first_new, speech.run.first)
    if at is None and (quote.continues or first_new > 0):
        at = _last_before(found, 0, speech.run.first)
        if at is not None and not quote.continues and not _alone(scene, speech):
            return
    if at is not None and found[at].source:
        pieces = tuple(sorted((*found[at].content, speech.run)))
        found[at] = replace(found[at], content=pieces)


def _last_before(found: list[Attribution], first: int, token: int) -> int | None:
    """The attribution whose words end last before the token, among the last few from `first` on."""
    first = max(first, len(found) - _LOOK_BACK)
    held = [(a.content[-1].last, i) for i, a in enumerate(found[first:], first) if a.content[0].first < token]
    return max(held)[1] if held else None


def _alone(scene: Scene, speech: Speech) -> bool:
    """Whether the quotation opens its paragraph."""
    return scene.paragraphs[scene.paragraph_of[speech.run.first]].first == speech.run.first
