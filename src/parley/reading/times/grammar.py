"""The grammar of time expressions, read from vocabulary/grammar.toml and compiled to regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.errors import BadVocabulary
from parley.reading.times.lexer import WORDS, Alphabet, Lexeme, alphabet, classes, lexemes, literal

_TOKEN = re.compile(r"'(?P<word>[^ ]+?)'(?=[\s)|?*+]|$)|(?P<keep>[a-z]\w*):|(?P<part>[A-Z_]+)|(?P<cls>[a-z]\w*)")
FIGURES = frozenset({"digits", "day", "mm", "hh", "mi", "hhmm", "yy", "year", "nth", "decade", "other"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of writing a time: its pattern over class characters and what takes it apart."""

    name: str
    build: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule: its words, and those that its named parts matched."""

    rule: Rule
    whole: list[Lexeme]
    parts: dict[str, list[Lexeme]]

    @property
    def start(self) -> int:
        """Where the match begins in the text that was read."""
        return self.whole[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.whole[-1].end

    def words(self, name: str) -> str:
        """The words of a part, joined by spaces; empty if it did not match."""
        return " ".join([piece.text for piece in self.parts.get(name, ())])

    def plural(self, name: str) -> bool:
        """Whether a part is a unit in the plural."""
        return self.words(name) in classes()["units"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules over one alphabet."""

    alphabet: Alphabet
    rules: tuple[Rule, ...]

    def read(self, text: str) -> Iterator[Found]:
        """The time expressions of a text, longest first where they compete, given in order of place."""
        pieces = lexemes(text)
        taken = bytearray(len(pieces))
        chosen: list[tuple[int, int, re.Match[str], Rule]] = []
        for match, rule in _by_length(self._matches(self.alphabet.line(pieces))):
            first, last = match.span()
            if not any(taken[first:last]):
                taken[first:last] = b"\x01" * (last - first)
                chosen.append((first, last, match, rule))
        for first, last, match, rule in sorted(chosen, key=lambda c: c[0]):
            yield Found(rule, pieces[first:last], _parts(match, pieces))

    def _matches(self, line: str) -> Iterator[tuple[re.Match[str], Rule]]:
        for rule in self.rules:
            for match in rule.pattern.finditer(line):
                yield match, rule


def _by_length(found: Iterator[tuple[re.Match[str], Rule]]) -> list[tuple[re.Match[str], Rule]]:
    return sorted(found, key=lambda pair: (pair[0].start() - pair[0].end(), pair[0].start()))


def _parts(match: re.Match[str], pieces: list[Lexeme]) -> dict[str, list[Lexeme]]:
    spans = ((name, match.span(name)) for name in match.groupdict())
    return {name.rstrip("2345"): pieces[first:last] for name, (first, last) in spans if first >= 0}


@cache
def grammar() -> Grammar:
    """The grammar of vocabulary/grammar.toml, compiled once.

    Raises BadVocabulary for a pattern that names an unknown class or is no regular expression.
    """
    table = WORDS.load("grammar")
    macros: dict[str, str] = table["part"]
    texts = [rule["pattern"] for rule in table["rule"]] + list(macros.values())
    words = frozenset(m.group("word") for text in texts for m in _TOKEN.finditer(text) if m.group("word"))
    letters = alphabet(words)
    rules = (Rule(r["name"], r["build"], _compile(r["pattern"], macros, letters)) for r in table["rule"])
    return Grammar(letters, tuple(rules))


def _compile(pattern: str, macros: dict[str, str], letters: Alphabet) -> re.Pattern[str]:
    try:
        return re.compile(_expand(pattern, macros, letters).replace(" ", ""))
    except re.error as fault:
        raise BadVocabulary("grammar.toml", WORDS.line_with("grammar", pattern), str(fault)) from fault


def _expand(pattern: str, macros: dict[str, str], letters: Alphabet) -> str:
    """Class names to character sets, `name:X` to a named group."""
    out, at, keep = "", 0, ""
    for match in _TOKEN.finditer(pattern):
        gap = pattern[at : match.start()]
        out += _open(gap, keep) if keep and "(" in gap else gap
        if keep and "(" in gap:
            keep = ""
        at = match.end()
        if match.group("keep"):
            keep = match.group("keep")
            continue
        piece = _piece(match, macros, letters)
        out += f"(?P<{keep}>{piece})" if keep else piece
        keep = ""
    return _plain_groups(out + pattern[at:])


def _open(gap: str, keep: str) -> str:
    return gap.replace("(", f"(?P<{keep}>", 1)


def _plain_groups(text: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", text)


def _piece(match: re.Match[str], macros: dict[str, str], letters: Alphabet) -> str:
    if match.group("word"):
        return letters.among(literal(match.group("word")))
    if part := match.group("part"):
        if part not in macros:
            raise BadVocabulary("grammar.toml", WORDS.line_with("grammar", part), f"there is no part {part}")
        return _expand(macros[part], macros, letters)
    name = match.group("cls")
    if name not in classes() and name not in FIGURES:
        raise BadVocabulary("grammar.toml", WORDS.line_with("grammar", name), f"there is no word class {name}")
    return letters.among(name)
