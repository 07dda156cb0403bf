"""Positions in plain speech: announced, owed, made conditional; told by whoever tells them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.entries import Move
from parley.reading import positions
from tests.reading.pages import laid, names


def moves(text: str) -> list[tuple[str, str]]:
    """(actors, move) of every position in a text."""
    read = laid(text)
    return [("; ".join(names(read, p.actors)), p.move.value) for p in positions.read(read)]


@pytest.mark.parametrize(
    ("text", "actor", "move"),
    [
        # what a party announces, in whoever's words
        ("Peru said it will send a second convoy of food to Chile under the truce.", "Peru", "promise"),
        ("Peru said it would suspend all tariffs on Chilean copper.", "Peru", "promise"),
        ("The minister said Norway would announce sanctions on Sweden on Friday.", "Norway", "threat"),
        ("Norway said it may pull out of the summit if Sweden insists on the quota.", "Norway", "threat"),
        ("Norway said it could suspend the talks if the raids continue.", "Norway", "threat"),
        ("Kenya made clear that it will respond decisively to any raid.", "Kenya", "threat"),
        ("Under the accord, Kenyan troops will withdraw from the valley.", "Kenya", "promise"),
        ("Kenya has made no concessions on the border.", "Kenya", "refusal"),
        # what others owe
        ("Norway argued that Sweden must lower the tariffs.", "Norway", "demand"),
        ("Peru says the quota should be raised.", "Peru", "proposal"),
        ("Norway reiterated that any deal must respect the border.", "Norway", "demand"),
        ('"They have to open the border," the Norwegian premier said.', "the Norwegian premier", "demand"),
        # what waits for what
        ("Norway said any deal was dependent on the release of the sailors.", "Norway", "precondition"),
        ("Norway said its conditions must be met before talks can start.", "Norway", "precondition"),
        # answers
        ("Asked to extend the truce, Chile readily said yes.", "Chile", "acceptance"),
        ("Chile and Peru have agreed.", "Chile; Peru", "acceptance"),
        ("Chile refused to talk directly with Peru.", "Chile", "refusal"),
        ("Chile does not want a summit in May.", "Chile", "refusal"),
        ("Chile will not insist on the clause.", "Chile", "concession"),
        ("Chile lowered its demand for compensation.", "Chile", "concession"),
        ("The Chilean envoy said the offer was not enough.", "The Chilean envoy", "rejection"),
        # where the parse loses the thread
        ("Peru bowed to Chile's demand to open the port.", "Chile", "demand"),
        ("The plan includes a clause which Chile has insisted on.", "Chile", "demand"),
        ("Peru set a Friday deadline for Chile to sign the accord.", "Peru", "demand"),
        ("Peru proposed in a letter to the ministers that the talks be held in Lima.", "Peru", "proposal"),
        ("Chile, pressured by Peru to lift the embargo, sent its minister.", "Peru", "demand"),
    ],
)
def test_plain_speech_moves(text: str, actor: str, move: str) -> None:
    assert (actor, move) in moves(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway said it would be hard to reach a deal.",
        "Norway's minister said he would call the Swedish premier.",
        "The talks will last two days, Norway said.",
        "It is unclear whether Norway will accept direct talks.",
        "A deal is possible as long as Norway agrees to a truce.",
        "Norway may have to accept a smaller quota.",
        "Norway asked whether Sweden had read the letter.",
        "Norway and Sweden could not agree.",
        "Norway did not confirm that it would cut the tariff.",
    ],
)
def test_told_but_not_moved(text: str) -> None:
    assert moves(text) == []


def test_a_cease_fire_is_one_word() -> None:
    read = laid("Norway called for a cease-fire.")
    (only,) = positions.read(read)
    assert only.move is Move.PROPOSAL


def test_a_statement_speaks_for_those_who_issued_it() -> None:
    text = "Norway issued a statement on Monday. The statement urged that all parties reopen the port."
    assert ("Norway", "demand") in moves(text)


_WORDS = st.sampled_from(
    tuple("Peru Chile will would must not agree refuse talks tariffs if until before said it they . ,".split())  # noqa: SIM905
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=25))
def test_any_clause_gives_moves_with_a_holder_or_none(words: list[str]) -> None:
    read = laid(" ".join(words))
    for found in positions.read(read):
        assert found.actors
        assert read.sheet.report.text[found.content.start : found.content.end] == found.content.words
