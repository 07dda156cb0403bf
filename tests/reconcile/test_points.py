"""How accounts of one question stand to each other, in invented reports."""

from datetime import date

import pytest

from parley.model.actors import VoiceKind
from parley.model.dossier import Dossier, Point, Standing
from parley.model.entries import Answer, Event, Move, Stage
from parley.model.judgements import Judgement, Relation
from parley.model.times import SILENT
from parley.reconcile import reconcile
from tests.reconcile.build import Paper, month, on, weekday

MONDAY, TUESDAY = date(2031, 3, 3), date(2031, 3, 4)


def coming(outlet: str, answer: Answer, day: date | None, words: str = "about Anna Berg and the talks") -> Paper:
    paper = Paper(outlet, f"{outlet} tells {words}.", day)
    sides = (paper.state("Norland", "NOR"), paper.state("Sudland", "SUD"))
    paper.attends(paper.actor("Anna Berg", country="NOR"), paper.talks("peace talks", sides), answer, words)
    return paper


def dossier(*papers: Paper, judgements: tuple[Judgement, ...] = ()) -> Dossier:
    record = papers[0].record()
    for paper in papers[1:]:
        record |= paper.record()
    return reconcile(record, judgements)


def the(found: Dossier, kind: str, slot: str) -> Point:
    return next(p for p in found.points if (p.kind, p.slot) == (kind, slot))


@pytest.mark.parametrize(
    ("first", "second", "standing"),
    [
        (Answer.WILL, Answer.WILL, Standing.AGREED),
        (Answer.WILL, Answer.WILL_NOT, Standing.DEVELOPING),
        (Answer.MAY, Answer.WILL_NOT, Standing.DEVELOPING),
        (Answer.WILL, Answer.DID_NOT, Standing.DEVELOPING),
        (Answer.NOT_LISTED, Answer.DID_NOT, Standing.AGREED),
        (Answer.INVITED, Answer.WILL, Standing.SINGLE),  # an invitation is no answer
        (Answer.ATTENDED, Answer.DID_NOT, Standing.DISPUTED),
    ],
)
def test_two_answers_a_day_apart(first, second, standing):
    found = dossier(coming("The Gazette", first, MONDAY), coming("The Herald", second, TUESDAY))
    point = the(found, "attendance", "answer")
    assert point.question == ("Did" if first is Answer.ATTENDED else "Will") + " Anna Berg attend the peace talks?"
    assert (point.standing, point.latest.answer, point.sources) == (standing, second.value, 2)


def test_two_plans_of_one_day_are_disputed_and_not_contradicted():
    found = dossier(coming("The Gazette", Answer.WILL, MONDAY), coming("The Herald", Answer.WILL_NOT, MONDAY))
    assert [d.relation for d in found.disagreements] == [Relation.DISPUTES]


def test_a_reversal_in_one_report_replaces_what_it_told_before():
    paper = Paper("The Gazette", "Anna Berg arrived for the talks. Later she pulled out of the talks.")
    who, meeting = paper.actor("Anna Berg"), paper.talks("talks")
    paper.attends(who, meeting, Answer.ATTENDED, "Anna Berg arrived")
    paper.attends(who, meeting, Answer.WILL_NOT, "she pulled out of the talks")
    point = the(dossier(paper), "attendance", "answer")
    assert (point.standing, point.latest.answer, point.sources) == (Standing.DEVELOPING, "will not attend", 1)


def placed(outlet: str, place: str, day: date, words: str = "the talks are planned") -> Paper:
    paper = Paper(outlet, f"{outlet} has it that {words} there.", day)
    sides = (paper.state("Norland", "NOR"), paper.state("Sudland", "SUD"))
    paper.meets(paper.talks("talks", sides, place, weekday("Friday")), Stage.PLANNED, words)
    return paper


@pytest.mark.parametrize(
    ("one", "two", "words", "relation"),
    [
        ("Geneva", "Switzerland", "the talks are planned", Relation.AGREES),
        ("Geneva", "Zurich", "the talks are planned", Relation.CONTRADICTS),
        ("Geneva", "Zurich", "the talks were moved", Relation.SUPERSEDES),
    ],
)
def test_places(one, two, words, relation):
    found = dossier(placed("The Gazette", one, MONDAY), placed("The Herald", two, TUESDAY, words))
    relations = [j.relation for j in found.judgements if j.slot == "place"]
    assert relations == [relation]


