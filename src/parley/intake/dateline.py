"""The dateline of a wire report: the place and day before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parley.model.text import fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?P<day>\d{1,2})(?:,?\s+(?P<year>\d{4}))?"
_PLACE = r"(?P<place>[A-Z][A-Z.'’/-]+(?:[ -](?:[A-Z][A-Z.'’-]+|(?:de|del|la|el|al|am|of|and)))*(?:\s?/\s?[A-Z][A-Z.' -]+)*(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}?)?)"
_DATELINE = re.compile(
    rf"{_PLACE}(?:,?\s+(?i:{_DAY}))?,?\s*(?:\((?P<agency>[A-Z][\w .&'-]{{1,30}})\))?\s*(?:--+|[-—:])\s+(?=\S)"
)
_MIXED = re.compile(
    rf"(?P<place>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{0,3}}(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){{0,2}}?)?)"
    rf"(?:,?\s+(?i:{_DAY}))?,?\s*\((?P<agency>[A-Z][\w .&'-]{{1,30}})\)\s*(?:--+|[-—:])\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed, and when: `day` only if month and day are written; `year` if it is written too."""

    end: int
    place: str
    month: int | None
    day: int | None
    year: int | None
    agency: str | None

    def on(self, year: int | None = None) -> date | None:
        """The day it was filed, if the year is written or given."""
        year = self.year or year
        if not (self.month and self.day and year):
            return None
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def dateline(paragraph: str) -> Dateline | None:
    """The dateline at the head of a paragraph; `end` is where its first sentence begins.

    >>> dateline("OSLO, March 15 (Reuters) - Ministers met.").place
    'OSLO'
    >>> dateline("Geneva (AP) - Ministers met.").agency
    'AP'
    >>> dateline("NATO - the alliance - met.") is None
    True
    """
    text = fold(paragraph).replace("\n", " ")
    found = _DATELINE.match(text) or _MIXED.match(text)
    if not found or not (found["month"] or found["agency"] or _bare(found.group(), text[found.end() :])):
        return None
    month = found["month"]
    return Dateline(
        end=found.end(),
        place=" ".join(found["place"].split()),
        month=_MONTHS.index(month.lower()[:3]) + 1 if month else None,
        day=int(found["day"]) if found["day"] else None,
        year=int(found["year"]) if found["year"] else None,
        agency=found["agency"],
    )


def _bare(head: str, rest: str) -> bool:
    """Whether a place without day and agency is a dateline: "OSLO — The talks", not "NATO - the alliance"."""
    return ":" not in head and (rest[:1].isupper() or rest[:1] in "\"'")
