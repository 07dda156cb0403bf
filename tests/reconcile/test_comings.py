"""The first line of the summary: which meeting, how far it came, and only answers that fit."""

from __future__ import annotations

from datetime import date

from parley.model.entries import Answer, Stage
from parley.reconcile import reconcile
from tests.reconcile.build import Paper

DAY = date(2031, 3, 7)


def first(*papers: Paper) -> str:
    """The first line of what these reports tell."""
    record = papers[0].record()
    for paper in papers[1:]:
        record |= paper.record()
    return reconcile(record).lines[0].text


def test_who_attended_what_is_only_planned_attended_another_meeting():
    text = (
        "Anna Berg attended on Monday. The Norland-Sudland summit is planned. Carl Holm will come to the summit."
    )
    paper = Paper("The Gazette", text, published=DAY)
    sides = (paper.state("Norland", "NRL"), paper.state("Sudland", "SUD"))
    summit = paper.talks("Norland-Sudland summit", sides)
    paper.meets(summit, Stage.PLANNED, "The Norland-Sudland summit is planned")
    paper.attends(paper.actor("Anna Berg"), summit, Answer.ATTENDED, "Anna Berg attended on Monday")
    paper.attends(paper.actor("Carl Holm"), summit, Answer.WILL, "Carl Holm will come to the summit")
    told = first(paper)
    assert "is planned" in told
    assert "Carl Holm will attend" in told
    assert "Anna Berg" not in told


def test_words_that_say_how_far_it_came_count_and_not_those_that_name_it():
    text = "The peace talks will go on in May. After his peace talks the envoy left."
    paper = Paper("The Gazette", text, published=DAY)
    talks = paper.talks("peace talks", (paper.state("Norland", "NRL"), paper.state("Sudland", "SUD")))
    paper.meets(talks, Stage.PLANNED, "The peace talks will go on in May")
    paper.meets(talks, Stage.HELD, "peace talks")
    assert first(paper).startswith("The peace talks of Norland and Sudland are planned")


def test_the_main_meeting_is_the_one_that_most_reports_tell_of():
    gazette = Paper(
        "The Gazette", "Norland and Sudland will meet. Osland and Westland met. They met.", published=DAY
    )
    herald = Paper("The Herald", "Norland and Sudland will hold their summit.", published=DAY)
    for paper, words in (
        (gazette, "Norland and Sudland will meet"),
        (herald, "Norland and Sudland will hold their summit"),
    ):
        sides = (paper.state("Norland", "NRL"), paper.state("Sudland", "SUD"))
        paper.meets(paper.talks("Norland-Sudland summit", sides), Stage.PLANNED, words)
    others = gazette.talks(
        "Osland-Westland talks", (gazette.state("Osland", "OSL"), gazette.state("Westland", "WSL"))
    )
    gazette.meets(others, Stage.HELD, "Osland and Westland met")
    gazette.meets(others, Stage.HELD, "They met")
    assert first(gazette, herald).startswith("The Norland-Sudland summit")
