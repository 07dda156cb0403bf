"""What days are laid out from and into: links, mentions, clusters of reports with the days left for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from parley.model.calendar import resolve
from parley.model.times import Direction, Time, When

MOST = 14  # candidate days of one report
NOWHERE = date(2001, 1, 1)  # a Monday; days counted from it, or from a later Monday, are never shown
Days = tuple[date, ...]
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Link:
    """Two things (ids of entries, gatherings or reports) that fall on the same day, or within some days."""

    a: str
    b: str
    reason: str = ""
    within: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A time as one report tells it; `said` is when the words around it were spoken, if they were."""

    id: str
    report: str
    when: Time
    said: Time | None = None

    def spans(self, day: date | None) -> tuple[Span, ...]:
        """The intervals it may mean in a report that came out on a day; more than one if its direction is open."""
        e = self.when.expression
        if e is None:
            return ((self.when.start, self.when.end),) if isinstance(self.when, When) else ()
        ways = (Direction.PAST, Direction.FUTURE) if e.direction is Direction.EITHER else (e.direction,)
        times = [resolve(replace(e, direction=w), "", published=day, said=self._said(day)) for w in ways]
        return tuple(dict.fromkeys((t.start, t.end) for t in times if isinstance(t, When)))

    def _said(self, day: date | None) -> Time | None:
        if self.said is None or self.said.expression is None:
            return self.said
        return resolve(self.said.expression, self.said.words, published=day)

    @property
    def weekday(self) -> int | None:
        """The bare weekday it names, 1 to 7."""
        e = self.when.expression
        return e.value if e is not None and e.unit == "weekday" and e.offset is None else None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two anchors that cannot both be right."""

    reports: tuple[str, str]
    words: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class World:
    """One way to lay out a cluster: the days left for each report, with their chances by habit; the usual ones;
    the likeliest. `domains` and `chances` date; `usual` (one weekday name, one day) and `picks` only order. `cost`
    counts weekday names that would mean two days, `likelihood` is a sum of logarithms.
    """

    domains: Mapping[str, Days]
    usual: Mapping[str, Days]
    picks: Mapping[str, date]
    cost: int
    likelihood: float
    chances: Mapping[str, Mapping[date, float]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reports joined by links, and the worlds left for them, likeliest first. `source` dates the cluster."""

    reports: tuple[str, ...]
    anchored: bool
    worlds: tuple[World, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Layout:
    """All clusters, and the anchors that clash."""

    clusters: Mapping[str, Cluster]
    clashes: tuple[Clash, ...] = ()

    def anchored(self, report: str) -> bool:
        """Whether something in the report's cluster has a date."""
        return self.clusters[report].anchored

    def source(self, report: str) -> str:
        """The report whose date dates this one."""
        return self.clusters[report].source

    def days(self, report: str) -> Days:
        """The days left for a report, at most 14; none where there is no telling."""
        found = sorted({d for w in self.clusters[report].worlds for d in w.domains.get(report, ())})
        return tuple(found) if len(found) <= MOST else ()

    def chances(self, report: str) -> Mapping[date, float]:
        """How probable each day left for a report is, by how far back its bare weekdays would then look."""
        first, *others = self.clusters[report].worlds or (None,)
        return first.chances.get(report, {}) if first is not None and not others else {}

    def likely(self, report: str) -> date:
        """The likeliest day, for ordering only."""
        worlds = self.clusters[report].worlds
        return worlds[0].picks.get(report, NOWHERE) if worlds else NOWHERE

    def pairs(self, a: str, b: str) -> Iterator[tuple[date, date]]:
        """The days that two reports usually have together, for telling order."""
        homes = (self.clusters[r] for r in (a, b) if r in self.clusters)
        cluster = next((c for c in homes if {a, b} <= set(c.reports)), None)
        if cluster is None:
            return
        for world in cluster.worlds:
            if a == b:
                yield from ((d, d) for d in world.usual.get(a, ()))
            else:
                yield from ((x, y) for x in world.usual.get(a, ()) for y in world.usual.get(b, ()))
