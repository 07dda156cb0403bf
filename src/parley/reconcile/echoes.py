"""The same words quoted in several reports: one utterance, so one day of speaking, and reports close together.

Runs of six words inside quotations are compared, whoever is said to have spoken them: reports name a speaker in
many ways, and hardly anybody else says six words just so. In dated reports of forty negotiations 29 of 31 pairs of
reports with such a run came out at most four days apart, 25 of them at most one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
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


class Echoes:
    """Where each run of quoted words stands, kept up to date while reports come and go."""

    def __init__(self) -> None:
        self._where: dict[int, dict[str, Statement]] = defaultdict(dict)

    def sync(self, gone: Iterable[Part], come: Iterable[Part]) -> None:
        """Forget the runs of some reports and take in those of others."""
        for part in gone:
            for run in _runs(part):
                self._where[run].pop(part.id, None)
        for part in come:
            for run, statement in _runs(part).items():
                self._where[run][part.id] = statement

    def links(self, parts: Mapping[str, Part], loose: Iterable[str]) -> Iterator[Link]:
        """For each report without a day, those that quote the same words, and the day of speaking if told."""
        found: dict[Link, None] = {}
        for report in sorted(loose):
            for run, here in sorted(_runs(parts[report]).items()):
                others = self._where[run]
                for other in sorted(others) if len(others) <= MANY else ():
                    found.update(dict.fromkeys(_joined(here, others[other])))
        yield from found


def _joined(a: Statement, b: Statement) -> Iterator[Link]:
    """What the same words in two reports say of their days."""
    if a.report == b.report:
        return
    one, two = sorted((a, b), key=lambda s: s.report)
    yield Link(one.report, two.report, _REASON, within=WITHIN)
    if _names_a_day(one.when) and _names_a_day(two.when):
        yield Link(one.id, two.id, _REASON)


def _names_a_day(time: Time) -> bool:
    e = time.expression
    return e is not None and e.bound is Bound.AT and e.unit in ("weekday", "day", "date")


def _runs(part: Part) -> dict[int, Statement]:
    """Hashes of the runs of words that a report quotes, each with the statement it stands in first."""
    made: dict[int, Statement] = part.once("quoted runs", partial(_quoted, part))
    return made


def _quoted(part: Part) -> dict[int, Statement]:
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
