"""The second look: which linked cues are attributions, judged by everything known once they are linked.

A cue alone says little ("plans", "in"); with its source and content it is either plausible or not. The judge
is a logistic model over coarse features of the linked cue (a sequence of one item for the same tagger); those of
its surroundings are in `standing`.
"""

from __future__ import annotations

from collections.abc import Sequence

import pycrfsuite

from parley.reading.attribution.features import Seen, frames_of
from parley.reading.attribution.spans import Attribution, indexes
from parley.reading.attribution.standing import standing, tenths
from parley.reading.attribution.tagger import Tagged, chances


def chance(tagger: pycrfsuite.Tagger, features: list[str]) -> float:
    """The probability that a linked cue with these features is an attribution."""
    tagger.set(pycrfsuite.ItemSequence([features]))
    return chances(tagger, "Y", 1)[0]


def judged_features(seen: Seen, linked: Sequence[tuple[Tagged, Attribution]]) -> list[list[str]]:
    """The features of each linked cue of one report."""
    held: dict[int, int] = {}
    for _, attribution in linked:
        for i in {run.first for run in attribution.content}:
            held[i] = held.get(i, 0) + 1
    return [
        _features(seen, tagged, attribution, held) + more
        for (tagged, attribution), more in zip(linked, standing(seen, linked), strict=True)
    ]


def _features(seen: Seen, tagged: Tagged, attribution: Attribution, held: dict[int, int]) -> list[str]:
    head = seen.scene.doc[attribution.head]
    content, source = indexes(attribution.content), indexes(attribution.source)
    sure = _mean([_at(tagged.content, tagged, i) for i in content])
    edge = min(_at(tagged.content, tagged, content[0]), _at(tagged.content, tagged, content[-1]))
    who = max((_at(tagged.source, tagged, i) for i in source), default=0.0)
    cue, verb = tenths(tagged.chance), seen.verb[head.i] or head.pos_
    agree, quoted, length = (
        _agreement(seen, tagged, content),
        _quoted(seen, content),
        str(min(len(content), 40) // 4),
    )
    holder = seen.scene.doc[attribution.holder] if attribution.holder is not None else None
    kind = seen.kind[holder.i] if holder is not None else "none"
    opening = seen.scene.doc[content[0]]
    inner, outer, named = tenths(sure), tenths(edge), tenths(who)
    like, sort = seen.like[head.i], seen.sort[holder.i] if holder is not None else "none"
    group, sense = (like.fine, like.classes[0]) if like is not None else (head.pos_, head.pos_)
    return [
        "p=" + cue, "c=" + inner, "e=" + outer, "s=" + named, "a=" + verb, "f=" + frames_of(head), "g=" + agree,
        "q=" + quoted, "k=" + kind, "n=" + length, "t=" + head.tag_, "l=" + head.lemma_.lower(), "d=" + head.dep_,
        "pa=" + cue + verb, "pg=" + cue + agree, "pq=" + cue + quoted, "pc=" + cue + inner, "ps=" + cue + named,
        "cs=" + inner + named, "ce=" + inner + outer, "ga=" + agree + verb, "kn=" + kind + length,
        "m=" + str(min(len(attribution.content), 3)), "w=" + str(min(tagged.cue.last - tagged.cue.first, 5)),
        "h=" + str(min(held.get(content[0], 0), 3)), "pt=" + cue + head.tag_, "ca=" + inner + verb,
        "first=" + opening.lower_, "ft=" + opening.tag_,
        "kw=" + (holder.lemma_.lower() if holder is not None else "none"), "G=" + group, "W=" + sense,
        "pW=" + cue + sense, "S=" + sort, "SW=" + sort + sense, "WF=" + sense + opening.tag_,
        "nW=" + length + sense,
    ]  # fmt: skip


def _at(values: Sequence[float], tagged: Tagged, i: int) -> float:
    """The probability at a token, nothing outside what was looked at."""
    n = i - tagged.place.first
    return values[n] if 0 <= n < len(values) else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _agreement(seen: Seen, tagged: Tagged, content: Sequence[int]) -> str:
    """How far the rules' content for the same cue agrees: 0 to 4, or "-" where they have none."""
    mine = next((a for i in range(tagged.cue.first, tagged.cue.last + 1) if (a := seen.by_cue.get(i))), None)
    if mine is None:
        return "-"
    theirs, ours = set(indexes(mine.content)), set(content)
    return str(int(4 * len(theirs & ours) / len(theirs | ours)))


def _quoted(seen: Seen, content: Sequence[int]) -> str:
    """How much of the content stands in quotation marks, and whether as speech."""
    share = sum(seen.scene.inside[i] >= 0 for i in content) / len(content)
    speech = any(seen.mark[i] == "S" for i in content)
    return ("s" if speech else "f") + str(int(share * 2.99))
