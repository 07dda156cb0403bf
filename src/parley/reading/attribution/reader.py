"""Taggers and rules together: the attributions of a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.reading.attribution.decode import decoded
from parley.reading.attribution.features import Seen, look
from parley.reading.attribution.judge import chance, judged_features
from parley.reading.attribution.models import Taggers
from parley.reading.attribution.rules import by_rules
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run, indexes
from parley.reading.attribution.tagger import Tagged, cues, links

LOOKED_AT = 0.2  # least probability of a cue that is linked at all
KEPT = 0.4  # least confidence of an attribution that is kept
_CUE_SHARE = 0.4  # of the cue tagger's probability in the confidence; the rest is the judge's


def read(scene: Scene, taggers: Taggers | None) -> tuple[Attribution, ...]:
    """All attributions of a sheet, in order of their cues; by rules alone where nothing was trained."""
    rules = by_rules(scene)
    if taggers is None:
        return rules
    seen = look(scene, rules)
    kept = _with_turns(seen, [a for a in judged(seen, taggers) if a.confidence >= KEPT])
    return tuple(sorted(with_quotations(seen, kept), key=lambda a: (a.cue, a.content)))


def linked(seen: Seen, taggers: Taggers, least: float = LOOKED_AT) -> list[tuple[Tagged, Attribution]]:
    """Every cue worth a look with what is linked to it."""
    tagged = links(seen, cues(seen, taggers.cues, least), taggers.links)
    pairs = ((t, decoded(seen.scene, t)) for t in tagged)
    return [(t, a) for t, a in pairs if a is not None]


def judged(seen: Seen, taggers: Taggers) -> list[Attribution]:
    """Every linked cue; its confidence is the weighted mean of what the cue tagger and the judge give it."""
    pairs = linked(seen, taggers)
    rows = judged_features(seen, pairs)
    return [
        replace(a, confidence=_confidence(tagged.chance, chance(taggers.judge, row)))
        for (tagged, a), row in zip(pairs, rows, strict=True)
    ]


def _confidence(cue: float, judge: float) -> float:
    return round(_CUE_SHARE * cue + (1 - _CUE_SHARE) * judge, 3)


def _with_turns(seen: Seen, found: list[Attribution]) -> list[Attribution]:
    """Speakers without a verb are plain from the form of the page: what the rules read there stands."""
    turns = [a for a in seen.rules if a.by == "turns"]
    spoken = {i for a in turns for i in indexes(a.content)}
    return [*(a for a in found if not _repeats(a, spoken)), *turns]


def _repeats(attribution: Attribution, spoken: set[int]) -> bool:
    """Whether an attribution reports, from within a turn, most of a turn."""
    content = indexes(attribution.content)
    inside = sum(i in spoken for i in content)
    return 2 * inside > len(content) and not any(i in spoken for i in indexes(attribution.cue))


def with_quotations(seen: Seen, found: Sequence[Attribution]) -> list[Attribution]:
    """Give each quotation that nobody was given to whom the rules give it."""
    found = list(found)
    held = {i for a in found for i in indexes(a.content)}
    at_cue = {i: n for n, a in enumerate(found) for i in indexes(a.cue)}
    by_content = {run.first: a for a in reversed(seen.rules) for run in a.content}
    for speech in (s for here in seen.spoken for s in here):
        span = range(speech.run.first, speech.run.last + 1)
        theirs = by_content.get(speech.run.first)
        if theirs is None or 2 * sum(i in held for i in span) >= len(span):
            continue
        held.update(span)
        at = next((at_cue[i] for i in indexes(theirs.cue) if i in at_cue), None)
        if at is None:
            at_cue.update(dict.fromkeys(indexes(theirs.cue), len(found)))
            found.append(replace(theirs, content=(speech.run,)))
        else:
            found[at] = replace(found[at], content=_joined(found[at], speech.run))
    return found


def _joined(attribution: Attribution, run: Run) -> tuple[Run, ...]:
    """Its pieces and one more, whole."""
    return tuple(sorted((*attribution.content, run))) if run not in attribution.content else attribution.content
