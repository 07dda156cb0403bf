"""The only place where stages meet: from paths to a dossier, one way through the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from parley import analysis
from parley.errors import Unreadable
from parley.intake import divide
from parley.model.dispute import Outlook
from parley.model.dossier import Dossier
from parley.model.judgements import Judgement
from parley.model.record import Record
from parley.model.text import Report
from parley.reading import read_all
from parley.reconcile import reconcile
from parley.scale import Engine, read_many


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of reading: the record, and one line for everything that was left out."""

    record: Record
    left_out: tuple[Unreadable, ...] = ()


def read(report: Report) -> Record:
    """What one report says, entry by entry; the report is divided into passages first if it is not yet.

    >>> record = read(Report(outlet="The Gazette", text="Norland will attend the talks, its envoy said."))
    >>> [entry.anchor.words for entry in record.entries if entry.kind == "attendance"]
    ['Norland will attend the talks']
    """
    return next(read_all([_divided(report)]))


def read_reports(
    reports: Iterable[Report],
    *,
    workers: int = 1,
    step: Callable[[int], None] | None = None,
    engine: Engine | None = None,
) -> Reading:
    """Read many reports; the order they come in changes nothing."""
    divided = sorted((_divided(r) for r in reports), key=lambda r: r.id)
    return Reading(*read_many(divided, workers=workers, step=step, engine=engine))


def dossier(record: Record, judgements: Sequence[Judgement] = ()) -> Dossier:
    """What all reports say, point by point; people's judgements outrank rules."""
    return reconcile(record, judgements)


def analyse(found: Dossier) -> Outlook:
    """Which outcomes hold, drafted from what was said."""
    return analysis.analyse(found)


def _divided(report: Report) -> Report:
    return report if report.passages else divide(report)
