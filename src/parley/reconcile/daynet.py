"""The days of reports as variables: domains of candidate days, narrowed by links until nothing changes.

Each report's day is a variable with a few candidate days; a link between two mentions allows a pair of days when
the mentions, resolved from these days, fall together. Narrowing domains by one link after the other until nothing
changes is arc consistency (Mackworth 1977, AC-3) over the constraints "this Thursday is that Thursday".

A cluster in which nothing is dated is laid on a week without a date: the day of one report takes each weekday in
turn and the rest follows. What weekdays allow is the same in every week, so the order holds although no date does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from parley.model.text import Report
from parley.model.times import Bound, Direction, Expression, Undated
from parley.reconcile.layout import MOST, NOWHERE, Clash, Cluster, Days, Layout, Link, Mention, Span, World
from parley.reconcile.likely import beliefs, habit, meet

REACH = 13  # days on either side of a mention in which its report is looked for
_OWN = Undated(words="the day it came out", expression=Expression(unit="day", offset=0))


def lay_out(reports: Iterable[Report], mentions: Mapping[str, Mention], links: tuple[Link, ...]) -> Layout:
    """Find the clusters that links make and the days left in each."""
    published = {r.id: r for r in reports}
    ends = dict(mentions) | {r: Mention(r, r, _OWN) for r in published}
    known = [k for k in links if k.a in ends and k.b in ends]
    loose = sorted(r for r in published if published[r].published is None)
    clusters = {r: _dated(report) for r, report in published.items() if report.published is not None}
    clashes = _too_early(published, mentions)
    inside = _by_report(ends.values())
    clashes += [c for k in sorted(known, key=_order) if (c := _between_dated(k, ends, published))]
    for members, inner in _components(loose, known, ends):
        own = {m: inside.get(m, []) for m in members}
        cluster = _Solver(own, published, ends, sorted(inner, key=_order), clashes).cluster()
        clusters.update((m, cluster) for m in members if m not in clusters)
    return Layout(clusters, tuple(dict.fromkeys(clashes)))


def _dated(report: Report) -> Cluster:
    """A report whose day is known needs no others."""
    assert report.published is not None
    days: Mapping[str, Days] = {report.id: (report.published,)}
    return Cluster((report.id,), True, (World(days, days, {report.id: report.published}, 0, 0.0, {}),), report.id)


def _between_dated(link: Link, ends: Mapping[str, Mention], reports: Mapping[str, Report]) -> Clash | None:
    """Whether two things of reports whose days are known are told as one day and are not."""
    a, b = ends[link.a], ends[link.b]
    one, two = reports[a.report].published, reports[b.report].published
    if one is None or two is None or link.within:
        return None
    here, there = a.spans(one), b.spans(two)
    if not here or not there or meet(here, there, 0):
        return None
    reason = link.reason or "both are told as the same day"
    return Clash((a.report, b.report), (a.when.words, b.when.words), reason)


def _order(link: Link) -> tuple[int, str, str, str]:
    """Equalities first; then by ends, so that the order in which links come does not matter."""
    return (link.within, link.a, link.b, link.reason)


def _by_report(ends: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for end in ends:
        found.setdefault(end.report, []).append(end)
    return found


def _too_early(reports: Mapping[str, Report], mentions: Mapping[str, Mention]) -> list[Clash]:
    """Reports dated before a day that they tell of as past."""
    found = []
    for mention in mentions.values():
        published, day = reports[mention.report].published, _told_as_past(mention)
        if published is not None and day is not None and day > published:
            reason = f"the report is dated {published} and tells of {mention.when.words!r} as past"
            found.append(Clash((mention.report, mention.report), (mention.when.words, str(published)), reason))
    return found


def _told_as_past(mention: Mention) -> date | None:
    """A day written out in full that the report tells of as past."""
    e = mention.when.expression
    if e is None or e.unit != "date" or e.year is None or e.day is None or e.bound is not Bound.AT:
        return None
    spans = mention.spans(None)
    return spans[0][0] if spans and e.direction is Direction.PAST else None


def _components(
    loose: list[str], links: list[Link], ends: Mapping[str, Mention]
) -> list[tuple[tuple[str, ...], list[Link]]]:
    """Reports without a day joined by links, with the dated ones that they hang on, and their links.

    A report whose day is known tells the same to all others, so it holds no component together.
    """
    leader = {r: r for r in loose}

    def lead(report: str) -> str:
        while leader[report] != report:
            leader[report] = leader[leader[report]]
            report = leader[report]
        return report

    for link in links:
        both = [ends[i].report for i in (link.a, link.b)]
        if all(r in leader for r in both):
            a, b = sorted(map(lead, both))
            leader[b] = a
    members: dict[str, set[str]] = {}
    inner: dict[str, list[Link]] = {}
    for report in loose:
        members.setdefault(lead(report), set()).add(report)
    for link in links:
        both = [ends[i].report for i in (link.a, link.b)]
        for home in dict.fromkeys(lead(r) for r in both if r in leader):
            members[home].update(both)
            inner.setdefault(home, []).append(link)
    return [(tuple(sorted(m)), inner.get(home, [])) for home, m in members.items()]


class _Solver:
    """Narrows the days of one cluster. Lives for one call of `cluster`."""

    def __init__(
        self,
        inside: Mapping[str, list[Mention]],
        reports: Mapping[str, Report],
        ends: Mapping[str, Mention],
        links: list[Link],
        clashes: list[Clash],
    ) -> None:
        self.members, self.inside = tuple(inside), inside
        self.ends, self.links, self.kept, self.clashes = ends, links, links, clashes
        self.fixed: dict[str, Days] = {}
        for member in self.members:
            if (published := reports[member].published) is not None:
                self.fixed[member] = (published,)
        self.memory: dict[tuple[str, date | None], tuple[Span, ...]] = {}

    def cluster(self) -> Cluster:
        """The worlds left for the cluster; those that cost least, likeliest first."""
        source = self._source()
        worlds = [self._choose(domains, source is not None) for domains in self._layouts(source is None)]
        least = min((w.cost for w in worlds), default=0)
        best = sorted((w for w in worlds if w.cost == least), key=lambda w: -w.likelihood)
        return Cluster(self.members, source is not None, tuple(best), source or self.members[0])

    def _source(self) -> str | None:
        """The report whose date, or else whose written words, date the cluster."""
        if self.fixed:
            return next(iter(self.fixed))
        for link in self.links:
            for end in (self.ends[link.a], self.ends[link.b]):
                if self._constant(end) and link.within == 0:
                    return end.report
        return None

    def _layouts(self, floating: bool) -> Iterator[dict[str, Days]]:
        if not floating:
            yield self._narrow(dict(self.fixed))
            return
        first = max(self.members, key=lambda m: (len(self.inside[m]), m))
        monday = self._monday()
        for phase in range(7):
            clashes = len(self.clashes)
            domains = self._narrow({first: (monday + timedelta(days=phase),)})
            fits = len(self.clashes) == clashes
            del self.clashes[clashes:]  # a weekday that does not fit is no clash of anchors
            if fits:
                yield domains

    def _monday(self) -> date:
        """A Monday some weeks after every written day, so that written days sort first."""
        written = [s[1] for m in self.members for e in self.inside[m] for s in self._spans(e, None)]
        past = [day for day in written if day.year < 2100]
        later = max([NOWHERE, *past]) + timedelta(days=28)
        return later - timedelta(days=later.weekday())

    def _spans(self, mention: Mention, day: date | None) -> tuple[Span, ...]:
        key = (mention.id, day)
        if key not in self.memory:
            self.memory[key] = mention.spans(day)
        return self.memory[key]

    def _constant(self, mention: Mention) -> bool:
        """Whether a mention is one written day, whatever the day of its report."""
        spans = self._spans(mention, None)
        return len(spans) == 1 and spans[0][0] == spans[0][1]

    # ---- narrowing

    def _narrow(self, domains: dict[str, Days]) -> dict[str, Days]:
        """Apply the links until nothing changes; a link that leaves no day is a clash and is dropped."""
        self.kept = waiting = list(self.links)
        changed = True
        while changed:
            changed = False
            for link in list(waiting):
                for x, y in ((link.a, link.b), (link.b, link.a)):
                    left = self._revise(domains, self.ends[x], self.ends[y], link.within)
                    if left == ():
                        self._clash(link)
                        waiting.remove(link)
                        changed = True
                        break
                    if left is not None and left != domains.get(self.ends[x].report):
                        domains[self.ends[x].report] = left
                        changed = True
        return domains

    def _revise(self, domains: dict[str, Days], x: Mention, y: Mention, within: int) -> Days | None:
        """The days of x's report that the link allows; None where it says nothing."""
        if x.report == y.report:
            days = domains.get(x.report)
            return days and tuple(d for d in days if meet(self._spans(x, d), self._spans(y, d), within))
        there = self._anywhere(domains, y)
        if not there:
            return None
        days = domains.get(x.report)
        if days is None:
            days = self._around(x, there, within)
        left = tuple(d for d in days if not self._spans(x, d) or meet(self._spans(x, d), there, within))
        return left if left or days else None

    def _anywhere(self, domains: dict[str, Days], y: Mention) -> tuple[Span, ...]:
        days: tuple[date | None, ...] = domains.get(y.report) or (None,)
        return tuple(dict.fromkeys(s for d in days for s in self._spans(y, d)))

    def _around(self, x: Mention, there: tuple[Span, ...], within: int) -> Days:
        """The days near the other mention from which x can be told; none where x tells nothing."""
        first = min(s[0] for s in there) - timedelta(days=REACH + within)
        size = (max(s[1] for s in there) - first).days + REACH + within + 1
        if size > 8 * REACH:
            return ()
        days = (first + timedelta(days=i) for i in range(size))
        low = max((d for e in self.inside[x.report] if (d := _told_as_past(e))), default=date.min)
        return tuple(d for d in days if d >= low and self._spans(x, d) and meet(self._spans(x, d), there, within))

    def _clash(self, link: Link) -> None:
        a, b = self.ends[link.a], self.ends[link.b]
        why = link.reason or "both are told as the same day"
        self.clashes.append(Clash((a.report, b.report), (a.when.words, b.when.words), why))

    # ---- choosing

    def _choose(self, domains: dict[str, Days], anchored: bool) -> World:
        """Find the days on which one weekday name means one day throughout the cluster, and the likeliest.

        Where something in the cluster has a date, also how probable each day is.
        """
        named: dict[int, set[date]] = {}
        kept: dict[str, Days] = {}
        picks: dict[str, date] = {}
        cost, likelihood = 0, 0.0
        for report in sorted(domains, key=lambda r: (len(domains[r]), r)):
            if not domains[report]:
                continue
            costs = {d: self._new_names(report, d, named) for d in domains[report]}
            least = min(costs.values())
            kept[report] = tuple(d for d in domains[report] if costs[d] == least)
            picks[report] = max(kept[report], key=lambda d: (self._likelihood(report, d), -d.toordinal()))
            for weekday, day in self._named(report, picks[report], named):
                named.setdefault(weekday, set()).add(day)
            cost += least
            likelihood += self._likelihood(report, picks[report])
        few = {r: days for r, days in domains.items() if 0 < len(days) <= MOST} if anchored else {}
        chances = beliefs(few, self.inside, self.ends, self.kept)
        return World(domains, kept, picks, cost, likelihood, chances)

    def _named(self, report: str, day: date, known: Mapping[int, set[date]]) -> Iterator[tuple[int, date]]:
        """The days that bare weekday names mean, one already known before another."""
        for mention in self.inside[report]:
            if mention.weekday is not None:
                days = [s[0] for s in self._spans(mention, day)]
                same = [d for d in days if d in known.get(mention.weekday, ())]
                yield from ((mention.weekday, d) for d in (same or days)[:1])

    def _new_names(self, report: str, day: date, known: Mapping[int, set[date]]) -> int:
        found: dict[int, set[date]] = {}
        for weekday, named in self._named(report, day, known):
            found.setdefault(weekday, set()).add(named)
        return sum(
            len(days | known.get(w, set())) - max(len(known.get(w, ())), 1) for w, days in sorted(found.items())
        )

    def _likelihood(self, report: str, day: date) -> float:
        return math.log(max(habit(self.inside[report], day), 1e-300))
