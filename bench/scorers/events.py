"""How well event records match gold ones, field by field, and classes with one answer a sentence.

Fields of a record are compared as multisets inside it, order free. The 15 classes are PLOVER's 16 with CONCEDE
and RETREAT merged as YIELD; quads: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4,
    "ASSAULT": 4,
}  # fmt: skip
Row = Mapping[str, Any]


def class15(event: Row) -> str | None:
    """The class of a gold or predicted event, CONCEDE and RETREAT as YIELD."""
    name = event.get("plover15") or event.get("plover")
    return "YIELD" if name in ("CONCEDE", "RETREAT") else name


def quad(event: Row) -> int | None:
    """The quad class, given or from the class."""
    given = event.get("quad")
    return int(given) if given is not None else QUAD.get(class15(event) or "")


def dyad(event: Row) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The countries of both sides; None where neither is known."""
    sides = tuple(
        tuple(sorted({str(a["code"])[:3] for a in event.get(side) or () if a.get("code")}))
        for side in ("source", "target")
    )
    return (sides[0], sides[1]) if any(sides) else None


def agreement(gold: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Accuracy and macro F1 of one answer each, in per cent."""
    right = sum(a == b for a, b in zip(gold, said, strict=True))
    scores = []
    for name in sorted(set(gold)):
        both = sum(a == b == name for a, b in zip(gold, said, strict=True))
        scores.append(2 * both / (gold.count(name) + said.count(name)))
    return {"accuracy": 100 * right / len(gold), "macro F1": 100 * sum(scores) / len(scores)}


def overlap(
    gold: Iterable[Sequence[Row]], said: Iterable[Sequence[Row]], field: Callable[[Row], Hashable | None]
) -> tuple[float, float, float]:
    """Precision, recall and F1 (per cent) of one field, records compared one by one."""
    shared = wanted = given = 0
    for truth, answer in zip(gold, said, strict=True):
        a = Counter(x for x in map(field, truth) if x is not None)
        b = Counter(x for x in map(field, answer) if x is not None)
        if truth and not a:
            continue
        shared, wanted, given = shared + (a & b).total(), wanted + a.total(), given + b.total()
    precision, recall = shared / max(given, 1), shared / max(wanted, 1)
    return 100 * precision, 100 * recall, 200 * shared / max(wanted + given, 1)
