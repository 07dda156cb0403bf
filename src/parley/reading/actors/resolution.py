"""A mention without context to country and sector, from the bundled tables.

First the whole mention as a known name; then piece by piece: the country that it names, and the sector of the
longest role phrase, where what stands before "of" and "to" outweighs what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from parley.model.actors import ActorKind
from parley.model.lexicon import Lexicon
from parley.reading.actors.gazetteer import Known, Sort, lookup
from parley.reading.actors.records import agents, cities, key, known_as, listed, offices
from parley.reading.actors.vocabulary import grammar, honorific, role_of, roles, words

_PRONOUNS = grammar("resolution", "pronouns")
_BREAKS = grammar("resolution", "breaks")
_HEADS = grammar("resolution", "heads")
_LONGEST = 6
_NOT_STATES = frozenset({"NGO", "MNC", "IMG"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A sector found in a mention: words first to last, the phrase's length, and where it was found."""

    first: int
    last: int
    sector: str


def resolve_mention(text: str, *, hint: str = "", on: date | None = None) -> tuple[str | None, str | None]:
    """(country, sector) of a mention; `hint` is a role or country known beforehand, `on` the day it was written.

    Either is None where nothing tells. International bodies have codes of their own (IGO, UNO, EUR).

    >>> resolve_mention("a former Kenyan minister")
    ('KEN', 'ELI')
    """
    text = " ".join(text.replace("’", "'").split())
    if text.lower() in _PRONOUNS:
        return None, None
    whole = _whole(re.sub(r"^(?i:the) ", "", text), on)
    if whole is not None:
        return whole
    country, sector = _pieces(text, on)
    if country is None and hint:
        country, hinted = _pieces(hint, on)
        sector = sector or hinted
    return country, sector


def _whole(text: str, on: date | None) -> tuple[str | None, str | None] | None:
    """A mention that is one known name and nothing else."""
    known = lookup(text) or (lookup(text.title()) if text.isupper() and len(text) > 4 else None)
    if known is not None:
        return _known(known)
    if not text[:1].isupper():
        return None
    found = known_as(offices(text), on) if len(text.split()) > 1 or _single(text) else None
    return None if found is None else (None if found[0] in _NOT_STATES else found[0], found[1] or None)


def _single(text: str) -> bool:
    """A single word names somebody for certain only if it is long or all capitals."""
    return (len(text) > 3 or (text.isupper() and len(text) > 2)) and not role_of(text)


def _known(known: Known) -> tuple[str | None, str | None]:
    if known.sort is Sort.SEAT:
        return known.country, "GOV"
    country = None if known.country in _NOT_STATES else known.country
    return country, known.sector if known.sort is Sort.BODY else None


def _pieces(text: str, on: date | None) -> tuple[str | None, str | None]:
    parts = re.findall(r"[^\s,;()\"]+", re.sub(r"'s\b|(?<=s)'(?=\s|$)", " '", text))
    person = _person(parts, on)
    named = list(_named(parts))
    country = next((k.country for _, _, k in named if k.country not in _NOT_STATES), None)
    sector = _sector(parts, named)
    if person is not None:
        country = country or (None if person[0] in _NOT_STATES else person[0])
        sector = sector or person[1]
    return country, sector


def _person(parts: Sequence[str], on: date | None) -> tuple[str, str] | None:
    """What the tables say of a name at the end, behind a title."""
    for start in range(len(parts)):
        words_ = parts[start:]
        if len(words_) >= 2 and all(w[:1].isupper() or w in ("bin", "al", "de", "von", "van") for w in words_):
            found = known_as(offices(" ".join(words_)), on)
            if found is not None and not honorific(words_[0]):
                return found
    return None


def _named(parts: Sequence[str]) -> Iterator[tuple[int, int, Known]]:
    """Countries and known bodies in the mention, in order, but not behind "to"."""
    i = 0
    while i < len(parts):
        for j in range(min(len(parts), i + _LONGEST), i, -1):
            text = " ".join(parts[i:j])
            known = lookup(text) or _placed(parts, i, j)
            if known is not None and not (i and parts[i - 1].lower() == "to"):
                yield i, j - 1, known
                i = j - 1
                break
        i += 1


