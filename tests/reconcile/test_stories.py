"""Stories: what belongs together, in any order, with and without dates; and the trees and links behind them."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from bench.scorers.clusters import figures
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.text import Report
from parley.reconcile.stories import Stories, group
from parley.reconcile.stories.alone import NAMES as ALONE
from parley.reconcile.stories.alone import Usage, features
from parley.reconcile.stories.boosting import Shape, fit, load
from parley.reconcile.stories.events import laid_out, same_events
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.joining import joins
from parley.reconcile.stories.linkage import average_link
from parley.reconcile.stories.mentions import NAMES as PAIRED
from parley.reconcile.stories.mentions import Known, Mention
from parley.reconcile.stories.net import Schedule, teach
from parley.reconcile.stories.net import load as load_net
from parley.reconcile.stories.overlaps import Overlap
from parley.reconcile.stories.pairs import compared
from parley.reconcile.stories.rivals import NAMES as RIVALS
from parley.reconcile.stories.rivals import rivals
from parley.reconcile.stories.senses import distance
from parley.reconcile.stories.terms import counted
from parley.reconcile.stories.train_events import averaged
from parley.reconcile.stories.vectors import vectors
from tests.pace import slower

FISH = (
    "Norland and Westmark resumed fisheries talks in Karlshavn on Tuesday. Minister Ida Holm said the cod "
    "quota of 14,500 tonnes was on the table. Westmark's envoy Per Lund called the herring clause "
    "unacceptable. The two delegations left Karlshavn without a communique, and trawler crews protested "
    "outside the harbour hall."
)
FISH_TOO = (
    "Fisheries negotiators from Westmark and Norland met again in Karlshavn. The cod quota, put at 14,500 "
    "tonnes by Ida Holm, split the two delegations. Envoy Per Lund rejected the herring clause. Trawler "
    "crews demonstrated at the harbour while the delegations argued over the quota."
)
RAIL = (
    "The Sarvan rail union suspended its strike after mediator Lena Okafor tabled a 6.2 percent pay "
    "offer. Train drivers in Sarvan will vote on the offer next week. The operator Transvan said commuter "
    "services would return on Friday once signal staff were back at the depot in Mirel."
)
RAIL_TOO = (
    "Commuters in Sarvan saw trains return as the rail union put its strike on hold. Mediator Lena "
    "Okafor's pay offer of 6.2 percent goes to a ballot of train drivers. Transvan, the operator, expects "
    "signal staff at the Mirel depot to come back on Friday."
)
DAM = (
    "Engineers inspected the cracked spillway of the Orvel dam above the Tessin valley. Farmers "
    "downstream were told to move cattle to higher ground. The water authority lowered the Orvel "
    "reservoir by three metres."
)
REPORTS = (
    Report(id="f1", title="Quota talks in Karlshavn stall", text=FISH),
    Report(id="f2", title="Norland, Westmark argue over cod quota", text=FISH_TOO),
    Report(id="r1", title="Sarvan rail strike suspended", text=RAIL),
    Report(id="r2", title="Trains return as Sarvan rail union weighs offer", text=RAIL_TOO),
    Report(id="d1", title="Orvel dam inspected", text=DAM),
)
STORIES = (("d1",), ("f1", "f2"), ("r1", "r2"))


def test_reports_of_one_story_meet_and_others_stay_apart() -> None:
    assert group(REPORTS) == STORIES


@settings(max_examples=15, deadline=None)
@given(st.permutations(REPORTS), st.lists(st.sampled_from(REPORTS), max_size=3), st.integers(0, 5))
def test_any_order_and_doubles_give_the_same(order: list[Report], again: list[Report], pause: int) -> None:
    stories = Stories(order[:pause])
    stories.groups()
    for report in [*order[pause:], *again]:
        stories.add(report)
    assert stories.groups() == group([*again, *order]) == STORIES


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_reports(count: int) -> None:
    texts = ("", "Nothing.")
    reports = [Report(id=str(i), text=texts[i]) for i in range(count)]
    assert group(reports) == tuple((str(i),) for i in range(count))


def test_a_reprint_joins_its_story() -> None:
    reprint = Report(id="f3", title="Quota talks in Karlshavn stall", text=FISH + " Reporting by the wire.")
    assert ("f1", "f2", "f3") in group([*REPORTS, reprint])


def test_two_unlike_reports_alone_stay_apart() -> None:
    assert group([REPORTS[0], REPORTS[2]]) == (("f1",), ("r1",))


def test_days_far_apart_weigh_against_a_story() -> None:
    one, two, table = compared([counted(r.id, r.title, r.text, None) for r in REPORTS])
    unknown, near, far = (joins().chances(one, two, table, np.full(len(one), d)).max() for d in (-1.0, 0.0, 9.0))
    assert near > unknown > far


def test_a_thousand_reports_take_two_seconds() -> None:
    draw = random.Random(7)
    words = ["".join(draw.choices("bcdfgklmnprstvz", k=2) + draw.choices("aeiou", k=3)) for _ in range(6000)]
    told = []
    for story in range(250):
        own = draw.sample(words, 60)
        for outlet in range(4):
            text = " ".join(draw.choices(own, k=120) + draw.choices(words[:800], k=120)) + "."
            told.append(counted(f"{story:03}-{outlet}", " ".join(own[:6]), text, date(2020, 1, 1)))
    began = time.process_time()
    stories = grouped(told)
    assert time.process_time() - began < 4 * slower()  # twice the aim: test machines are busy
    assert 240 <= len(stories) <= 280


def test_a_chain_of_likenesses_is_no_cluster() -> None:
    chain = [(a, b, 0.6) for a, b in pairwise(range(6))]
    assert max(map(len, average_link(6, chain, 0.5))) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0, 1)), max_size=20), st.randoms())
def test_linkage_does_not_hang_on_the_order_of_pairs(pairs: list, draw: random.Random) -> None:
    known = {(min(a, b), max(a, b)): s for a, b, s in pairs if a != b}
    listed = [(a, b, s) for (a, b), s in known.items()]
    mixed = draw.sample(listed, len(listed))
    found = average_link(8, listed, 0.4)
    assert found == average_link(8, mixed, 0.4)
    assert sorted(i for cluster in found for i in cluster) == list(range(8))


def test_trees_survive_saving(tmp_path) -> None:
    draw = np.random.default_rng(3)
    table = draw.normal(size=(400, 3))
    yes = ((table[:, 0] > 0) & (table[:, 2] < 0.5)).astype(float)
    trees = fit(table, yes, np.ones(400), ("a", "b", "c"), Shape(trees=30, least=5.0))
    trees.save(tmp_path / "trees.json")
    again = load(tmp_path / "trees.json").logits(table)
    assert float(np.mean((again > 0) == (yes > 0.5))) > 0.97
    assert np.allclose(again, trees.logits(table), atol=0.05)


def test_a_net_is_the_same_every_time_and_survives_saving(tmp_path) -> None:
    draw = np.random.default_rng(3)
    table = draw.normal(size=(2000, 3))
    table[:, 1] = 0.25  # a feature that never changes
    yes = (table[:, 0] * table[:, 2] > 0).astype(float)
    one, two = (teach(table, yes, np.ones(2000), Schedule(rounds=30, batch=64)) for _ in range(2))
    assert np.array_equal(one.logits(table), two.logits(table))
    assert float(np.mean((one.logits(table) > 0) == (yes > 0.5))) > 0.95
    one.save(tmp_path / "net.json")
    assert np.allclose(load_net(tmp_path / "net.json").logits(table), one.logits(table), atol=0.01)
    assert one.logits(table[:0]).shape == (0,)


def test_a_day_that_all_reports_share_tells_less() -> None:
    texts = [(f"{r.id}-{n}", r.title, r.text) for n in range(8) for r in REPORTS]
    one, two, table = compared([counted(*told, None) for told in texts])
    shared = joins().chances(one, two, table, np.zeros(len(one)))
    few = joins().chances(one, two, table, np.where(np.arange(len(one)) < 3, 0.0, 20.0))
    assert (few[:3] > shared[:3]).all()


def test_of_two_alike_pairs_the_shorter_is_the_likelier() -> None:
    long = [counted(r.id, r.title, r.text, None) for r in REPORTS]
    one, two, table = compared(long)
    short = replace(joins(), short=0.0)
    gaps = np.full(len(one), -1.0)
    assert (joins().chances(one, two, table, gaps) > short.chances(one, two, table, gaps)).all()


def test_the_mean_of_two_models() -> None:
    table = np.arange(40.0).reshape(-1, 1)
    models = [
        fit(table, (table[:, 0] > cut).astype(float), np.ones(40), ("x",), Shape(trees=9, least=1.0))
        for cut in (9, 29)
    ]
    mean = (models[0].logits(table) + models[1].logits(table)) / 2
    assert np.allclose(averaged(models).logits(table), mean)


def test_trees_over_a_share_of_the_features_are_the_same_every_time() -> None:
    draw = np.random.default_rng(5)
    table = draw.normal(size=(300, 4))
    yes = (table[:, 1] > 0).astype(float)
    shape = Shape(trees=20, least=5.0, share=0.5)
    one, two = (fit(table, yes, np.ones(300), tuple("abcd"), shape) for _ in range(2))
    assert np.array_equal(one.features, two.features)
    assert len({int(f) for f in one.features.ravel()}) > 1
    assert float(np.mean((one.logits(table) > 0) == (yes > 0.5))) > 0.95


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 9), st.randoms())
def test_rivals_stand_between_nothing_and_all(many: int, draw: random.Random) -> None:
    places = np.triu_indices(many, 1)
    chances = np.array([draw.random() for _ in places[0]])
    table = rivals(places, chances, [i % 3 for i in range(many)])
    assert table.shape == (len(chances), len(RIVALS))
    assert np.allclose(table[:, 0], chances)
    assert (table >= 0).all()
    assert (table[:, 4:8] <= 1 + 1e-6).all()


def test_nobody_has_rivals_in_an_empty_story() -> None:
    assert rivals(np.triu_indices(1, 1), np.zeros(0), [0]).shape == (0, len(RIVALS))


_WORDS = ("cod", "quota", "strike", "dam", "talks")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sets(st.sampled_from(_WORDS)), min_size=1, max_size=6))
def test_what_words_overlap_is_symmetric_and_as_counted(sets: list[set[str]]) -> None:
    found = Overlap(sets, len)
    for table in (found.shared(), found.share(), found.agreement(), found.cosines(), found.rarest()):
        assert np.allclose(table, table.T)
    assert found.counts().tolist() == [[len(a & b) for b in sets] for a in sets]
    assert found.shared().tolist() == [[sum(map(len, a & b)) for b in sets] for a in sets]


def test_words_without_a_vector_are_near_nothing() -> None:
    near = vectors(["earthquake", "quake", "qqzz"]) @ vectors(["earthquake"])[0]
    assert near[0] == pytest.approx(1)
    assert near[1] > 0.8
    assert near[2] == 0


def test_a_head_never_seen_stands_alone_as_heads_like_it_do() -> None:
    usage = Usage({"say": (100.0, 95.0), "shooting": (40.0, 1.0)})
    assert usage.of("say")[0] > 0.9 > 0.1 > usage.of("shooting")[0]
    assert usage.of("gunfire")[2] < 0.3 < usage.of("tell")[2]
    assert usage.of("qqzz") == Usage().of("say")


def test_one_row_for_each_pair_and_each_mention() -> None:
    told = [counted(r.id, r.title, r.text, None) for r in REPORTS]
    mentions = [
        _mention("1", "f1", "resume", who="norland", where="karlshavn"),
        _mention("2", "f2", "restart", who="norland", where="karlshavn"),
        _mention("3", "f2", "protest", who="crew", where="harbour"),
        _mention("4", "d1", "inspect", who="engineer", where="dam"),
    ]
    one, three = laid_out(mentions, told, STORIES)
    table = three.table(Known())
    assert table.shape == (3, len(PAIRED))
    assert one.table(Known()).shape == (0, len(PAIRED))
    assert table[0, PAIRED.index("head vectors")] > table[2, PAIRED.index("head vectors")]
    assert features(three, np.full(3, 0.5), Usage()).shape == (3, len(ALONE))
    assert features(one, np.zeros(0), Usage()).shape == (1, len(ALONE))


@pytest.mark.parametrize(
    ("one", "two", "steps"),
    [("quake", "earthquake", 0), ("kill", "murder", 1), ("quake", "sell", 9), ("qq", "zz", 9)],
)
def test_steps_between_words(one: str, two: str, steps: int) -> None:
    assert distance(one, two) == distance(two, one) == steps


@pytest.mark.parametrize(
    ("found", "conll"),
    [
        ({"a": 1, "b": 1, "c": 2, "d": 2}, 100.0),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, (0.0 + 200 * 0.5 / 1.5 + 100 * 2 * (4 / 3) / 6) / 3),
        ({"a": 1, "b": 1, "c": 1, "d": 1}, (80.0 + 200 * 0.5 / 1.5 + 200 * (2 / 3) * (1 / 3)) / 3),
    ],
)
def test_the_scorer_of_clusters(found: dict[str, int], conll: float) -> None:
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert figures(found, gold)["CoNLL"] == pytest.approx(conll)


def _mention(name: str, report: str, head: str, *, who: str, where: str) -> Mention:
    around = frozenset((head, who, where))
    return Mention(
        id=name, report=report, head=head, part="VERB", words=frozenset([head]), subjects=frozenset([who]),
        others=frozenset([where]), around=around, near=around, names=frozenset([who, where]),
    )  # fmt: skip


def test_the_same_event_in_two_reports_of_one_story() -> None:
    told = [counted(r.id, r.title, r.text, None) for r in REPORTS]
    mentions = [
        _mention("1", "f1", "resume", who="norland", where="karlshavn"),
        _mention("2", "f2", "resume", who="norland", where="karlshavn"),
        _mention("3", "f2", "protest", who="crew", where="harbour"),
        _mention("4", "r1", "resume", who="norland", where="karlshavn"),
    ]
    assert same_events(mentions, told, STORIES) == (("1", "2"), ("3",), ("4",))
    assert same_events(mentions[::-1], told[::-1], STORIES) == (("1", "2"), ("3",), ("4",))
