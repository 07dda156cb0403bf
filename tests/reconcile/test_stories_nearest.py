"""What near reports say about a pair: fellows that stand beside it, and the second look at all chances."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.reconcile.stories.fellows import NAMES as FELLOWS
from parley.reconcile.stories.fellows import fellows
from parley.reconcile.stories.second import NAMES as BESIDE
from parley.reconcile.stories.second import second
from parley.reconcile.stories.terms import counted
from parley.reconcile.stories.train import AGAIN, SHAPE, Desk, desks, train

OWN = ("cod quota herring trawler", "strike rail ballot driver", "dam spillway valley cattle")
ALL = ["karlshavn", "norland", "westmark", "sarvan", "mirel", "orvel"]


def test_the_nearest_reports_speak_for_each_other() -> None:
    one, two = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    cosines = np.array([0.1, 0.6, 0.6, 0.1])
    table = fellows(one, two, cosines, 4)
    assert table.shape == (4, len(FELLOWS))
    assert table[0, 0] > 0.4  # little in common, but both lie near a third
    assert table[:, 0].max() <= 1 + 1e-9
    assert table[0, 4] == 1


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 9), st.randoms())
def test_a_second_look_does_not_hang_on_the_numbering(many: int, draw: random.Random) -> None:
    places = [(i, j) for i in range(many) for j in range(i + 1, many)]
    one, two = np.array(places).T
    chances = np.array([draw.random() for _ in places])
    table = second(one, two, chances, many)
    turned = second(many - 1 - two[::-1], many - 1 - one[::-1], chances[::-1], many)
    assert table.shape == (len(places), len(BESIDE))
    assert np.allclose(table, turned[::-1])


def test_no_pairs_have_no_features() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert fellows(nothing, nothing, np.zeros(0), 2).shape == (0, len(FELLOWS))
    assert second(nothing, nothing, np.zeros(0), 2).shape == (0, len(BESIDE))


def test_training_reads_desks_in_folds(monkeypatch) -> None:
    small = {"least": 1.0}
    monkeypatch.setattr("parley.reconcile.stories.train.SHAPE", _few(SHAPE, small))
    monkeypatch.setattr("parley.reconcile.stories.train.AGAIN", _few(AGAIN, small))
    draw = random.Random(3)
    lessons = [d for fold in range(3) for d in desks(_desk(fold, draw), str(fold))]
    joins = train(lessons, 0.35)
    assert joins.first.trees.names[0] == "whole"
    assert joins.again.trees.names[: len(BESIDE)] == BESIDE


def _few(shape, changed):
    return type(shape)(trees=3, depth=2, share=shape.share, **changed)


def _desk(fold: int, draw: random.Random) -> Desk:
    reports, stories = [], {}
    for story, words in enumerate(OWN):
        for outlet in range(3):
            own = [f"{w}{fold}" for w in words.split()]
            text = " ".join([*draw.choices(own, k=20), *draw.choices(ALL, k=20)])
            reports.append(counted(f"{fold}{story}{outlet}", words if outlet else "", text, None))
            stories[reports[-1].id] = f"{fold}-{story}"
    return Desk(reports, stories, fold=fold)
