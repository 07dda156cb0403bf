"""Speakers without a verb: turns of a transcript ("MR. SMITH: No."), quotations signed with a dash."""

from __future__ import annotations

from dataclasses import replace

from parley.reading.attribution.direct import Speech
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run
from parley.reading.parsed import Token

_DASHES = frozenset({"-", "--", "—", "―", "–"})
_LONGEST_NAME = 8  # tokens
_LONGEST_SIGNATURE = 16
_TRANSCRIPT = 3  # turns that make a text a transcript
_SENTENCE_ENDS = frozenset({".", "?", "!", "…", "...", "—", "--", '"', "”"})
_PROSE = 3  # tokens: anything shorter is a mark of the page
_ASIDE = frozenset({"(", "[", "*", "#", "\\"})
_QUESTIONS = frozenset({"q", "question"})


def turns(scene: Scene) -> list[Attribution]:
    """What the speakers of a transcript say, one piece a paragraph; the questions of reporters are left out."""
    colons = [_colon(scene, p) for p in scene.paragraphs]
    transcript = sum(colon is not None for colon in colons) >= _TRANSCRIPT
    if not transcript:
        colons = [
            c if c is not None and scene.inside[p.first] >= 0 else None
            for c, p in zip(colons, scene.paragraphs, strict=True)
        ]
    found: list[Attribution] = []
    speaking: Attribution | None = None
    for paragraph, colon in zip(scene.paragraphs, colons, strict=True):
        if colon is not None:
            speaking = _turn(scene, paragraph, colon)
            found += [speaking] if speaking is not None else []
        elif transcript and speaking is not None and _goes_on(scene, paragraph):
            found.append(replace(speaking, content=(paragraph,)))
    return found


def _goes_on(scene: Scene, paragraph: Run) -> bool:
    """Whether a paragraph without a label is speech too: sentences, no stage direction, time or end mark."""
    opening, last = scene.doc[paragraph.first], scene.doc[paragraph.last]
    prose = last.text in _SENTENCE_ENDS and paragraph.last - paragraph.first >= _PROSE
    return prose and opening.text not in _ASIDE and not opening.text.isdigit()


def _colon(scene: Scene, paragraph: Run) -> int | None:
    """The colon after a speaker's name in capitals that opens a paragraph."""
    first = paragraph.first + (scene.doc[paragraph.first].text == '"')
    for i in range(first, min(first + _LONGEST_NAME, paragraph.last)):
        token = scene.doc[i]
        if token.text == ":":
            return i if i > first else None
        if not (_in_capitals(token) or token.is_punct):
            return None
    return None


def _in_capitals(token: Token) -> bool:
    return token.text.isupper() or token.text in {"Mr.", "Ms.", "Mrs.", "Dr."}


def _turn(scene: Scene, paragraph: Run, colon: int) -> Attribution | None:
    first = paragraph.first + (scene.doc[paragraph.first].text == '"')
    name = scene.clipped(Run(first, colon - 1))
    if scene.doc[name.first].lower_ in _QUESTIONS or colon >= paragraph.last:
        return None
    said = Run(colon + 1, paragraph.last)
    return Attribution((name,), (Run(colon, colon),), (said,), colon, name.last, 0.8, "turns")


def signature(scene: Scene, paragraph: Run, speech: Speech) -> Attribution | None:
    """Who signs a quotation with a dash at the end of its paragraph: “No more.” — A. Reader."""
    dash = speech.run.last + 1
    last = paragraph.last
    while last > dash and scene.doc[last].is_punct:
        last -= 1
    if not dash < last <= dash + _LONGEST_SIGNATURE or scene.doc[dash].text not in _DASHES:
        return None
    named = scene.doc[dash + 1 : last + 1]
    if scene.inside[last] >= 0 or any(t.pos_ in ("VERB", "AUX") for t in named) or not named[0].text[:1].isupper():
        return None
    holder = next((t for t in named if t.ent_type_ == "PERSON"), named[0])
    while holder.dep_ == "compound" and dash < holder.head.i <= last:
        holder = holder.head
    return Attribution((Run(dash + 1, last),), (Run(dash, dash),), (speech.run,), dash, holder.i, 0.8, "turns")
