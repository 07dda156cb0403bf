"""Annotations as judges are taught by them: whose words they are, where they stand, whom they name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import BadSetting
from parley.reading.judging.gold import Words, annotated, names, same, wanted
from parley.reading.judging.stretches import overlap

STRETCHES = st.builds(lambda start, length: range(start, start + length), st.integers(0, 20), st.integers(0, 20))


@pytest.mark.parametrize(
    ("one", "other", "much"),
    [
        (range(10), range(10), 1.0),
        (range(1, 3), range(2, 4), 1 / 3),
        (range(1, 4), range(3, 6), 0.0),
        (range(1, 2), range(1, 9), 0.0),
        (range(10), range(9, 31), 0.0),
        (range(0), range(1), 0.0),
    ],
)
def test_stretches_match_that_share_half_of_the_shorter_and_a_fifth_of_the_longer(
    one: range, other: range, much: float
) -> None:
    assert overlap(one, other) == pytest.approx(much)


@given(STRETCHES, STRETCHES)
def test_overlap_is_that_of_the_scorer_either_way_round(one: range, other: range) -> None:
    from bench.scorers.talks import _overlap

    assert overlap(one, other) == overlap(other, one) == _overlap(set(one), set(other))


def test_words_are_numbered_by_where_they_begin() -> None:
    words = Words("They met. Roe’s aide left.")
    assert (words.within(0, 8), words.within(10, 26), words.within(4, 5)) == (range(2), range(2, 5), range(1, 1))


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Prime Minister Jane Roe", {"jane", "roe"}),
        ("the President of Norland’s council", {"norland", "council"}),
        (["Mr Roe", "Señor Doe"], {"roe", "senor", "doe"}),
        (None, set()),
    ],
)
def test_names_are_told_apart_by_more_than_titles(name: object, known: set[str]) -> None:
    assert names(name) == known


def test_names_meet_in_one_word_or_in_silence() -> None:
    assert same(names("the Government of Peru"), names("Peru's army"))
    assert same(names(None), names(""))
    assert not same(names("Peru"), names(""))


def test_annotations_of_another_kind_or_whose_words_are_not_in_the_text_are_left_out() -> None:
    rows = [{"kind": "meeting", "evidence": "They parted"}, {"kind": "event", "evidence": "met"}]
    assert list(wanted("They met.", rows, "meeting")) == []


def test_of_words_that_stand_twice_the_annotated_place_counts() -> None:
    row = {"kind": "event", "evidence": "shot", "start": 15, "actor": "Roe", "type": "ASSAULT"}
    (found,) = wanted("They shot, Roe shot back.", [row], "event")
    assert (found.start, found.type) == (15, "ASSAULT")


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        list(annotated(tmp_path, "event", tuned=False))
