"""What a deed is about, in PLOVER's contexts, and the CAMEO code that it implies.

A context is given by a word of the deed's clause, by the deed itself (a strike is about the economy) or by the
sector of who does or suffers it. PLOVER: manual of February 2024. CAMEO: Conflict and Mediation Event
Observations, codebook 1.1b3 (numbers only).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from parley.model.entries import Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.parsed import Token

_LEXICON = Lexicon.beside(__file__)


def contexts(kind: Plover, mode: str | None, words: Iterable[str], sectors: Iterable[str] = ()) -> tuple[str, ...]:
    """The contexts of a deed, in the manual's order; `words` are the lemmas of its clause in their order.

    >>> contexts(Plover.SANCTION, "discontinue", ["ban", "oil", "export"])
    ('economic', 'natural_resource')
    """
    found = {name for word in _terms(words) for name in _table("words").get(word, ())}
    for code in (kind.value, f"{kind.value} {mode}"):
        found |= set(_table("implied").get(code.lower(), ()))
    for sector in sectors:
        found |= set(_table("sectors").get(sector.lower(), ()))
    return tuple(name for name in _LEXICON.load("contexts")["words"] if name in found)


def cameo(
    kind: Plover, mode: str | None, real: Reality, about: tuple[str, ...], words: Iterable[str]
) -> str | None:
    """The CAMEO code of a deed done, of an announced one its intent; None where CAMEO has no number for it.

    >>> cameo(Plover.AID, None, Reality.HAPPENED, ("human_security",), ["send", "food"])
    '073'
    >>> cameo(Plover.AID, None, Reality.PLANNED, ("human_security",), ["send", "food"])
    '0333'
    >>> cameo(Plover.ASSAULT, None, Reality.DENIED, (), ["attack"]) is None
    True
    """
    told = frozenset(words)
    lines = _codes(_LINES[real], kind) if real in _LINES else ()
    return next((str(line["code"]) for line in lines if _fits(line, mode, about, told)), None)


_LINES = {Reality.HAPPENED: "done", Reality.PLANNED: "planned"}


def lemmas(tokens: Iterable[Token]) -> list[str]:
    """The words of a clause as the vocabulary has them: lemmas in lower case, no punctuation."""
    return [t.lemma_.lower() for t in tokens if not t.is_punct]


def _terms(words: Iterable[str]) -> list[str]:
    """Single words and neighbouring pairs."""
    found = list(words)
    return [*found, *(f"{a} {b}" for a, b in pairwise(found))]


def _fits(line: Mapping[str, Any], mode: str | None, about: tuple[str, ...], words: frozenset[str]) -> bool:
    if "mode" in line and line["mode"] != mode:
        return False
    if "context" in line and not set(line["context"]) & set(about):
        return False
    if "words" in line and words.isdisjoint(line["words"]):
        return False
    return words.isdisjoint(line.get("none", ()))


@cache
def _codes(lines: str, kind: Plover) -> tuple[dict[str, Any], ...]:
    return tuple(line for line in _LEXICON.load("cameo")[lines] if line["type"] == kind.value)


@cache
def _table(part: str) -> dict[str, tuple[str, ...]]:
    """Which contexts each word of a part of the vocabulary gives."""
    table: dict[str, list[str]] = {}
    for name in _LEXICON.load("contexts")[part]:
        for word in sorted(_LEXICON.words("contexts", part, name)):
            table.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in table.items()}