def test_a_later_day_for_talks_still_ahead_replaces_the_earlier_one():
    papers = []
    for outlet, day, told in (("The Gazette", 6, MONDAY), ("The Herald", 7, TUESDAY)):
        paper = Paper(outlet, f"{outlet}: the talks are planned.", told)
        sides = (paper.state("Norland", "NOR"), paper.state("Sudland", "SUD"))
        paper.meets(
            paper.talks("talks", sides, "Geneva", on(date(2031, 3, day))), Stage.PLANNED, "the talks are planned"
        )
        papers.append(paper)
    point = the(dossier(*papers), "meeting", "when")
    assert [a.answer for a in point.accounts] == ["2031-03-06", "2031-03-07"]
    assert point.standing is Standing.DEVELOPING


def happened(outlet: str, what: str, figure: tuple[float, float, str] | None, day: date, **more: object) -> Paper:
    paper = Paper(outlet, f"{outlet}: {what} in Port Azure on Monday, 12 killed.", day)
    magnitudes = (paper.count("12 killed", *figure),) if figure else ()
    fields = {"place": "Port Azure", "when": weekday("Monday"), "magnitudes": magnitudes, **more}
    paper.happens(what, f"{what} in Port Azure", actors=(paper.state("Norland", "NOR"),), **fields)
    return paper


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ((12, 12, "people killed"), (12, 12, "dead"), Relation.AGREES),
        ((10, 99, "people killed"), (12, 12, "dead"), Relation.AGREES),  # dozens
        ((12, 12, "people killed"), (17, 17, "dead"), Relation.SUPERSEDES),  # a toll rises
        ((17, 17, "people killed"), (12, 12, "dead"), Relation.CONTRADICTS),  # and does not fall
    ],
)
def test_figures(first, second, relation):
    found = dossier(
        happened("The Gazette", "rocket attack", first, MONDAY),
        happened("The Herald", "rocket attack", second, TUESDAY),
    )
    assert [j.relation for j in found.judgements if j.slot == "number"] == [relation]


def test_an_invasion_dated_in_two_ways_is_one_event_and_a_contradiction():
    one = happened("The Gazette", "full-scale invasion", None, MONDAY, when=month(2030, 2), place=None)
    two = happened("The Herald", "invasion", None, TUESDAY, when=month(2030, 3), place=None)
    found = dossier(one, two)
    point = the(found, "event", "when")
    assert (point.question, point.standing) == ("When was the invasion?", Standing.DISPUTED)


def test_two_attacks_on_two_days_stay_two():
    one = happened("The Gazette", "rocket attack", None, MONDAY)
    two = happened("The Herald", "rocket attack", None, TUESDAY, when=weekday("Tuesday"))
    assert len([p for p in dossier(one, two).points if p.slot == "what"]) == 2


def stand(outlet: str, move: Move, words: str, day: date) -> Paper:
    paper = Paper(outlet, f"{outlet}: Norland, on {words}.", day)
    paper.takes(paper.state("Norland", "NOR"), move, words, "troop withdrawal")
    return paper


@pytest.mark.parametrize(
    ("first", "second", "words", "relations"),
    [
        (Move.REJECTION, Move.ACCEPTANCE, "a withdrawal of all troops", [Relation.SUPERSEDES]),
        (Move.DEMAND, Move.DEMAND, "a withdrawal of all troops", [Relation.AGREES]),
        (Move.REJECTION, Move.ACCEPTANCE, "an exchange of maps of minefields", []),  # another object
    ],
)
def test_positions(first, second, words, relations):
    found = dossier(
        stand("The Gazette", first, "a withdrawal of troops", MONDAY), stand("The Herald", second, words, TUESDAY)
    )
    assert [j.relation for j in found.judgements if j.slot == "move"] == relations


QUOTE = "We came to end this war and we will not leave without a paper that both sides can sign"


