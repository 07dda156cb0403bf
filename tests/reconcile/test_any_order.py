"""The same reports give the same dossier, in whatever order and pieces they come, and however often."""

from functools import reduce
from operator import or_

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.record import Record
from parley.reconcile import reconcile
from tests.reconcile.goldrecord import record

NAMES = (
    "ipaper",
    "libfails",
    "wn_un_security_council_passes_gaza_ceasefir",
    "wn_israeli_palestinian_conflict_day_20",
    "wn_russia_follows_georgia_in_signing_peace_",
    "wh_20240808_joint_statement_from_the_leade",
)
WHOLE = reconcile(reduce(or_, (record(n) for n in NAMES)))


@settings(max_examples=12, deadline=None)
@given(st.permutations(NAMES), st.integers(1, len(NAMES) - 1), st.sampled_from(NAMES))
def test_any_order_and_partition(names, cut, twice):
    parts = [reduce(or_, (record(n) for n in part)) for part in (names[:cut], [*names[cut:], twice])]
    assert reconcile(parts[1] | parts[0]) == WHOLE


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_record_out_of_order_is_put_in_order(random):
    whole = WHOLE.record
    shuffled = [list(part) for part in (whole.reports, whole.actors, whole.gatherings, whole.entries)]
    for part in shuffled:
        random.shuffle(part)
    assert reconcile(Record(*(tuple(part) for part in shuffled))) == WHOLE


def test_every_account_points_at_words_that_are_there():
    texts = {r.id: r.text for r in WHOLE.record.reports}
    for point in WHOLE.points:
        for account in point.accounts:
            anchor = account.anchor
            assert texts[anchor.report][anchor.start : anchor.end] == anchor.words
