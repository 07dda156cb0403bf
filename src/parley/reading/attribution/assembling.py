"""Statements: the attributions that are utterances, one entry for each unbroken piece of what was said."""

from __future__ import annotations

from collections.abc import Sequence

from parley.model.actors import Voice
from parley.model.calendar import resolve
from parley.model.entries import Manner, Statement
from parley.model.text import Anchor
from parley.model.times import SILENT, Time
from parley.reading.attribution.circumstances import addressee, occasion
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run
from parley.reading.attribution.utterance import act, is_utterance, passed_on
from parley.reading.attribution.voices import Said, Voices, voiced
from parley.reading.parsed import Token
from parley.reading.times import Timex, told_when

_MARKS = frozenset("\"'“”„‟«»‘’‚")
_LEADING = frozenset({"that"})


def as_statements(
    scene: Scene, found: Sequence[Attribution], cast: Voices, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """The statements among these attributions, in order of place."""
    told: dict[tuple[int, int], Statement] = {}
    before: Said | None = None
    for attribution in sorted(found, key=lambda a: a.cue):
        if attribution.holder is None or not is_utterance(scene, attribution):
            continue
        if passed_on(scene, attribution, found):
            continue
        voice = voiced(scene, attribution, cast, before)
        before = Said(voice, scene.sentence_of[attribution.head])
        for piece in attribution.content:
            statement = _statement(scene, attribution, piece, voice, timexes)
            if statement is not None:
                told.setdefault((statement.content.start, statement.content.end), statement)
    return tuple(told[place] for place in sorted(told))


def _statement(
    scene: Scene, attribution: Attribution, piece: Run, voice: Voice, timexes: Sequence[Timex]
) -> Statement | None:
    content = _content(scene, piece)
    if content is None:
        return None
    head = scene.doc[attribution.head]
    return Statement(
        anchor=content,
        content=content,
        manner=_manner(scene, piece),
        cue=_cue(scene, attribution),
        voice=voice,
        when=_when(scene, head, timexes),
        addressee=addressee(scene, head),
        occasion=occasion(scene, head),
        act=act(head),
        by=attribution.by,
        confidence=round(attribution.confidence, 3),
    )


def _content(scene: Scene, piece: Run) -> Anchor | None:
    """The piece without outer quotation marks, white space and a leading "that"."""
    first, last = piece
    while first < last and scene.doc[first].lower_ in _LEADING:
        first += 1
    sheet = scene.sheet
    start, end = sheet.starts[first], sheet.end(scene.doc[last])
    text = sheet.report.text
    if _wholly_quoted(scene, first, last):
        while start < end and (text[start] in _MARKS or text[start].isspace()):
            start += 1
        while end > start and (text[end - 1] in _MARKS or text[end - 1].isspace()):
            end -= 1
    return sheet.report.anchor(start, end) if start < end else None


def _wholly_quoted(scene: Scene, first: int, last: int) -> bool:
    number = scene.inside[first]
    return number >= 0 and scene.inside[last] == number and scene.spoken[number].first == first


def _manner(scene: Scene, piece: Run) -> Manner:
    """Direct, indirect or mixed, by how many of the words stand in quotation marks."""
    words = scene.words(piece)
    quoted = sum(scene.inside[t.i] >= 0 for t in words)
    if not quoted:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted == len(words) else Manner.MIXED


def _cue(scene: Scene, attribution: Attribution) -> Anchor:
    first, last = attribution.cue[0].first, attribution.cue[-1].last
    return scene.sheet.anchor(scene.doc[first], scene.doc[last])


def _when(scene: Scene, head: Token, timexes: Sequence[Timex]) -> Time:
    """The day the words were said, as far as told beside the cue."""
    timex = told_when(scene.sheet, tuple(timexes), head)
    if timex is None:
        return SILENT
    return resolve(timex.expression, timex.anchor.words, published=scene.sheet.report.published)
