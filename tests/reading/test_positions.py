"""Positions: whose move it is, which move, toward whom and about what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.entries import Move
from parley.reading import positions
from parley.reading.page import Page
from tests.reading.pages import laid, names


def moves(text: str) -> list[tuple[str, str, str]]:
    """(actor, move, theme) of every position in a text."""
    read = laid(text)
    return [("; ".join(names(read, p.actors)), p.move.value, p.theme) for p in positions.read(read)]


@pytest.mark.parametrize(
    ("text", "actor", "move", "theme"),
    [
        # one word of bargaining each
        (
            "Peru demanded that Chile withdraw its troops from the border area.",
            "Peru",
            "demand",
            "troop withdrawal",
        ),
        ("Norway urged Sweden to lift the tariffs on fish.", "Norway", "demand", "tariff relief"),
        ("Kenya insisted that the sanctions be lifted.", "Kenya", "demand", "sanctions relief"),
        ("Brazil called for a ceasefire.", "Brazil", "proposal", "ceasefire"),
        ("Canada proposed holding a new round of talks in Oslo.", "Canada", "proposal", "talks"),
        ("Italy offered to release the prisoners.", "Italy", "proposal", "prisoner release"),
        ("Japan accepted the truce.", "Japan", "acceptance", "ceasefire"),
        ("Spain agreed to resume negotiations.", "Spain", "acceptance", "talks"),
        ("Greece rejected the plan.", "Greece", "rejection", "agreement"),
        ("Greece turned down the offer.", "Greece", "rejection", "offer"),
        ("Chile refused to sign the treaty.", "Chile", "refusal", "agreement"),
        ("Chile dropped its demand for a referendum.", "Chile", "concession", "elections"),
        ("Turkey threatened to impose sanctions.", "Turkey", "threat", "sanctions"),
        ("Turkey warned of military retaliation.", "Turkey", "threat", "military retaliation"),
        ("Turkey warned that it could retaliate.", "Turkey", "threat", "retaliate"),
        ("Chile backed away from its demand for a referendum.", "Chile", "concession", "elections"),
        ("Norway promised to reopen the border crossings.", "Norway", "promise", "end of siege"),
        # nouns and adjectives
        ("Peru issued an ultimatum to Chile to withdraw its troops.", "Peru", "demand", "troop withdrawal"),
        ("The minister recalled Kenya's refusal to release the hostages.", "Kenya", "refusal", "prisoner release"),
        ("Japan is ready to negotiate a fishing deal.", "Japan", "proposal", "talks"),
        ("Japan is unwilling to accept the quota.", "Japan", "refusal", "quotas"),
        # negation turns a move
        ("Greece did not accept the proposal.", "Greece", "rejection", "agreement"),
        ("Greece will not accept the proposal.", "Greece", "rejection", "agreement"),
        # passives
        ("The proposal was rejected by Greece.", "Greece", "rejection", "agreement"),
        ("A truce suggested by Norway has been discussed.", "Norway", "proposal", "ceasefire"),
    ],
)
def test_words_of_bargaining(text: str, actor: str, move: str, theme: str) -> None:
    assert (actor, move, theme) in moves(text)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ('"We will not recognize the new border," said Prime Minister Jonas Lindqvist of Sweden.', "refusal"),
        ('"They must release the hostages," Prime Minister Jonas Lindqvist said.', "demand"),
        ('"Nothing will happen until the army withdraws," Prime Minister Jonas Lindqvist said.', "precondition"),
        ('"There will be no concessions," Prime Minister Jonas Lindqvist said.', "refusal"),
        ('"The sanctions will only be lifted if they sign," Prime Minister Jonas Lindqvist said.', "precondition"),
        ('"It is time to end the war," Prime Minister Jonas Lindqvist said.', "demand"),
        ('"The terms are unacceptable," Prime Minister Jonas Lindqvist said.', "rejection"),
        ('"We will lift the sanctions," Prime Minister Jonas Lindqvist said.', "promise"),
        (
            '"If they do not sign, we will quit the treaty," Prime Minister Jonas Lindqvist said.',
            "threat",
        ),
    ],
)
def test_plain_speech_of_a_party(text: str, move: str) -> None:
    assert move in [found for actor, found, _ in moves(text) if actor == "Jonas Lindqvist"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister declined to comment.",  # no move in a negotiation
        "If Greece rejects the plan, talks will end.",  # only supposed
        "Will Greece accept the plan?",
        "Greece may accept the plan.",
        "Ministers met to agree the rules.",
        "She wanted to know the time.",
        "The company offered a new car to its buyers.",
        "Greece has not yet agreed to the plan.",
        "Peru rejected the accusation that it had broken the truce.",  # denies a fact
    ],
)
def test_what_is_no_move(text: str) -> None:
    assert moves(text) == []


def test_a_refusal_until_something_happens_is_a_precondition() -> None:
    read = laid("Kenya said it will not return to the talks until Uganda frees the prisoners.")
    found = [p for p in positions.read(read) if p.move is Move.PRECONDITION]
    assert [names(read, p.actors) for p in found] == [("Kenya",)]
    assert found[0].condition is not None
    assert found[0].condition.marker == "until"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Peru refused to open the talks until Chile left.", "refused to open the talks until Chile left"),
        (
            "Kenya is refusing to start the talks without a truce.",
            "is refusing to start the talks without a truce",
        ),
        ("Norway made an offer. Sweden rejected it.", "rejected it"),
        ("Chile agreed to re-open the border.", "to re-open the border"),
        ("Mali called for de-escalation.", "de-escalation"),
        (
            "Peru refused to budge from its original war aims since its invasion.",
            "to budge from its original war aims",
        ),
        (
            "The truce broke, leading Mali to make a blunt statement: nothing will happen without a meeting.",
            "nothing will happen without a meeting",
        ),
    ],
)
def test_a_content_says_by_itself_what_it_is(text: str, content: str) -> None:
    assert content in [p.content.words for p in positions.read(laid(text))]


def test_toward_is_the_one_addressed_and_never_the_one_who_moves() -> None:
    read = laid("Norway urged Sweden to lift the tariffs on fish.")
    (found,) = positions.read(read)
    assert names(read, found.toward) == ("Sweden",)


def test_two_wordings_of_one_matter_meet() -> None:
    first = moves("Peru wants Chile to pull its troops from the entire region.")
    second = moves("Chile rejects any unilateral pullback of its forces.")
    assert {first[0][2], second[0][2]} == {"troop withdrawal"}


def test_both_sides_are_the_two_named_together() -> None:
    text = "Talks between Kenya and Uganda ended on Friday. Both sides agreed to release their prisoners."
    assert ("Kenya; Uganda", "acceptance", "prisoner release") in moves(text)


def test_a_joint_statement_speaks_for_those_its_title_names() -> None:
    text = "It is time to end the war. Kenya and Uganda have worked for months. We have called for a ceasefire."
    read = laid(text, title="Joint statement by Kenya and Uganda")
    found = [p for p in positions.read(read) if p.by == "time to"]
    assert [names(read, p.actors) for p in found] == [("Kenya", "Uganda")]


WORDS = 'Peru|Chile|demanded|refused|that|to|the|truce|until|we|must|not|"|,|.|?|plan|is|ready|—'
PIECES = st.sampled_from(WORDS.split("|"))


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_words_give_positions_that_stand_in_the_text_or_none(words: list[str]) -> None:
    read: Page = laid(" ".join(words) or ".")
    for found in positions.read(read):
        assert found.anchor.words == read.sheet.report.text[found.anchor.start : found.anchor.end]
        assert found.actors
        assert not set(found.actors) & set(found.toward)


@pytest.mark.parametrize(
    ("text", "actor", "move"),
    [
        # adjectives as predicates, however they are tagged
        ("Norway is adamant that any deal include a fishing ban.", "Norway", "demand"),
        ("Norway remains unyielding on agreeing to lower the quota.", "Norway", "refusal"),
        ("Chile is committed to continuing the talks.", "Chile", "promise"),
        # verdicts on what is on the table
        ("The offer is unacceptable to Chile.", "Chile", "rejection"),
        ("The offer isn't acceptable to Chile.", "Chile", "rejection"),
        ("The offer is acceptable to Chile.", "Chile", "acceptance"),
        ('"The offer is too low," Peru said.', "Peru", "rejection"),
        ("Peru said the proposal was inadequate.", "Peru", "rejection"),
        # light verbs, votes and nouns with their maker
        ("Kenya gave its support to the plan.", "Kenya", "acceptance"),
        ("Parliament voted against the agreement.", "Parliament", "rejection"),
        ("Sweden tabled a series of proposals.", "Sweden", "proposal"),
        ("Kenya affirmed its determination to end the war.", "Kenya", "promise"),
        ("Officials are trying to persuade Peru to accept the truce.", "Officials", "demand"),
        ("Peru's main demand is a pay rise.", "Peru", "demand"),
        ("The ministers studied a Swedish plan unveiled on Monday.", "Sweden", "proposal"),
        ("Sweden suggested that pausing the strikes might help.", "Sweden", "proposal"),
        # plans and what hangs on others
        ("Peru announced that it planned to join the pact.", "Peru", "acceptance"),
        ("Peru said it would close the border unless Chile accepts the truce.", "Peru", "threat"),
        ("Peru has said the shipments will end unless Chile grants concessions.", "Peru", "threat"),
        ('"If Chile came to us with an offer, that would be another matter," Peru said.', "Peru", "precondition"),
        # commands in quoted speech
        ('"Go back to the talks!" Norway told Chile.', "Norway", "demand"),
        ('"Let us sign the agreement," Norway said.', "Norway", "proposal"),
        ("The plan by Norway calls for a ceasefire.", "Norway", "proposal"),
    ],
)
def test_plain_ways_to_move(text: str, actor: str, move: str) -> None:
    assert (actor, move) in [(a, m) for a, m, _ in moves(text)]


def test_a_party_moves_in_any_matter() -> None:
    """The vocabulary does not know windmills, but whoever rejects a truce is a party, and what it wants counts."""
    alone = "Peru wants Chile to paint the windmills."
    assert not moves(alone)
    assert ("Peru", "demand") in [(a, m) for a, m, _ in moves(f"Peru rejected the truce. {alone}")]


@pytest.mark.parametrize(
    "text",
    [
        "Peru spoke of the cost of agreeing to a truce.",
        "Reporters asked for a ceasefire.",
        "Peru said what needs to be done first.",
        "Norway agreed with the envoy.",
    ],
)
def test_no_move(text: str) -> None:
    assert not [m for _, m, _ in moves(text) if m in ("acceptance", "demand", "proposal")]
