"""What people decide outranks the rules, survives a new reading and new reports, and can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import BadSetting
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Stage
from parley.model.record import Record
from parley.model.times import SILENT
from parley.reconcile import reconcile
from parley.reconcile.corrections import PAIRS, Correction, Kind, parse, resolve, written
from tests.reconcile.build import Paper


def paper(outlet: str, place: str, leader: str = "Anna Berg", more: str = "") -> Paper:
    """A report on talks in a place to which somebody will come."""
    made = Paper(
        outlet, f"Norland and Sudland meet in {place}. {leader} will come to the talks in {place}. {more}"
    )
    sides = (made.state("Norland", "NRL"), made.state("Sudland", "SUD"))
    talks = made.talks("Norland-Sudland talks", sides, place=place, when=SILENT)
    made.meets(talks, Stage.PLANNED, f"Norland and Sudland meet in {place}")
    made.attends(made.actor(leader), talks, Answer.WILL, f"{leader} will come to the talks in {place}")
    return made


def merged(*papers: Paper) -> Record:
    record = Record()
    for one in papers:
        record |= one.record()
    return record


def decided(record: Record, *corrections: Correction) -> Dossier:
    return reconcile(record, resolve(reconcile(record), corrections).judgements)


def correction(kind: Kind, **more: str) -> Correction:
    return Correction(kind=kind, author="Eva Holm", made="2031-03-06T10:00:00+00:00", **more)


def names(dossier: Dossier) -> set[str]:
    return {a.name for a in dossier.cast}


TWO = merged(paper("The Gazette", "Oslo"), paper("Norland Post", "Bergen", leader="Olaf Moe"))


def test_same_actor_and_different_actor():
    assert {"Anna Berg", "Olaf Moe"} <= names(decided(TWO))
    same = decided(TWO, correction(Kind.SAME_ACTOR, a="Anna Berg", b="Olaf Moe"))
    assert len(names(same) & {"Anna Berg", "Olaf Moe"}) == 1
    twice = merged(paper("The Gazette", "Oslo"), paper("Norland Post", "Oslo"))
    apart = correction(
        Kind.DIFFERENT_ACTOR, a="Anna Berg", b="Anna Berg", outlet_a="The Gazette", outlet_b="Norland Post"
    )
    assert sum(a.name == "Anna Berg" for a in decided(twice).cast) == 1
    assert sum(a.name == "Anna Berg" for a in decided(twice, apart).cast) == 2


def test_same_meeting_and_different_meeting():
    other = Paper("Sudland News", "A summit is planned in Rome.")
    other.meets(other.talks("summit of the gulf", place="Rome"), Stage.PLANNED, "A summit is planned in Rome")
    record = merged(paper("The Gazette", "Oslo"), other)
    same = correction(Kind.SAME_MEETING, a="summit of the gulf", b="Norland-Sudland talks")
    assert len(decided(record).gatherings) == 2
    assert len(decided(record, same).gatherings) == 1
    twice = merged(paper("The Gazette", "Oslo"), paper("Norland Post", "Oslo"))
    apart = correction(
        Kind.DIFFERENT_MEETING,
        a="Norland-Sudland talks",
        b="Norland-Sudland talks",
        outlet_a="The Gazette",
        outlet_b="Norland Post",
    )
    assert len(decided(twice).gatherings) == 1
    assert len(decided(twice, apart).gatherings) == 2


def test_a_wrong_entry_leaves_and_comes_back_when_the_correction_is_withdrawn():
    wrong = correction(Kind.WRONG_ENTRY, words="Anna Berg will come to the talks", outlet="The Gazette")
    corrected = decided(TWO, wrong)
    assert not any("Anna Berg" in p.question for p in corrected.points)
    assert [e.anchor.words for e in corrected.set_aside] == ["Anna Berg will come to the talks in Oslo"]
    assert corrected.as_read == decided(TWO).record
    assert reconcile(corrected.as_read) == decided(TWO)


def test_a_right_value_replaces_what_was_read():
    right = correction(
        Kind.RIGHT_VALUE, words="Anna Berg will come", slot="answer", value="will not attend", note="she called"
    )
    dossier = decided(TWO, right)
    point = next(p for p in dossier.points if "Anna Berg" in p.question)
    assert point.latest.answer == "will not attend"
    assert point.note.startswith("Eva Holm: the answer in “Anna Berg will come” is will not attend (she called).")
    assert dossier.lines[-1].text.startswith(
        "Decided by people: the answer in “Anna Berg will come” is will not attend"
    )
    assert dossier.lines[-1].grounds == (point.latest.entry,)


def test_a_right_place_reaches_all_that_was_read_from_the_words():
    right = correction(Kind.RIGHT_VALUE, words="Norland and Sudland meet in Bergen", slot="place", value="Oslo")
    assert any(d.slot == "place" for d in decided(TWO).disagreements)
    assert not any(d.slot == "place" for d in decided(TWO, right).disagreements)


def test_a_confirmed_entry_is_noted():
    point = next(
        p
        for p in decided(TWO, correction(Kind.CONFIRM, words="Anna Berg will come")).points
        if p.kind == "attendance"
    )
    assert "Eva Holm" in point.note


def test_the_last_decision_counts():
    first = correction(Kind.RIGHT_VALUE, words="Anna Berg will come", slot="answer", value="may attend")
    last = Correction(
        kind=Kind.RIGHT_VALUE,
        author="Jo Lund",
        made="2031-03-07",
        words="Anna Berg will come",
        slot="answer",
        value="did not attend",
    )
    for order in ((first, last), (last, first)):
        point = next(p for p in decided(TWO, *order).points if "Anna Berg" in p.question)
        assert point.latest.answer == "did not attend"


def test_corrections_survive_a_new_reading_and_new_reports():
    right = correction(Kind.RIGHT_VALUE, words="Anna Berg will come", slot="answer", value="may attend")
    grown = merged(paper("The Gazette", "Oslo", more="More text came later."), paper("Sudland News", "Rome"))
    gazette = next(r.id for r in grown.reports if r.outlet == "The Gazette")
    told = {
        a.report: a.answer for p in decided(grown, right).points if "Anna Berg" in p.question for a in p.accounts
    }
    assert told[gazette] == "may attend"


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (correction(Kind.CONFIRM, words="nobody said this"), "'nobody said this' are not in any report any more"),
        (correction(Kind.CONFIRM, words="Oslo", outlet="The Herald"), "there is no report by The Herald"),
        (correction(Kind.WRONG_ENTRY, entry="0123"), "there is no entry 0123 any more"),
        (correction(Kind.SAME_ACTOR, a="Anna Berg", b="Nobody Else"), "no actor is called 'Nobody Else' any more"),
    ],
)
def test_a_correction_that_finds_nothing_is_reported(gone, told):
    found = resolve(reconcile(TWO), [gone])
    assert not found.judgements
    assert found.faults[0].startswith(f"correction {gone.id} (Eva Holm, 2031-03-06) does not apply: ")
    assert found.faults[0].endswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[correction]]\nkind = "same"', "line 1: kind must be one of same actor"),
        ('\n[[correction]]\nkind = "confirm"\nwords = "x"', "line 2: a correction needs its author's name"),
        ('[[correction]]\nkind = "confirm"\nauthor = "E"\ncolour = "x"', "'colour' is not known"),
        ('[[correction]]\nkind = "same actor"\nauthor = "E"\na = "x"', "needs a and b"),
        (
            '[[correction]]\nkind = "right value"\nauthor = "E"\nwords = "x"\nslot = "answer"\nvalue = "yes"',
            "'yes' is no answer: use one of will attend",
        ),
        ("[[correction", "c.toml"),
        ("correction = 1", "write each correction under"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(text, told):
    with pytest.raises(BadSetting, match=r"c\.toml") as fault:
        parse(text, "c.toml")
    assert told in str(fault.value)


@given(st.sampled_from(list(Kind)), st.lists(st.text(min_size=1, max_size=20), min_size=4, max_size=4))
def test_what_is_written_is_read_back(kind, texts):
    targets = {"a": texts[0], "b": texts[1]} if kind in PAIRS else {"words": texts[0], "outlet": texts[1]}
    if kind is Kind.RIGHT_VALUE:
        targets |= {"slot": "answer", "value": "may attend"}
    texts = [t.replace("\ud800", "") for t in texts]
    one = Correction(kind=kind, author=f"E {texts[2]}", note=texts[3], **targets)
    assert parse(written(one) + "\n" + written(one), "c.toml") == (one, one)
