"""How probable each day is: habits of single reports, joined over a cluster. The reports are invented."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.model.times import Direction, Expression, Undated
from parley.reconcile import likely
from parley.reconcile.layout import Link, Mention
from parley.reconcile.likely import beliefs, habit

FRIDAY = date(2031, 5, 16)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def mention(report: str, number: int, value: int, way: Direction = Direction.PAST) -> Mention:
    told = Expression(unit="weekday", value=value, direction=way)
    return Mention(f"{report}{number}", report, Undated(words=NAMES[value - 1], expression=told))


def test_a_weekday_told_as_past_is_mostly_today_and_hardly_ever_five_days_ago() -> None:
    friday = [mention("a", 0, 5)]
    usual = [habit(friday, FRIDAY + timedelta(days=i)) for i in range(6)]
    assert max(usual) == usual[0]
    assert usual[1] > 20 * usual[5]


def test_the_same_name_told_again_tells_nothing_new() -> None:
    assert habit([mention("a", 0, 5)], FRIDAY) == habit([mention("a", i, 5) for i in range(9)], FRIDAY)


def week(start: date = FRIDAY) -> tuple[date, ...]:
    return tuple(start + timedelta(days=i) for i in range(7))


def test_what_makes_a_neighbour_unlikely_is_unlikely() -> None:
    """B tells of Friday and of Thursday, A of Friday only: A is drawn towards the days that suit B."""
    a, b = [mention("a", 0, 5)], [mention("b", 0, 5), mention("b", 1, 4)]
    ends = {m.id: m for m in (*a, *b)}
    domains = {"a": week(), "b": week()}
    alone = beliefs(domains, {"a": a, "b": b}, ends, [])["a"]
    joined = beliefs(domains, {"a": a, "b": b}, ends, [Link("a0", "b0")])["a"]
    assert joined[FRIDAY] > alone[FRIDAY]
    assert joined[FRIDAY + timedelta(days=6)] < alone[FRIDAY + timedelta(days=6)]


def test_on_a_tree_of_links_both_ways_of_joining_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {r: [mention(r, 0, day), mention(r, 1, day + 1)] for r, day in (("a", 5), ("b", 5), ("c", 4), ("d", 3))}
    ends = {m.id: m for own in told.values() for m in own}
    links = [Link("a0", "b0"), Link("b1", "c1", within=3), Link("b0", "d1", within=6)]
    domains = {r: week() for r in told}
    every = beliefs(domains, told, ends, links)
    monkeypatch.setattr(likely, "MOST_WORLDS", 0)
    along = beliefs(domains, told, ends, links)
    for report, chances in every.items():
        assert list(along[report].values()) == pytest.approx(list(chances.values()))


def test_a_long_chain_of_reports_is_joined_along_its_links() -> None:
    reports = [f"r{i:03d}" for i in range(200)]
    told = {r: [mention(r, 0, 5)] for r in reports}
    ends = {m.id: m for own in told.values() for m in own}
    links = [Link(f"{a}0", f"{b}0", within=6) for a, b in pairwise(reports)]
    found = beliefs({r: week() for r in reports}, told, ends, links)
    assert all(sum(chances.values()) == pytest.approx(1) for chances in found.values())


ways = st.sampled_from(list(Direction))
told_days = st.lists(st.tuples(st.integers(1, 7), ways), max_size=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(told_days, min_size=1, max_size=4), st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_chances_add_up_whatever_is_told_and_linked(
    reports: list[list[tuple[int, Direction]]], within: list[int]
) -> None:
    told = {str(r): [mention(str(r), i, v, w) for i, (v, w) in enumerate(own)] for r, own in enumerate(reports)}
    ends = {m.id: m for own in told.values() for m in own}
    firsts = [own[0].id for own in told.values() if own]
    links = [Link(a, b, within=w) for a, b, w in zip(firsts, firsts[1:], within, strict=False)]
    found = beliefs({r: week() for r in told}, told, ends, links)
    for chances in found.values():
        assert sum(chances.values()) == pytest.approx(1)
        assert min(chances.values()) >= 0
