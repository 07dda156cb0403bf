"""Preference statements: option names joined by not, and, or, if, iff, with parentheses.

A name with spaces or brackets in it stands in double quotes.

"A if B" is true unless B holds without A; "A iff B" when both or neither hold (Fang, Hipel, Kilgour and
Peng 2003).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.errors import BadDispute

Truth = NDArray[np.bool_]
_TOKEN = re.compile(r"\s*(\(|\)|\"[^\"]*\"|[^\s()\"]+)")
_LEVELS: tuple[dict[str, Callable[[Truth, Truth], Truth]], ...] = (
    {"if": lambda a, b: a | ~b, "iff": lambda a, b: a == b},
    {"or": lambda a, b: a | b},
    {"and": lambda a, b: a & b},
)
WORDS = frozenset({"not", "and", "or", "if", "iff", "(", ")"})


def names(formula: str) -> tuple[str, ...]:
    """The option names of a formula, in order of first mention.

    >>> names("summit iff (trump and not sanctions) or trump")
    ('summit', 'trump', 'sanctions')
    """
    return tuple(dict.fromkeys(t.strip('"') for t in _TOKEN.findall(formula) if t not in WORDS))


def quoted(name: str) -> str:
    """The name as a formula writes it.

    >>> quoted("release water"), quoted("attack")
    ('"release water"', 'attack')
    """
    return name if re.fullmatch(r"[^\s()\"]+", name) and name not in WORDS else f'"{name}"'


def evaluate(formula: str, taken: Mapping[str, Truth]) -> Truth:
    """Where the formula holds; `taken` maps each option name to an array of booleans, one a state.

    >>> a, b = np.array([False, True, False, True]), np.array([False, False, True, True])
    >>> evaluate("a iff b", {"a": a, "b": b}).tolist()
    [True, False, False, True]
    """
    reader = _Reader(_TOKEN.findall(formula), taken, formula)
    value = reader.joined(0)
    if reader.left():
        raise BadDispute(
            f"{formula!r}: nothing may follow after {reader.at!r}; join statements by and, or, if, iff"
        )
    return value


@dataclass
class _Reader:
    """Recursive descent over the tokens; if and iff bind loosest, then or, then and, then not."""

    tokens: list[str]
    taken: Mapping[str, Truth]
    formula: str
    place: int = 0

    @property
    def at(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else "the end"

    def left(self) -> bool:
        return self.place < len(self.tokens)

    def next(self) -> str:
        word = self.at
        self.place += 1
        return word

    def joined(self, level: int) -> Truth:
        if level == len(_LEVELS):
            return self.single()
        value = self.joined(level + 1)
        while self.at in _LEVELS[level]:
            join = _LEVELS[level][self.next()]
            value = join(value, self.joined(level + 1))
        return value

    def single(self) -> Truth:
        word = self.next()
        if word == "not":
            return ~self.single()
        if word == "(":
            value = self.joined(0)
            if self.next() != ")":
                raise BadDispute(f"{self.formula!r}: a bracket is opened and not closed")
            return value
        if word in WORDS or word == "the end":
            raise BadDispute(f"{self.formula!r}: an option name is missing before {word!r}")
        name = word.strip('"')
        if name not in self.taken:
            known = ", ".join(sorted(self.taken))
            raise BadDispute(f"{self.formula!r}: there is no option {name!r}; the options are {known}")
        return self.taken[name]
