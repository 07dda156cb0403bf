"""Whether two place names can mean one place: equal, or one inside the other (Geneva in Switzerland).

What lies where comes from a table of towns and from the reports themselves ("Vevey, Switzerland").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from parley.model.lexicon import Lexicon
from parley.reconcile.names import plain

_LEXICON = Lexicon.beside(__file__)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """What each place lies in, by plain names."""
    data = _LEXICON.load("places")
    inside: dict[str, tuple[str, ...]] = {}
    for kind in ("country", "region"):
        for whole, parts in data[kind].items():
            for part in parts:
                inside[plain(part)] = (*inside.get(plain(part), ()), plain(whole))
    return inside


@cache
def _regions() -> frozenset[str]:
    return frozenset(plain(region) for region in _LEXICON.load("places")["region"])


@cache
def _spellings() -> dict[str, str]:
    return {plain(a): plain(b) for a, b in _LEXICON.load("places")["same"].items()}


@dataclass(frozen=True, slots=True)
class Places:
    """The table of places with what the reports add to it.

    >>> places = Places.learned(["Vevey, Switzerland"])
    >>> [places.agree(a, "Switzerland") for a in ("Geneva", "Vevey", "Cairo")], places.agree("Geneva", "Basel")
    ([True, True, False], False)
    """

    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _known: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    @staticmethod
    def learned(names: Iterable[str]) -> Places:
        """The table, and "X, Y" read as X in Y."""
        told: dict[str, tuple[str, ...]] = {}
        for name in sorted(set(names)):
            parts = [_plain(p) for p in name.split(",") if p.strip()]
            for part, whole in pairwise(parts):
                told[part] = tuple(sorted({*told.get(part, ()), whole}))
        return Places(told)

    def around(self, name: str) -> frozenset[str]:
        """The place itself and everything it lies in."""
        if name not in self._known:
            self._known[name] = self._around(name)
        return self._known[name]

    def _around(self, name: str) -> frozenset[str]:
        parts = [_plain(p) for p in name.split(",") if p.strip()]
        found = set(parts)
        ahead = list(parts)
        while ahead:
            place = ahead.pop()
            for whole in (*_table().get(place, ()), *self.told.get(place, ())):
                if whole not in found:
                    found.add(whole)
                    ahead.append(whole)
        return frozenset(found)

    def agree(self, a: str, b: str) -> bool:
        """Whether both may be one place: one is the other, or lies in it."""
        one, two = _plain(a.split(",")[0]), _plain(b.split(",")[0])
        return one in self.around(b) or two in self.around(a)

    def near(self, a: str, b: str) -> bool:
        """Whether both lie in one country; one region is too wide to say so."""
        return bool((self.around(a) & self.around(b)) - _regions())

    def finest(self, names: Iterable[str]) -> str | None:
        """The name that lies in most others that fit; None for none."""
        known = sorted(set(names))
        return max(known, key=lambda n: (len(self.around(n)), -len(n)), default=None)


def _plain(name: str) -> str:
    """A place without the words before it: "near Dnipro", "the town of Gori" stay whole, spellings are one."""
    text = plain(name)
    return _spellings().get(text, text)
