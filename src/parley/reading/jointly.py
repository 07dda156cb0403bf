"""Statements of two at once: "both sides reiterated", "the two leaders said" speak for the two they mean."""

from __future__ import annotations

from dataclasses import replace

from parley.model.actors import ActorKind, Voice, VoiceKind
from parley.model.entries import Statement
from parley.reading.page import Page
from parley.reading.sides import pair

_OPEN = frozenset({ActorKind.GROUP, ActorKind.DELEGATION, ActorKind.STATE})


def jointly(page: Page) -> Page:
    """The page with the two parties as the voice of each statement that its report gives to "both sides"."""
    return replace(page, statements=tuple(_of_two(page, s) for s in page.statements))


def _of_two(page: Page, statement: Statement) -> Statement:
    voice = statement.voice
    known = page.cast.actor(voice.actor) if voice.actor is not None else None
    if voice.anchor is None or (known is not None and known.kind not in _OPEN):
        return statement
    tokens = page.sheet.tokens(voice.anchor.start, voice.anchor.end)
    found = pair(page, tokens[-1]) if tokens else ()
    if len(found) < 2:
        return statement
    actors = [page.cast.actor(i) for i in found]
    people = all(a.kind is ActorKind.PERSON for a in actors)
    kind = VoiceKind.NAMED if people else VoiceKind.INSTITUTION
    names = " and ".join(a.name for a in actors)
    return replace(statement, voice=Voice(kind=kind, description=names, actor=found[0], anchor=voice.anchor))
