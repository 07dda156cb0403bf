"""How near a deal is: what words say so, whose deal it is, and what replaces what."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.actors import VoiceKind
from parley.model.dossier import Dossier, Point, Standing
from parley.model.entries import Plover, Stage
from parley.model.judgements import Relation
from parley.reconcile import reconcile
from parley.reconcile.reach import FAILED, FAR, NEAR, REACHED, state_of
from tests.reconcile.build import Paper

MONDAY, TUESDAY, FRIDAY = date(2031, 3, 3), date(2031, 3, 4), date(2031, 3, 7)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Norland and Sudland were “very close” to a ceasefire agreement", NEAR),
        ("“meaningful progress” had been made", NEAR),
        ("the two sides are not close to a deal yet", FAR),
        ("there are still serious differences between them", FAR),
        ("an effort to break the deadlock", ""),
        ("the weekend breakdown of talks with the union", FAILED),
        ("the failure of these talks would lead to war", ""),
        ("two previous rounds of negotiations failed to produce a breakthrough", ""),
        ("Norland and Sudland have reached a new trade deal", REACHED),
        ("they hope to have reached a deal by Friday", ""),
        ("they reached an agreement in 1985", ""),
        ("no agreement is perfect", ""),
        ("the ferry sails at noon", ""),
    ],
)
def test_what_words_tell_of_a_deal(words: str, state: str):
    assert state_of(words) == state


@given(st.sampled_from(["if", "unless", "until", "could", "would", "might", "may", "hope to have"]))
def test_what_hangs_on_something_is_not_reached(turning: str):
    assert not state_of(f"they {turning} reached a ceasefire agreement")


def report(outlet: str, day: date, words: str, speaker: str) -> Paper:
    paper = Paper(outlet, f"Norland and Sudland met in Karlshavn. {words}", day)
    sides = paper.state("Norland", "NOR"), paper.state("Sudland", "SUD")
    paper.meets(paper.talks("talks", sides), Stage.HELD, "Norland and Sudland met in Karlshavn")
    paper.says(speaker, words, kind=VoiceKind.ANONYMOUS)
    return paper


def question(*papers: Paper) -> tuple[Dossier, Point | None]:
    record = papers[0].record()
    for paper in papers[1:]:
        record |= paper.record()
    found = reconcile(record)
    return found, next((p for p in found.points if p.slot == "deal"), None)


def test_a_deal_done_replaces_a_deal_near():
    near = report("The Gazette", MONDAY, "Norland and Sudland are close to a truce.", "an envoy")
    done = Paper("The Post", "Norland and Sudland reached a truce on Tuesday.", TUESDAY)
    sides = done.state("Norland", "NOR"), done.state("Sudland", "SUD")
    done.happens("a truce", "Norland and Sudland reached a truce on Tuesday", Plover.AGREE, actors=sides)
    found, point = question(near, done)
    assert point is not None
    assert point.question == "How near is a deal between Norland and Sudland?"
    assert [a.answer for a in point.accounts] == [NEAR, REACHED]
    assert point.standing is Standing.DEVELOPING
    assert [d.relation for d in found.disagreements] == [Relation.SUPERSEDES]


def test_two_who_see_it_otherwise_on_one_day_differ():
    one = report("The Gazette", MONDAY, "Norland and Sudland are close to a truce.", "an envoy")
    two = report("The Post", MONDAY, "There is no truce in sight, and serious differences remain.", "a diplomat")
    _, point = question(one, two)
    assert point is not None
    assert point.standing is Standing.DISPUTED


def test_two_who_see_it_alike_agree_and_one_alone_raises_no_question():
    one = report("The Gazette", MONDAY, "Real progress was made.", "an envoy")
    two = report("The Post", TUESDAY, "The sides are making progress.", "a diplomat")
    assert question(one)[1] is None
    _, point = question(one, two)
    assert point is not None
    assert point.standing is Standing.AGREED


def test_weeks_later_it_may_be_another_deal():
    near = report("The Gazette", MONDAY, "Norland and Sudland are close to a truce.", "an envoy")
    later = report("The Post", date(2031, 6, 2), "Norland and Sudland reached a truce.", "a diplomat")
    assert question(near, later)[1] is None
