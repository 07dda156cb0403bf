"""Statements: one entry for each piece of what somebody uttered, on invented reports."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.actors import VoiceKind
from parley.model.entries import Manner, Statement
from parley.model.text import Report
from parley.reading.actors import cast
from parley.reading.attribution import attributions, statements
from parley.reading.sheet import sheet
from parley.reading.times import tag


def read(text: str) -> tuple[Statement, ...]:
    laid = sheet(Report(text=text))
    return statements(laid, cast(laid), tag(laid))


def test_a_split_quotation_is_one_entry_for_each_piece() -> None:
    found = read("“We will not sign,” Finance Minister Ana Torres told reporters on Monday. “Not this year.”")
    assert [s.content.words for s in found] == ["We will not sign,", "Not this year."]
    assert {s.manner for s in found} == {Manner.DIRECT}
    assert {s.voice.description for s in found} == {"Ana Torres"}
    assert found[0].addressee is not None
    assert found[0].addressee.words == "reporters"


def test_that_is_no_part_of_what_was_said() -> None:
    (found,) = read("The union said on Friday that its members would return to work.")
    assert found.content.words == "its members would return to work"
    assert found.manner is Manner.INDIRECT
    assert getattr(found.when, "words", "") == "Friday"


def test_words_partly_in_marks_are_mixed() -> None:
    (found,) = read("The minister said the offer was “far too low” for the workers.")
    assert (found.manner, found.content.words) == (Manner.MIXED, "the offer was “far too low” for the workers")


def test_wire_style_gives_the_clause() -> None:
    (found,) = read("The talks on grain prices have stalled again, two diplomats said.")
    assert found.content.words == "The talks on grain prices have stalled again"
    assert found.voice.kind is VoiceKind.ANONYMOUS
    assert found.voice.description == "two diplomats"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The company denied that it had broken the contract.", "deny"),
        ("The minister warned that the truce could collapse.", "warn"),
        ("The ministry announced that the border would reopen.", "announce"),
        ("The mayor promised that the bridge would be rebuilt.", "promise"),
        ("The envoy said that the bridge would be rebuilt.", "say"),
    ],
)
def test_the_act_is_that_of_the_cue(text: str, act: str) -> None:
    assert [s.act for s in read(text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels demanded the release of all prisoners.",
        "The minister did not say when the talks would resume.",
        "According to the treaty, both sides must withdraw their troops.",
        "The army shelled the port, underscoring its strength in the region.",
        "The council hopes that the talks will resume.",
        "The history of such visits suggests that the truce may not last.",
        "The mood in the port underscores the need for a truce.",
        "The airline, which last week reported its first profit, owns the port.",
        "The two sides concluded a third round of talks in Quito on Friday.",
        "Only two ministers gave support to the line that such cuts were needed.",
        "The mediator is likely to conclude that more talks are needed.",
        "According to the treaty, both sides must withdraw “without delay” from the port.",
        "The delegations met in Geneva on Tuesday.",
    ],
)
def test_moves_thoughts_and_silence_are_no_statements(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "We welcome our partners' efforts to calm the region and note that a return would bring relief.",
            "We",
            "a return would bring relief",
        ),
        ("The envoy made it clear that the union would strike.", "The envoy", "the union would strike"),
        ('One delegate told the paper: "I don"t think Peru"s offer is new."', "One delegate", 'I don"t think'),
        ("The mayor expressed his readiness to meet the rebels.", "The mayor", "to meet the rebels"),
    ],
)
def test_the_speaker_is_whoever_can_speak(text: str, speaker: str, content: str) -> None:
    told = {s.content.words: s.voice.anchor.words for s in read(text) if s.voice.anchor is not None}
    (found,) = told
    assert found.startswith(content)
    assert speaker.endswith(told[found])


def test_an_institution_goes_on_speaking_as_it() -> None:
    found = read("The energy ministry said the pipeline was damaged. It added that repairs would take a week.")
    assert len(found) == 2
    assert found[0].voice.actor == found[1].voice.actor


def test_a_text_speaks_for_whoever_published_it() -> None:
    found = read("The port workers issued a statement saying that the strike would go on.")
    assert [s.content.words for s in found] == ["the strike would go on"]
    assert "workers" in found[0].voice.description


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["“", "”", '"', "said", "He", "the minister", ".", ",", ":", "\n\n", "that", "no", "’s", "🙂"]
        )
    )
)
def test_any_report_yields_statements_whose_words_are_in_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    laid = sheet(Report(text=text))
    for found in statements(laid, cast(laid), tag(laid)):
        assert text[found.content.start : found.content.end] == found.content.words
        assert found.content.words.strip()
    for attribution in attributions(laid):
        assert attribution.cue
        assert attribution.content
        assert 0 <= attribution.confidence <= 1


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The talks resume on Friday, the mayor said, according to The Daily Courier.", "the mayor", None),
        (
            "Maria Torres said she supports the bid, according to the agency Delta.",
            "Maria Torres",
            "she supports the bid",
        ),
        (
            "They hope to end the war, which has killed 40 people according to the Harbour Council, by May.",
            None,
            "which has killed 40 people",
        ),
        (
            "The firm will close its Kenosha, Wisc. plant despite the talks, spokesman Tom Stepp said.",
            "Tom Stepp",
            "The firm will close its Kenosha, Wisc. plant despite the talks",
        ),
        (
            "The minister warned that the truce is in danger, shortly after President Omar Reyes accused Ana "
            "Sule of lying.",
            "the minister",
            "the truce is in danger",
        ),
        (
            "The spokesman told reporters diplomats were “still at work” in the capital.",
            "The spokesman",
            "diplomats were “still at work” in the capital",
        ),
        (
            "The union said that no deal “could have been made,” but that “patience” was required.",
            "The union",
            "no deal “could have been made,” but that “patience” was required",
        ),
        (
            "Meanwhile, a rule has been loosened for fishermen, the dockers' movement said.",
            "the dockers' movement",
            None,
        ),
        (
            "The summit ended with leaders welcoming a statement from Norland saying it remained open to talks.",
            "Norland",
            "it remained open to talks",
        ),
    ],
)
def test_where_reported_words_end_and_whose_they_are(text: str, speaker: str | None, content: str | None) -> None:
    (found, *others) = read(text)
    assert not others or found.content != others[0].content
    assert content is None or found.content.words == content
    assert speaker is None or found.voice.description.lower() == speaker.lower()


def test_a_quotation_goes_on_behind_its_cue() -> None:
    found = read("“Whatever it is,” Marsh said, “we will know next week about the summit.”")
    assert [s.content.words for s in found] == ["Whatever it is,", "we will know next week about the summit."]
    assert {s.voice.description for s in found} == {"Marsh"}


def test_who_speaks_in_a_participle_behind_the_reported_words() -> None:
    first, second = read(
        "The envoy said a failure was likely, telling reporters that the session might not take place."
    )
    assert first.content.words == "a failure was likely"
    assert (second.voice.description, second.content.words) == (
        "The envoy",
        "the session might not take place",
    )


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The strike will go on, according to an announcement by the Bakers Union.", ["Bakers Union"]),
        (
            "Mr Boyd has threatened to leave the pact unless it creates jobs, arguing the accord hurt factories.",
            ["Boyd", "Boyd"],
        ),
    ],
)
def test_days_texts_and_conditions_are_no_speakers(text: str, speakers: list[str]) -> None:
    assert [s.voice.description for s in read(text)] == speakers


def test_a_turn_of_a_transcript_runs_on_to_the_next_label() -> None:
    found = read(
        "MR. DAHL: We agreed on the map.\n\nWe will sign it on Friday.\n\n(Laughter.)\n\n"
        "Q: Will the envoy sign too?\n\nAnd when will that be?\n\nMR. DAHL: Soon.\n\nMS. ROTH: We hope so, too."
    )
    assert [s.content.words for s in found] == [
        "We agreed on the map.",
        "We will sign it on Friday.",
        "Soon.",
        "We hope so, too.",
    ]
