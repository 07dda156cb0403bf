"""Reports that are one (the same text from two paths), and reports that correct another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parley.intake.divide import divide
from parley.model.lexicon import Lexicon
from parley.model.text import Report, fold

_ALIKE = 80.0
"""Per cent of likeness (indel distance over words' characters) from which a marked report revises another."""


def once(reports: Iterable[Report]) -> list[Report]:
    """Each report once, the fullest metadata kept; two outlets or two titles with one text are two reports."""
    kept: list[Report] = []
    by_text: dict[str, list[int]] = {}
    for report in reports:
        places = by_text.setdefault(report.text, [])
        twin = next((i for i in places if _one(kept[i], report)), None)
        if twin is None:
            places.append(len(kept))
            kept.append(report)
        else:
            kept[twin] = _united(kept[twin], report)
    return kept


def _one(a: Report, b: Report) -> bool:
    return all(not x or not y or x == y for x, y in ((_stated(a), _stated(b)), (a.title, b.title)))


def _stated(report: Report) -> str | None:
    return None if report.outlet_inferred else report.outlet


def _united(a: Report, b: Report) -> Report:
    """The fuller one, completed by the other; divided anew, since a title tells which line is the headline."""
    a, b = sorted((a, b), key=lambda r: (not _stated(r), not r.title, not r.published, r.source))
    dated = a if a.published else b
    united = replace(
        a,
        id="",
        title=a.title or b.title,
        outlet=a.outlet or b.outlet,
        outlet_inferred=_stated(a) is None and bool(a.outlet or b.outlet),
        published=dated.published,
        published_by=dated.published_by,
        author=a.author or b.author,
        url=a.url or b.url,
    )
    return divide(united) if a.passages and a.title != united.title else united


def revised(reports: Sequence[Report]) -> list[Report]:
    """Fill `revises` where a title is marked as a correction or update of a report in this batch."""
    return [replace(r, revises=_original(r, reports)) if r.revises is None else r for r in reports]


def correction(title: str) -> str | None:
    """The title without its mark of correction or update; None if it bears no mark.

    >>> correction("(CORRECTED)-MINISTERS MEET IN OSLO")
    'MINISTERS MEET IN OSLO'
    >>> correction("UPDATE 2-Ministers meet in Oslo")
    'Ministers meet in Oslo'
    >>> correction("Update on talks expected") is None
    True
    """
    found = _mark().match(fold(title))
    return title[found.end() :].strip() if found else None


def _mark() -> re.Pattern[str]:
    words = "|".join(
        sorted(map(re.escape, Lexicon.beside(__file__).words("titles", "marks")), key=lambda w: (-len(w), w))
    )
    number = r"(?:\s*\d+)?"
    mark = rf"(?:{words}){number}"
    return re.compile(rf"\s*(?:[(\[]\s*{mark}\s*[)\]]\s*[-:]*|{mark}\s*(?:[-:]+|\s-\s))\s*", re.I)


def _original(report: Report, reports: Sequence[Report]) -> str | None:
    plain = correction(report.title)
    if plain is None:
        return None
    others = [r for r in reports if r.id != report.id and _before(r, report)]
    scored = sorted((-_likeness(report, r), r.published is None, _newest(r), r.id) for r in others)
    return scored[0][3] if scored and -scored[0][0] >= _ALIKE else None


def _newest(report: Report) -> int:
    return -report.published.toordinal() if report.published else 0


def _before(other: Report, report: Report) -> bool:
    """Whether the other can be the earlier one: of the same outlet if known, not later, less often updated."""
    if other.outlet and report.outlet and other.outlet != report.outlet:
        return False
    if other.published and report.published and other.published != report.published:
        return other.published < report.published
    return _rank(other) < _rank(report)


def _rank(report: Report) -> int:
    """0 for an unmarked title, then the number of the update; a correction counts as one."""
    if correction(report.title) is None:
        return 0
    number = re.search(r"\d+", report.title[: len(report.title) - len(correction(report.title) or "")])
    return int(number.group()) if number else 1


def _likeness(a: Report, b: Report) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(fold(a.text).split(), fold(b.text).split(), score_cutoff=_ALIKE))
