"""What the bundled tables know about a name: which country and office, from when to when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from anyascii import anyascii

from parley.reading.actors.countries import rows
from parley.reading.actors.names import spelt_alike


@dataclass(frozen=True, slots=True)
class Office:
    """A place in public life: country or international code, sector, office where known, first and last month.

    Months are written "2019-05"; an empty one means open or unknown. `person` is false for bodies.
    """

    country: str
    sector: str
    office: str
    first: str
    last: str

    def held_on(self, month: str) -> bool:
        """Whether the office was held in this month."""
        return (not self.first or self.first <= month) and (not self.last or month <= self.last)


def key(name: str) -> str:
    """A name as the tables write it: plain lower-case letters, single spaces.

    >>> key("Abdel-Fattah el-Sissi")
    'abdel fattah el sissi'
    """
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", anyascii(name).lower()).split())


@cache
def _holders() -> dict[str, tuple[Office, ...]]:
    """Office holders by full name."""
    found: dict[str, list[Office]] = {}
    for table in ("holders", "leaders"):
        for row in rows(table):
            if len(row) == 6:
                office = Office(row[0], row[3], row[2], row[4], row[5])
                for name in filter(key, row[1].split("|")):
                    found.setdefault(key(name), []).append(office)
    return {name: tuple(offices) for name, offices in found.items()}


@cache
def _dictionary() -> dict[str, tuple[Office, ...]]:
    """Persons and bodies of the Phoenix dictionaries, to early 2015."""
    found: dict[str, tuple[Office, ...]] = {}
    for names, codes in rows("actors"):
        offices = tuple(_office(code) for code in codes.split(";"))
        for name in names.split("|"):
            found.setdefault(name, offices)
    return found


def _office(code: str) -> Office:
    country, sector, first, last = code.split(":")
    return Office(country, sector, "", first, last)


@cache
def _by_surname() -> dict[str, tuple[str, ...]]:
    """Full names of office holders by their last word."""
    found: dict[str, list[str]] = {}
    for name in _holders():
        found.setdefault(name.split()[-1], []).append(name)
    return {last: tuple(names) for last, names in found.items()}


@cache
def offices(name: str) -> tuple[Office, ...]:
    """All that the tables say of a full name, office holders before the older dictionary.

    Spellings of office holders may differ by a letter or two. A single word is looked up as a surname of office
    holders, and only answered where it can mean one of them.
    """
    wanted = key(name)
    parts = wanted.split()
    if len(parts) > 2 and wanted not in _holders():  # "Joseph R. Biden"
        wanted = " ".join([parts[0], *(p for p in parts[1:] if len(p) > 1)])
    direct = _holders().get(wanted) or (_dictionary().get(wanted) if len(parts) > 1 else None)
    if direct or not parts:
        return direct or ()
    near = [n for n in _near(parts) if _alike(parts, n.split())]
    answers = [_holders()[n] for n in near]
    countries = {office.country for found in answers for office in found}
    return answers[0] if len(countries) == 1 else _dictionary().get(wanted, ())


def _near(parts: Sequence[str]) -> Iterable[str]:
    """Office holders whose surname is, or is spelt like, the last word."""
    exact = _by_surname().get(parts[-1])
    if exact or len(parts) == 1:
        return exact or ()
    return [n for last, names in _by_surname().items() if spelt_alike(parts[-1], last) for n in names]


def _alike(parts: Sequence[str], full: Sequence[str]) -> bool:
    if len(parts) == 1:
        return True
    return parts[0] == full[0] or spelt_alike(parts[0], full[0]) or (len(parts[0]) == 1 and full[0][0] == parts[0])


def known_as(found: Sequence[Office], on: date | None) -> tuple[str, str] | None:
    """(country, sector) on a day: the office held then, "ELI" for somebody out of office.

    Without a day the last office counts, as the press names people by it.
    """
    if not found:
        return None
    if on is None:
        serving = [o for o in found if o.sector != "ELI"] or list(found)
        best = max(serving, key=lambda o: (o.last == "", o.last, o.first))
        return best.country, best.sector
    month = f"{on:%Y-%m}"
    held = [o for o in found if o.held_on(month)]
    named = [o for o in held if o.sector != "ELI" and (o.first or o.last)] or held
    if named:
        best = max(named, key=lambda o: (o.sector != "ELI", o.first))
        return best.country, best.sector
    dated = max(found, key=lambda o: o.last)
    return dated.country, "ELI" if dated.last and dated.last < month else dated.sector


def office_held(found: Sequence[Office], on: date | None) -> Office | None:
    """The office that names the person on a day: the one held then, else the last one, open ones first."""
    month = f"{on:%Y-%m}" if on else ""
    held = [o for o in found if o.office and (not month or o.held_on(month))]
    return max(held, key=lambda o: (o.last == "", o.last, o.first), default=None)


def listed(name: str) -> tuple[Office, ...]:
    """What the older dictionary says of a name as it stands."""
    return _dictionary().get(key(name), ())


@cache
def cities() -> dict[str, str]:
    """Names of cities, as `key` writes them, to the country that they are in."""
    return {name: iso3 for iso3, names in rows("cities") for name in names.split("|")}


@cache
def agents() -> dict[str, str]:
    """Role phrases to sectors, from the agents dictionary and Parley's own roles."""
    return {row[0]: row[1] for row in rows("agents") if len(row) == 2}
