"""The same words quoted in several reports: one utterance, so one day of speaking, and reports close together.

Runs of six words inside quotations are compared, whoever is said to have spoken them: reports name a speaker in
many ways, and hardly anybody else says six words just so. In dated reports of forty negotiations 29 of 31 pairs of
reports with such a run came out at most four days apart, 25 of them at most one.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from zlib import crc32

from parley.model.entries import Manner, Statement
from parley.model.times import Bound, Time
from parley.reconcile.alike import verbatim
from parley.reconcile.layout import Link
from parley.reconcile.parts import Part

RUN = 6
WITHIN = 4  # days
MANY = 20  # reports beyond which a run of words is a saying and no utterance
_REASON = "both quote the same words"
_QUOTED = re.compile('["“«„]([^"“”«»„]+)["”»“]')


def echoes(parts: Mapping[str, Part], loose: Collection[str]) -> Iterator[Link]:
    """For each report without a day, those that quote the same words, and the day of speaking if both tell it.

    Work grows with the words that all reports quote, a few microseconds a report.
    """
    wanted = {run for report in loose for run in _hashes(parts[report])}
    where: dict[int, list[str]] = defaultdict(list)
    for report in sorted(parts) if wanted else ():
        for run in wanted.intersection(_hashes(parts[report])):
            where[run].append(report)
    said = {report: _quoted(parts[report]) for report in sorted({r for found in where.values() for r in found})}
    free, found = frozenset(loose), dict[Link, None]()
    for run, reports in sorted(where.items()):
        pairs = combinations(reports, 2) if len(reports) <= MANY else ()
        for a, b in pairs:
            if a in free or b in free:
                found.update(dict.fromkeys(_joined(said[a][run], said[b][run])))
    yield from found


def _joined(a: Statement, b: Statement) -> Iterator[Link]:
    """What the same words in two reports say of their days."""
    yield Link(a.report, b.report, _REASON, within=WITHIN)
    if _names_a_day(a.when) and _names_a_day(b.when):
        yield Link(a.id, b.id, _REASON)


def _names_a_day(time: Time) -> bool:
    e = time.expression
    return e is not None and e.bound is Bound.AT and e.unit in ("weekday", "day", "date")


def _hashes(part: Part) -> array[int]:
    """Hashes of the runs of words that a report quotes; numbers alone, since thousands of reports are kept."""
    made: array[int] = part.once("quoted runs", lambda: array("L", sorted(_quoted(part))))
    return made


def _quoted(part: Part) -> dict[int, Statement]:
    """The hashes, each with the statement that the words stand in first."""
    found: dict[int, Statement] = {}
    for statement in part.spoken:
        for piece in _inside(statement):
            words = verbatim(piece).split()
            for i in range(len(words) - RUN + 1):
                found.setdefault(crc32(" ".join(words[i : i + RUN]).encode()), statement)
    return found


def _inside(statement: Statement) -> list[str]:
    """The pieces of a statement that stand in quotation marks."""
    if statement.manner is Manner.DIRECT:
        return [statement.content.words]
    return _QUOTED.findall(statement.content.words) if statement.manner is Manner.MIXED else []
