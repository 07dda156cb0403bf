"""Vocabulary as data: TOML files beside the code that reads them, each complaint with its line number."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from parley.errors import BadVocabulary


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary folder of one package: `Lexicon.beside(__file__)`.

    >>> Lexicon.beside(__file__).load("nosuch")
    Traceback (most recent call last):
    ...
    parley.errors.BadVocabulary: nosuch.toml, line 0: there is no such vocabulary file
    """

    folder: Path

    @staticmethod
    def beside(module_file: str) -> Lexicon:
        """The folder `vocabulary` beside a module."""
        return Lexicon(Path(module_file).parent / "vocabulary")

    def load(self, name: str) -> dict[str, Any]:
        """The file `<name>.toml` as a dictionary, read once."""
        return _load(self.folder / f"{name}.toml")

    def words(self, name: str, *keys: str) -> frozenset[str]:
        """A list in a file as a set of lower-case words, made once; anything that is not text is refused."""
        return _words(self, name, keys)

    def line_with(self, name: str, text: str) -> int:
        """The first line of a file that holds this text, for complaints; 0 if none does."""
        lines = (self.folder / f"{name}.toml").read_text(encoding="utf-8").splitlines()
        return next((i for i, line in enumerate(lines, 1) if text in line), 0)


@cache
def _words(lexicon: Lexicon, name: str, keys: tuple[str, ...]) -> frozenset[str]:
    value: Any = lexicon.load(name)
    for key in keys:
        value = value[key]
    for item in value:
        if not isinstance(item, str):
            raise BadVocabulary(f"{name}.toml", lexicon.line_with(name, str(item)), f"{item!r} is not text")
    return frozenset(item.lower() for item in value)


@cache
def _load(file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise BadVocabulary(file.name, 0, "there is no such vocabulary file")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadVocabulary(file.name, _line_of(fault), str(fault)) from fault


def _line_of(fault: tomllib.TOMLDecodeError) -> int:
    """The line that the parser complains of; 0 where it gives none ("at end of document")."""
    found = re.search(r"line (\d+)", str(fault))
    return int(found.group(1)) if found else 0
