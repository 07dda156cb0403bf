"""Which time expression dates a clause or a noun."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from parley.reading.sheet import Sheet
from parley.reading.times.governing import phrase_head
from parley.reading.times.tagger import Timex

_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "parataxis", "conj", "pcomp", "ROOT"})


def told_when(sheet: Sheet, timexes: Sequence[Timex], head: Token) -> Timex | None:
    """The time expression that dates the clause or noun headed by `head`, None if the report gives none.

    The nearest one below `head` in the dependency tree that no other verb stands between; dates and hours
    come before vague words and lengths of time.
    """
    ranked = [(rank, i) for i, timex in enumerate(timexes) if (rank := _rank(sheet, timex, head)) is not None]
    return timexes[min(ranked)[1]] if ranked else None


def _rank(sheet: Sheet, timex: Timex, head: Token) -> tuple[int, int, int] | None:
    doc = head.doc
    if timex.type not in ("DATE", "TIME") or not head.sent.start <= timex.first < head.sent.end:
        return None
    top = phrase_head(doc[timex.first], doc[timex.last])
    steps, node = 0, top
    while node.i != head.i:
        if node.head.i == node.i or (steps and node.pos_ in ("VERB", "AUX") and node.dep_ in _CLAUSES):
            return None
        node, steps = node.head, steps + 1
    vague = timex.expression.unit in ("vague", "now")
    return int(vague), steps, abs(top.i - head.i)
