"""Quotations and their cues, by order of the words alone: the parse is least to be trusted here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from parley.reading.attribution.cues import Cue
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Run

_CUT_BY = 12  # tokens of the outlet's own in the middle of a quotation
_LEADS_ON = frozenset({",", "?", "!", "-", "--", "—", "…", "..."})


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation that stands as speech of its own, not as words within a clause. `number` is that of the
    quotation in the scene."""

    number: int
    run: Run


def speeches(scene: Scene, paragraph: Run) -> list[Speech]:
    """The quotations of a paragraph that begin like sentences or stand after a cue."""
    found: list[Speech] = []
    seen: set[int] = set()
    for i in range(paragraph.first, paragraph.last + 1):
        number = scene.inside[i]
        if number >= 0 and number not in seen:
            seen.add(number)
            run = scene.spoken[number]
            if _stands_alone(scene, paragraph, run) or (found and _goes_on(scene, found[-1].run, run)):
                found.append(Speech(number, run))
    return found


def _goes_on(scene: Scene, before: Run, run: Run) -> bool:
    """Whether a quotation takes up the one before it behind a few words of the outlet's: “If so,” he said, “we
    go.”"""
    gap = run.first - before.last - 1
    if not 1 < gap <= _CUT_BY or len(scene.words(run)) < 2 or scene.doc[run.first - 1].text != ",":
        return False
    cut = _last_mark(scene, before) in (",", "-", "--", "—", "…", "...")
    return cut and not any(scene.closes(i) for i in range(before.last + 1, run.first))


def _stands_alone(scene: Scene, paragraph: Run, run: Run) -> bool:
    words = scene.words(run)
    if not words:
        return False
    before = scene.doc[run.first - 1].text if run.first > paragraph.first else "."
    fresh = before[-1:] in ".!?:…\"'" or run.first == paragraph.first
    if fresh:
        return len(words) > 1 or _last_mark(scene, run) in _LEADS_ON
    after_comma = before == "," and words[0].text[:1].isupper()
    return after_comma and (len(words) > 3 or _last_mark(scene, run) in {".", "?", "!"})


def _last_mark(scene: Scene, run: Run) -> str:
    """The punctuation before the closing mark, or after it."""
    text = [scene.doc[i].text for i in range(run.first, min(run.last + 2, len(scene.doc)))]
    inner = [t for t in text[-3:] if t not in {'"', "'"}]
    return next((t for t in reversed(inner) if t in _LEADS_ON or t == "."), "")


def cue_of(scene: Scene, paragraph: Run, speech: Speech, cues: list[Cue]) -> Cue | None:
    """The cue in the words right after the quotation, else in those right before it."""
    run = speech.run
    if _inner_end(scene, run) != ".":
        zone = after_zone(scene, paragraph, run)
        held = within(cues, zone)
        if held and held[0].head.i - zone.first < 15:
            return held[0]
    zone = before_zone(scene, paragraph, run)
    held = within(cues, zone)
    return held[-1] if held and _leads_in(scene, held[-1], run) else None


def within(cues: list[Cue], zone: Run) -> list[Cue]:
    """The cues whose main word lies in a run of tokens; `cues` are in order of place."""
    first = bisect_left(cues, zone.first, key=lambda c: c.head.i)
    return cues[first : bisect_right(cues, zone.last, key=lambda c: c.head.i)]


def _inner_end(scene: Scene, run: Run) -> str:
    for i in range(run.last, run.first, -1):
        if scene.doc[i].text not in {'"', "'"}:
            return scene.doc[i].text
    return ""


def _leads_in(scene: Scene, cue: Cue, run: Run) -> bool:
    """Whether nothing but source, time and place stands between the cue and the quotation it opens."""
    mark = scene.doc[run.first - 1].text
    return mark in {",", ":"} or run.first - 1 == max(cue.tokens) or run.first - cue.head.i < 4


def after_zone(scene: Scene, paragraph: Run, run: Run) -> Run:
    """The outlet's own words after a quotation, up to a full stop or the next quotation."""
    last = run.last
    for i in range(run.last + 1, paragraph.last + 1):
        if scene.inside[i] >= 0 or scene.closes(i):
            break
        last = i
    return Run(run.last + 1, last)


def before_zone(scene: Scene, paragraph: Run, run: Run) -> Run:
    """The outlet's own words before a quotation, back to a full stop or another quotation."""
    first = run.first
    for i in range(run.first - 1, paragraph.first - 1, -1):
        if scene.inside[i] >= 0 or scene.closes(i):
            break
        first = i
    return Run(first, run.first - 1)
