"""Who published a report, as far as its own words tell.

Only ways of speaking that a page uses of its own publisher are read: whom a source "told", whose newsletter
one may subscribe to, whose agency stands in the dateline, what stands after the last bar of the title, who
holds the copyright. No list of outlets is needed. The surer way decides; two names by equally sure ways
leave it open.
"""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from parley.model.lexicon import Lexicon
from parley.model.text import Part, Report, fold

_WORDS = r"[A-Z0-9][\w&'-]*(?:\.(?=\w)[\w&'-]+)*(?: (?:of |and |& |for |the |[a-z] )?[A-Z0-9][\w&'-]*){0,4}"
_NAME = rf"(?P<name>(?:[Tt]he (?:[a-z] )?)?{_WORDS})"
_TOLD = re.compile(rf"\b(?:told|tells|interview (?:with|by)|speaking (?:to|with)) {_NAME}")
_OFFER = re.compile(rf"^(?:subscribe to|sign up (?:for|to)|follow|support|about|join) {_NAME}", re.I | re.M)
_COPYRIGHT = re.compile(rf"^(?:copyright )?(?:©|\(c\)|copyright)\s?\d{{4}}[\s,\d–-]*(?:by )?{_NAME}", re.I)
_BAR = re.compile(r"\s\|\s(?P<name>[^|]{2,40})$")
_DASH = re.compile(r"\s+[-–—:]\s+(?P<name>[^|:–—-]{2,40})$")


def title_without_outlet(title: str) -> str:
    """The title without the site's name that pages hang on it.

    >>> title_without_outlet("Talks resume in Oslo | World News | The Example")
    'Talks resume in Oslo'
    """
    first = re.split(r"\s\|\s", title)[0]
    tail = _DASH.search(first)
    return (first[: tail.start()] if tail and _like_a_name(tail["name"].strip()) else first).strip()


def inferred_outlet(report: Report, agency: str | None = None) -> str | None:
    """The publisher by the report's own words; None if they do not tell, or tell of two equally.

    `agency` is what the dateline says in brackets.
    """
    for names in (_titles(report), _offers(report), [agency] if agency else [], _told(report)):
        votes = Counter(names).most_common()
        if votes:
            return votes[0][0] if len(votes) == 1 or votes[0][1] > votes[1][1] else None
    return None


def _titles(report: Report) -> list[str]:
    """What hangs on the title: after a bar always, after a dash if it is a medium's name or the page's address."""
    title = fold(report.title).strip()
    bar = _BAR.search(title)
    if bar:
        return [bar["name"].strip()]
    dash = _DASH.search(title)
    name = dash["name"].strip() if dash else ""
    known = (
        name and not title.isupper() and _like_a_name(name) and (_medium(name) or _in_address(name, report.url))
    )
    return [name] if known else []


def _offers(report: Report) -> list[str]:
    """Whom the page's furniture offers to subscribe to, and who holds the copyright."""
    furniture = [fold(report.text[p.start : p.end]) for p in report.passages if p.part is Part.FURNITURE]
    found = [m for line in furniture for pattern in (_OFFER, _COPYRIGHT) for m in [pattern.search(line)] if m]
    names = [_stripped(m["name"]) for m in found]
    return [name for name in names if name and name[0].isupper() and not _generic(name)]


def _told(report: Report) -> list[str]:
    """Whom sources told: a title by its capital The amid a sentence, named for nothing else.

    A report that borrows from another paper also writes "told The Example", but then says what The
    Example reported, or borrows from two.
    """
    body = " ".join(
        fold(report.text[p.start : p.end]).replace("\n", " ") for p in report.passages if p.part is Part.BODY
    )
    names = [_stripped(found["name"]) for found in _TOLD.finditer(body)]
    titles = [name for name in names if name.startswith("The ") and len(name.split()) > 1]
    whole = fold(report.text)
    return titles if all(whole.count(name) == count for name, count in Counter(titles).items()) else []


def _stripped(name: str) -> str:
    """The name without legal forms and a possessive at its end."""
    words = name.split()
    while words and words[-1].strip(".,").lower() in Lexicon.beside(__file__).words("outlets", "around"):
        words.pop()
    return " ".join(words).removesuffix("'s").strip(" .,")


def _generic(name: str) -> bool:
    """Newsletters and the like, which are offers but no publishers."""
    return name.lower() in ("newsletter", "newsletters", "our", "us", "the", "a", "free", "daily newsletters")


def _medium(name: str) -> bool:
    return bool(set(name.lower().split()) & Lexicon.beside(__file__).words("outlets", "media"))


def _in_address(name: str, url: str | None) -> bool:
    host = urlsplit(url).netloc.lower() if url else ""
    return re.sub(r"\W", "", name.lower()) in re.sub(r"\W", "", host) if host else False


def _like_a_name(name: str) -> bool:
    words = name.split()
    return 1 <= len(words) <= 4 and all(
        w[:1].isupper() or w[:1].isdigit() or len(w) == 1 or w in ("of", "the", "and") for w in words
    )
