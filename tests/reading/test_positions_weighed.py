"""Positions without a word of bargaining: what matters, what would be wrong, what others will suffer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.reading import positions
from tests.reading.pages import laid, names


def moves(text: str) -> list[tuple[str, str]]:
    """(actor, move) of every position in a text."""
    read = laid(text)
    return [("; ".join(names(read, p.actors)), p.move.value) for p in positions.read(read)]


@pytest.mark.parametrize(
    ("text", "actor", "move"),
    [
        ("Norway underscored the importance of resuming the peace talks.", "Norway", "proposal"),
        ('"It would be a mistake to cut the quota," Norway said.', "Norway", "rejection"),
        ("Under no circumstances can the port remain a base for attacks, Norway said.", "Norway", "demand"),
        ("If Chile continues its attacks, the costs for Chile will rise, Norway said.", "Norway", "threat"),
        ("Norway said Chile would face sanctions.", "Norway", "threat"),
        ("Norway dangled the prospect of further sanctions.", "Norway", "threat"),
        (
            "Norway made a blunt statement: nothing will happen without a meeting between the two.",
            "Norway",
            "precondition",
        ),
        ("Norway reaffirmed the readiness of Chile to join the talks.", "Chile", "acceptance"),
        ("The accord commits Chile to withdraw its troops.", "Chile", "promise"),
        ("Norway handed Chile a draft treaty on missiles.", "Norway", "proposal"),
        ("Norway denounced the memorandum.", "Norway", "rejection"),
        ("Norway called on Chile to de-escalate tensions.", "Norway", "demand"),
        ("Norway intends to release the prisoners.", "Norway", "promise"),
        ("Chile rejected offers of a truce from Norway.", "Norway", "proposal"),
        ("Chile rejected offers of a truce from Norway.", "Chile", "rejection"),
        ("Diplomats said Norway maintained its opposition to the tax.", "Norway", "rejection"),
        ("Our struggle will continue until the troops leave, Norway said.", "Norway", "precondition"),
    ],
)
def test_a_stance_is_read(text: str, actor: str, move: str) -> None:
    assert (actor, move) in moves(text)


@pytest.mark.parametrize(
    "text",
    [
        "The costs for Chile rose last year.",
        "Chile said it would face a cold winter.",
        "It was a mistake, the weather service said.",
        "The importance of the harvest is known.",
        "Chile announced its plans to boycott the session.",
    ],
)
def test_no_stance_is_read(text: str) -> None:
    assert moves(text) == []


@settings(max_examples=10, deadline=None)
@given(
    st.sampled_from(("important", "vital", "wrong", "unacceptable")), st.sampled_from(("Norway", "Kenya", "Peru"))
)
def test_a_judgement_is_held_by_its_speaker(predicate: str, country: str) -> None:
    """Whatever is found fit or unfit to do, it is the speaker who finds it so."""
    found = moves(f"It is {predicate} to lift the sanctions, {country} said.")
    assert {actor for actor, _ in found} <= {country}
