"""Meetings that are called by no name: who meets then tells which meeting it is."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.entries import Meeting
from parley.reconcile.claims import Desk, lower_article
from parley.reconcile.names import plain
from parley.reconcile.profiles import PLAIN_WORDS
from parley.reconcile.wording import listed

_NAMED = 3  # of those who meet
_SMALL = ("of", "in", "on", "for", "at", "with", "a", "an")


def is_bare(name: str) -> bool:
    """Whether a meeting's name says nothing of which it is.

    >>> is_bare("the first meeting"), is_bare("Norland-Sudland talks"), is_bare("round of talks")
    (True, False, True)
    """
    return PLAIN_WORDS.issuperset(w for w in plain(name).split() if w not in _SMALL)


def participants(desk: Desk, meetings: Iterable[Meeting], name: str) -> str:
    """Who meets, as far as the meeting's name does not tell it."""
    ids = dict.fromkeys(desk.cast.of(p) for m in meetings for p in m.participants)
    names = [lower_article(desk.cast.name(i)) for i in ids]
    known = set(plain(name).split())
    if any(known.intersection(plain(n).split()[-1:]) for n in names):
        return ""
    return listed(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} and others"
