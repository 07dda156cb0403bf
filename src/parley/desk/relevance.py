"""Whether something belongs to a negotiation: by parties, places, its words, and words of talks in general.

Points: 2 for each party (by any word for it: its name, its people, its capital, who leads it), 1 for each
place, 2 for each word and 3 for a phrase of several words, 1 if anything speaks of talks at all. A headline
with its summary is worth opening from 2 points. A report belongs from 6, of which 4 by parties, words or
phrases, or from all that can be had where a negotiation is told by fewer; the title and the first paragraphs
count in full, what comes later only where it comes twice.

Measured on 214 reports of 40 negotiations for six of them (2 or 3 parties, 1 to 3 places, 1 or 2 words each):
see docs/reference/watch.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from parley.errors import BadSetting
from parley.model.lexicon import Lexicon
from parley.model.negotiation import Negotiation
from parley.model.text import Report, fold
from parley.reading.actors.countries import Country, meant, rows

OPENS = 2
BELONGS, OWN = 6, 4
_PARTY, _PLACE, _WORD, _PHRASE, _TALKS = 2, 1, 2, 3, 1
_LEAD = 700
"""Characters of the body that count as its beginning: two or three paragraphs."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What speaks for a negotiation: the points, those of them that are its own, and the terms that were found."""

    points: int = 0
    own: int = 0
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Term:
    """One party, place or word, in all the forms the press writes it, and what finding it is worth."""

    name: str
    points: int
    own: bool
    pattern: re.Pattern[str]
    shouted: re.Pattern[str]


class Relevance:
    """The filter of one negotiation. Raises BadSetting for a negotiation that names nothing to go by."""

    def __init__(self, negotiation: Negotiation) -> None:
        self._terms = _terms(negotiation)
        own = sum(term.points for term in self._terms if term.own)
        self._needed, self._own = min(BELONGS, sum(term.points for term in self._terms)), min(OWN, own)
        if not own:
            raise BadSetting(
                f"nothing is known to tell reports on {negotiation.id!r} by: give it parties or words, "
                'or take all of a feed with take = "all"'
            )

    def opens(self, title: str, summary: str = "", address: str = "") -> bool:
        """Whether a headline is worth opening; where there is none, the words of the address stand for it."""
        text = f"{title}\n{summary}" if title or summary else _spelled(address)
        return self.weigh(text).points >= OPENS

    def belongs(self, report: Report) -> bool:
        """Whether a report belongs to the negotiation."""
        body = "\n".join(report.text[p.start : p.end] for p in report.body())
        weight = self.weigh(f"{report.title}\n{body[:_LEAD]}", body[_LEAD:])
        return weight.points >= self._needed and weight.own >= self._own

    def weigh(self, front: str, rest: str = "") -> Weight:
        """What of this negotiation is in a text; in `rest` a term counts where it occurs at least twice."""
        front, rest = fold(front), fold(rest)
        loud = front.isupper()
        found = [t for t in self._terms if _in(t, front, loud) or _often(t, rest)]
        own = sum(t.points for t in found if t.own)
        return Weight(sum(t.points for t in found), own, tuple(t.name for t in found))


def _in(term: _Term, text: str, loud: bool) -> bool:
    return bool((term.shouted if loud else term.pattern).search(text))


def _often(term: _Term, text: str) -> bool:
    first = term.pattern.search(text)
    return bool(first and term.pattern.search(text, first.end()))


def _terms(negotiation: Negotiation) -> tuple[_Term, ...]:
    parties = [_term(p, _PARTY, _forms(p), own=True) for p in negotiation.parties]
    places = [_term(p, _PLACE, [p], own=False) for p in negotiation.places]
    words = [_term(w, _PHRASE if " " in w.strip() else _WORD, _either(w), own=True) for w in negotiation.words]
    talks = sorted(Lexicon.beside(__file__).words("talks", "words"))
    general = _term("talks", _TALKS, [form for word in talks for form in _either(word)], own=False)
    return (*parties, *places, *words, general)


def _term(name: str, points: int, forms: list[str], *, own: bool) -> _Term:
    written = sorted({form.strip() for form in forms if form.strip()}, key=lambda f: (-len(f), f))
    pattern = "|".join(re.escape(fold(form)).replace(r"\ ", r"[\s-]+") for form in written) or r"(?!)"
    # an apostrophe or plural may follow; letters may not stand before ("us" in "Brussels")
    whole = rf"(?<!\w)(?:{pattern})(?:e?s|d|'s)?(?!\w)"
    return _Term(name, points, own, re.compile(whole), re.compile(whole, re.I))


def _either(word: str) -> list[str]:
    """A word in small letters, with a capital and in capitals: words are no names, any case is right."""
    return [word, word.lower(), word.capitalize(), word.title(), word.upper()]


def _forms(party: str) -> list[str]:
    """All words for a party. Names keep their case: "Turkey" is no bird and "US" no pronoun."""
    country = meant(party)
    if country is None:
        return [party]
    return [party, *country.names, *country.demonyms, *country.seats, *_leaders(country)]


def _leaders(country: Country) -> list[str]:
    """Who leads or led a state, by surname: headlines name them more often than their country."""
    return list(_surnames().get(country.iso3, ()))


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("leaders"):
        name = row[1].partition("|")[0].split() if len(row) > 1 else []
        if len(name) >= 2 and len(name[-1]) >= 4 and name[-1][0].isupper():
            found.setdefault(row[0], []).append(name[-1])
    return {code: tuple(names) for code, names in found.items()}


def _spelled(address: str) -> str:
    """The words in the last part of an address, as names and as words."""
    words = re.split(r"[\W_\d]+", address.partition("?")[0].rstrip("/").rpartition("/")[2])
    return " ".join([*words, *(word.title() for word in words)])
