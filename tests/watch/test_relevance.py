"""Which headlines are worth opening, and which reports belong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.desk.relevance import Relevance
from parley.intake import divide
from parley.model.negotiation import Negotiation
from parley.model.text import Report

TALKS = Relevance(
    Negotiation(
        id="x",
        title="X",
        parties=("Turkey", "United States", "Blue Front"),
        places=("Oslo",),
        words=("grain deal",),
    )
)


@pytest.mark.parametrize(
    ("title", "worth"),
    [
        ("Turkey to send envoys", True),
        ("ANKARA SENDS ENVOYS", True),
        ("Blue Front’s answer expected", True),
        ("Washington’s terms leaked", True),
        ("Grain deals in doubt", True),
        ("How to roast a turkey", False),
        ("Tell us your story", False),
        ("Talks in Oslo go on", True),
        ("Talks on bus fares", False),
        ("Oslo marathon", False),
        ("", False),
    ],
)
def test_headlines(title, worth):
    assert TALKS.opens(title) is worth


def test_where_there_is_no_headline_the_address_is_read():
    assert TALKS.opens("", "", "https://g.example/2031/turkey-sends-envoys-77.html?x=1")
    assert not TALKS.opens("", "", "https://g.example/2031/bus-fares")


@pytest.mark.parametrize(
    ("text", "belongs"),
    [
        ("Turkey and the Blue Front will meet in Oslo on Friday, an official said.", True),
        ("Turkish envoys said that the talks about a grain deal had failed.", True),
        ("Turkish bakers say that grain is dear. They want cheaper flour at once.", False),
        ("The summit of bakers was held in Oslo. They met again at night.", False),
    ],
)
def test_reports(text, belongs):
    assert TALKS.belongs(divide(Report(text=text))) is belongs


def test_a_passing_word_far_below_does_not_count():
    far = "The weather stays as it was for days, says the forecast of the institute. " * 12
    assert not TALKS.belongs(Report(text=far + "Turkey said so. The Blue Front met there. Oslo was calm."))
    twice = "Turkey met the Blue Front in Oslo. Turkey and the Blue Front said in Oslo that talks went on; talks!"
    assert TALKS.belongs(Report(text=far + twice))


def test_a_negotiation_told_by_little_asks_for_little():
    talks = Relevance(Negotiation(id="x", title="X", words=("herring",)))
    assert talks.belongs(Report(text="The herring talks have begun, an official said."))
    assert not talks.belongs(Report(text="Herring is cheap this year, a baker said."))


@given(st.text(max_size=200))
def test_terms_are_plain_words(term):
    if term.strip():
        assert Relevance(Negotiation(id="x", title="X", words=(term,))).weigh(term).points >= 0
