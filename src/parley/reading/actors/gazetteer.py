"""Names that are known beforehand: countries, peoples, seats of government, offices, bodies, armed groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from parley.model.actors import ActorKind
from parley.reading.actors.countries import countries, named, people, rows, seat
from parley.reading.actors.vocabulary import grammar
from parley.reading.parsed import Doc


class Sort(StrEnum):
    """What kind of word it is."""

    NAME = "name"  # "Ukraine"
    PEOPLE = "people"  # "Ukrainian", "Russians"
    SEAT = "seat"  # "Kyiv": the state when it acts, else a place
    BODY = "body"  # an office, organisation or armed group


@dataclass(frozen=True, slots=True)
class Known:
    """What a known word means: the actor's plain name, kind, country code and sector."""

    sort: Sort
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A known word in a text: tokens first to last, both included."""

    first: int
    last: int
    known: Known


_KINDS = {"office": ActorKind.OFFICE, "organisation": ActorKind.ORGANISATION, "armed": ActorKind.ARMED_GROUP}


@cache
def bodies() -> dict[str, Known]:
    """Every name of an office, organisation or armed group, as written; the first name is the plain one."""
    found: dict[str, Known] = {}
    for kind, code, sector, names in (row for row in rows("bodies") if not row[0].startswith("#")):
        first, *others = names.split("|")
        office = _KINDS[kind] is ActorKind.OFFICE
        known = Known(Sort.BODY, f"the {first}" if office else first, _KINDS[kind], code, sector)
        for word in (first, *others):
            found.setdefault(word, known)
    return found


@cache
def _words() -> dict[str, Known]:
    """All known words: acronyms as written, everything else in lower case."""
    found: dict[str, Known] = {}
    for country in countries():
        sorts = ((Sort.NAME, country.names, named), (Sort.PEOPLE, country.demonyms, people))
        for sort, words, lookup in (*sorts, (Sort.SEAT, country.seats, seat)):
            for word in words:
                if lookup(word) == country:
                    known = Known(sort, country.name, ActorKind.STATE, country.iso3)
                    found.setdefault(_key(word), known)
    for word, known in bodies().items():
        found.setdefault(_key(word), known)
    return found


def _key(word: str) -> str:
    """The form a word is looked up in: short words in capitals as they are, all others in lower case."""
    return word if word.isupper() and len(word) < 8 else word.lower()


@cache
def _beginnings() -> dict[str, int]:
    """The first token of each known word, in lower case, to the greatest number of characters that follow."""
    longest: dict[str, int] = {}
    for word in _words():
        first = word.lower().replace("-", " ").split()[0].rstrip(".")
        longest[first] = max(longest.get(first, 0), len(word))
    return longest


def lookup(text: str) -> Known | None:
    """What these words mean, if they are known; capitals count for short words ("US", "us").

    >>> lookup("Ukrainian").name, lookup("us")
    ('Ukraine', None)
    """
    if not text[:1].isupper() and not text.startswith("al"):
        return None
    return _words().get(_key(text)) or _words().get(text.lower())


def scan(doc: Doc) -> Iterator[Found]:
    """The known words of a text, longest first, none inside another."""
    i, before = 0, None
    while i < len(doc):
        found = _longest_at(doc, i)
        if found and not _of_another_country(before, found) and not _in_name(doc, found):
            yield found
            before = found
        i = found.last + 1 if found else i + 1


def _of_another_country(before: Found | None, found: Found) -> bool:
    """Whether a country right before a body's name makes it another body: "the Russian Security Council"."""
    if before is None or before.last != found.first - 1 or found.known.sort is not Sort.BODY:
        return False
    return before.known.sort is not Sort.BODY and before.known.country != found.known.country


def _in_name(doc: Doc, found: Found) -> bool:
    """Whether the word is half of a region ("Latin American") or begins a firm's name ("American Motors Corp")."""
    before = doc[found.first - 1].lower_ if found.first else ""
    shared = doc[found.first].lower_ in grammar("gazetteer", "shared")
    if shared and before in grammar("gazetteer", "region"):
        return True
    last = found.last
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].ent_type_ == "ORG":
        last += 1
    return (
        last > found.last and found.known.sort is Sort.PEOPLE and doc[last].lower_ in grammar("gazetteer", "firms")
    )


def _longest_at(doc: Doc, i: int) -> Found | None:
    first = doc[i].lower_.split("-")[0].rstrip(".")
    room = _beginnings().get(first)
    if room is None:
        return None
    best, text = None, ""
    for j in range(i, min(i + 9, len(doc))):
        text += doc[j].text
        if len(text) > room + 1:
            break
        known = lookup(text)
        if known and not (known.sort is Sort.SEAT and doc[j].lower_ in ("dc",)):
            best = Found(i, j, known)
        text += doc[j].whitespace_
    return best
