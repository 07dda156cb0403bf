"""Which time expression dates a clause or a noun."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from parley.reading.parsed import Token
from parley.reading.sheet import Sheet
from parley.reading.times.governing import phrase_head
from parley.reading.times.lexer import WORDS
from parley.reading.times.tagger import Timex

FAR = 150  # tokens from a verb to a date that may be its own
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "conj", "pcomp", "ROOT"})
_VERBS = ("VERB", "AUX")
Rank = tuple[int, int, int]


def told_when(sheet: Sheet, timexes: Sequence[Timex], head: Token) -> Timex | None:
    """The time expression that dates the clause or noun headed by `head`, None if the report gives none.

    It is the nearest one below `head` in the dependency tree with no other clause between; else, for one of
    several joined verbs, one that they share ("On Monday troops entered and bombed"); else, for a verb, the first
    one behind it before any other verb; for a noun, one that follows it at once ("the vote in May"), whatever the
    parse made of it. Dates and hours come before vague words; lengths of time never count.
    """
    first, last = (bisect_left(timexes, end, key=lambda t: t.first) for end in (head.i - FAR, head.i + FAR))
    near = [
        t for t in timexes[first:last] if t.type in ("DATE", "TIME") and _one_sentence(head, head.doc[t.first])
    ]
    for choose in (_below, _shared, _behind, _adjoining):
        ranked = [(rank, i) for i, timex in enumerate(near) if (rank := choose(timex, head)) is not None]
        if ranked:
            return near[min(ranked)[1]]
    return None


def _one_sentence(a: Token, b: Token) -> bool:
    return a.sent is b.sent


def _below(timex: Timex, head: Token) -> Rank | None:
    """Steps from the expression up to the head, None if another clause or another event stands between."""
    top = phrase_head(head.doc[timex.first], head.doc[timex.last])
    if timex.expression.unit == "now" and top.head.i != head.i:
        return None
    steps, below = 0, top
    for node in _up(top, head):
        if steps and _closed(node, below, top, head):
            return None
        steps, below = steps + 1, node
    if steps == 0 and top.i != head.i:
        return None
    vague = timex.expression.unit in ("vague", "now")
    return int(vague), steps, abs(top.i - head.i)


def _adjoining(timex: Timex, head: Token) -> Rank | None:
    """For a noun, the expression right behind it, with at most a preposition and an article between."""
    if head.pos_ not in ("NOUN", "PROPN") or not 1 <= timex.first - head.i <= 3:
        return None
    between = head.doc[head.i + 1 : timex.first]
    return (0, len(between), 0) if all(t.pos_ in ("ADP", "DET") for t in between) else None


def _up(top: Token, head: Token) -> Iterator[Token]:
    """The tokens from `top` up to the head, without the head; nothing if the head is not above it."""
    path, node = [], top
    while node.i != head.i:
        if node.head.i == node.i:
            return
        path.append(node)
        node = node.head
    yield from path


def _closed(node: Token, below: Token, top: Token, head: Token) -> bool:
    """Whether a date under this word says nothing about what is above it; `below` is the step before."""
    if node.dep_ in ("prep", "mark") and node.lower_ in _words("beside"):
        return below.i != top.i
    if node.pos_ not in _VERBS:
        return False
    lemma = node.lemma_.lower()
    if node.dep_ == "acl":
        return lemma not in _words("dating")
    if node.dep_ == "xcomp":
        planned = any(c.dep_ == "auxpass" for c in head.children)  # "is expected to begin late tomorrow"
        return head.lemma_.lower() in _words("intending") - _words("arranging") and not planned
    if node.dep_ == "advcl":
        return not (node.tag_ == "VBG" and not any(c.dep_ in ("nsubj", "mark") for c in node.children))
    return node.dep_ in _CLAUSES


def _words(name: str) -> frozenset[str]:
    return WORDS.words("direction", name)


def _shared(timex: Timex, head: Token) -> Rank | None:
    """A date in front of the first of several joined verbs, or behind the last, is that of all of them."""
    if head.pos_ not in _VERBS:
        return None
    top = phrase_head(head.doc[timex.first], head.doc[timex.last])
    first = head
    while first.dep_ == "conj" and first.head.pos_ in _VERBS:
        first = first.head
    verb: Token | None = None
    if first.i != head.i and top.i < first.i:
        verb = first if not _own_subject(head) else None
    elif top.i > head.i:
        joined = [c for c in head.conjuncts if head.i < c.i < top.i and c.pos_ in _VERBS and not _own_subject(c)]
        verb = joined[-1] if joined else None
    rank = _below(timex, verb) if verb is not None else None
    return rank if rank is not None and rank[0] == 0 and rank[1] <= 2 else None


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _behind(timex: Timex, head: Token) -> Rank | None:
    """The first date behind a verb with no other verb between: what the parser hung elsewhere."""
    if head.pos_ not in _VERBS or timex.first <= head.i or timex.expression.unit in ("vague", "now", "year"):
        return None
    between = head.doc[head.i + 1 : timex.first]
    if any(t.pos_ in _VERBS or t.dep_ == "mark" or t.text == '"' or t.lower_ in _words("beside") for t in between):
        return None
    led = len(between) == 0 or between[-1].lower_ in _words("leading")
    return (0, timex.first - head.i, 0) if led else None
