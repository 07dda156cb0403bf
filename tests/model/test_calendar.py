"""Resolving expressions: a table by unit, what stays open, and properties of weekdays and intervals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.calendar import interval, resolve, timex_value
from parley.model.times import Basis, Direction, Expression, Hangs, Undated, When

DAY = date(2024, 2, 29)  # a Thursday


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        (Expression(unit="day", offset=1), "2024-03-01"),
        (Expression(unit="week", offset=-9), "2023-W52"),
        (Expression(unit="weekend", offset=1), "2024-W10-WE"),
        (Expression(unit="month", offset=-2), "2023-12"),
        (Expression(unit="quarter", offset=-1), "2023-Q4"),
        (Expression(unit="quarter", value=3), "2023-Q3"),
        (Expression(unit="half", value=1, offset=0), "2024-H1"),
        (Expression(unit="year", offset=-100), "1924"),
        (Expression(unit="decade", offset=-1), "201"),
        (Expression(unit="century", offset=0), "20"),
        (Expression(unit="season", value=3, offset=-1), "2023-FA"),
        (Expression(unit="date", month=2, day=28), "2024-02-28"),
        (Expression(unit="date", month=12, day=30, direction=Direction.PAST), "2023-12-30"),
        (Expression(unit="date", month=3, day=10, direction=Direction.PAST), "2024-03-10"),
        (Expression(unit="date", month=9, direction=Direction.FUTURE), "2024-09"),
        (Expression(unit="date", month=9, direction=Direction.PAST), "2023-09"),
        (Expression(unit="date", month=3, value=-1), "2023-03"),
        (Expression(unit="date", month=3, offset=-1), "2023-03"),
        (Expression(unit="weekday", value=4), "2024-02-29"),
        (Expression(unit="weekday", value=4, offset=1), "2024-03-07"),
        (Expression(unit="weekday", value=4, offset=-1), "2024-02-22"),
        (Expression(unit="weekday", value=5, direction=Direction.FUTURE), "2024-03-01"),
        (Expression(unit="weekday", value=5, direction=Direction.PAST, part_of_day="late NI"), "2024-03-01TNI"),
        (Expression(unit="week day", value=2, offset=-1), "2024-02-20"),
        (Expression(unit="feast", value=2), "2024-03-31"),
        (Expression(unit="feast", value=3), "2024-03-29"),
        (Expression(unit="feast", value=1, offset=-1), "2023-11-23"),
        (Expression(unit="day", offset=0, clock="18:30"), "2024-02-29T18:30"),
        (Expression(unit="duration", timex="P30D"), "P30D"),
    ],
)
def test_the_value_of_an_expression_on_a_leap_day(expression: Expression, value: str) -> None:
    assert timex_value(expression, published=DAY) == value


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2024-W09-WE", date(2024, 3, 2), date(2024, 3, 3)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2024-02-29TEV", DAY, DAY),
    ],
)
def test_the_days_of_a_value(value: str, first: date, last: date) -> None:
    assert interval(value) == (first, last)


@pytest.mark.parametrize("value", ["", "XXXX-WXX-4", "P3D", "PRESENT_REF", "2023-02-30", "2024-W60", "0000"])
def test_values_without_days(value: str) -> None:
    assert interval(value) is None


TOMORROW = Expression(unit="day", offset=1, hangs=Hangs.UTTERANCE)
THURSDAY = When(start=date(2024, 2, 22), end=date(2024, 2, 22), words="last Thursday")


def test_tomorrow_in_a_quotation_counts_from_the_day_of_speaking() -> None:
    time = resolve(TOMORROW, "tomorrow", published=DAY, said=THURSDAY)
    assert isinstance(time, When)
    assert (time.start, time.basis) == (date(2024, 2, 23), Basis.SAID_ON)
    assert time.chain == ("tomorrow", "said on 2024-02-22")


def test_tomorrow_stays_open_while_the_day_of_speaking_does() -> None:
    said = Undated(words="Thursday", expression=Expression(unit="weekday", value=4))
    assert isinstance(resolve(TOMORROW, "tomorrow", published=DAY, said=said), Undated)
    assert isinstance(resolve(TOMORROW, "tomorrow", published=None), Undated)


def test_tomorrow_in_a_quotation_without_any_day_of_speaking_counts_from_publication() -> None:
    time = resolve(TOMORROW, "tomorrow", published=DAY, said=Undated())
    assert isinstance(time, When)
    assert (time.start, time.basis) == (date(2024, 3, 1), Basis.PUBLICATION)


def test_what_is_written_out_needs_no_day() -> None:
    time = resolve(Expression(unit="date", year=2022, month=3, hangs=Hangs.NOTHING), "March 2022", published=None)
    assert isinstance(time, When)
    assert (time.timex, time.basis) == ("2022-03", Basis.WRITTEN)


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(days, st.integers(1, 7), st.sampled_from(list(Direction)))
def test_a_bare_weekday_falls_within_six_days_on_its_side(day: date, value: int, direction: Direction) -> None:
    time = resolve(Expression(unit="weekday", value=value, direction=direction), "", published=day)
    assert isinstance(time, When)
    assert time.start.isoweekday() == value
    low, high = {Direction.PAST: (-5, 1), Direction.FUTURE: (0, 6), Direction.EITHER: (-4, 2)}[direction]
    assert low <= (time.start - day).days <= high


units = st.sampled_from(
    ["day", "week", "weekend", "month", "quarter", "year", "decade", "century", "feast", "season"]
)


@given(days, units, st.integers(-3000, 3000))
def test_every_value_is_a_stretch_of_days_or_open(day: date, unit: str, offset: int) -> None:
    time = resolve(Expression(unit=unit, value=None, offset=offset), "then", published=day)
    assert isinstance(time, Undated) or time.start <= time.end


@given(days, st.integers(-400, 400))
def test_days_are_counted_exactly(day: date, offset: int) -> None:
    time = resolve(Expression(unit="day", offset=offset), "then", published=day)
    assert isinstance(time, When)
    assert time.start - day == timedelta(days=offset)
