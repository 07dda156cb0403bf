"""Statements of two at once."""

from __future__ import annotations

import pytest

from parley.model.entries import Statement
from parley.model.text import Report
from parley.reading.reader import records


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norway and Peru held talks on Friday. Both sides said the talks were useful.", "Norway and Peru"),
        (
            "President Ana Berg and Prime Minister Omar Reyes met on Friday. The two leaders said that trade must "
            "grow.",
            "Ana Berg and Omar Reyes",
        ),
        ("Norway and Peru held talks on Friday. The mayor said the talks were useful.", "The mayor"),
    ],
)
def test_both_sides_speak_for_the_two_they_mean(text: str, speaker: str) -> None:
    (record,) = records([Report(text=text)])
    (said,) = record.of_kind(Statement)
    assert set(said.voice.description.split(" and ")) == set(speaker.split(" and "))
