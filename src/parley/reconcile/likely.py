"""How probable each day left for a report is: habits of the press, weighed for all reports of a cluster together.

What must hold has narrowed the days before. Among those left, a report's own weekdays make some days likelier (a
bare "Thursday" told as past is mostly today's or yesterday's), and reports that tell of the same talks mostly come
out within a day or two. Both are shares that were counted. They are joined by going through all ways to give each
report a day, or, where these are too many, by message passing along a tree of links, which leaves links out and so
never counts anything twice: a day that would make a linked report unlikely is unlikely.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from parley.model.times import Direction
from parley.reconcile.layout import Days, Link, Mention, Span

# How often a bare weekday means the day so many days from the day its report came out: counts of 830 weekdays in
# TimeBank, AQUAINT and dated reports of talks.
_PAST = {0: 312, -1: 190, -2: 66, -3: 81, -4: 19, -5: 6, 1: 26}
_FUTURE = {0: 38, 1: 40, 2: 17, 3: 14, 4: 12, 5: 2, 6: 7}
_EITHER = {0: 12, -1: 2, -2: 4, -3: 2, -4: 3, 1: 4, 2: 5}
_SHARES = {
    way: {days: often / sum(counts.values()) for days, often in counts.items()}
    for way, counts in ((Direction.PAST, _PAST), (Direction.FUTURE, _FUTURE), (Direction.EITHER, _EITHER))
}
_SELDOM = 0.004  # share of every distance not counted above
# How many days apart two reports came out: counts of 175 pairs of reports that name one day between them, and of
# 29 that quote the same words.
_APART = {0: 45, 1: 64, 2: 30, 3: 18, 4: 9, 5: 6, 6: 3}
_CLOSE = {0: 12, 1: 13, 2: 3, 4: 1}
_FAR = 0.3
_NEAR = 4  # links that allow so many days or fewer are between reports that quote the same words
MOST_WORLDS = 20_000  # ways to give each report a day that are gone through one by one
_LEAST = 1e-12  # worlds so many times less probable than the likeliest are left out

Chances = Mapping[date, float]
Own = Mapping[str, list[float]]
Table = list[list[float]]
World = tuple[tuple[int, ...], float]


def beliefs(
    domains: Mapping[str, Days],
    inside: Mapping[str, Sequence[Mention]],
    ends: Mapping[str, Mention],
    links: Iterable[Link],
) -> dict[str, Chances]:
    """The chances of each day left for each report, adding up to 1 a report."""
    own = {r: _scaled([habit(inside.get(r, ()), day) for day in days]) for r, days in domains.items() if days}
    tables = _tables({r: domains[r] for r in own}, ends, links)
    order = _order(own, tables)
    found = _worlds(own, tables, order) or _tree(own, tables, order)
    return {r: dict(zip(domains[r], found[r], strict=True)) for r in own}


def habit(mentions: Iterable[Mention], day: date) -> float:
    """How usual a report's bare weekdays would be if it came out on a day: a product of shares.

    A name that comes again the same way tells nothing new.
    """
    usual, seen = 1.0, set()
    for mention in mentions:
        way = mention.when.expression.direction if mention.when.expression else Direction.EITHER
        if mention.weekday is not None and (mention.weekday, way) not in seen:
            seen.add((mention.weekday, way))
            usual *= _share(mention.spans(day), day, way)
    return usual


def _share(spans: tuple[Span, ...], day: date, way: Direction) -> float:
    shares = _SHARES[way]
    return max((shares.get((first - day).days, _SELDOM) for first, _ in spans), default=_SELDOM)


# ---- pairs of reports


def _tables(
    domains: Mapping[str, Days], ends: Mapping[str, Mention], links: Iterable[Link]
) -> dict[tuple[str, str], Table]:
    """For each two linked reports how well each two of their days go together."""
    joined: dict[tuple[str, str], list[tuple[Mention, Mention, int]]] = defaultdict(list)
    for link in links:
        one, two = sorted((ends[link.a], ends[link.b]), key=lambda m: m.report)
        if one.report != two.report and one.report in domains and two.report in domains:
            joined[one.report, two.report].append((one, two, link.within))
    neighbours = Counter(r for pair in joined for r in pair)
    # In a ring of reports each pair says again what the others say: its habit counts for less.
    return {
        (a, b): _pair(domains[a], domains[b], between, 2 / (neighbours[a] + neighbours[b]))
        for (a, b), between in sorted(joined.items(), key=lambda pair: pair[0])
    }


def _pair(these: Days, those: Days, between: Sequence[tuple[Mention, Mention, int]], weight: float) -> Table:
    counts = _CLOSE if any(0 < within <= _NEAR for _, _, within in between) else _APART
    usual = {gap: _apart(gap, counts) ** weight for gap in {abs((x - y).days) for x in these for y in those}}
    table = [[usual[abs((x - y).days)] for y in those] for x in these]
    for one, two, within in between:
        here, there = [one.spans(x) for x in these], [two.spans(y) for y in those]
        for i, spans in enumerate(here):
            for j, others in enumerate(there):
                if spans and others and not meet(spans, others, within):
                    table[i][j] = 0.0
    return table


def _apart(gap: int, counts: Mapping[int, int]) -> float:
    return counts.get(gap, _FAR) / sum(counts.values()) / (2 if gap else 1)


def meet(here: tuple[Span, ...], there: tuple[Span, ...], within: int) -> bool:
    """Whether two times can be one, or lie within some days of each other."""
    slack = timedelta(days=within)
    return any(a[0] <= b[1] + slack and b[0] <= a[1] + slack for a in here for b in there)


# ---- joining them


def _order(own: Own, tables: Mapping[tuple[str, str], Table]) -> dict[str, list[str]]:
    """The reports along their links, those with few days first; each with its neighbours that stand before it."""
    near: dict[str, list[str]] = {r: [] for r in own}
    for a, b in tables:
        near[a].append(b)
        near[b].append(a)
    waiting = [(1, len(own[r]), r) for r in own]
    heapify(waiting)
    placed: dict[str, list[str]] = {}
    while waiting:
        _, _, report = heappop(waiting)
        if report not in placed:
            placed[report] = sorted((r for r in near[report] if r in placed), key=lambda r: (len(own[r]), r))
            for other in near[report]:
                heappush(waiting, (0, len(own[other]), other))
    return placed


def _worlds(own: Own, tables: Mapping[tuple[str, str], Table], order: Mapping[str, list[str]]) -> Own | None:
    """The chances from all ways to give every report a day; None where there are too many, or none."""
    worlds: list[World] = [((), 1.0)]
    place = {report: i for i, report in enumerate(order)}
    for report, before in order.items():
        rows = [(place[r], _table(tables, r, report)) for r in before]
        grown = [new for world in worlds for new in _grown(world, own[report], rows)]
        most = max((weight for _, weight in grown), default=0.0)
        worlds = [(days, weight / most) for days, weight in grown if weight > _LEAST * most]
        if not 0 < len(worlds) <= MOST_WORLDS:
            return None
    return {r: _marginal(worlds, place[r], len(own[r])) for r in order}


def _grown(world: World, fits: list[float], rows: Sequence[tuple[int, Table]]) -> Iterator[World]:
    """A world with one more report, on each day that goes with the others."""
    days, weight = world
    for i, table in rows:
        fits = [f * t for f, t in zip(fits, table[days[i]], strict=True)]
    yield from (((*days, i), weight * fit) for i, fit in enumerate(fits) if fit)


def _marginal(worlds: Iterable[World], place: int, size: int) -> list[float]:
    sums = [0.0] * size
    for days, weight in worlds:
        sums[days[place]] += weight
    return _scaled(sums)


def _tree(own: Own, tables: Mapping[tuple[str, str], Table], order: Mapping[str, list[str]]) -> Own:
    """The chances along a tree of links, each report hung on the neighbour with the fewest days (Pearl 1988)."""
    above = {r: before[0] for r, before in order.items() if before}
    up: dict[str, list[float]] = {}
    below = {r: list(own[r]) for r in order}
    for report in reversed(list(order)):
        if report in above:
            up[report] = _message(below[report], _table(tables, report, above[report]))
            below[above[report]] = _product(below[above[report]], up[report])
    for report in order:
        if report in above:
            parent = above[report]
            rest = [b / u if u else 0.0 for b, u in zip(below[parent], up[report], strict=True)]
            below[report] = _product(below[report], _message(rest, _table(tables, parent, report)))
    return {r: _scaled(weights) for r, weights in below.items()}


def _table(tables: Mapping[tuple[str, str], Table], a: str, b: str) -> Table:
    return tables[a, b] if (a, b) in tables else [list(row) for row in zip(*tables[b, a], strict=True)]


def _message(weights: list[float], table: Table) -> list[float]:
    sums = [0.0] * len(table[0])
    for weight, row in zip(weights, table, strict=True):
        sums = [s + weight * fits for s, fits in zip(sums, row, strict=True)]
    return _scaled(sums)


def _product(one: list[float], two: list[float]) -> list[float]:
    return _scaled([a * b for a, b in zip(one, two, strict=True)])


def _scaled(weights: list[float]) -> list[float]:
    whole = sum(weights)
    return [w / whole for w in weights] if whole else [1 / len(weights)] * len(weights)
