"""Events: what was done, by whom, to whom; and what was only said, feared or planned."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.entries import Event, Reality
from parley.reading import events
from tests.reading.pages import laid, names


def told(text: str) -> list[tuple[str, str, str]]:
    """(actors, type, recipients) of every deed that a text tells as done."""
    read = laid(text)

    def line(e: Event) -> tuple[str, str, str]:
        return "; ".join(names(read, e.actors)), e.type.value, "; ".join(names(read, e.recipients))

    return [line(e) for e in events.by_rules(read) if e.reality is Reality.HAPPENED]


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Chile invaded Peru in 1998.", "Chile", "ASSAULT"),
        ("Chile launched a massive attack on Peru on Friday.", "Chile", "ASSAULT"),
        ("Chilean strikes on Peru killed 12 people.", "Chile", "ASSAULT"),
        ("Chilean forces destroyed a bridge near Lima.", "Chile", "ASSAULT"),
        ("Kenya has released 40 prisoners.", "Kenya", "RETREAT"),
        ("Kenya lifted its sanctions on Uganda.", "Kenya", "RETREAT"),
        ("Kenya and Uganda signed a peace agreement on Monday.", "Kenya; Uganda", "AGREE"),
        ("The treaty was signed by Kenya.", "Kenya", "AGREE"),
        ("Norway sent food aid to Chad.", "Norway", "AID"),
        ("Norway restored diplomatic relations with Chad.", "Norway", "COOPERATE"),
        ("Sweden imposed tariffs on Norwegian fish.", "Sweden", "SANCTION"),
        ("Sweden expelled two Norwegian diplomats.", "Sweden", "SANCTION"),
        ("Uganda deployed 5,000 troops along the border.", "Uganda", "MOBILIZE"),
        ("Uganda blockaded the port.", "Uganda", "COERCE"),
        ("Ugandan police arrested three Kenyan journalists.", "Uganda", "COERCE"),
        ("The parliament of Kenya voted to impose sanctions on Uganda.", "parliament", "SANCTION"),
    ],
)
def test_deeds(text: str, actor: str, kind: str) -> None:
    assert any(kind == found and actor in who for who, found, _ in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Chile threatened to attack Peru.",
        "Chile denied that it had attacked Peru.",
        "Peru fears an attack by Chile.",
        "Peru called for an end to the bombing of its towns.",
        "Chile will sign the agreement on Friday.",
        "Chile did not sign the agreement.",
        "If Chile invades Peru, talks will end.",
        "Did Chile attack Peru?",
        "The minister attacked the budget in a speech.",
        "The two sides struck a friendly note.",
        "Kenya met Uganda in Oslo.",
        "Kenya talked about the release of the hostages.",
    ],
)
def test_what_was_not_done_is_no_event(text: str) -> None:
    assert told(text) == []


def test_a_strike_is_what_its_doer_makes_it() -> None:
    assert [kind for _, kind, _ in told("The teachers struck for higher pay.")] == ["PROTEST"]
    assert [kind for _, kind, _ in told("Chilean jets struck a base in Peru.")] == ["ASSAULT"]


def test_one_clause_tells_one_deed() -> None:
    found = told("Chile launched a barrage of 60 rockets at Lima, killing nine people.")
    assert [(who, kind) for who, kind, _ in found] == [("Chile", "ASSAULT")]


def test_a_deed_named_again_keeps_its_doer() -> None:
    found = told("Chile bombed Lima on Friday. The attack killed nine people.")
    assert [(who, kind) for who, kind, _ in found] == [("Chile", "ASSAULT"), ("Chile", "ASSAULT")]


def test_magnitudes_and_place_belong_to_the_deed() -> None:
    (event,) = events.by_rules(laid("Chile launched a barrage of 60 rockets in the Ica area, injuring hundreds."))
    assert [(m.low, m.high) for m in event.magnitudes] == [(60, 60), (200, 999)]
    assert event.place is not None
    assert "Ica" in event.place


WORDS = "Chile|Peru|attack|attacked|strikes|on|by|signed|the|deal|12|people|killing|troops|,|.|was|hundreds of"
PIECES = st.sampled_from(WORDS.split("|"))


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_words_give_events_that_stand_in_the_text_or_none(words: list[str]) -> None:
    read = laid(" ".join(words) or ".")
    for found in events.by_rules(read):
        assert found.anchor.words == read.sheet.report.text[found.anchor.start : found.anchor.end]
        assert not set(found.actors) & set(found.recipients)
        assert all(m.low <= m.high for m in found.magnitudes)


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Kenya and Uganda have signed on to the agreement.", "Kenya; Uganda", "AGREE"),
        ("The dockers union negotiated a new contract with the port.", "The dockers union", "AGREE"),
        ("Kenya and Uganda are working together on clearing mines.", "Kenya; Uganda", "COOPERATE"),
        ("Sweden is an ally, providing military hardware to Norway.", "Sweden", "AID"),
        ("Uganda's escalation of forces along the border alarmed Kenya.", "Uganda", "MOBILIZE"),
        ("The United Auto Workers struck at three plants on Thursday.", "United Auto Workers", "PROTEST"),
    ],
)
def test_deeds_in_other_words(text: str, actor: str, kind: str) -> None:
    assert (actor, kind) in [(a, k) for a, k, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya insisted that the sanctions be lifted.",
        "The minister said the killing of civilians must stop.",
        "Kenya remains committed to helping achieve the exchange of prisoners of war.",
        "The two sides are negotiating an agreement.",
        "Leaders negotiated the agreement over four years.",
    ],
)
def test_told_of_but_not_done(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Kenyan forces captured nine Ugandan soldiers near the lake.", "Kenya", "COERCE"),
        ("Gunmen opened fire on a bus in Nairobi, wounding six people.", "Gunmen", "ASSAULT"),
        ("Chile and Peru have agreed a draft text.", "Chile; Peru", "AGREE"),
        ("Norway helped broker the cease-fire.", "Norway", "AGREE"),
        ("Chile announced the withdrawal of its troops from Peru.", "Chile", "RETREAT"),
        ("Chile announced tariffs on Peruvian copper on Monday.", "Chile", "SANCTION"),
        ("Chile has suspended its missile tests.", "Chile", "RETREAT"),
        ("Chile occupies most of Peru.", "Chile", "ASSAULT"),
        ("It was the first meeting since Chile's invasion of Peru in 2004.", "Chile", "ASSAULT"),
        ("The rocket attacks by the Chilean army killed 12 people.", "Chile", "ASSAULT"),
        ("Norway partly funded the survey.", "Norway", "AID"),
    ],
)
def test_deeds_of_many_kinds(text: str, actor: str, kind: str) -> None:
    assert (actor, kind) in [(a, k) for a, k, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway hopes to get a deal signed in May.",
        "More Chileans would have travel bans imposed on them.",
        "It paved the way to an agreement being signed.",
        "All Chilean operations in the valley will pause on Sunday.",
        "The port will not be used as a base for attacks on Peru.",
        "Chile is fighting for Peru to open the port.",
    ],
)
def test_not_yet_done(text: str) -> None:
    assert told(text) == []


def test_the_toll_of_a_war_is_told_of_neither_side() -> None:
    text = "The conflict between the two has killed 900 people."
    assert told(text)[-1][:2] == ("", "ASSAULT")


@pytest.mark.parametrize(
    ("text", "kind", "real", "words"),
    [
        ("Chile denied that it had attacked Peru.", "ASSAULT", "denied", "denied that it had attacked Peru"),
        ("No shots were fired, the minister said.", "ASSAULT", "denied", "No shots were fired"),
        ("Chile ruled out an attack on Peru.", "ASSAULT", "denied", "ruled out an attack"),
        ("Chile launched no attack on Peru.", "ASSAULT", "denied", "Chile launched no attack on Peru"),
        ("Chile refused to release the hostages.", "RETREAT", "denied", "refused to release"),
        ("Chile has no plan to invade Peru.", "ASSAULT", "denied", "plan to invade Peru"),
        ("Uganda will deploy 5,000 troops along the border.", "MOBILIZE", "planned", "will deploy"),
        ("Chile plans an attack on Peru.", "ASSAULT", "planned", "plans an attack"),
        ("Chile threatened to attack Peru.", "ASSAULT", "possible", "threatened to attack"),
        ("Peru fears an attack by Chile.", "ASSAULT", "possible", "fears an attack"),
        ("If Chile invades Peru, talks will end.", "ASSAULT", "conditional", "Chile invades Peru"),
    ],
)
def test_what_was_not_done_keeps_its_standing(text: str, kind: str, real: str, words: str) -> None:
    found = [(e.type.value, e.reality.value, e.anchor.words) for e in events.by_rules(laid(text))]
    assert [(k, r) for k, r, _ in found] == [(kind, real)]
    assert words in found[0][2]


def test_what_is_only_urged_or_asked_is_no_deed() -> None:
    assert events.by_rules(laid("Peru urged Chile to lift its sanctions.")) == ()
    assert events.by_rules(laid("Did Chile attack Peru?")) == ()


@pytest.mark.parametrize(
    ("text", "contexts", "cameo"),
    [
        ("Sweden imposed tariffs on Norwegian fish.", {"economic", "natural_resource"}, "163"),
        ("Sweden expelled two Norwegian diplomats.", {"diplomatic"}, "161"),
        ("Norway sent food aid to Chad.", {"human_security"}, "073"),
        ("Norway will send food aid to Chad.", {"human_security"}, "0333"),
        ("Norway did not send food aid to Chad.", {"human_security"}, None),
        ("Kenya has released 40 prisoners.", {"legal"}, "0841"),
        ("Uganda blockaded the port.", set(), "191"),
        ("Chilean jets bombed a church in Lima.", {"military", "religion_ethnicity"}, "195"),
    ],
)
def test_a_deed_has_contexts_and_a_cameo_code(text: str, contexts: set[str], cameo: str | None) -> None:
    (event,) = events.by_rules(laid(text))
    assert contexts <= set(event.contexts)
    assert event.cameo == cameo
