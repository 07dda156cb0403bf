"""What a row of the timeline says, away from its report."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.entries import Manner, Stage, Statement
from parley.reconcile import reconcile
from parley.reconcile.moments import needs_verb
from tests.reconcile.build import Paper, on

DAY = date(2031, 3, 7)


def texts(paper: Paper) -> list[str]:
    return [moment.text for moment in reconcile(paper.record()).timeline]


def said(text: str, content: str, cue: str, manner: Manner = Manner.INDIRECT) -> list[str]:
    paper = Paper("The Gazette", text, published=DAY)
    anchor, verb = paper.report.find(content), paper.report.find(cue)
    voice = paper.voice("Anna Berg")
    paper.entries.append(
        Statement(anchor=anchor, content=anchor, cue=verb, voice=voice, manner=manner, when=on(DAY))
    )
    return texts(paper)


@pytest.mark.parametrize(
    ("text", "content", "cue", "rows"),
    [
        ("Anna Berg claimed victory on Friday.", "victory", "claimed", ["Anna Berg claimed victory"]),
        (
            "Anna Berg said late on Friday that she will go.",
            "late on Friday that she will go",
            "said",
            ["Anna Berg said late on Friday that she will go"],
        ),
        ("Anna Berg said it was over.", "it was over", "said", ["Anna Berg said it was over"]),
        ("The plan, which Anna Berg called a trap, failed.", "a trap", "called", []),
        ("Anna Berg left, announcing victory.", "victory", "announcing", []),
        (
            "The port fell without a shot, Anna Berg said.",
            "The port fell without a shot",
            "said",
            ["Anna Berg: The port fell without a shot"],
        ),
    ],
)
def test_words_that_are_no_sentence_get_their_verb_or_no_row(text, content, cue, rows):
    assert said(text, content, cue) == rows


def test_a_meeting_has_one_row_a_day_and_it_tells_how_far_it_came():
    paper = Paper("The Gazette", "Norland and Sudland will meet. Norland and Sudland met today.", published=DAY)
    sides = (paper.state("Norland", "NRL"), paper.state("Sudland", "SUD"))
    talks = paper.talks("peace talks", sides)
    paper.meets(talks, Stage.PLANNED, "Norland and Sudland will meet", when=on(DAY))
    paper.meets(talks, Stage.HELD, "Norland and Sudland met today", when=on(DAY))
    assert texts(paper) == ["The peace talks were held (Norland and Sudland)"]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (
            "talks will resume on Friday at ten in the ministry",
            ["Talks will resume on Friday at ten in the ministry"],
        ),
        ("the talks broke down", []),
        ("we hope for talks with you at ten on Friday", []),
    ],
)
def test_a_meeting_without_name_or_parties_is_told_in_the_words_of_its_report(words, rows):
    paper = Paper("The Gazette", f"It is said that {words}.", published=DAY)
    paper.meets(paper.talks("talks", ()), Stage.PLANNED, words, when=on(DAY))
    assert texts(paper) == rows


@given(st.lists(st.sampled_from(["talks", "that", "were", "won't", "Norland", "“a", "on"]), max_size=8))
def test_any_words_are_either_a_sentence_or_none(words):
    assert needs_verb(" ".join(words)) in (True, False)
