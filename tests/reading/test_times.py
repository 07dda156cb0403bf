"""Time expressions: found, taken apart, and given their value on a day. The sentences are invented."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.calendar import resolve, timex_value
from parley.model.text import Report
from parley.model.times import Bound, Direction, Hangs, Undated
from parley.reading.sheet import sheet
from parley.reading.times import Timex, tag

WEDNESDAY = date(2023, 3, 15)


def read(text: str, published: date | None = WEDNESDAY) -> list[Timex]:
    return list(tag(sheet(Report(text=text, published=published))))


def values(text: str) -> list[tuple[str, str]]:
    return [(t.anchor.words, timex_value(t.expression, published=WEDNESDAY)) for t in read(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The envoys met on Monday.", "Monday", "2023-03-13"),
        ("The envoys met on Wednesday.", "Wednesday", "2023-03-15"),
        ("The envoys will meet on Friday.", "Friday", "2023-03-17"),
        ("A second round is to be held on Tuesday.", "Tuesday", "2023-03-21"),
        ("The round was planned for Thursday.", "Thursday", "2023-03-16"),
        ("The sides agreed to meet again on Saturday.", "Saturday", "2023-03-18"),
        ("The session was postponed until Monday.", "Monday", "2023-03-20"),
        ("The chief mediator arrives on Sunday.", "Sunday", "2023-03-19"),
        ("The envoys met on Thursday, local time.", "Thursday", "2023-03-16"),  # in a report stamped a day early
        ("The envoys met on Friday.", "Friday", "2023-03-10"),
        ("They let the march begin as planned on Saturday.", "Saturday", "2023-03-11"),
        ("The march will begin as scheduled on Saturday.", "Saturday", "2023-03-18"),
        ("The talks follow a visit to the coast on Saturday.", "Saturday", "2023-03-11"),
        ("Both sides want more, according to a message on Sunday by the envoy.", "Sunday", "2023-03-12"),
        ("He broke off the talks, only to give fresh hope on Saturday.", "Saturday", "2023-03-11"),
        ("They have been on strike since Thursday.", "Thursday", "2023-03-09"),
        ("He said late on Tuesday that he was tired.", "late on Tuesday", "2023-03-14"),
        ("They talked on Tuesday night.", "Tuesday night", "2023-03-14TNI"),
        ("The party announced its plans on Monday.", "Monday", "2023-03-13"),
        ("Before Thursday at the earliest no flights.", "Thursday", "2023-03-16"),
        ("Adam hosted Nordic leaders in Oslo on Friday where they issued a call.", "Friday", "2023-03-10"),
        ("They talked last Friday.", "last Friday", "2023-03-10"),
        ("They will talk next Friday.", "next Friday", "2023-03-17"),
        ("The order was signed on 4 July 2019.", "4 July 2019", "2019-07-04"),
        ("The order was signed on July 4, 2019.", "July 4, 2019", "2019-07-04"),
        ("The pact dates from March 2022.", "March 2022", "2022-03"),
        ("They first met in October.", "October", "2022-10"),
        ("The vote was held on 2023-02-28.", "2023-02-28", "2023-02-28"),
        ("The offer stands until April 30.", "April 30", "2023-04-30"),
        ("The vote took place on December 12.", "December 12", "2022-12-12"),
        ("Talks began yesterday.", "yesterday", "2023-03-14"),
        ("They will be back tomorrow morning.", "tomorrow morning", "2023-03-16TMO"),
        ("Shells fell overnight.", "overnight", "2023-03-15TNI"),
        ("Nothing has moved this week.", "this week", "2023-W11"),
        ("Nothing moved last month.", "last month", "2023-02"),
        ("They will sign early next year.", "early next year", "2024"),
        ("The war began three years ago.", "three years ago", "2020"),
        ("The team left two weeks ago.", "two weeks ago", "2023-W09"),
        ("The truce held for 30 days.", "30 days", "P30D"),
        ("A 72-hour truce was offered.", "72-hour", "PT72H"),
        ("The talks lasted two and a half years.", "two and a half years", "P2Y6M"),
        ("It took several months.", "several months", "PXM"),
        ("The commission meets every Thursday.", "every Thursday", "XXXX-WXX-4"),
        ("He reports daily to the ministry.", "daily", "P1D"),
        ("The border was closed in the 1990s.", "the 1990s", "199"),
        ("A treaty of the 19th century still binds them.", "the 19th century", "18"),
        ("Exports fell in the second quarter of 2021.", "the second quarter of 2021", "2021-Q2"),
        ("They came back in the summer of 2020.", "the summer of 2020", "2020-SU"),
        ("He flew home for Christmas.", "Christmas", "2022-12-25"),
        ("The pause should hold over Easter.", "Easter", "2023-04-09"),
        ("They will meet at 10:30 a.m. on Thursday.", "10:30 a.m. on Thursday", "2023-03-16T10:30"),
        ("The room was empty now.", "now", "PRESENT_REF"),
        ("He was seen recently.", "recently", "PAST_REF"),
        ("It was signed in nineteen ninety-six.", "nineteen ninety-six", "1996"),
    ],
)
def test_an_expression_and_its_value_on_a_wednesday(text: str, words: str, value: str) -> None:
    assert values(text) == [(words, value)]


def test_weekdays_joined_to_one_in_the_plural_come_back_every_week() -> None:
    told = values("The court sits on Monday, Wednesday and Friday mornings.")
    assert [value for _, value in told] == [f"XXXX-WXX-{day}TMO" for day in (1, 3, 5)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Peru was the first country to sign the pact on Monday.", "2023-03-13"),
        ("Peru will be the first country to sign the pact on Monday.", "2023-03-20"),
        ("To leave on Monday was a mistake.", "2023-03-13"),
        ("They made a plan to leave on Monday.", "2023-03-20"),
    ],
)
def test_which_way_an_infinitive_points(text: str, value: str) -> None:
    assert [v for _, v in values(text)][-1] == value


@pytest.mark.parametrize(
    "text",
    [
        "May Rowe chairs the panel.",
        "They may leave.",
        "The march went past the palace.",
        "The Sun printed the map.",
        "It costs $5 a year.",
        "About three-quarters of the seats are filled.",
        "A 52-year-old teacher spoke.",
        "Teresa May Bligh resigned.",
        "He took room 2021-A and 1,990 others.",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "upon"),
    [
        ("The king fell on May 3, 2019. The next day a council took over.", "2019-05-04"),
        ("The king fell on May 3, 2019. A week later a council took over.", "2019-W19"),
        ("The king fell in June 2019. That year the harvest failed.", "2019"),
        ("The king fell on May 3, 2019. The shots were heard at 6 a.m. that day.", "2019-05-03T06:00"),
        ("They will meet at 6 p.m. (1700 GMT) on Saturday.", "2023-03-18T18:00"),
        ("The harvest failed in June 2019. That day nobody spoke.", "XXXX-XX-XX"),
    ],
)
def test_an_expression_counted_from_one_told_before(text: str, upon: str) -> None:
    assert upon in [value for _, value in values(text)]


def test_an_undecided_weekday_points_where_its_namesake_does() -> None:
    text = "Leaders will meet on Sunday. A row over fish could derail Sunday's signing."
    assert values(text) == [("Sunday", "2023-03-19"), ("Sunday", "2023-03-19")]


@pytest.mark.parametrize(
    ("text", "hangs", "direction", "bound"),
    [
        ("They have not met since Monday.", Hangs.PUBLICATION, Direction.PAST, Bound.SINCE),
        ("They will decide by Monday.", Hangs.PUBLICATION, Direction.FUTURE, Bound.BY),
        ('"We will decide tomorrow," she said.', Hangs.UTTERANCE, Direction.FUTURE, Bound.AT),
        ("They left on 3 May 2019.", Hangs.NOTHING, Direction.PAST, Bound.AT),
        ("He could come on Friday or at a later stage.", Hangs.PUBLICATION, Direction.FUTURE, Bound.AT),
    ],
)
def test_what_an_expression_hangs_on(text: str, hangs: Hangs, direction: Direction, bound: Bound) -> None:
    expression = read(text)[0].expression
    assert (expression.hangs, expression.direction, expression.bound) == (hangs, direction, bound)


def test_without_a_publication_day_a_weekday_stays_a_weekday() -> None:
    timex = read("The envoys met early on Thursday.", None)[0]
    time = resolve(timex.expression, timex.anchor.words, published=None)
    assert isinstance(time, Undated)
    assert (time.words, time.timex) == ("early on Thursday", "XXXX-WXX-4")


@pytest.mark.parametrize("piece", ["The next day. ", "10:30 ", "A week later ", "Monday ", "May "])
def test_a_thousand_of_one_kind_are_read_without_fuss(piece: str) -> None:
    assert len(read(piece * 1000)) <= 1000


PIECES = [
    "on",
    "Monday",
    "March",
    "2022",
    "the",
    "next",
    "day",
    ",",
    '"',
    "a.m.",
    "10",
    ":",
    "30",
    "İ",
    "May",
    "3",
    "ago",
]
PIECES += [
    "two",
    "and",
    "a",
    "half",
    "\n",
    "\n\n",
    "🙂",
    "\u200f",
    "last",
    "week",
    "years",
    "-",
    "/",
    "1990s",
    "'",
    "of",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_text_gives_anchored_expressions_that_do_not_overlap(pieces: list[str]) -> None:
    report = Report(text=" ".join(pieces))
    found = tag(sheet(report))
    for timex in found:
        assert report.text[timex.anchor.start : timex.anchor.end] == timex.anchor.words
        timex_value(timex.expression, published=WEDNESDAY)
    assert all(a.anchor.end <= b.anchor.start for a, b in pairwise(found))
