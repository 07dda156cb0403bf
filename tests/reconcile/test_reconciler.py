"""A dossier that grows is at any time the dossier of all that it was given."""

from functools import reduce
from operator import or_

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parley.model.entries import Answer
from parley.model.judgements import Judgement, Relation
from parley.model.record import Record
from parley.reconcile import Reconciler, reconcile
from tests.reconcile.build import Paper
from tests.reconcile.goldrecord import record, reports

NAMES = tuple(sorted(reports()))[:12]


def whole(names) -> Record:
    return reduce(or_, map(record, names), Record())


# Who is told of first by a report that comes later: all who tell of him are asked again.
LATER_FIRST = [n for n in NAMES if "0902" in n] + [n for n in NAMES if "0808" in n or "0816" in n]


@settings(max_examples=15, deadline=None)
@example(LATER_FIRST, 1, [])
@given(st.permutations(NAMES), st.integers(1, len(NAMES)), st.lists(st.sampled_from(NAMES), max_size=4))
def test_any_order_any_partition_and_reading_twice(names, cut, again):
    growing = Reconciler()
    growing.add(whole(names[:cut]))
    for name in [*names[cut:], *again]:
        growing.add(record(name))
    assert growing.dossier == reconcile(whole(names))


@settings(max_examples=10, deadline=None)
@given(st.permutations(NAMES), st.integers(1, len(NAMES) - 1))
def test_what_is_removed_leaves_no_trace(names, cut):
    growing = Reconciler()
    growing.add(whole(names))
    for name in names[cut:]:
        growing.remove(reports()[name].id)
    assert growing.dossier == reconcile(whole(names[:cut]))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_judgements_may_come_before_or_after_the_reports(data):
    read = whole(NAMES)
    ids = [a.id for a in read.actors] + [g.id for g in read.gatherings]
    actors = st.sampled_from(sorted(i for i in ids if "/m-" not in i))
    entries = st.sampled_from([e.id for e in read.entries])
    relations = st.sampled_from([Relation.SAME, Relation.DIFFERENT])
    pairs = data.draw(st.lists(st.tuples(actors, actors, relations), max_size=2))
    wrong = data.draw(st.lists(entries, max_size=2))
    made = [Judgement(a=a, relation=r, b=b, reason="-", author="Ines") for a, b, r in pairs if a != b]
    made += [Judgement(a=e, relation=Relation.WRONG, b="", reason="-", author="Ines") for e in wrong]
    growing = Reconciler()
    growing.add(whole(NAMES[:7]))
    growing.judge(made)
    growing.add(whole(NAMES[7:]))
    assert growing.dossier == reconcile(read, made)
    growing.judge([])
    assert growing.dossier == reconcile(read)


@pytest.mark.parametrize("relation", [Relation.SAME, Relation.DIFFERENT])
def test_people_may_join_and_part_meetings_at_any_time(relation):
    papers = []
    for outlet in ("The Gazette", "The Herald", "The Courier"):
        paper = Paper(outlet, "Norland will attend the talks in Vevey.")
        meeting = paper.talks("peace talks", (paper.state("Norland", "NOR"),), place="Vevey")
        paper.attends(paper.state("Norland", "NOR"), meeting, Answer.WILL, "Norland will attend")
        papers.append((paper.record(), meeting))
    made = [Judgement(a=papers[0][1], relation=relation, b=papers[2][1], reason="-", author="Ines")]
    growing = Reconciler()
    for read, _ in papers:
        growing.add(read)
        growing.judge(made)
    everything = reduce(or_, (read for read, _ in papers))
    assert growing.dossier == reconcile(everything, made)
    assert growing.judge([]) == reconcile(everything)


def test_a_dossier_tells_its_stories():
    texts = {
        "The Gazette": "Envoys of Norland and Sudland met in Vevey to talk about a truce on the river Arn.",
        "The Herald": "A truce on the river Arn was the subject when envoys of Norland and Sudland met in Vevey.",
        "The Courier": "Growers of hops in the Kessel valley expect the poorest harvest for thirty years.",
    }
    papers = {outlet: Paper(outlet, text).record() for outlet, text in texts.items()}
    ids = {outlet: paper.reports[0].id for outlet, paper in papers.items()}
    found = reconcile(reduce(or_, papers.values()))
    assert sorted(map(len, found.stories)) == [1, 2]
    assert {ids["The Gazette"], ids["The Herald"]} in map(set, found.stories)
    growing = Reconciler()
    for paper in reversed(papers.values()):
        growing.add(paper)
    assert growing.dossier.stories == found.stories
