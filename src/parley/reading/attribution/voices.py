"""The voice of a statement: what the cast makes of its source, helped by who spoke just before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from parley.model.actors import Voice, VoiceKind
from parley.reading.attribution.cues import nouns
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution
from parley.reading.attribution.utterance import speaker
from parley.reading.parsed import Token

_NEAR = 3  # sentences back in which "it said" means the institution that spoke last


class Voices(Protocol):
    """What is asked of the cast: who speaks at a token."""

    def voice(self, token: Token) -> Voice:
        """The voice of the noun phrase or pronoun headed at the token."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """Who spoke last, and in which sentence."""

    voice: Voice
    sentence: int


def voiced(scene: Scene, attribution: Attribution, cast: Voices, before: Said | None) -> Voice:
    """Who vouches for the words: never the outlet, since the report names a source."""
    assert attribution.holder is not None
    holder = scene.doc[attribution.holder]
    behind = speaker(scene, holder)
    if behind.i == holder.i and _goes_on(scene, holder, before) and before is not None:
        return replace(before.voice, anchor=scene.sheet.anchor(holder, holder))
    voice = cast.voice(behind)
    return voice if voice.kind is not VoiceKind.OUTLET else _as_written(scene, attribution, holder)


def _goes_on(scene: Scene, holder: Token, before: Said | None) -> bool:
    """ "it added", "the statement said": the institution that spoke just before goes on."""
    if before is None or scene.sentence_of[holder.i] - before.sentence > _NEAR:
        return False
    text = holder.lemma_.lower() in nouns("text") and any(c.lower_ in ("the", "this") for c in holder.children)
    return text or (holder.lower_ == "it" and before.voice.kind is VoiceKind.INSTITUTION)


def _as_written(scene: Scene, attribution: Attribution, holder: Token) -> Voice:
    """A source the cast does not know, in its own words."""
    named = holder.pos_ == "PROPN"
    first, last = attribution.source[0] if attribution.source else (holder.i, holder.i)
    phrase = scene.sheet.anchor(scene.doc[first], scene.doc[last])
    description = " ".join(phrase.words.split())
    return Voice(kind=VoiceKind.NAMED if named else VoiceKind.ANONYMOUS, description=description, anchor=phrase)
