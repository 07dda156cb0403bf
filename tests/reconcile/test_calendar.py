"""The calendar of a record: days from links, order without dates, and nothing invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.calendar import resolve
from parley.model.entries import Event, Gathering, Manner, Plover, Statement
from parley.model.record import Record
from parley.model.text import Report
from parley.model.times import Basis, Direction, Expression, Hangs, Time, Undated, When
from parley.reconcile.calendar import Calendar, Link, settle

THURSDAY = date(2031, 5, 15)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(name: str, direction: Direction = Direction.PAST, **more: object) -> Undated:
    value = NAMES.index(name) + 1
    expression = Expression(unit="weekday", value=value, direction=direction, timex=f"XXXX-WXX-{value}")
    return Undated(words=name, expression=replace(expression, **more))


def report(name: str, published: date | None = None) -> Report:
    return Report(text=f"{name}. " + "x" * 200, outlet=name, published=published, published_by="sidecar")


def event(of: Report, at: int, when: Time) -> Event:
    anchor = of.anchor(at, at + 5)
    return Event(anchor=anchor, actors=(), type=Plover.CONSULT, what=when.words, when=when)


A, B = report("The Herald"), report("The Courier")
DATED = replace(A, published=THURSDAY)
A_TALKS = event(A, 0, weekday("Thursday", Direction.FUTURE))
A_SAID = event(A, 10, weekday("Thursday", part_of_day="early"))
A_BEFORE = event(A, 20, weekday("Saturday"))
A_AFTER = event(A, 30, weekday("Friday", Direction.FUTURE))
B_TALKS = event(B, 0, weekday("Thursday"))
B_BEFORE = event(B, 10, weekday("Wednesday"))
SAME = Link(A_TALKS.id, B_TALKS.id, "the same talks")
SAME_DAY = Link(A_TALKS.id, A_SAID.id, "one day in the report")
ALL = (A_TALKS, A_SAID, A_BEFORE, A_AFTER, B_TALKS, B_BEFORE)


def days(calendar: Calendar, *entries: Event) -> list[str]:
    return [calendar.date(entry).timex for entry in entries]


def test_a_dated_report_dates_its_own_words() -> None:
    calendar = settle(Record.of([DATED, B], entries=ALL))
    assert days(calendar, *ALL) == [
        "2031-05-15",
        "2031-05-15",
        "2031-05-10",
        "2031-05-16",
        *["XXXX-WXX-4", "XXXX-WXX-3"],
    ]


def test_a_link_dates_the_other_report_as_far_as_its_days_agree() -> None:
    calendar = settle(Record.of([DATED, B], entries=ALL), [SAME])
    told = calendar.date(B_TALKS)
    assert isinstance(told, When)
    assert (told.start, told.basis) == (THURSDAY, Basis.OTHER_REPORT)
    assert "The Herald" in told.chain[-1]
    day = calendar.day(B.id)
    assert isinstance(day, Undated)
    assert day.candidates == tuple(THURSDAY + timedelta(days=i) for i in range(-1, 6))
    before = calendar.date(B_BEFORE)  # the Wednesday before; the one after only if it came out five days later
    assert isinstance(before, When)
    assert before.start == date(2031, 5, 14)
    assert before.chain[-1] == "the likeliest of the days left: 99 in 100, as news usually looks back"
    assert calendar.layout.chances(B.id)[THURSDAY] == max(calendar.layout.chances(B.id).values())


def test_the_readers_date_is_named_as_such_and_dates_the_cluster() -> None:
    given_by_reader = replace(B, published=date(2031, 5, 16), published_by="reader")
    calendar = settle(Record.of([A, given_by_reader], entries=ALL), [SAME, SAME_DAY])
    day = calendar.date(B_TALKS)
    assert isinstance(day, When)
    assert day.basis is Basis.READER
    assert (
        calendar.day(A.id).timex == "2031-05-15"
    )  # talks on this Thursday to come, and said on it: that day alone
    assert days(calendar, A_BEFORE, A_AFTER) == ["2031-05-10", "2031-05-16"]


def test_without_any_date_the_story_is_ordered_and_spaced() -> None:
    calendar = settle(Record.of([A, B], entries=ALL), [SAME])
    assert not any(isinstance(calendar.date(entry), When) for entry in ALL)
    labels = [calendar.label(entry) for entry in (A_BEFORE, B_BEFORE, A_SAID, A_TALKS, A_AFTER)]
    orders = [label.order for label in labels]
    assert orders == sorted(orders)
    assert [round(order - orders[3]) for order in orders] == [-5, -1, 0, 0, 1]
    assert not any(label.dated for label in labels)


def test_days_are_told_from_the_talks() -> None:
    talks = Gathering(id=f"{A.id}/talks", name="the talks", when=A_TALKS.when)
    calendar = settle(Record.of([A, B], gatherings=[talks], entries=ALL), [SAME])
    told = [calendar.label(entry, focus=talks).label for entry in (A_BEFORE, A_SAID, A_AFTER, B_BEFORE)]
    assert told == ["the Saturday before", "Thursday of the talks", "the Friday after", "Wednesday"]


def test_a_dated_day_is_written_out() -> None:
    calendar = settle(Record.of([DATED], entries=[A_BEFORE]))
    label = calendar.label(A_BEFORE)
    assert (label.label, label.dated) == ("Saturday 10 May 2031", True)


def test_tomorrow_in_a_quotation_follows_the_day_of_speaking() -> None:
    words = A.anchor(40, 60)
    spoken = Statement(anchor=words, content=words, manner=Manner.DIRECT, when=weekday("Wednesday"))
    tomorrow = Expression(unit="day", offset=1, hangs=Hangs.UTTERANCE, timex="XXXX-XX-XX")
    inside = event(A, 45, Undated(words="tomorrow", expression=tomorrow))
    calendar = settle(Record.of([DATED], entries=[spoken, inside]))
    assert calendar.date(inside).timex == "2031-05-15"


def test_tomorrow_is_named_by_its_weekday_even_without_dates() -> None:
    words = A.anchor(40, 60)
    spoken = Statement(anchor=words, content=words, manner=Manner.DIRECT, when=weekday("Thursday"))
    tomorrow = Expression(unit="day", offset=1, hangs=Hangs.UTTERANCE, timex="XXXX-XX-XX")
    inside = event(A, 45, Undated(words="tomorrow", expression=tomorrow))
    talks = Gathering(id=f"{A.id}/talks", name="the talks", when=A_TALKS.when)
    calendar = settle(Record.of([A], gatherings=[talks], entries=[*ALL[:4], spoken, inside]), [SAME_DAY])
    assert calendar.label(inside).label == "Friday"
    assert calendar.label(inside, focus=talks).label == "the Friday after"


def test_anchors_that_cannot_both_be_right_are_reported_with_their_words() -> None:
    later = replace(B, published=date(2031, 6, 2))
    calendar = settle(Record.of([DATED, later], entries=ALL), [SAME])
    (clash,) = calendar.conflicts
    assert set(clash.reports) == {A.id, B.id}
    assert (clash.words, clash.reason) == (("Thursday", "Thursday"), "the same talks")
    assert days(calendar, A_TALKS, B_TALKS) == ["2031-05-15", "2031-05-29"]


def test_a_report_dated_before_what_it_tells_as_past_is_reported() -> None:
    written = Expression(
        unit="date", year=2031, month=6, day=1, hangs=Hangs.NOTHING, direction=Direction.PAST, timex="2031-06-01"
    )
    told = event(A, 70, resolve(written, "June 1, 2031", published=None))
    (clash,) = settle(Record.of([DATED], entries=[told])).conflicts
    assert clash.words == ("June 1, 2031", "2031-05-15")


def test_a_written_day_anchors_a_report_that_is_linked_to_it() -> None:
    written = Expression(unit="date", year=2031, month=5, day=15, hangs=Hangs.NOTHING, timex="2031-05-15")
    told = event(B, 40, resolve(written, "15 May 2031", published=None))
    calendar = settle(Record.of([A, B], entries=[*ALL, told]), [Link(A_SAID.id, told.id), SAME_DAY])
    assert calendar.day(A.id).timex == "2031-05-15"


@pytest.mark.parametrize("links", [(), (SAME,), (SAME, SAME_DAY), (Link(A.id, B.id, "one story", within=6),)])
def test_nothing_is_dated_when_nothing_has_a_date(links: tuple[Link, ...]) -> None:
    calendar = settle(Record.of([A, B], entries=ALL), links)
    assert all(isinstance(time, Undated) for _, time in calendar.days)
    assert all(isinstance(calendar.date(entry), Undated) for entry in ALL)
    assert calendar.conflicts == ()


def test_unknown_ends_of_links_are_passed_over() -> None:
    assert settle(Record.of([A], entries=[A_TALKS]), [Link("nothing", A_TALKS.id)]).conflicts == ()


SIDES = st.sampled_from([Direction.PAST, Direction.FUTURE, Direction.EITHER])
TOLD = st.lists(st.tuples(st.sampled_from(NAMES), SIDES), min_size=1, max_size=4)


@given(TOLD, TOLD, st.integers(0, 6), st.permutations(range(3)))
def test_dates_through_true_links_are_true(
    first: list[tuple[str, Direction]], second: list[tuple[str, Direction]], apart: int, order: list[int]
) -> None:
    """Whatever two reports tell, equal days may be linked: what the calendar then dates is what was meant, but for
    days that it calls the likeliest."""
    published = {A.id: THURSDAY, B.id: THURSDAY + timedelta(days=apart)}
    entries = [event(A, 10 * i, weekday(*told)) for i, told in enumerate(first)]
    entries += [event(B, 10 * i, weekday(*told)) for i, told in enumerate(second)]
    meant = {
        e.id: resolve(e.when.expression, "", published=published[e.report]) for e in entries if e.when.expression
    }
    links = [
        Link(x.id, y.id) for x in entries for y in entries if x.report < y.report and meant[x.id] == meant[y.id]
    ]
    calendar = settle(Record.of([DATED, B], entries=entries), [links[i] for i in order if i < len(links)])
    for entry in entries:
        found, true = calendar.date(entry), meant[entry.id]
        sure = isinstance(found, When) and not any("likeliest" in step for step in found.chain)
        if sure and isinstance(found, When) and isinstance(true, When):
            assert found.start == true.start
    assert calendar.conflicts == ()


def test_nearly_sure_days_are_dated_and_say_so() -> None:
    """B tells of Friday thrice and of Thursday once: it came out on Friday or soon after, not a week later."""
    told = [event(B, 10 * i, weekday("Friday", Direction.PAST)) for i in range(3)]
    before = event(B, 50, weekday("Thursday", Direction.PAST))
    friday = event(A, 0, weekday("Friday", Direction.FUTURE))
    calendar = settle(Record.of([DATED, B], entries=[friday, *told, before]), [Link(friday.id, told[0].id)])
    found = calendar.date(before)
    assert isinstance(found, When)
    assert found.start == THURSDAY
    assert "likeliest" in found.chain[-1]
