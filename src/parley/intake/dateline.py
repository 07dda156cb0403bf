"""The dateline of a wire report: the place and day before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parley.model.text import fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = rf"(?i:(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s(?P<day>\d{{1,2}})(?:,?\s(?P<year>\d{{4}}))?)"
_UPPER = r"[A-Z][A-Z.'/-]+(?: (?:[A-Z][A-Z.'-]+|de|del|la|el|al|am|of|and)){0,4}"
_TITLE = r"[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}"
_REGION = r"(?:, [A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}?)?"
_AGENCY = r"\((?P<agency>[A-Z][\w .&'-]{1,30})\)"
_DASH = r"\s?(?:--+|[-—:])\s(?=\S)"
_DATELINE = re.compile(rf"(?P<place>{_UPPER}{_REGION})(?:,?\s{_DAY})?,?\s?(?:{_AGENCY})?{_DASH}")
_MIXED = re.compile(rf"(?P<place>{_TITLE}{_REGION})(?:,?\s{_DAY})?,?\s?{_AGENCY}{_DASH}")
_SLASHES = re.compile(
    rf"(?P<place>{_UPPER}{_REGION})(?:,?\s{_DAY})?[.,]?\s/(?P<agency>[A-Z][\w .&'-]{{1,30}})/\.\s(?=\S)"
)
_ALONE = re.compile(rf"(?P<place>){_AGENCY}(?:{_DASH}|\s?(?=[A-Z\"]))(?P<month>)(?P<day>)(?P<year>)")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed and when, as far as it is written. `end`: where its first sentence begins."""

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
    """The dateline at the head of a paragraph.

    >>> dateline("OSLO, March 15 (Reuters) - Ministers met.").place
    'OSLO'
    >>> dateline("Geneva (AP) - Ministers met.").agency
    'AP'
    >>> dateline("(AP) Ministers met.").agency
    'AP'
    >>> dateline("NATO - the alliance - met.") is None
    True
    """
    text = fold(paragraph[:_LONGEST]).replace("\n", " ")
    matches = (shape.match(text) for shape in (_DATELINE, _MIXED, _SLASHES, _ALONE))
    found = next((match for match in matches if match), None)
    if not found or not (found["month"] or found["agency"] or _bare(found.group(), text[found.end() :])):
        return None
    month = found["month"]
    return Dateline(
        end=found.end(),
        place=found["place"],
        month=_MONTHS.index(month.lower()) + 1 if month else None,
        day=int(found["day"]) if found["day"] else None,
        year=int(found["year"]) if found["year"] else None,
        agency=found["agency"],
    )


def _bare(head: str, rest: str) -> bool:
    """Whether a place without day and agency is a dateline: "OSLO — The talks", not "NATO - the alliance"."""
    place = head.partition(",")[0].split()
    return ":" not in head and len(place) <= 4 and (rest[:1].isupper() or rest[:1] in "\"'")
