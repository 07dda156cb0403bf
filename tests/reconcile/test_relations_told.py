"""What reports tell by the way: when two last met, on whom a coming hangs, who called for talks, words quoted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.dossier import Dossier, Standing
from parley.model.entries import Answer, Condition, Manner, Move, Stage, Statement
from parley.model.judgements import Relation
from parley.reconcile import reconcile
from parley.reconcile.meetings import in_danger
from parley.reconcile.sinces import denied
from tests.reconcile.build import Paper, month

MONDAY, TUESDAY = date(2031, 3, 3), date(2031, 3, 4)


def dossier(*papers: Paper) -> Dossier:
    record = papers[0].record()
    for paper in papers[1:]:
        record |= paper.record()
    return reconcile(record)


def sides(paper: Paper) -> tuple[str, str]:
    return paper.state("Norland", "NOR"), paper.state("Sudland", "SUD")


def first_since(words: str = "a failed Karlshavn round in May 2030") -> Paper:
    paper = Paper("The Gazette", f"It would be the first meeting of Norland and Sudland since {words}.", TUESDAY)
    meeting = paper.talks("meeting", sides(paper))
    paper.meets(meeting, Stage.PLANNED, "the first meeting of Norland and Sudland")
    last = paper.talks("Karlshavn round", place="Karlshavn", when=month(2030, 5))
    paper.meets(last, Stage.COLLAPSED, words, what=words)
    return paper


def none_since(year: int) -> Paper:
    paper = Paper(
        "The Herald", f"Norland and Sudland have not held talks since the siege began in May {year}.", MONDAY
    )
    talks = paper.talks("talks", sides(paper))
    paper.meets(talks, Stage.HELD, "Norland and Sudland have not held talks", when=month(year, 5))
    return paper


def test_a_meeting_since_contradicts_that_there_was_none():
    found = dossier(first_since(), none_since(2030))
    point = next(p for p in found.points if p.slot == "last")
    assert point.question == "When had Norland and Sudland last met?"
    assert point.standing is Standing.DISPUTED
    assert {j.relation for j in found.judgements if j.slot == "last"} == {Relation.AGREES, Relation.CONTRADICTS}


def test_a_meeting_before_contradicts_nothing():
    found = dossier(first_since(), none_since(2031))
    assert all(j.relation is not Relation.CONTRADICTS for j in found.judgements if j.slot == "last")


def test_one_report_alone_raises_no_question_about_the_last_meeting():
    assert not [p for p in dossier(first_since()).points if p.slot == "last"]


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("talks at risk of collapse", True),
        ("the summit, which is now in doubt", True),
        ("the talks on the risk of fire", False),
        ("he is in doubt about the price", False),
    ],
)
def test_meetings_in_danger(words: str, so: bool):
    assert in_danger(words) is so


@given(st.sampled_from(["held", "begun", "joined"]), st.sampled_from(["have", "had", "has"]))
def test_only_denials_are_denied(verb: str, auxiliary: str):
    assert denied(f"the two {auxiliary} not {verb} talks")
    assert not denied(f"the two {auxiliary} {verb} talks")


def test_what_is_in_danger_gives_way_to_what_fell_through():
    first = Paper("The Herald", "Anna Berg will skip the summit with talks at risk of collapse.", MONDAY)
    summit = first.talks("summit", sides(first))
    words = "Anna Berg will skip the summit with talks at risk of collapse"
    first.attends(first.actor("Anna Berg", country="NOR"), summit, Answer.WILL_NOT, words)
    later = Paper("The Gazette", "The summit fell apart.", TUESDAY)
    later.meets(later.talks("summit", sides(later)), Stage.COLLAPSED, "The summit fell apart")
    found = dossier(first, later)
    assert [d.relation for d in found.disagreements if d.slot == "stage"] == [Relation.SUPERSEDES]


def test_two_reports_let_a_coming_hang_on_one_person():
    first = Paper("The Herald", "Anna Berg said: I will be waiting for Karl Lind in Oslo.", MONDAY)
    first.actor("Karl Lind", country="SUD")
    talks = first.talks("talks", sides(first))
    first.attends(
        first.actor("Anna Berg", country="NOR"), talks, Answer.WILL, "I will be waiting for Karl Lind in Oslo"
    )
    later = Paper("The Gazette", "Anna Berg stayed away as Karl Lind was absent.", TUESDAY)
    why = Condition(
        anchor=later.report.find("as Karl Lind was absent"),
        marker="as",
        subject=later.actor("Karl Lind", country="SUD"),
    )
    talks = later.talks("talks", sides(later))
    berg = later.actor("Anna Berg", country="NOR")
    later.attends(berg, talks, Answer.DID_NOT, "Anna Berg stayed away as Karl Lind was absent", condition=why)
    point = next(p for p in dossier(first, later).points if p.slot == "hinge")
    assert point.question == "On whom does Anna Berg's part in the talks hang?"
    assert [a.answer for a in point.accounts] == ["Karl Lind", "Karl Lind"]


def test_who_called_for_talks_and_stays_away_has_changed_his_mind():
    first = Paper("The Herald", "Karl Lind had called for direct talks of Norland and Sudland.", MONDAY)
    first.actor("Karl Lind", country="SUD")
    talks = first.talks("direct talks", sides(first))
    first.meets(talks, Stage.PROPOSED, "direct talks of Norland and Sudland", voice=first.voice("Karl Lind"))
    later = Paper("The Gazette", "Karl Lind did not come to the talks.", TUESDAY)
    talks = later.talks("talks", sides(later))
    later.attends(
        later.actor("Karl Lind", country="SUD"), talks, Answer.DID_NOT, "Karl Lind did not come to the talks"
    )
    found = dossier(first, later)
    assert [d.relation for d in found.disagreements if d.slot == "answer"] == [Relation.SUPERSEDES]
    assert not [p for p in dossier(first).points if p.kind == "attendance"]


def test_what_they_called_for_where_they_met_is_the_hosts_word_too():
    paper = Paper("The Herald", "Anna Berg hosted Karl Lind in Oslo where they called for a truce.", MONDAY)
    berg, lind = paper.actor("Anna Berg", country="NOR"), paper.actor("Karl Lind", country="SUD")
    meeting = paper.talks("meeting", (berg, lind), "Oslo")
    paper.meets(meeting, Stage.HELD, "Anna Berg hosted Karl Lind in Oslo where they called for a truce")
    paper.takes(lind, Move.DEMAND, "called for a truce", theme="truce")
    asked = {p.question for p in dossier(paper).points if p.kind == "position"}
    assert asked == {"Where does Anna Berg stand on truce?", "Where does Karl Lind stand on truce?"}


def quoted(
    outlet: str, text: str, words: str, manner: Manner, day: date = MONDAY, who: str = "Anna Berg"
) -> Paper:
    paper = Paper(outlet, text, day)
    anchor = paper.report.find(words)
    paper.entries.append(Statement(anchor=anchor, content=anchor, manner=manner, voice=paper.voice(who)))
    return paper


@pytest.mark.parametrize(
    ("other", "who", "points"),
    [
        ("Such a levy is a heavy blow to the herring fleet, I tell you.", "Anna Berg", 1),
        ("Such a levy is no blow and the fleet is not heavy.", "Anna Berg", 2),
        ("Such a levy is a heavy blow to the herring fleet, I tell you.", "Karl Lind", 2),
    ],
)
def test_words_in_quotation_marks_that_come_back(other: str, who: str, points: int):
    told = "Anna Berg called the new charge a “heavy blow” for everybody."
    first = quoted("The Herald", told, "the new charge a “heavy blow” for everybody", Manner.MIXED)
    second = quoted("The Gazette", f"“{other}” said {who}.", other, Manner.DIRECT, who=who)
    assert len([p for p in dossier(first, second).points if p.kind == "statement"]) == points


def test_who_stays_away_belongs_to_the_company_of_those_who_meet():
    first = Paper("The Herald", "Norland pulled out of a meeting with Sudland.", MONDAY)
    norland, sudland = sides(first)
    meeting = first.talks("meeting", (sudland,))
    first.meets(meeting, Stage.PLANNED, "a meeting with Sudland")
    first.attends(norland, meeting, Answer.DID_NOT, "Norland pulled out of a meeting with Sudland")
    second = Paper("The Gazette", "Norland cancelled talks with Sudland.", MONDAY)
    second.meets(second.talks("talks", sides(second)), Stage.CANCELLED, "Norland cancelled talks with Sudland")
    assert len(dossier(first, second).gatherings) == 1


def test_what_was_said_by_telephone_is_a_call():
    first = Paper("The Herald", "Anna Berg and Karl Lind had a discussion by telephone.", MONDAY)
    people = (first.actor("Anna Berg", country="NOR"), first.actor("Karl Lind", country="SUD"))
    first.meets(
        first.talks("discussion", people), Stage.HELD, "Anna Berg and Karl Lind had a discussion by telephone"
    )
    second = Paper("The Gazette", "Anna Berg told of a phone call with Karl Lind.", MONDAY)
    people = (second.actor("Anna Berg", country="NOR"), second.actor("Karl Lind", country="SUD"))
    second.meets(second.talks("phone call", people), Stage.HELD, "a phone call with Karl Lind")
    assert len(dossier(first, second).gatherings) == 1
