"""The same thing told twice is one: sources without a name, phrases of one side, strikes, figures, wire copy."""

from datetime import date

import pytest

from parley.model.actors import ActorKind, VoiceKind
from parley.model.dossier import Dossier, Standing
from parley.model.entries import Manner, Move, Plover, Statement
from parley.reconcile import reconcile
from tests.reconcile.build import Paper

MONDAY, TUESDAY, LATER = date(2031, 3, 3), date(2031, 3, 4), date(2031, 4, 4)


def dossier(*papers: Paper) -> Dossier:
    record = papers[0].record()
    for paper in papers[1:]:
        record |= paper.record()
    return reconcile(record)


def accounts(found: Dossier, slot: str) -> list[int]:
    """How many reports answer each question of a slot."""
    return sorted(len({a.report for a in p.accounts}) for p in found.points if p.slot == slot)


def source(outlet: str, words: str, name: str = "harbour analysts", day: date = MONDAY) -> Paper:
    paper = Paper(outlet, f"The port is shut. {words}", day)
    paper.says(name, words, kind=VoiceKind.ANONYMOUS)
    return paper


WIRE = "the stoppage was of serious concern to the ministry, which has suspended ferry subsidies since spring"


@pytest.mark.parametrize(
    ("words", "name", "day", "one"),
    [
        (WIRE.replace("serious", "major"), "harbour analysts", TUESDAY, True),
        (WIRE, "harbour analysts", LATER, False),
        (WIRE, "a diplomat", MONDAY, False),
        ("the stoppage was of concern", "harbour analysts", MONDAY, False),
    ],
)
def test_a_source_without_a_name_is_known_again_by_its_words(words: str, name: str, day: date, one: bool):
    found = dossier(source("The Gazette", WIRE), source("The Post", words, name, day))
    assert accounts(found, "words") == ([2] if one else [1, 1])


def told(outlet: str, name: str, words: str) -> Paper:
    paper = Paper(outlet, f"The talks went on. {words}.", MONDAY)
    paper.state("Norland", "NOR")
    anchor = paper.report.find(words)
    voice = paper.voice(name)
    paper.actors[voice.actor or ""] = paper.actors[voice.actor or ""].__class__(
        id=voice.actor or "", name=name, kind=ActorKind.PERSON, names=(name,), country="NOR"
    )
    paper.entries.append(Statement(anchor=anchor, content=anchor, voice=voice, manner=Manner.MIXED))
    return paper


@pytest.mark.parametrize(
    ("phrase", "one"),
    [('"give the ferries time and room"', True), ('"the ferry model"', False)],
)
def test_two_of_one_side_with_the_same_phrase_say_one_thing(phrase: str, one: bool):
    first = told("The Gazette", "Anna Berg", f"the ministry would {phrase} before winter")
    second = told("The Post", "Jon Dahl", f"nobody had ever refused to {phrase} at sea")
    assert accounts(dossier(first, second), "words") == ([2] if one else [1, 1])


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (
            "the harbour tribunal had scrapped clandestine mediation with ferrymen over sabotage",
            "he was scrapping clandestine ferrymen mediation at the tribunal because of the sabotage",
            True,
        ),
        (
            "the harbour tribunal had scrapped clandestine mediation with ferrymen over sabotage",
            "he never scrapped clandestine ferrymen mediation at the tribunal because of the sabotage",
            False,
        ),
        ("the talks go on at the port for a week", "a week at the port was no time to talk of peace", False),
    ],
)
def test_one_speaker_in_other_words(one: str, two: str, same: bool):
    found = dossier(told("The Gazette", "Anna Berg", one), told("The Post", "Anna Berg", two))
    assert accounts(found, "words") == ([2] if same else [1, 1])


def strike(outlet: str, words: str, what: str, day: date) -> Paper:
    paper = Paper(outlet, f"{words}.", day)
    union = paper.actor("Harbour Union", ActorKind.ORGANISATION)
    paper.happens(what, words, Plover.PROTEST, actors=(union,))
    return paper


@pytest.mark.parametrize(("day", "one"), [(TUESDAY, True), (date(2031, 6, 3), False)])
def test_a_strike_of_the_same_people_is_one_for_some_weeks(day: date, one: bool):
    first = strike("The Gazette", "The Harbour Union's strike goes on", "The strike", MONDAY)
    second = strike("The Post", "The walkout of the Harbour Union idles ships", "The walkout", day)
    assert accounts(dossier(first, second), "what") == ([2] if one else [1, 1])


def raid(outlet: str, words: str) -> Paper:
    paper = Paper(outlet, f"{words}.", MONDAY)
    paper.happens(words, words)
    return paper


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Norland flew more than 1,500 raids on ports", "some 1,500 strikes on ports were flown", True),
        ("Norland flew more than 1,500 raids on ports", "some 1,700 strikes on ports were flown", False),
        ("in 2029 raids on ports began", "since 2029 strikes on ports go on", False),
        (
            "the raiders burnt old granaries beside the harbour mill at Karlshavn",
            "raiders burnt the old granaries beside the harbour mill at Karlshavn",
            True,
        ),
    ],
)
def test_events_are_one_by_a_figure_or_word_for_word(one: str, two: str, same: bool):
    found = dossier(raid("The Gazette", one), raid("The Post", two))
    assert accounts(found, "what") == ([2] if same else [1, 1])


def wish(outlet: str, words: str, theme: str = "ferries") -> Paper:
    paper = Paper(outlet, f"Norland spoke of {words}.", MONDAY)
    paper.takes(paper.state("Norland", "NOR"), Move.DEMAND, words, theme)
    return paper


@pytest.mark.parametrize("words", ["it", "Norland", "agreed"])
def test_a_wish_without_content_asks_nothing(words: str):
    assert not accounts(dossier(wish("The Gazette", words)), "move")


@pytest.mark.parametrize(
    ("one", "two", "agreed"),
    [
        ("to meet", "to meet the ferrymen before winter comes", False),
        ("an end to the harbour levy", "a quick end to the harbour levy", True),
        ("the levy", "a levy", True),
    ],
)
def test_one_word_in_common_is_no_agreement(one: str, two: str, agreed: bool):
    found = dossier(wish("The Gazette", one), wish("The Post", two))
    (point,) = (p for p in found.points if p.slot == "move")
    assert (point.standing is Standing.AGREED) is agreed
