"""Country codes as other data sets write them: ISO 3166 alpha-3, alpha-2 and number, Correlates of War number."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tables" / "countries.tsv"


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; a code that a system does not give is empty."""

    iso3: str
    iso2: str
    numeric: str
    cow: str
    name: str


def country(iso3: str | None) -> Country | None:
    """The country with this alpha-3 code; None for what is none ("IGO", "EUR").

    >>> country("NOR").cow, country("IGO")
    ('385', None)
    """
    return _by_code().get(iso3 or "")


def country_of_place(place: str | None) -> Country | None:
    """The country that a place names, whole or behind its last comma; None where it names none.

    >>> country_of_place("Bergen, Norway").iso3, country_of_place("Bergen")
    ('NOR', None)
    """
    last = (place or "").rsplit(",", 1)[-1].strip()
    return _by_name().get(last.lower().removeprefix("the "))


@cache
def _by_code() -> dict[str, Country]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        return {row[0]: Country(*row) for row in rows}


@cache
def _by_name() -> dict[str, Country]:
    return {found.name.lower(): found for found in _by_code().values()}
