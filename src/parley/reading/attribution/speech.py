"""Attributions for statements: the rules' spans, checked and completed by the taggers.

Statements want short, clean pieces, which the rules give; the taggers know better what is a cue. So a cue of
the rules that the taggers hold for very unlikely is dropped (not where it stands beside quoted speech), and a
likely cue of an utterance that the rules missed is linked and added. Only those few are linked, so this costs a
fraction of reading all attributions.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading.attribution.cues import acts, entry, frame
from parley.reading.attribution.decode import decoded
from parley.reading.attribution.features import Seen, look
from parley.reading.attribution.models import Taggers
from parley.reading.attribution.relations import head_of
from parley.reading.attribution.rules import by_rules
from parley.reading.attribution.scene import Scene
from parley.reading.attribution.spans import Attribution, Run, indexes
from parley.reading.attribution.tagger import cues, links

DROPPED = 0.25  # a cue of the rules less likely than this is none
ADDED = 0.7  # a cue the rules do not have must be this likely
_ANEW = 0.3  # an addition shares less than this part of its words with what is there
_FRAMES = ("clause", "noun", "infinitive", "of")


def spoken(scene: Scene, taggers: Taggers | None) -> tuple[Attribution, ...]:
    """The attributions that may be statements; the rules' alone where nothing was trained."""
    rules = by_rules(scene)
    if taggers is None:
        return rules
    seen = look(scene, rules)
    found = cues(seen, taggers.cues, DROPPED)
    kept = _confirmed(seen, found)
    return tuple(sorted((*kept, *_missed(seen, found, kept, taggers)), key=lambda a: (a.cue, a.content)))


def _confirmed(seen: Seen, found: Sequence[tuple[Run, float]]) -> list[Attribution]:
    """The rules' attributions whose cue is likely, or that hold speech in quotation marks."""
    likely = {i for run, _ in found for i in range(run.first, run.last + 1)}
    return [
        a
        for a in seen.rules
        if a.by != "rules"
        or likely.intersection(indexes(a.cue))
        or any(seen.mark[i] == "S" for i in indexes(a.content))
    ]


def _missed(
    seen: Seen, found: Sequence[tuple[Run, float]], kept: Sequence[Attribution], taggers: Taggers
) -> list[Attribution]:
    """Likely cues of utterances that the rules do not have, linked, where they report words not reported yet."""
    ours = {i for a in seen.rules for i in indexes(a.cue)}
    held = {i for a in kept for i in indexes(a.content)}
    new = [(run, p) for run, p in found if p >= ADDED and not ours.intersection(range(run.first, run.last + 1))]
    tagged = links(seen, [(run, p) for run, p in new if _may_utter(seen, run)], taggers.links)
    linked = (decoded(seen.scene, t) for t in tagged)
    return [a for a in linked if a is not None and _utters(seen, a) and _new_words(a, held)]


def _may_utter(seen: Seen, cue: Run) -> bool:
    """Whether the vocabulary knows the cue as one of utterance, or a quotation stands near it.

    "The paper quoted an official as saying": that is the official's word.
    """
    head = seen.scene.doc[head_of(seen, cue)]
    if any(c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in head.children):
        return False
    near = seen.scene.inside[max(cue.first - 30, 0) : cue.last + 30]
    return any(entry(head) in frame(name) for name in _FRAMES) or any(n >= 0 for n in near)


def _utters(seen: Seen, attribution: Attribution) -> bool:
    head = seen.scene.doc[attribution.head]
    if any(entry(head) in frame(name) for name in _FRAMES):
        return True
    quoted = any(seen.scene.inside[i] >= 0 for i in indexes(attribution.content))
    return quoted and (entry(head) in acts() or head.lemma_.lower() in acts() or head.pos_ != "VERB")


def _new_words(attribution: Attribution, held: set[int]) -> bool:
    content = indexes(attribution.content)
    return sum(i in held for i in content) <= _ANEW * len(content)
