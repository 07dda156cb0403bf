"""Parties by common nouns: bodies and people without a name, whom they take up, and things that do not act."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.actors import ActorKind, VoiceKind
from parley.model.text import Report
from parley.reading.actors import cast, parties
from parley.reading.sheet import sheet


def meant(marked: str) -> list[str]:
    """The names of the actors meant by the word behind the asterisk."""
    at = marked.index("*")
    laid = sheet(Report(text=marked.replace("*", "")))
    people = cast(laid)
    return [people.actor(i).name for i in people.of(laid.tokens(at, at + 1)[0])]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The *union rejected the proposal.", "The union"),
        ("Importing *countries rejected the plan.", "Importing countries"),
        ("The minority miner *group has proposed a pause.", "The minority miner group"),
        ("The *commission has tabled a series of proposals.", "The commission"),
        ("The plan was rejected by union *bargainers.", "union bargainers"),
        ("*Management offered a raise of 3 percent.", "Management"),
        ("Creditor *banks agreed to reschedule the debt.", "Creditor banks"),
        ("*Shipowners offered a raise.", "Shipowners"),
        ("Only 54 *nations have signed the treaty.", "54 nations"),
        ("An *alliance of 12 exporters demanded a seat.", "An alliance of 12 exporters"),
        ("The *steelmaker offered a raise.", "The steelmaker"),
        ("*Environmentalists opposed the rule.", "Environmentalists"),
        ("Eight exporters met on Monday. *Some refused to sign.", "some exporters"),
        ("Nine states met. Only *six have signed.", "six states"),
    ],
)
def test_a_common_noun_means_a_party(marked: str, name: str) -> None:
    assert meant(marked) == [name]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Acme Corp said it would cut pay. The *company offered no raise.", ["Acme Corp"]),
        ("Borden Motors met the United Weld Workers. The *union demanded a raise.", ["United Weld Workers"]),
        ("Borden Motors met the United Weld Workers. The *company offered a raise.", ["Borden Motors"]),
        ("The *company offered no raise. Kestrel Airlines will cut pay.", ["Kestrel Airlines"]),
        ("Norland Bank cut credit. The *bank refused to lend.", ["Norland Bank"]),
        ("ASEAN met on Monday. The *bloc agreed on sanctions.", ["ASEAN"]),
        ("Peru rejected the map. The *country demanded a new survey.", ["Peru"]),
        ("Hamas rejected the truce. The *movement demanded more.", ["Hamas"]),
        ("The International Tin Council met. The *organization fixed a price.", ["International Tin Council"]),
        ("Talks between the *airline and its pilots failed.", ["the airline", "its pilots"]),
        ("Peru and Chile met on Monday. *Both refused to sign.", ["Peru", "Chile"]),
        ("Their *chairman, Belgium's Paul Maas, refused.", ["Paul Maas"]),
    ],
)
def test_a_common_noun_takes_up_a_name(marked: str, names: list[str]) -> None:
    assert meant(marked) == names


@pytest.mark.parametrize(
    "marked",
    [
        "*Numbers rose on Friday.",
        "A *history of failed attempts suggests that peace is far.",
        "The current *situation underscores the importance of talks.",
        "The *proposals were too tough.",
        "A *group of proposals was tabled.",
        "The *borders stay closed.",
        "*Tankers sailed on Monday.",
        "The *deal collapsed.",
        "The *reports were false.",
        "*Opposition to the deal has grown.",
    ],
)
def test_things_are_no_party(marked: str) -> None:
    assert meant(marked) == []


def test_a_body_without_a_name_speaks_as_an_institution() -> None:
    laid = sheet(Report(text="The union said the offer was late."))
    people = cast(laid)
    voice = people.voice(laid.doc[1])
    assert voice.kind is VoiceKind.INSTITUTION
    assert people.actor(voice.actor or "").kind is ActorKind.ORGANISATION


def test_a_minister_of_labour_is_of_the_government_and_liberals_are_no_person() -> None:
    people = cast(
        sheet(Report(text="Chile's Labor Minister Ana Rojas spoke. Some fellow Liberals in Lima objected."))
    )
    kinds = {a.name: (a.kind, a.sector) for a in people.actors}
    assert kinds["Ana Rojas"] == (ActorKind.PERSON, "GOV")
    assert all(kind is not ActorKind.PERSON for name, (kind, _) in kinds.items() if "Liberals" in name)


_NOUNS = st.sampled_from(sorted(n for s in parties.sorts() for n in s.nouns))


@settings(max_examples=25, deadline=None)
@given(_NOUNS, st.sampled_from(["The", "A", "Its"]))
def test_every_noun_of_the_lists_can_be_read_and_names_no_state(noun: str, article: str) -> None:
    laid = sheet(Report(text=f"{article} {noun} rejected the offer."))
    people = cast(laid)
    assert all(people.actor(i).kind is not ActorKind.STATE for i in people.of(laid.doc[1]))
