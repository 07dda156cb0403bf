"""Which actors of different reports are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.actors import Actor, ActorKind, Voice, VoiceKind
from parley.model.entries import Manner, Statement
from parley.model.judgements import Judgement, Relation
from parley.reconcile import reconcile
from parley.reconcile.casting import cast
from parley.reconcile.names import one_slip, plain, sound
from parley.reconcile.people import People
from tests.reconcile.build import Paper

NOBODY = People(())


def actor(report: str, name: str, kind: ActorKind = ActorKind.PERSON, **more: str) -> Actor:
    return Actor(id=f"{report}/{name}", name=name, kind=kind, names=(name,), **more)


def merged(*actors: Actor, people: People = NOBODY) -> list[set[str]]:
    found = cast(actors, people)
    return [set(a.members) for a in found.actors if len(a.members) > 1]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Volodymyr Hrytsenko", "Volodymyr Hrytsenko"),
        ("Oleksiy Zarubskyy", "Oleksiy Zarubsky"),  # transliteration
        ("José Peñalver", "Jose Penalver"),  # diacritics
        ("Muhammad al-Rashidi", "Mohammed Al Rashidi"),
        ("Sir Edmund Farrow", "Edmund Farrow"),  # a title
        ("E. Farrow", "Edmund Farrow"),  # an initial
        ("Edmund Farrow", "Farrow"),  # a surname alone
        ("Viktor Stradinsky", "Viktor Stradinksy"),  # a slip of the pen
    ],
)
def test_one_person_under_two_names(one, two):
    assert merged(actor("a", one), actor("b", two)) == [{f"a/{one}", f"b/{two}"}]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Edmund Farrow", "Harriet Farrow"),
        ("Viktor Stradin", "Viktor Strand"),
        ("Anna Berg", "Anna Bern"),
        ("Norland", "Sudland"),
    ],
)
def test_two_people_stay_two(one, two):
    assert merged(actor("a", one), actor("b", two)) == []


def test_a_surname_that_two_people_bear_stays_open():
    assert merged(actor("a", "Edmund Farrow"), actor("a", "Harriet Farrow"), actor("b", "Farrow")) == []


def test_a_country_decides_between_two_bearers():
    actors = [
        actor("a", "Edmund Farrow", country="NOR"),
        actor("a", "Harriet Farrow", country="SUD"),
        actor("b", "Farrow", country="SUD"),
    ]
    assert merged(*actors) == [{"a/Harriet Farrow", "b/Farrow"}]


def test_a_slip_is_no_slip_if_one_report_names_both():
    actors = [actor("a", "Viktor Stradinsky"), actor("a", "Viktor Stradinksy"), actor("b", "Viktor Stradinsky")]
    assert merged(*actors) == [{"a/Viktor Stradinsky", "b/Viktor Stradinsky"}]


def test_the_holder_of_a_role_is_found():
    named = actor("a", "Edmund Farrow", country="NOR", role="president")
    described = actor("b", "the Norland president", country="NOR", role="president")
    assert merged(named, described) == [{named.id, described.id}]


def test_state_office_and_person_are_kept_apart():
    actors = [
        actor("a", "Norland", ActorKind.STATE, country="NOR"),
        actor("b", "the Northern Palace", ActorKind.OFFICE, country="NOR"),
        actor("b", "Edmund Farrow", country="NOR", role="president"),
    ]
    assert merged(*actors) == []


def test_states_meet_by_country_and_vague_groups_do_not_meet():
    states = [
        actor("a", "Norland", ActorKind.STATE, country="NOR"),
        actor("b", "Norland Republic", ActorKind.STATE, country="NOR"),
    ]
    groups = [actor("a", "experts", ActorKind.GROUP), actor("b", "experts", ActorKind.GROUP)]
    assert merged(*states, *groups) == [{states[0].id, states[1].id}]


def test_unnamed_sources_of_two_reports_are_not_one():
    records = []
    for outlet in ("The Gazette", "The Herald"):
        paper = Paper(outlet, "“Nothing is agreed,” a senior Norland official said.")
        who = paper.actor("a senior Norland official", country="NOR", role="official")
        anchor = paper.report.find("Nothing is agreed")
        voice = Voice(kind=VoiceKind.ANONYMOUS, description="a senior Norland official", actor=who)
        paper.entries.append(Statement(anchor=anchor, content=anchor, voice=voice, manner=Manner.DIRECT))
        records.append(paper.record())
    found = reconcile(records[0] | records[1])
    assert [len(a.members) for a in found.cast] == [1, 1]


def test_people_outrank_the_rules():
    one, two, three = actor("a", "Edmund Farrow"), actor("b", "Edmund Farrow"), actor("b", "The Fox")
    apart = Judgement(a=one.id, relation=Relation.DIFFERENT, b=two.id, reason="father and son", author="Ines")
    same = Judgement(a=one.id, relation=Relation.SAME, b=three.id, reason="his nickname", author="Ines")
    assert merged(one, two, three, people=People.of([apart, same])) == [{one.id, three.id}]


def test_the_last_decision_counts_and_withdrawing_undoes():
    one, two = actor("a", "Edmund Farrow"), actor("b", "Edmund Farrow")
    apart = Judgement(
        a=one.id, relation=Relation.DIFFERENT, b=two.id, reason="-", author="Ines", made="2020-01-01"
    )
    again = Judgement(a=two.id, relation=Relation.SAME, b=one.id, reason="-", author="Omar", made="2020-01-02")
    assert merged(one, two, people=People.of([apart, again])) == [{one.id, two.id}]
    assert merged(one, two, people=People.of([apart])) == []
    assert merged(one, two, people=People.of([])) == [{one.id, two.id}]


@given(st.text(max_size=30))
def test_any_name_can_be_folded(name):
    assert plain(plain(name)) == plain(name)
    assert sound(name).isascii()


@given(
    st.text(alphabet="abcdefghij", min_size=1, max_size=12),
    st.text(alphabet="abcdefghij", min_size=1, max_size=12),
)
def test_a_slip_is_a_slip_both_ways(one, two):
    assert one_slip(one, two) == one_slip(two, one)


def test_a_land_that_is_a_party_of_its_own_is_not_the_state_whose_code_it_bears():
    state, land = ActorKind.STATE, {"country": "CYP"}
    found = cast(
        (
            actor("a", "Cyprus", state, **land),
            actor("b", "Cyprus", state, **land),
            actor("a", "Northern Cyprus", state, **land),
            actor("b", "Northern Cyprus", state, **land),
            actor("b", "Ann Dorn", ActorKind.PERSON, **land),
        ),
        NOBODY,
    )
    assert [set(a.members) for a in found.actors if a.kind is state] == [
        {"a/Cyprus", "b/Cyprus"},
        {"a/Northern Cyprus", "b/Northern Cyprus"},
    ]
    assert found.name(found.side("b/Ann Dorn")) == "Cyprus"
