"""The rule engine: who said what, by vocabulary, parse and marks, on invented sentences."""

from __future__ import annotations

import time

import pytest

from parley.model.text import Report
from parley.reading.attribution.rules import by_rules
from parley.reading.attribution.scene import Scene, scene
from parley.reading.attribution.spans import Attribution, Run
from parley.reading.sheet import sheet


def words(laid: Scene, pieces: tuple[Run, ...]) -> str:
    return " … ".join(laid.sheet.anchor(laid.doc[r.first], laid.doc[r.last]).words for r in pieces)


def read(text: str) -> list[tuple[str, str, str]]:
    laid = scene(sheet(Report(text=text)))
    return [_triple(laid, a) for a in by_rules(laid)]


def _triple(laid: Scene, found: Attribution) -> tuple[str, str, str]:
    return words(laid, found.source), words(laid, found.cue), words(laid, found.content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The envoy said the two sides were close to a deal.",
            "The envoy",
            "said",
            "the two sides were close to a deal",
        ),
        (
            "The two sides were close to a deal, the envoy said.",
            "the envoy",
            "said",
            "The two sides were close to a deal",
        ),
        ("“We are close,” said the envoy.", "the envoy", "said", "“We are close,”"),
        (
            "“We are close,” the envoy told reporters in Lima. “But not there yet.”",
            "the envoy",
            "told",
            "“We are close,” … “But not there yet.”",
        ),
        ("The minister added: “Nobody wants a strike.”", "The minister", "added", "“Nobody wants a strike.”"),
        (
            "According to union officials, the employers walked out on Monday.",
            "union officials",
            "According to",
            "the employers walked out on Monday",
        ),
        (
            "The employers walked out on Monday, according to union officials.",
            "union officials",
            "according to",
            "The employers walked out on Monday",
        ),
        ("The company denied the charge of bad faith.", "The company", "denied", "the charge of bad faith"),
        (
            "The rebels threatened to leave the talks.",
            "The rebels",
            "threatened",
            "to leave the talks",
        ),
        (
            "The deal was signed on Friday, as announced by the ministry.",
            "the ministry",
            "as announced by",
            "The deal was signed on Friday",
        ),
        (
            "The president called for talks in Quito “without delay”.",
            "The president",
            "called for",
            "talks in Quito “without delay”",
        ),
    ],
)
def test_one_attribution(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in read(text)


def test_a_sentence_that_reports_nothing_yields_nothing() -> None:
    assert read("The delegations met in Geneva on Tuesday and left at noon.") == []


def test_a_source_is_found_through_conjoined_verbs() -> None:
    found = read("The mediator left the room and later said that the talks had failed.")
    assert ("The mediator", "said", "that the talks had failed") in found


def test_a_quotation_continues_into_the_next_paragraph() -> None:
    found = read("“We waited for an answer,” the mediator said. “None came.\n\n“So we went home.”")
    assert found == [("the mediator", "said", "“We waited for an answer,” … “None came. … “So we went home.”")]


def test_a_paragraph_that_ends_with_a_colon_opens_the_quotation_of_the_next() -> None:
    assert ("The mediator", "continued", "“None came at all.”") in read(
        "The mediator continued:\n\n“None came at all.”"
    )


def test_turns_of_a_transcript_have_speakers_and_reporters_questions_are_left_out() -> None:
    text = "MR. ADAMS: Good morning.\n\nQ: Will there be talks?\n\nMR. ADAMS: There will.\n\nMS. BELL: Soon."
    assert [(s, c) for s, _, c in read(text)] == [
        ("MR. ADAMS", "Good morning."),
        ("MR. ADAMS", "There will."),
        ("MS. BELL", "Soon."),
    ]


def test_a_quotation_may_be_signed_with_a_dash() -> None:
    assert read("“The strike must end this week.” ― Ana Torres") == [
        ("Ana Torres", "―", "“The strike must end this week.”")
    ]


@pytest.mark.parametrize("piece", ["said ", "he said ", '"said ', "THE UNION SAID THAT ", "\u200bقال “ said "])
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        laid = scene(sheet(Report(text=piece * (size // len(piece.split())))))
        began = time.process_time()
        by_rules(laid)
        return time.process_time() - began

    small, large = max(seconds(400), 0.05), min(seconds(1600) for _ in range(2))  # what runs beside adds
    assert large < 16 * small


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "“““““",
        "”x“ ' '' \" «",
        "NO ONE SAID ANYTHING, THE UNION SAID",
        "قال الوزير “نعم” said the minister",
        "😀 said 😀: “😀”",
        "\u200b“\u200bno\u200b”\u200b said\u200b he",
        "said said said said: said, said",
        "He said, she said, they said, we said, it said.",
        ": : : “x” : :",
        "A" * 3000,
        "“no” " * 400,
    ],
)
def test_bad_text_is_never_an_exception(text: str) -> None:
    laid = scene(sheet(Report(text=text)))
    for found in by_rules(laid):
        assert words(laid, found.content)
        assert words(laid, found.cue)
