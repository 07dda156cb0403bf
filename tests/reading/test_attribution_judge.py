"""What the judge is told of a linked cue and its neighbours."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.text import Report
from parley.reading.attribution.features import Seen, look
from parley.reading.attribution.judge import judged_features
from parley.reading.attribution.relations import around
from parley.reading.attribution.rules import by_rules
from parley.reading.attribution.scene import scene
from parley.reading.attribution.spans import Attribution
from parley.reading.attribution.standing import tenths
from parley.reading.attribution.tagger import Tagged
from parley.reading.sheet import sheet

TEXT = (
    "The envoy said that prices had fallen, and the mayor denied that the bridge was closed. "
    "It was announced that the talks were over."
)


@cache
def seen() -> Seen:
    laid = scene(sheet(Report(text=TEXT)))
    return look(laid, by_rules(laid))


def tagged(attribution: Attribution, chance: float) -> tuple[Tagged, Attribution]:
    """An attribution of the rules as if the taggers had linked it with this probability throughout."""
    place = around(seen(), attribution.cue[0])
    size = place.last - place.first + 1
    return Tagged(attribution.cue[0], chance, place, (chance,) * size, (chance,) * size), attribution


def row(word: str, chance: float = 0.9) -> list[str]:
    """The features of the cue with this main word, alone."""
    found = next(a for a in seen().rules if seen().lower[a.head] == word)
    return judged_features(seen(), [tagged(found, chance)])[0]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("said", {"td=ccomp0", "cu=said", "sd=nsubj0", "sg=<2", "ob=0", "si=0"}),
        ("denied", {"td=ccomp0", "cu=denied"}),
        ("announced", {"sd=-", "ax=was"}),
    ],
)
def test_how_a_cue_stands_in_its_sentence(word: str, told: set[str]) -> None:
    assert told <= set(row(word))


def test_of_two_cues_that_claim_the_same_words_each_knows_the_other() -> None:
    found = seen().rules[0]
    weak, strong = judged_features(seen(), [tagged(found, 0.3), tagged(found, 0.8)])
    assert {"ob=8", "oh=1"} <= set(weak)
    assert {"ob=3", "oh=0"} <= set(strong)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_every_cue_has_its_features_whatever_the_probabilities(chances: list[float]) -> None:
    linked = [tagged(a, chance) for a, chance in zip(seen().rules, chances, strict=False)]
    rows = judged_features(seen(), linked)
    assert len(rows) == len(linked)
    assert rows == judged_features(seen(), linked)
    assert all(tenths(chance) in "0123456789" for chance in chances)
