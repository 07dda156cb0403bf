"""Words into classes of time words: each word of a report becomes one character, so that the grammar of time is a
set of regular expressions over very short strings.

A class is what `vocabulary/words.toml` says of a word ("march" is a month) or what its figures allow ("15" is a
day of the month, an hour and a number). All the classes of a word together are its signature; every signature that
can occur has one character. Words outside the vocabulary are all one character, so a report shrinks to a line of
dots with a few letters in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.model.lexicon import Lexicon

WORDS = Lexicon.beside(__file__)
OTHER = "."  # the character of every word that says nothing about time
_PIECE = re.compile(r"\d+(?:st|nd|rd|th|s)?(?![^\W\d_])|\d+|[ap]\.m(?![^\W\d_])|[^\W\d_]+|\S")
_NTH = re.compile(r"(\d+)(?:st|nd|rd|th)")
_FIRST = 0xE000  # private use: no regular expression operator among them


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or sign: `text` in lower case, and where it stands in the string that was read."""

    text: str
    start: int
    end: int
    capital: bool


def lexemes(text: str) -> list[Lexeme]:
    """The words, figures and signs of a text, in order.

    >>> [x.text for x in lexemes("Early on Thursday, 7:30 a.m.")]
    ['early', 'on', 'thursday', ',', '7', ':', '30', 'a.m', '.']
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as a dotted capital I, grow when lowered
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return [
        Lexeme(m.group(), m.start(), m.end(), text[m.start()] != m.group()[0]) for m in _PIECE.finditer(lowered)
    ]


def figure_classes(text: str) -> frozenset[str]:
    """What a word that begins with a figure can be.

    >>> sorted(figure_classes("15"))
    ['day', 'digits', 'hh', 'mi', 'yy']
    >>> sorted(figure_classes("1990s")), sorted(figure_classes("21st"))
    (['decade'], ['nth'])
    """
    if text.endswith("s") and text[:-1].isascii() and text[:-1].isdigit():
        return frozenset({"decade"} if len(text) in (3, 5) and text.endswith("0s") else ())
    if not (text.isascii() and text.isdigit()):
        return frozenset({"nth"} if _is_nth(text) else ())
    value, size = int(text[:9]), len(text)
    found = {"digits"}
    found |= {"day"} if size <= 2 and 1 <= value <= 31 else set()
    found |= {"mm"} if size <= 2 and 1 <= value <= 12 else set()
    found |= {"hh"} if size <= 2 and value <= 24 else set()
    found |= {"mi"} if size == 2 and value <= 59 else set()
    found |= {"yy"} if size == 2 else set()
    found |= {"year"} if size == 4 and 1000 <= value <= 2199 else set()
    found |= {"hhmm"} if size == 4 and value < 2400 and value % 100 < 60 else set()
    return frozenset(found)


def _is_nth(text: str) -> bool:
    match = _NTH.fullmatch(text)
    return bool(match) and 1 <= int(match.group(1)[:3]) <= 31 if match else False


@dataclass(frozen=True, slots=True)
class Alphabet:
    """One character for each signature: `chars[signature]`, and the signatures of plain words."""

    chars: dict[frozenset[str], str]
    words: dict[str, frozenset[str]]
    capital: frozenset[str]

    def char(self, lexeme: Lexeme) -> str:
        """The character that stands for a lexeme."""
        text = lexeme.text
        known = self.words.get(text)
        if known is None:
            return self.chars.get(figure_classes(text), OTHER) if text[0].isdigit() else OTHER
        if text in self.capital and not lexeme.capital:
            return self.chars.get(_literal(known), OTHER)
        return self.chars[known]

    def line(self, pieces: list[Lexeme]) -> str:
        """The characters of all lexemes, in order."""
        char = self.char
        return "".join([char(piece) for piece in pieces])

    def among(self, name: str) -> str:
        """The regular expression that matches one word of a class; `other` is any word outside the vocabulary."""
        if name == "other":
            return f"[{OTHER}]"
        letters = "".join(sorted(c for signature, c in self.chars.items() if name in signature))
        return f"[{letters}]" if letters else "(?!)"


def literal(word: str) -> str:
    """The class of one word that a pattern names itself."""
    return f"={word}"


def _literal(signature: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in signature if name.startswith("="))


@cache
def classes() -> dict[str, dict[str, str | int]]:
    """The word classes of words.toml: {class: {word: value}}."""
    tables = WORDS.load("words")
    return {name: dict(table) for name, table in tables.items() if "words" not in table}


def alphabet(literals: frozenset[str]) -> Alphabet:
    """The alphabet of the vocabulary and of the words that the grammar names itself."""
    words: dict[str, set[str]] = {}
    for name, table in classes().items():
        for word in table:
            words.setdefault(word, set()).add(name)
    for word in sorted(literals):
        words.setdefault(word, set()).add(literal(word))
    capital = WORDS.words("words", "capital", "words")
    signatures = {frozenset(found) for found in words.values()} | set(_figures())
    signatures |= {_literal(frozenset(words[w])) for w in capital}
    order = sorted((s for s in signatures if s), key=sorted)
    chars = {signature: chr(_FIRST + i) for i, signature in enumerate(order)}
    return Alphabet(chars, {w: frozenset(s) for w, s in words.items()}, capital)


def _figures() -> Iterator[frozenset[str]]:
    samples = [str(i) for i in range(3000)] + [f"{i:02d}" for i in range(100)]
    samples += ["00000", "1990s", "90s", "21st"]
    return (figure_classes(sample) for sample in samples)