@pytest.mark.parametrize(
    ("other", "speaker", "same"),
    [
        (QUOTE, "Anna Berg", True),
        ("we will not leave without a paper that both sides can sign", "Anna Berg", True),  # shortened
        (QUOTE, "Omar Said", False),
        ("Both sides know what we came for", "Anna Berg", False),
    ],
)
def test_one_utterance_in_two_reports(other, speaker, same):
    one, two = Paper("The Gazette", f"“{QUOTE},” said Anna Berg."), Paper("The Herald", f"She said: “{other}.”")
    one.says("Anna Berg", QUOTE)
    two.says(speaker, other)
    points = [p for p in dossier(one, two).points if p.kind == "statement"]
    assert len(points) == (1 if same else 2)
    assert points[0].standing is (Standing.AGREED if same else Standing.SINGLE)


def test_a_reprint_is_no_second_source():
    story = " ".join(f"Delegates of Norland argued about article {n} of the draft all day." for n in range(20))
    papers = []
    for outlet in ("The Gazette", "The Herald"):
        paper = Paper(outlet, f"{story} Anna Berg will attend the talks, {outlet} has learned.")
        paper.attends(
            paper.actor("Anna Berg"), paper.talks("talks"), Answer.WILL, "Anna Berg will attend the talks"
        )
        papers.append(paper)
    found = dossier(*papers)
    assert len(found.copies) == 1
    assert {p.sources for p in found.points} == {1}


def test_a_person_overrules_a_contradiction():
    papers = coming("The Gazette", Answer.ATTENDED, MONDAY), coming("The Herald", Answer.DID_NOT, TUESDAY)
    a, b = (p.entries[0].id for p in papers)
    said = Judgement(a=a, relation=Relation.AGREES, b=b, slot="answer", reason="two halls", author="Ines")
    assert the(dossier(*papers), "attendance", "answer").standing is Standing.DISPUTED
    found = dossier(*papers, judgements=(said,))
    assert the(found, "attendance", "answer").standing is Standing.AGREED
    assert said in found.judgements


def test_a_person_sees_a_clash_that_the_rules_do_not():
    papers = coming("The Gazette", Answer.WILL, MONDAY), coming("The Herald", Answer.WILL, TUESDAY)
    a, b = (p.entries[0].id for p in papers)
    said = Judgement(
        a=a, relation=Relation.CONTRADICTS, b=b, slot="answer", reason="not the same hall", author="Ines"
    )
    found = dossier(*papers, judgements=(said,))
    assert [(d.author, d.reason) for d in found.disagreements] == [("Ines", "not the same hall")]
    assert the(found, "attendance", "answer").standing is Standing.DISPUTED


def test_as_of_works_standing_out_anew():
    found = dossier(coming("The Gazette", Answer.WILL, MONDAY), coming("The Herald", Answer.WILL_NOT, TUESDAY))
    then = found.as_of(MONDAY)
    assert the(found, "attendance", "answer").standing is Standing.DEVELOPING
    assert the(then, "attendance", "answer").standing is Standing.SINGLE
    assert not then.disagreements
    assert not found.as_of(date(2031, 3, 1)).points


def test_since_shows_old_and_new_side_by_side():
    gazette, herald = coming("The Gazette", Answer.WILL, MONDAY), coming("The Herald", Answer.WILL_NOT, TUESDAY)
    now = dossier(gazette, herald)
    changes = now.since(dossier(gazette))
    assert [(c.kind, c.old.answer, c.new.answer) for c in changes if c.old and c.new] == [
        ("changed", "will attend", "will not attend")
    ]
    assert now.since(MONDAY) == changes
    assert now.since(now) == ()
    assert {c.kind for c in now.since(dossier(coming("The Mail", Answer.MAY, MONDAY)))} == {"new", "withdrawn"}


def test_another_answer_that_replaces_none_is_new_and_no_change():
    gazette = coming("The Gazette", Answer.WILL, MONDAY)
    herald = coming("The Herald", Answer.INVITED, TUESDAY)
    (change,) = dossier(gazette, herald).since(dossier(gazette))
    assert (change.kind, change.old, change.new.answer) == ("new", None, "invited")


def test_settled_and_newly_disputed():
    gazette, herald = (
        coming("The Gazette", Answer.ATTENDED, MONDAY),
        coming("The Herald", Answer.ATTENDED, TUESDAY),
    )
    mail = coming("The Mail", Answer.DID_NOT, TUESDAY)
    assert [c.kind for c in dossier(gazette, herald).since(dossier(gazette))] == ["settled"]
    assert [c.kind for c in dossier(gazette, herald, mail).since(dossier(gazette, herald))] == ["newly disputed"]


