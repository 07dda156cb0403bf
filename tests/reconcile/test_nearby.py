"""What hangs together is the same however it came to stand as it stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.model.judgements import Judgement, Relation
from parley.model.text import Report
from parley.reconcile.labelling import Labels
from parley.reconcile.links import Joined
from parley.reconcile.nearby import Nearby, Standing
from parley.reconcile.people import People

THINGS = st.dictionaries(
    st.sampled_from("abcdefghijkl"),
    st.tuples(st.integers(0, 5), st.frozensets(st.sampled_from("xyz"))),
    max_size=9,
)
NOBODY = People(())
Things = dict[str, tuple[int, frozenset[str]]]


class Desk:
    """Things that are alike where the sum of their numbers is no multiple of three."""

    def __init__(self) -> None:
        self.things: Things = {}
        self.near, self.joined = Nearby(2), Joined()
        self.groups: set[tuple[str, ...]] = set()

    def become(self, things: Things, people: People = NOBODY) -> set[tuple[str, ...]]:
        """Take out what is not in `things`, or not as it is there, and put in what is new."""
        gone = [i for i, thing in self.things.items() if things.get(i) != thing]
        come = {i: Standing((n, i), rows) for i, (n, rows) in things.items() if self.things.get(i) != (n, rows)}
        self.things = dict(things)
        links = self.near.exchange(gone, come, lambda a, b: (things[a][0] + things[b][0]) % 3 > 0)
        left, new = self.joined.change(people, (gone, come), links, self.near.pairs)
        self.groups = (self.groups - set(left)) | set(new)
        return self.groups


@settings(max_examples=150, deadline=None)
@given(st.lists(THINGS, min_size=1, max_size=5))
def test_what_came_and_went_leaves_no_trace(states: list[Things]) -> None:
    desk = Desk()
    for things in states:
        desk.become(things)
    assert desk.groups == Desk().become(states[-1])
    assert sorted(i for group in desk.groups for i in group) == sorted(states[-1])


@settings(max_examples=60, deadline=None)
@given(THINGS, THINGS, st.sampled_from([Relation.SAME, Relation.DIFFERENT]))
def test_people_may_decide_at_any_time(before: Things, after: Things, relation: Relation) -> None:
    decided = People.of([Judgement(a="a", relation=relation, b="d", reason="-", author="Ines")])
    desk = Desk()
    desk.become(before, decided)
    desk.become(before)
    assert desk.become(after, decided) == Desk().become(after, decided)
    together = any({"a", "d"} <= set(group) for group in desk.groups)
    assert together is (relation is Relation.SAME) or not {"a", "d"} <= after.keys()
    assert desk.become(after) == Desk().become(after)


OUTLETS = st.lists(
    st.tuples(st.sampled_from(["Gazette", "Herald"]), st.sampled_from(["Talks open", "Talks end", ""])), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(OUTLETS, st.data())
def test_a_report_is_called_the_same_whoever_came_first(outlets, data) -> None:
    reports = [Report(id=f"r{n}", text="x", outlet=o, title=t) for n, (o, t) in enumerate(outlets)]
    kept = data.draw(st.sets(st.sampled_from(reports), max_size=6)) if reports else set()
    growing, whole = Labels(), Labels()
    for report in data.draw(st.permutations(reports)):
        growing.change((), [report])
    before = dict(growing.names)
    changed = growing.change([r for r in reports if r not in kept], ())
    whole.change((), [r for r in reports if r in kept])
    assert growing.names == whole.names
    assert changed == {r for r, name in growing.names.items() if before[r] != name}
