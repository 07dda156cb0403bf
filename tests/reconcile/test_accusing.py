"""One account is set against another only where both surely mean one thing; and how one utterance is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.entries import Level, Magnitude, Manner, Move, Stage, Statement
from parley.model.judgements import Relation
from parley.model.text import Anchor
from parley.model.times import SILENT, Expression, Time, When
from parley.reconcile.quantities import suffered
from tests.reconcile.build import Paper, on
from tests.reconcile.test_points import dossier

MONDAY, TUESDAY, FRIDAY = date(2031, 3, 3), date(2031, 3, 4), date(2031, 3, 7)
NORLAND, SUDLAND, ESTLAND = ("Norland", "NOR"), ("Sudland", "SUD"), ("Estland", "EST")


def telling(
    outlet: str, day: date, stage: Stage, words: str, sides: tuple[tuple[str, str], ...], **more: object
) -> Paper:
    paper = Paper(outlet, f"{outlet} on it: {words} and no more.", day)
    parties = tuple(paper.state(*side) for side in sides)
    paper.meets(paper.talks("peace talks", parties), stage, words, **more)
    return paper


def relations(*papers: Paper, slot: str) -> list[Relation]:
    return [d.relation for d in dossier(*papers).disagreements if d.slot == slot]


BOTH = (NORLAND, SUDLAND)


@pytest.mark.parametrize(
    ("first", "before", "second", "after", "found"),
    [
        (Stage.PLANNED, "they will hold talks", Stage.HELD, "they held talks", [Relation.SUPERSEDES]),
        (Stage.PLANNED, "they will hold talks", Stage.UNDER_WAY, "talks began", [Relation.SUPERSEDES]),
        (Stage.PLANNED, "they will hold talks", Stage.UNDER_WAY, "the talks in town", []),  # only named
        (Stage.UNDER_WAY, "the talks in town", Stage.HELD, "they held talks", []),
        (Stage.CANCELLED, "they called off talks", Stage.PLANNED, "the planned talks", []),
        (Stage.CANCELLED, "they called off talks", Stage.PLANNED, "talks are back on", [Relation.SUPERSEDES]),
    ],
)
def test_a_stage_replaces_another_where_words_say_how_far_it_has_come(first, before, second, after, found):
    one = telling("The Gazette", MONDAY, first, before, BOTH)
    two = telling("The Herald", TUESDAY, second, after, BOTH)
    assert relations(one, two, slot="stage") == found


def test_talks_of_others_replace_nothing():
    one = telling("The Gazette", MONDAY, Stage.PLANNED, "they will hold talks", (NORLAND,))
    two = telling("The Herald", TUESDAY, Stage.HELD, "they held talks", (NORLAND, ESTLAND))
    assert relations(one, two, slot="stage") == []


def test_talks_of_states_are_not_the_meeting_of_their_leaders():
    one = Paper("The Gazette", "Premier Berg will meet President Holm in spring.", MONDAY)
    people = (one.actor("Anna Berg", country="NOR"), one.actor("Karl Holm", country="SUD"))
    words = "Premier Berg will meet President Holm"
    one.meets(one.talks("meeting", people), Stage.PLANNED, words, level=Level.LEADERS)
    two = telling("The Herald", TUESDAY, Stage.HELD, "they held talks", BOTH)
    assert relations(one, two, slot="stage") == []


WEEK = When(start=MONDAY, end=date(2031, 3, 9), words="this week", expression=Expression(unit="week", offset=0))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [(on(MONDAY), on(FRIDAY), [Relation.CONTRADICTS]), (WEEK, on(date(2031, 3, 12)), [])],
)
def test_a_week_contradicts_no_day(first: Time, second: Time, found):
    papers = []
    for outlet, when in (("The Gazette", first), ("The Herald", second)):
        paper = Paper(outlet, f"{outlet} knows of the invasion.", date(2031, 3, 14))
        paper.happens("the invasion", "the invasion", actors=(paper.state(*NORLAND),), when=when)
        papers.append(paper)
    assert relations(*papers, slot="when") == found


@pytest.mark.parametrize(
    ("words", "low", "found"),
    [("17 dead", 17, [Relation.CONTRADICTS]), ("11 other dead", 11, []), ("a dozen dead", 11, [])],
)
def test_figures_that_leave_some_out_contradict_nothing(words, low, found):
    papers = []
    for outlet, told, figure in (("The Gazette", words, low), ("The Herald", "9 dead", 9)):
        paper = Paper(outlet, f"{outlet}: the raid on Port Azure left {told} there.", TUESDAY)
        count = paper.count(told, figure, figure, "dead")
        more = {"place": "Port Azure", "when": on(MONDAY), "magnitudes": (count,)}
        paper.happens("raid on Port Azure", f"the raid on Port Azure left {told}", **more)
        papers.append(paper)
    assert relations(*papers, slot="number") == found


def test_a_yes_and_a_no_to_the_proposal_may_mean_two_proposals():
    papers = []
    for outlet, day, move, words in (
        ("The Gazette", MONDAY, Move.REJECTION, "the proposal"),
        ("The Herald", TUESDAY, Move.ACCEPTANCE, "the proposal"),
    ):
        paper = Paper(outlet, f"{outlet} has word on {words} of others.", day)
        paper.takes(paper.state(*NORLAND), move, words, "agreement")
        papers.append(paper)
    assert relations(*papers, slot="move") == []


def test_the_same_words_are_no_yes_and_no():
    papers = []
    for outlet, move, words in (
        ("The Gazette", Move.REFUSAL, "If it doesn't, we'll continue the maximum pressure campaign"),
        ("The Herald", Move.PROMISE, "If it doesn’t we’ll continue the maximum pressure campaign"),
    ):
        paper = Paper(outlet, f"{words}, {outlet} quotes her.", MONDAY)
        paper.takes(paper.state(*NORLAND), move, words, "pressure campaign")
        papers.append(paper)
    assert relations(*papers, slot="move") == []


# ---- one utterance


def said(outlet: str, words: str, manner: Manner = Manner.MIXED, when: Time = SILENT, act: str = "say") -> Paper:
    paper = Paper(outlet, f"{outlet} reports that she has said: {words} So far {outlet}.", TUESDAY)
    anchor = paper.report.find(words)
    voice = paper.voice("Anna Berg")
    paper.entries.append(Statement(anchor=anchor, content=anchor, voice=voice, manner=manner, when=when, act=act))
    return paper


def retold(one: Paper, two: Paper) -> bool:
    """Whether both stand in one question."""
    points = dossier(one, two).points
    return len([p for p in points if p.kind == "statement"]) == 1


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (
            "We owe it to all. We work hard to find common ground and make peace happen.",
            "We work hard to find common ground and make peace happen. Then there is homework left for both.",
            True,
        ),
        (
            "the talks on chemical arms “constructive.”",
            "chemical arms talks, which were “constructive” so far",
            True,
        ),
        ("the “worst deal ever.”", "it “the worst trade deal maybe ever signed anywhere” and more", True),
        ("the “best deal ever.”", "it “the worst trade deal maybe ever signed anywhere” and more", False),
        ("the talks “constructive”", "the weather “constructive” for farmers and for nobody else", False),
    ],
)
def test_one_utterance_is_known_by_a_run_of_words_or_by_what_is_quoted(one, two, same):
    assert retold(said("The Gazette", one), said("The Herald", two)) is same
    assert retold(said("The Herald", two), said("The Gazette", one)) is same


def test_what_is_announced_on_one_day_in_the_same_words_is_one_announcement():
    long, short = "that she planned to raise tariffs on ships", "the planned tariffs"
    told = said("The Gazette", long, when=on(MONDAY), act="announce")
    assert retold(told, said("The Herald", short, when=on(MONDAY), act="announce"))
    assert not retold(told, said("The Herald", short, when=on(FRIDAY), act="announce"))
    assert not retold(said("The Gazette", long, when=on(MONDAY)), said("The Herald", short, when=on(MONDAY)))


@pytest.mark.parametrize(
    ("told", "counted", "state"),
    [
        ("The strikes killed at least 161 villagers, 71 children among them", "161 villagers", "dead"),
        ("The strikes killed at least 161 villagers, 71 children among them", "71 children", ""),
        ("More than 40,000 people have been displaced since May", "40,000 people", "displaced"),
        ("30 soldiers who were there said two were wounded", "30 soldiers", ""),
    ],
)
def test_what_befell_those_who_are_counted(told, counted, state):
    start = told.index(counted)
    anchor = Anchor("r", start, start + len(counted), counted)
    assert suffered(Magnitude(anchor=anchor, low=1, high=1, of="people"), Anchor("r", 0, len(told), told)) == state


@given(st.text("ab '\"“”.", max_size=30), st.text("ab '\"“”.", max_size=30))
def test_whether_two_statements_are_one_does_not_depend_on_their_order(a, b):
    def there(x: str, y: str) -> bool:
        return retold(said("The Gazette", f"x{x}x"), said("The Herald", f"y{y}y"))

    assert there(a, b) == there(b, a)
