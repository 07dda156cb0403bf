"""To whom and on what occasion words were said, as far as told beside the cue."""

from __future__ import annotations

from parley.model.text import Anchor
from parley.reading.attribution.cues import WORDS, phrases
from parley.reading.attribution.scene import Scene
from parley.reading.parsed import Token

_UNFIT = frozenset({"DATE", "TIME", "GPE", "CARDINAL", "PERCENT"})


def addressee(scene: Scene, head: Token) -> Anchor | None:
    """Whom it was said to: "told reporters", "said to reporters"."""
    if head.pos_ not in ("VERB", "AUX") or head.lower_ == "according":
        return None
    told = WORDS.words("cues", "phrases", "addressing")
    direct = [c for c in head.children if c.dep_ in ("dobj", "dative", "iobj") and head.lemma_.lower() in told]
    to = [c for c in head.children if c.dep_ in ("prep", "dative") and c.lower_ == "to"]
    for word in (*direct, *(w for c in to for w in c.children if w.dep_ == "pobj")):
        if scene.inside[word.i] < 0 and word.i > head.i and word.pos_ in ("NOUN", "PROPN", "PRON"):
            return _plain(scene, word)
    return None


def _plain(scene: Scene, word: Token) -> Anchor:
    """A noun phrase without what hangs behind it."""
    keep = [word.i, *(c.i for c in word.subtree if c.i < word.i and scene.inside[c.i] < 0)]
    return scene.sheet.anchor(scene.doc[min(keep)], word)


def occasion(scene: Scene, head: Token) -> Anchor | None:
    """On what occasion: "at a news conference", "in a statement", "speaking on condition of anonymity"."""
    for child in head.children:
        if scene.inside[child.i] < 0 and (_is_place_of_speech(child) or _is_speaking(child)):
            first, last = child.left_edge.i, child.right_edge.i
            if all(scene.inside[i] < 0 for i in (first, last)) and last - first < 25:
                return scene.sheet.anchor(scene.doc[first], scene.doc[last])
    return None


def _is_place_of_speech(child: Token) -> bool:
    """A phrase of place or time around a noun, not a date, a country or a number."""
    if child.dep_ != "prep" or child.lower_ not in phrases("occasion"):
        return False
    below = next((w for w in child.children if w.dep_ == "pobj"), None)
    if below is None:
        return False
    return below.ent_type_ not in _UNFIT and (below.pos_ == "NOUN" or child.lower_ == "aboard")


def _is_speaking(child: Token) -> bool:
    """ "speaking to reporters in the capital" """
    return child.dep_ in ("advcl", "acl") and child.lower_ in phrases("speaking") and child.i == child.left_edge.i