def test_who_is_heard_and_how_the_outlet_judges():
    text = "The hollow talks went on. “This is a sham,” said Anna Berg. A shameless ploy, said an official."
    paper = Paper("The Gazette", text)
    paper.actor("Norland", country="NOR")
    paper.says("Anna Berg", "This is a sham")
    paper.says("an official", "A shameless ploy", kind=VoiceKind.ANONYMOUS)
    told = dossier(paper).tellings[0]
    assert (told.named, told.unnamed) == (1, 1)
    assert [a.words for a in told.evaluative] == ["hollow"]
    assert sum(share for _, share in told.shares) == pytest.approx(1, abs=0.001)


def test_an_event_that_is_only_feared_is_no_event():
    paper = Paper("The Gazette", "A new invasion is feared.")
    paper.entries.append(
        Event(
            anchor=paper.report.find("new invasion"),
            actors=(),
            type="ASSAULT",
            what="invasion",
            reality="possible",
            when=SILENT,
        )  # type: ignore[arg-type]
    )
    assert dossier(paper).points == ()


def test_who_will_instead_attend_another_meeting_misses_this_one():
    one = Paper("The Gazette", "“I will come to the talks,” President Farrow said.")
    talks = one.talks("peace talks", (one.state("Norland", "NOR"), one.state("Sudland", "SUD")), place="Vevey")
    one.attends(one.actor("Edmund Farrow"), talks, Answer.WILL, "I will come to the talks")
    two = Paper(
        "The Herald", "Farrow pulled out of the talks. He will instead attend the harbour summit in Basel."
    )
    again = two.talks("peace talks", (two.state("Norland", "NOR"), two.state("Sudland", "SUD")), place="Vevey")
    other = two.talks("harbour summit", place="Basel")
    farrow = two.actor("Edmund Farrow")
    two.attends(farrow, again, Answer.DID_NOT, "Farrow pulled out of the talks")
    two.attends(farrow, other, Answer.WILL, "He will instead attend the harbour summit in Basel")
    found = reconcile(one.record() | two.record())
    point = next(p for p in found.points if p.slot == "answer" and "talks" in p.question)
    assert [a.answer for a in point.accounts] == ["will attend", "did not attend", "did not attend"]
    assert "harbour summit instead" in {w for a in point.accounts for w in [a.detail[-22:]]}


def test_one_place_and_one_day_with_two_of_those_who_meet_are_one_meeting():
    records = []
    for outlet, more in (("The Gazette", ("Harriet Quill",)), ("The Herald", ("Omar Reyes", "Ines Baum"))):
        paper = Paper(outlet, "They meet in Vevey on Friday.")
        people = tuple(paper.actor(n) for n in ("Edmund Farrow", "Viktor Stradin", *more))
        meeting = paper.talks("meeting", people, place="Vevey", when=weekday("Friday"))
        paper.meets(meeting, Stage.PLANNED, "They meet in Vevey on Friday")
        records.append(paper.record())
    assert len(reconcile(records[0] | records[1]).gatherings) == 1


@pytest.mark.parametrize(
    ("theme", "words", "asked"),
    [
        ("ceasefire", "a short ceasefire", "ceasefire"),
        ("budge", "to budge from its old price", "whether to budge from its old price"),
        ("meeting", "to meet him in Vevey", "meeting"),  # nobody knows any more who he is
        ("believe", "I believe in no such thing", "this: “I believe in no such thing”"),
        ("happen", "Look, nothing is going to happen", "this: “Look, nothing is going to happen”"),
        ("condition", "any terms that would favour one side", "condition"),
    ],
)
def test_a_question_about_a_stand_is_one_that_people_would_ask(theme: str, words: str, asked: str) -> None:
    paper = Paper("The Gazette", f"Norland told them: {words}.")
    paper.takes(paper.state("Norland", "NOR"), Move.DEMAND, words, theme)
    (point,) = (p for p in reconcile(paper.record()).points if p.kind == "position")
    assert point.question == f"Where does Norland stand on {asked}?"


@pytest.mark.parametrize(("what", "shown"), [("rocket attack", True), ("where the attack took place", False)])
def test_the_summary_tells_no_deed_in_words_that_hang_on_others(what, shown):
    found = dossier(happened("The Gazette", what, (12, 12, "people killed"), MONDAY))
    assert any(what in line.text for line in found.lines) is shown
