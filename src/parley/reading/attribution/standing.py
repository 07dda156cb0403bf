"""How a linked cue stands among its neighbours: in the parse, beside other cues, and in its own wording.

More for the judge to go by: what part of the sentence the content is, how the cue is worded and what it hangs on,
who the source is to the verb, and whether a likelier cue claims the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.reading.attribution.features import Seen
from parley.reading.attribution.spans import Attribution, indexes
from parley.reading.attribution.tagger import Tagged
from parley.reading.parsed import Token

_NEAR = 12  # linked cues before and after one that may claim the same words
_WORDS = 6  # of a cue that are told apart
_HELPERS = frozenset({"neg", "aux", "auxpass"})

Linked = Sequence[tuple[Tagged, Attribution]]


def standing(seen: Seen, linked: Linked) -> list[list[str]]:
    """The features of each linked cue of one report, in their order."""
    contents = [indexes(a.content) for _, a in linked]
    sets = [frozenset(c) for c in contents]
    above: dict[int, float] = {}
    at_head: dict[int, float] = {}
    for (tagged, attribution), content in zip(linked, contents, strict=True):
        at_head[attribution.head] = max(tagged.chance, at_head.get(attribution.head, 0.0))
        for i in content:
            above[i] = max(tagged.chance, above.get(i, 0.0))
    rows = []
    for n, ((tagged, attribution), content) in enumerate(zip(linked, contents, strict=True)):
        cue = tenths(tagged.chance)
        rival = max((linked[m][0].chance for m in _beside(n, len(linked)) if _same(sets[n], sets[m])), default=0.0)
        inside = tenths(above.get(attribution.head, 0.0))
        held = max((at_head.get(i, 0.0) for i in content), default=0.0)
        rows.append([
            "ob=" + tenths(rival), "obp=" + tenths(rival) + cue, "oh=" + str(int(rival > tagged.chance)),
            "in=" + inside, "inp=" + inside + cue, "ho=" + tenths(held),
            *_top(seen, attribution, content, sets[n], cue), *_wording(seen, attribution),
            *_owner(seen, attribution, above),
        ])  # fmt: skip
    return rows


def tenths(value: float) -> str:
    """A probability in ten steps, "0" to "9"."""
    return str(int(min(value, 0.999) * 10))


def _beside(n: int, size: int) -> list[int]:
    return [m for m in range(max(n - _NEAR, 0), min(n + _NEAR + 1, size)) if m != n]


def _same(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two contents share half of their words."""
    return 2 * len(a & b) >= len(a | b)


def _top(
    seen: Seen, attribution: Attribution, content: Sequence[int], held: frozenset[int], cue: str
) -> list[str]:
    """The highest word of the content in the parse, how it hangs on the cue, and the word behind the content."""
    doc = seen.scene.doc
    outer = [doc[i] for i in content if doc[i].head.i not in held or doc[i].head.i == i]
    tops = [t for t in outer if not t.is_punct] or outer or [doc[content[0]]]
    top, head = tops[0], doc[attribution.head]
    way = top.dep_ + _steps(top, head)
    after = seen.lower[content[-1] + 1] if content[-1] + 1 < len(seen.lower) else "$"
    return [
        "td=" + way, "tt=" + top.tag_ + _steps(top, head), "tl=" + top.lemma_.lower(), "ts=" + seen.sort[top.i],
        "tn=" + str(min(len(tops), 4)), "tdp=" + way + cue, "tdv=" + way + (seen.verb[head.i] or head.pos_),
        "tds=" + way + seen.sort[head.i], "end=" + way + after,
    ]  # fmt: skip


def _steps(word: Token, head: Token) -> str:
    """How many steps up the parse the cue is: 0, 1 or more (x)."""
    return "0" if word.head.i == head.i else "1" if word.head.head.i == head.i else "x"


def _wording(seen: Seen, attribution: Attribution) -> list[str]:
    """The words of the cue, its helpers, and what it hangs on."""
    head = seen.scene.doc[attribution.head]
    words = [seen.lower[i] for i in indexes(attribution.cue)]
    helpers = sorted(c.lower_ for c in head.children if c.dep_ in _HELPERS)
    return [
        "cu=" + " ".join(words[:_WORDS]), "cl=" + words[-1], "cf=" + words[0],
        "lcl=" + head.lemma_.lower() + words[-1], "gv=" + head.head.lemma_.lower() + head.dep_,
        "gd=" + head.dep_ + seen.verb[head.head.i], "cw=" + seen.within[head.i], "ax=" + " ".join(helpers),
        "mk=" + seen.mark[head.i], "pp=" + str(min(seen.scene.paragraph_of[head.i], 3)),
    ]  # fmt: skip


def _owner(seen: Seen, attribution: Attribution, above: dict[int, float]) -> list[str]:
    """Who the source is to the cue, on which side and how far, and whether it stands in somebody's content."""
    head, source = seen.scene.doc[attribution.head], indexes(attribution.source)
    if not source or attribution.holder is None:
        return ["sd=-", "sv=-" + (seen.verb[head.i] or head.pos_)]
    holder = seen.scene.doc[attribution.holder]
    side = "<" if source[0] < head.i else ">"
    return [
        "sd=" + holder.dep_ + ("0" if holder.head.i == head.i else "1"), "sl=" + str(min(len(source), 6)),
        "sg=" + side + str(min(abs(source[0] - head.i), 8)), "sx=" + holder.ent_type_,
        "sv=" + seen.sort[holder.i] + (seen.verb[head.i] or head.pos_), "si=" + str(int(source[0] in above)),
    ]  # fmt: skip
