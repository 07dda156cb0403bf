"""Quantities: how many, as a range, and of what.

A round number is read with its roundness. "More than 400" reaches up to the next number one would have
named at that step (C. Cummins, U. Sauerland, S. Solt, "Granularity and scalar implicature in numerical
expressions", 2012); "about 40" is half a step to each side (M. Krifka, "Approximate interpretation of number
words", 2007).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from parley.model.entries import Magnitude
from parley.model.lexicon import Lexicon
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet

_LEXICON = Lexicon.beside(__file__)
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
Range = tuple[float, float]


def within(sheet: Sheet, first: Token, last: Token, dated: frozenset[int] = frozenset()) -> tuple[Magnitude, ...]:
    """The quantities between two tokens, both included; tokens in `dated` belong to time expressions."""
    tokens = list(sheet.doc[first.i : last.i + 1])
    return tuple(_magnitude(sheet, run) for run in _runs(tokens, dated))


def _runs(tokens: Sequence[Token], dated: frozenset[int]) -> Iterator[list[Token]]:
    """Stretches of number words: "1.2 million", "tens of thousands", "several hundred"."""
    run: list[Token] = []
    for token in tokens:
        if token.i not in dated and (_numeric(token) or (run and _links(run, token))):
            run.append(token)
            continue
        if run and (kept := _whole(run)):
            yield kept
        run = []
    if run and (kept := _whole(run)):
        yield kept


def _whole(run: list[Token]) -> list[Token]:
    """A run without a link left over at its end; nothing where it counts nothing."""
    while run and not _numeric(run[-1]):
        run = run[:-1]
    return run if run and _counts(run) else []


def _numeric(token: Token) -> bool:
    word = token.lower_
    if _FIGURE.fullmatch(word):
        return token.dep_ not in ("appos",) or token.ent_type_ not in ("DATE", "TIME", "ORDINAL")
    return word in _table("ones") or word in _table("scale") or word in _table("vague")


def _links(run: list[Token], token: Token) -> bool:
    """The "of" in "tens of thousands", the "to" and the hyphen between two figures."""
    return token.lower_ in ("of", "to", "-", "and") and token.i + 1 < len(token.doc) and _joins(run, token)


def _joins(run: list[Token], token: Token) -> bool:
    following = token.doc[token.i + 1]
    if token.lower_ == "of":
        return run[-1].lower_ in ("tens", "hundreds", "thousands", "dozens") and following.lower_ in _table(
            "scale"
        )
    if token.lower_ == "and":
        return token.i >= 2 and token.doc[run[0].i - 1].lower_ == "between" and _numeric(following)
    both = _FIGURE.fullmatch(run[-1].lower_) or run[-1].lower_ in _table("scale")
    return bool(both) and _FIGURE.fullmatch(following.lower_) is not None


def _counts(run: list[Token]) -> bool:
    """Not a year, a date, an ordinal, a name ("Group of 7") or a lone "one"."""
    head = run[-1]
    if any(t.ent_type_ in ("DATE", "TIME", "ORDINAL", "LAW", "PRODUCT") for t in run):
        return False
    if len(run) == 1 and (head.lower_ in ("one", "many", "few", "score", "m") or head.dep_ == "appos"):
        return False
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return following is None or following.text not in ("-", "th", "st", "nd", "rd")


def _magnitude(sheet: Sheet, run: list[Token]) -> Magnitude:
    low, high = _bounded(run[0], *value([t.lower_ for t in run]))
    sign = _sign_before(run[0])
    counted, last = _counted(run[-1])
    first = run[0].nbor(-1) if sign else run[0]
    return Magnitude(anchor=sheet.anchor(first, last), low=low, high=high, of=sign or counted)


def value(words: Sequence[str]) -> Range:
    """The range that number words stand for, least and most.

    >>> value(["1.2", "million"])
    (1200000.0, 1200000.0)
    >>> value(["tens", "of", "thousands"])
    (20000.0, 99999.0)
    >>> value(["10", "to", "12"])
    (10.0, 12.0)
    """
    for link in ("to", "-", "and"):
        if link in words[1:]:
            at = words.index(link, 1)
            (low, _), (_, high) = value(words[:at]), value(words[at + 1 :])
            unit = _shared_scale(words[at + 1 :]) if len(words[:at]) == 1 else 1.0
            return (low * unit, high) if low * unit <= high else (low, high)
    low, high = 1.0, 1.0
    for place, word in enumerate(w for w in words if w != "of"):
        low, high = _times(low, high, word, first=place == 0)
    return low, high


def _shared_scale(words: Sequence[str]) -> float:
    """ "3 to 5 million" is three million to five million."""
    return float(_table("scale").get(words[-1], 1)) if len(words) > 1 else 1.0


def _times(low: float, high: float, word: str, *, first: bool) -> Range:
    if _FIGURE.fullmatch(word):
        return (figure := float(word.replace(",", "")), figure)
    if word in _table("ones"):
        number = float(_table("ones")[word])
        return (number, number) if first else (low + number, high + number)
    if first and word in _table("vague"):
        least, most = _table("vague")[word]
        return float(least), float(most)
    scale = float(_table("scale").get(word, 1))
    if first or low == high:
        return low * scale, high * scale
    return low * scale, (high + 1) * scale - 1 if high % 10 == 9 else high * scale


def step(number: float) -> float:
    """How round a number is: the power of ten of its last figure that is not nought.

    >>> step(140), step(400), step(217)
    (10.0, 100.0, 1.0)
    """
    if number <= 0 or number != int(number):
        return 0.1 if number != int(number) else 1.0
    size = 1.0
    while number % (size * 10) == 0:
        size *= 10
    return size


def _bounded(first: Token, low: float, high: float) -> Range:
    """The range as the words before it bound it ("more than", "nearly")."""
    before = " ".join(t.lower_ for t in first.doc[max(first.i - 3, 0) : first.i] if t.text not in "$€£¥")
    kind = next((k for k, words in _table("bounds").items() if _ends(before, words)), None)
    if kind is None or low != high:
        return low, high
    size = step(low)
    return {
        "above": (low, low + size),
        "least": (low, low + size),
        "below": (max(low - size, 0.0), low),
        "most": (max(low - size, 0.0), low),
        "near": (max(low - size / 2, 0.0), low),
        "about": (max(low - size / 2, 0.0), low + size / 2),
    }[kind]


def _ends(before: str, words: Sequence[str]) -> bool:
    return any(before == w or before.endswith(f" {w}") for w in words)


def _sign_before(token: Token) -> str:
    if token.i == 0:
        return ""
    return str(_table("units").get(token.nbor(-1).lower_, "")) if token.nbor(-1).pos_ == "SYM" else ""


def _counted(last: Token) -> tuple[str, Token]:
    """What is counted, and the last token of it: "145 unmanned aerial vehicles", "hundreds of soldiers"."""
    if last.i + 1 < len(last.doc) and (unit := _table("units").get(last.nbor(1).lower_)):
        return str(unit), last.nbor(1)
    of = last.nbor(1) if last.i + 1 < len(last.doc) and last.nbor(1).lower_ == "of" else None
    if of is not None and (noun := next((c for c in of.children if c.dep_ == "pobj"), None)) is not None:
        return _named(noun), noun
    if last.dep_ in ("nummod", "amod", "quantmod", "compound") and last.head.i > last.i:
        head = last.head.head if last.head.dep_ == "nummod" and last.head.head.i > last.head.i else last.head
        return (_named(head), head) if head.i - last.i <= 6 else ("", last)
    return "", last


def _named(noun: Token) -> str:
    """The counted noun with its adjectives and compounds, singular: "unmanned aerial vehicle"."""
    kept = [c for c in noun.children if c.dep_ in ("amod", "compound") and c.i < noun.i and c.pos_ != "NUM"]
    return " ".join(t.lemma_.lower() for t in [*kept, noun] if not _numeric(t) and t.text != "-")


@cache
def _table(name: str) -> dict[str, Any]:
    return dict(_LEXICON.load("magnitudes")[name])
