"""When two names are one: surnames, parts of names, and spellings that differ by a letter or two."""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\.?")


@cache
def folded(name: str) -> tuple[str, ...]:
    """A name's words in plain lower-case letters.

    >>> folded("Recep Tayyip Erdoğan")
    ('recep', 'tayyip', 'erdogan')
    """
    return tuple(re.sub(r"[^a-z0-9-]", "", anyascii(w).lower()) for w in _WORD.findall(name))


def part_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a shorter name may stand for the fuller one: its words occur there in order.

    An initial stands for a name that begins with it; the last word of the short name must not be the first of
    the full one unless nothing else is given.

    >>> part_of(("zelensky",), ("volodymyr", "zelensky")), part_of(("c", "hill"), ("christopher", "r", "hill"))
    (True, True)
    """
    at = 0
    for word in short:
        while at < len(full) and not _same(word, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _same(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def spelt_alike(a: str, b: str) -> bool:
    """Whether two words look like one name in two spellings: same beginning, one or two letters apart.

    >>> spelt_alike("zelensky", "zelenskyy"), spelt_alike("biden", "bidon"), spelt_alike("bush", "busch")
    (True, False, False)
    """
    if a == b:
        return True
    shorter = min(len(a), len(b))
    if shorter < 6 or a[:2] != b[:2]:
        return False
    return OSA.distance(a, b, score_cutoff=2) <= (2 if shorter >= 7 else 1)


def variant(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name is the fuller one in another spelling."""
    short, full = (a, b) if len(a) <= len(b) else (b, a)
    if not short or not spelt_alike(short[-1], full[-1]):
        return False
    return len(short) == 1 or all(any(spelt_alike(w, f) or _same(w, f) for f in full) for w in short[:-1])
