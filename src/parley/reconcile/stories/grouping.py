"""Reports into stories: those that tell of the same talks, or the same turn of events, belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.model.text import Report
from parley.reconcile.stories.joining import Joins, gaps, joins
from parley.reconcile.stories.linkage import average_link
from parley.reconcile.stories.pairs import compared
from parley.reconcile.stories.terms import Terms, terms

_FAINT = 0.01  # chances below this count as none


def group(reports: Iterable[Report]) -> tuple[tuple[str, ...], ...]:
    """The ids of the reports of each story; ids sorted, stories in order of their first id.

    The result is the same for any order of the reports and for reports handed in twice. A report that tells of
    nothing that others tell is a story of its own. Dates help where they are known and are not needed.

    >>> reports = [Report(text="Envoys met.", id="b"), Report(text="Ships sailed.", id="a")]
    >>> group(reports), group(reports[:1])
    ((('a',), ('b',)), (('b',),))
    """
    return grouped([terms(r) for r in reports])


def grouped(reports: Iterable[Terms], by: Joins | None = None) -> tuple[tuple[str, ...], ...]:
    """The same from counted terms, with the shipped model or another one."""
    ordered = [r for _, r in sorted({r.id: r for r in reports}.items())]
    if len(ordered) < 2:
        return tuple((r.id,) for r in ordered)
    clusters = average_link(len(ordered), scored(ordered, by or joins()), (by or joins()).least)
    return tuple(tuple(ordered[i].id for i in cluster) for cluster in clusters)


def scored(ordered: Sequence[Terms], by: Joins) -> list[tuple[int, int, float]]:
    """Pairs of places with the chance that they are of one story."""
    one, two, features = compared(ordered)
    chances = by.chances(one, two, features, gaps(ordered, one, two))
    found = zip(one.tolist(), two.tolist(), chances.tolist(), strict=True)
    return [(a, b, round(c, 9)) for a, b, c in found if c >= _FAINT]


class Stories:
    """Stories of reports that come in one by one: at any time the same as `group` of all of them.

    Each report is counted once, when it comes; comparing waits until somebody asks.
    """

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._terms: dict[str, Terms] = {}
        self._groups: tuple[tuple[str, ...], ...] | None = None
        for report in reports:
            self.add(report)

    def add(self, report: Report) -> None:
        """Take in a report; one that is known already changes nothing."""
        if report.id not in self._terms:
            self._terms[report.id] = terms(report)
            self._groups = None

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The stories as they stand."""
        if self._groups is None:
            self._groups = grouped(self._terms.values())
        return self._groups

    def of(self, report_id: str) -> tuple[str, ...]:
        """The story that a report belongs to."""
        return next(story for story in self.groups() if report_id in story)
