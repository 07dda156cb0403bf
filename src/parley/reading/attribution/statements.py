"""Statements: the attributions that are utterances, one entry for each unbroken piece of what was said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from spacy.tokens import Token

from parley.model.actors import Voice
from parley.model.calendar import resolve
from parley.model.entries import Manner, Statement
from parley.model.text import Anchor
from parley.model.times import SILENT, Time
from parley.reading.attribution.cues import phrases
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run
from parley.reading.attribution.utterance import act, is_utterance, speaker
from parley.reading.times import Timex, told_when

_MARKS = frozenset("\"'“”„‟«»‘’‚")
_LEADING = frozenset({"that"})


class Voices(Protocol):
    """What is asked of the cast: who speaks at a token."""

    def voice(self, token: Token) -> Voice:
        """The voice of the noun phrase or pronoun headed at the token."""
        ...


def as_statements(
    scene: Scene, found: Sequence[Attribution], cast: Voices, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """The statements among these attributions, in order of place."""
    told: dict[tuple[int, int], Statement] = {}
    for attribution in found:
        if not is_utterance(scene, attribution):
            continue
        for piece in attribution.content:
            statement = _statement(scene, attribution, piece, cast, timexes)
            if statement is not None:
                told.setdefault((statement.content.start, statement.content.end), statement)
    return tuple(told[place] for place in sorted(told))


def _statement(
    scene: Scene, attribution: Attribution, piece: Run, cast: Voices, timexes: Sequence[Timex]
) -> Statement | None:
    content = _content(scene, piece)
    if content is None or attribution.holder is None:
        return None
    head = scene.doc[attribution.head]
    return Statement(
        anchor=content,
        content=content,
        manner=_manner(scene, piece),
        cue=_cue(scene, attribution),
        voice=cast.voice(speaker(scene, scene.doc[attribution.holder])),
        when=_when(scene, head, timexes),
        addressee=_addressee(scene, head),
        occasion=_occasion(scene, head),
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


def _addressee(scene: Scene, head: Token) -> Anchor | None:
    """Whom it was said to: "told reporters", "said to reporters"."""
    direct = [
        c
        for c in head.children
        if c.dep_ in ("dobj", "dative", "iobj")
        and head.lemma_.lower() in ("tell", "inform", "remind", "assure", "brief", "warn", "notify", "advise")
    ]
    by_to = [
        w
        for c in head.children
        if c.dep_ in ("prep", "dative") and c.lower_ == "to"
        for w in c.children
        if w.dep_ == "pobj"
    ]
    for word in (*direct, *by_to):
        if scene.inside[word.i] < 0 and word.i > head.i:
            return _plain(scene, word)
    return None


def _plain(scene: Scene, word: Token) -> Anchor:
    """A noun phrase without what hangs behind it."""
    keep = [word.i, *(c.i for c in word.subtree if c.i < word.i and scene.inside[c.i] < 0)]
    return scene.sheet.anchor(scene.doc[min(keep)], word)


def _occasion(scene: Scene, head: Token) -> Anchor | None:
    """Where or on what occasion: "at a news conference", "in a statement"."""
    for child in head.children:
        if child.dep_ in ("prep", "advcl") and child.lower_ in phrases("occasion") and scene.inside[child.i] < 0:
            below = [w for w in child.children if w.dep_ == "pobj"]
            if below and below[0].ent_type_ not in ("DATE", "TIME", "GPE") and below[0].pos_ == "NOUN":
                return (
                    scene.sheet.anchor(child, scene.doc[below[0].right_edge.i])
                    if scene.inside[below[0].right_edge.i] < 0
                    else None
                )
    return None
