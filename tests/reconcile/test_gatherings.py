"""Which meetings of different reports are one."""

from datetime import date

import pytest

from parley.model.entries import Answer, Stage
from parley.model.times import SILENT, Time
from parley.reconcile import reconcile
from tests.reconcile.build import Paper, month, on, weekday

TEXT = "Talks are to be held. They said so."


def paper(
    outlet: str, name: str, sides: str, place: str | None, when: Time, published: date | None = None
) -> Paper:
    made = Paper(outlet, f"{outlet}: {TEXT}", published)
    parties = tuple(made.state(side, side[:3].upper()) for side in sides.split())
    meeting = made.talks(name, parties, place, when)
    made.meets(meeting, Stage.PLANNED, "Talks are to be held")
    return made


def one_meeting(*papers: Paper) -> bool:
    record = papers[0].record()
    for other in papers[1:]:
        record |= other.record()
    return len(reconcile(record).gatherings) == 1


@pytest.mark.parametrize(
    ("name", "sides", "place", "when", "same"),
    [
        ("peace talks", "Norland Sudland", "Geneva", weekday("Thursday"), True),
        ("the summit", "Sudland Norland", "Switzerland", SILENT, True),  # a town in its country
        ("the summit", "Norland Sudland", "Zurich", weekday("Thursday"), True),  # the place is disputed
        ("peace talks", "Norland Sudland", "Cairo", weekday("Thursday"), False),  # another country
        ("peace talks", "Norland Westland", "Geneva", weekday("Thursday"), False),  # other parties
        ("peace talks", "Norland Sudland", "Geneva", month(2019, 3), False),  # long ago
        ("phone call", "Norland Sudland", None, weekday("Thursday"), False),  # another form
        ("Baltic Forum summit", "Norland Westland Eastland", "Geneva", SILENT, False),
        ("peace talks", "Norland Sudland Westland", "Geneva", weekday("Thursday"), True),  # one party more
        ("peace talks", "Norland Sudland Westland", None, SILENT, False),  # one more, and nothing else in common
    ],
)
def test_a_second_report_of_the_geneva_talks(name, sides, place, when, same):
    first = paper("The Gazette", "peace talks", "Norland Sudland", "Geneva", weekday("Thursday"))
    assert one_meeting(first, paper("The Herald", name, sides, place, when)) is same


@pytest.mark.parametrize(
    ("day", "same"), [(date(2031, 3, 6), True), (date(2031, 3, 8), True), (date(2031, 3, 20), False)]
)
def test_talks_may_be_put_off_by_days_and_not_by_weeks(day, same):
    first = paper(
        "The Gazette", "peace talks", "Norland Sudland", "Geneva", on(date(2031, 3, 6)), date(2031, 3, 5)
    )
    second = paper("The Herald", "peace talks", "Norland Sudland", "Geneva", on(day), date(2031, 3, 5))
    assert one_meeting(first, second) is same


@pytest.mark.parametrize(("published", "same"), [(date(2031, 3, 7), True), (date(2031, 6, 1), False)])
def test_reports_far_apart_mean_other_talks(published, same):
    first = paper("The Gazette", "peace talks", "Norland Sudland", None, SILENT, date(2031, 3, 5))
    second = paper("The Herald", "peace talks", "Norland Sudland", None, SILENT, published)
    assert one_meeting(first, second) is same


def test_rounds_are_told_apart():
    first = paper("The Gazette", "first round of talks", "Norland Sudland", "Geneva", SILENT)
    second = paper("The Herald", "second round of talks", "Norland Sudland", "Geneva", SILENT)
    assert not one_meeting(first, second)


def test_a_summit_named_by_one_comer_and_a_town_joins_the_talks_in_that_country():
    first = paper("The Gazette", "peace talks", "Norland Sudland", "Switzerland", weekday("Thursday"))
    second = Paper("The Herald", "Anna Berg of Norland would still attend the summit in Zurich.")
    who = second.actor("Anna Berg", country="NOR")
    second.attends(who, second.talks("summit", (), "Zurich"), Answer.WILL, "would still attend", place="Zurich")
    assert one_meeting(first, second)


def test_a_meeting_of_two_people_is_not_the_talks():
    first = paper("The Gazette", "peace talks", "Norland Sudland Westland", "Geneva", SILENT)
    second = Paper("The Herald", "Anna Berg met Omar Said in Geneva.")
    pair = (second.actor("Anna Berg", country="NOR"), second.actor("Omar Said", country="WES"))
    second.meets(second.talks("Berg-Said meeting", pair, "Geneva"), Stage.HELD, "Anna Berg met Omar Said")
    assert not one_meeting(first, second)


def test_a_gathering_that_no_reader_listed_is_made_from_the_entry():
    made = Paper("The Gazette", "Anna Berg will attend the forum.")
    made.attends(
        made.actor("Anna Berg"), f"{made.report.id}/m-forum", Answer.WILL, "Anna Berg will attend", what="forum"
    )
    assert [g.name for g in reconcile(made.record()).gatherings] == ["forum"]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [("summit", "summit", True), ("talks", "talks", False)],  # talks may last for days
)
def test_two_days_told_of_a_meeting_that_is_over(first, second, clash):
    papers = []
    for outlet, name, day in (("The Gazette", first, 4), ("The Herald", second, 5)):
        made = Paper(outlet, f"{outlet}: {TEXT}", date(2031, 3, 6))
        parties = (made.state("Norland", "NOR"), made.state("Sudland", "SUD"))
        made.meets(made.talks(name, parties, "Geneva", on(date(2031, 3, day))), Stage.HELD, "Talks are to be held")
        papers.append(made.record())
    found = reconcile(papers[0] | papers[1])
    assert bool(found.disagreements) is clash


def test_a_meeting_told_as_over_before_its_day_is_another_one():
    first = paper("The Gazette", "summit", "Norland Sudland", None, on(date(2031, 3, 20)), date(2031, 3, 5))
    second = Paper("The Herald", f"The Herald: {TEXT}", date(2031, 3, 6))
    parties = (second.state("Norland", "NOR"), second.state("Sudland", "SUD"))
    second.meets(second.talks("summit", parties), Stage.HELD, "Talks are to be held")
    assert not one_meeting(first, second)


@pytest.mark.parametrize(("name", "joins"), [("talks", True), ("next round", False), ("hat makers talks", False)])
def test_bare_words_join_what_their_own_report_tells_of(name, joins):
    paper = Paper("The Gazette", "Norland met Sudland in Vevey. The talks were tense.")
    sides = (paper.state("Norland", "NRL"), paper.state("Sudland", "SUD"))
    known = paper.talks("peace talks", sides, place="Vevey")
    bare = paper.talks(name, ())
    other = Paper("The Herald", "The talks were tense.")
    alone = other.talks("talks", ())
    identity = dict(reconcile(paper.record() | other.record()).identity)
    assert (identity[bare] == identity[known]) is joins
    assert identity[alone] != identity[known]