def _placed(parts: Sequence[str], first: int, end: int) -> Known | None:
    """The country of the city, province or body that these words name; a person's given name is no city."""
    text = " ".join(parts[first:end])
    listed_ = _place(text)
    if listed_ is not None and listed_.sort is not Sort.NAME:
        return listed_
    where = _says_where(parts, first, end) or end - first == len(parts)
    return (listed_ or _city(text)) if where else None


def _says_where(parts: Sequence[str], first: int, end: int) -> bool:
    """Whether words say where, and are no person's name: "of Marseille", "the Lyon mayor", "Lagos residents"."""
    if first and parts[first - 1].lower() in ("of", "in", "from", "at", "near"):
        return True
    after = parts[end] if end < len(parts) else ""
    named = parts[-1].lower() in words("institutions")  # "Lagos High Court"
    return bool(after) and (after.islower() or role_of(after) is not None or named)


@cache
def _city(text: str) -> Known | None:
    """A city of the gazetteer, as a word for its country."""
    found = cities().get(key(text)) if text[:1].isupper() and not role_of(text) else None
    return Known(Sort.NAME, text, ActorKind.STATE, found) if found else None


@cache
def _place(text: str) -> Known | None:
    """A city or province that the dictionaries count to a country."""
    if not text[:1].isupper() or role_of(text) or len(text) < 4:
        return None
    found = listed(text)
    if len({o.country for o in found}) != 1:
        return None
    sector = found[0].sector or None
    sort = Sort.NAME if sector is None else Sort.BODY
    return Known(sort, text, ActorKind.ORGANISATION, found[0].country, sector)


def _sector(parts: Sequence[str], named: Sequence[tuple[int, int, Known]]) -> str | None:
    """The sector of the longest role phrase; "former" makes it ELI."""
    lower = [re.sub(r"[^\w' -]", "", p).lower() for p in parts]
    taken = {i for first, last, k in named if k.sort is not Sort.BODY for i in range(first, last + 1)}
    hits = list(_hits(lower, taken))
    bodies = [k.sector for _, _, k in named if k.sort is Sort.BODY and k.sector]
    if not hits:
        return bodies[0] if bodies else None
    head = _before_break(lower, hits)
    best = max(head, key=lambda h: (h.last - h.first, h.last))
    sector = best.sector
    if lower[best.last] in _HEADS and any(h.sector == "REL" for h in hits):
        sector = "REL"
    if bodies and sector in ("GOV", "UNK", "CVL") and lower[best.last] in _HEADS | {"legislators"}:
        sector = bodies[0]
    former = any(w in words("modifiers", "former") for w in lower[: best.last + 1])
    return "ELI" if former and sector in ("GOV", "SPY", "MIL", "LEG", "COP", "JUD") else sector


def _before_break(lower: Sequence[str], hits: Sequence[Hit]) -> Sequence[Hit]:
    """The hits in front of the first "of", "to", "in"; all of them if there are none."""
    stop = next((i for i, w in enumerate(lower) if w in _BREAKS and i), len(lower))
    front = [h for h in hits if h.last < stop and lower[h.last] not in _VAGUE]
    return front or hits


_VAGUE = grammar("resolution", "vague")


def _hits(lower: Sequence[str], taken: set[int]) -> Iterator[Hit]:
    for i in range(len(lower)):
        for j in range(min(len(lower), i + _LONGEST), i, -1):
            if j - 1 in taken and i in taken:
                continue
            sector = _phrase_sector(" ".join(lower[i:j]).replace("-", " "))
            if sector:
                yield Hit(i, j - 1, sector)
                break


@cache
def _phrase_sector(phrase: str) -> str | None:
    """The sector of a role phrase, singular or plural."""
    own = Lexicon.beside(__file__).load("sectors")["phrase"]
    for form in _singulars(phrase):
        found = own.get(form) or agents().get(form) or roles().get(form)
        if found:
            return None if found in ("NON", "JNK") else str(found)
    return None


def _singulars(phrase: str) -> Iterator[str]:
    yield phrase
    if phrase.endswith("ies"):
        yield phrase[:-3] + "y"
    if phrase.endswith("men"):
        yield phrase[:-3] + "man"
    if phrase.endswith("es"):
        yield phrase[:-2]
    if phrase.endswith("s"):
        yield phrase[:-1]
