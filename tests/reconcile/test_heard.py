"""Whose voice is heard in a report, and whom it names first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.actors import ActorKind, Voice, VoiceKind
from parley.model.dossier import Dossier, Telling
from parley.model.entries import Manner, Stage, Statement
from parley.reconcile import reconcile
from tests.reconcile.build import Paper

UNNAMED = VoiceKind.ANONYMOUS


def told(paper: Paper) -> Telling:
    found: Dossier = reconcile(paper.record())
    return found.tellings[0]


def parties(paper: Paper) -> dict[str, float]:
    return dict(told(paper).shares)


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        ("Diplomats", "one diplomat", "diplomats"),
        ("some harbour experts", "Harbour experts", "some harbour experts"),
        ("one", "others", "unnamed sources"),
        ("Lakeside University experts", "Lakeside University experts", "Lakeside University experts"),
        ("a trader who had seen the text", "Traders", "a trader"),
    ],
)
def test_sources_without_a_side_go_together_by_what_they_are(one: str, two: str, label: str):
    paper = Paper("The Gazette", f"{one} said it will be long. {two} said it was over.")
    paper.says(one, "it will be long", kind=UNNAMED)
    paper.says(two, "it was over", kind=UNNAMED)
    assert list(parties(paper)) == [label]


def test_a_body_or_state_named_in_a_description_is_the_side():
    paper = Paper(
        "The Gazette",
        "The Harbour Union met. It is over, an official of the Harbour Union said. "
        "A Norlandic envoy said no. Norland left.",
    )
    paper.actor("Harbour Union", kind=ActorKind.ORGANISATION)
    paper.state("Norland", "NOR")
    paper.says("an official of the Harbour Union", "It is over", kind=UNNAMED)
    paper.says("A Norlandic envoy", "no", kind=UNNAMED)
    assert parties(paper) == {"Harbour Union": 0.75, "Norland": 0.25}
    assert told(paper).unnamed == 2


@pytest.mark.parametrize(
    ("description", "party"),
    [
        ("South Norland officials", "South Norland"),
        ("southern officials", "southern officials"),
        ("Grelane groups", "grelane groups"),
        ("a port worker", "a port worker"),
        ("a Portavian envoy", "Portavia"),
        ("Portavian envoys", "Portavia"),
    ],
)
def test_a_state_is_named_only_by_a_name(description: str, party: str):
    paper = Paper("The Gazette", f"{description[:1].upper()}{description[1:]} said it was dull. States met.")
    for name, country in (("South Norland", "SNO"), ("Grelia", "GRE"), ("Portavia", "POR")):
        paper.state(name, country)
    paper.says(description, "it was dull", kind=UNNAMED)
    assert list(parties(paper)) == [party]


def test_who_serves_a_person_speaks_for_his_side():
    paper = Paper("The Gazette", "President Anna Berg of Norland came. It was dull, Berg’s aides said.")
    norland = paper.state("Norland", "NOR")
    paper.actor("Anna Berg", acts_for=norland)
    paper.says("Berg’s aides", "It was dull", kind=UNNAMED)
    assert parties(paper) == {"Norland": 1.0}


def test_what_two_say_together_counts_by_half_for_each():
    paper = Paper("The Gazette", "Norland and Sudria said it was over.")
    norland = paper.state("Norland", "NOR")
    paper.state("Sudria", "SUD")
    anchor = paper.report.find("it was over")
    voice = Voice(kind=VoiceKind.INSTITUTION, description="Norland and Sudria", actor=norland)
    paper.entries.append(Statement(anchor=anchor, content=anchor, voice=voice, manner=Manner.INDIRECT))
    assert parties(paper) == {"Norland": 0.5, "Sudria": 0.5}
    assert told(paper).institutions == 2


def test_a_paper_is_no_unnamed_source():
    paper = Paper("The Gazette", "The draft says that all must leave. Officials said it was final.")
    paper.says("The draft", "all must leave", kind=UNNAMED)
    paper.says("Officials", "it was final", kind=UNNAMED)
    assert parties(paper) == {"officials": 0.5, "the draft": 0.5}
    assert told(paper).unnamed == 1


def test_an_official_text_that_says_we_is_no_unnamed_source():
    paper = Paper("The Chancellery", "Today we condemn the shelling of the port.")
    paper.says("we", "the shelling of the port", kind=UNNAMED)
    assert (told(paper).unnamed, told(paper).shares) == (0, ())


def test_a_name_with_what_is_told_of_its_bearer_is_one_voice():
    first = "Elin Storm, who sat on the Norlandic side"
    paper = Paper("The Gazette", f"It was dull, said {first}. It ended late, said Storm. Norland left.")
    paper.state("Norland", "NOR")
    for name, words in ((first, "It was dull"), ("Storm", "It ended late")):
        anchor, voice = paper.report.find(words), Voice(kind=VoiceKind.NAMED, description=name)
        paper.entries.append(Statement(anchor=anchor, content=anchor, voice=voice, manner=Manner.DIRECT))
    assert parties(paper) == {"Elin Storm": 1.0}
    assert told(paper).named == 1


def test_parties_stand_in_the_order_in_which_they_are_first_named():
    paper = Paper("The Gazette", "Sudria calls. Norland and its envoy came to the talks. Westmark watched.")
    norland, sudria = paper.state("Norland", "NOR"), paper.state("Sudria", "SUD")
    paper.state("Westmark", "WES")
    paper.meets(paper.talks("the talks", (norland, sudria)), Stage.HELD, "came to the talks")
    assert told(paper).order == ("Sudria", "Norland")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The farcical meeting went on.", ["farcical"]),
        ("As the rain fell, the farcical meeting went on.", ["farcical"]),
        ("The plan, dismissed as a farcical meeting, went on.", []),
        ("Sudria saw it as party grandstanding and left.", []),
        ("What rivals call a farcical meeting went on.", []),
        ("It was a blistering day.", []),
        ("His team had hoped that the talks would show the farcical side of it.", []),
    ],
)
def test_a_word_that_somebody_else_is_told_to_use_is_not_the_outlets(text: str, shown: list[str]):
    assert [a.words for a in told(Paper("The Gazette", text)).evaluative] == shown


@given(st.lists(st.sampled_from(["Diplomats", "one diplomat", "the draft", "we", "some", "an envoy"]), max_size=6))
def test_shares_always_make_a_whole(voices: list[str]):
    text = " ".join(f"Word number{chr(97 + i)} came, {voice} said." for i, voice in enumerate(voices))
    paper = Paper("The Gazette", text)
    for i, voice in enumerate(voices):
        paper.says(voice, f"Word number{chr(97 + i)} came", kind=UNNAMED)
    shares = parties(paper)
    assert not shares or sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert len(shares) <= len(set(voices))
