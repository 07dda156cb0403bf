"""Countries by any word for them: names, people and adjectives, capitals and seats of government."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from parley.model.lexicon import Lexicon

TABLES = Path(__file__).parent / "tables"
_KEYS = ("names", "demonyms", "seats")
_VOCABULARY = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Country:
    """A state: ISO 3166 alpha-3 code, plain name, and the words that mean it."""

    iso3: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]


def rows(table: str) -> Iterator[list[str]]:
    """The rows of a bundled table, without its heading."""
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        yield line.split("\t")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def countries() -> tuple[Country, ...]:
    """The table of countries with what the vocabulary adds, in order of code."""
    vocabulary = _VOCABULARY.load("countries")
    found = []
    for iso3, name, *cells in [*rows("countries"), ["PSE", "Palestine", "", "", ""]]:
        extra = vocabulary["country"].get(iso3, {})
        own = [(*_split(cell), *extra.get(key, ())) for cell, key in zip(cells, _KEYS, strict=True)]
        called = extra.get("name", name)
        found.append(Country(iso3, called, (called, name, *own[0]), own[1], own[2]))
    return (*found, *(_land(item) for item in vocabulary["also"]))


def _land(item: dict[str, list[str]]) -> Country:
    names, demonyms, seats = (tuple(item.get(key, ())) for key in _KEYS)
    return Country(str(item["iso3"]), str(item["name"]), names, demonyms, seats)


@cache
def _index() -> tuple[dict[str, Country], dict[str, Country], dict[str, Country]]:
    """Lower-case words to countries: names, demonyms, seats."""
    vocabulary = _VOCABULARY.load("countries")
    drop, prefer = set(vocabulary["drop"]["words"]), vocabulary["prefer"]
    by_name: dict[str, Country] = {}
    by_people: dict[str, Country] = {}
    by_seat: dict[str, Country] = {}
    for country in countries():
        for index, words in ((by_name, country.names), (by_people, country.demonyms), (by_seat, country.seats)):
            for word in words:
                key = word.lower()
                if key in drop or prefer.get(key, country.iso3) != country.iso3:
                    continue
                index.setdefault(key, country)
    return by_name, by_people, by_seat


def plain(text: str) -> str:
    """Lower case, without a leading article: "The Gambia" gives "gambia"."""
    text = " ".join(text.lower().split())
    return text.removeprefix("the ")


def named(text: str) -> Country | None:
    """The country of this name, as written in running text ("the US", "Britain", "Ukraine")."""
    return _index()[0].get(plain(text)) or _index()[0].get(text.lower())


def people(text: str) -> Country | None:
    """The country of this adjective or people ("Ukrainian", "Americans")."""
    return _index()[1].get(plain(text))


def seat(text: str) -> Country | None:
    """The country governed from this place ("Kyiv", "Washington")."""
    return _index()[2].get(plain(text))


def meant(text: str) -> Country | None:
    """The country meant by a name, an adjective or a seat of government, in that order.

    >>> [meant(word).iso3 for word in ("the United States", "British", "Moscow")]
    ['USA', 'GBR', 'RUS']
    """
    return named(text) or people(text) or seat(text)


@cache
def by_code(iso3: str) -> Country | None:
    """The country with this ISO 3166 alpha-3 code."""
    return next((c for c in countries() if c.iso3 == iso3), None)


@cache
def longest() -> int:
    """The number of words of the longest name."""
    return max(len(word.split()) for index in _index() for word in index)
