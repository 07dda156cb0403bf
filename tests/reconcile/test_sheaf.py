"""Things kept in order come out as if they had been sorted at once."""

from hypothesis import given
from hypothesis import strategies as st

from parley.reconcile.sheaf import Sheaf

CHANGES = st.dictionaries(st.integers(0, 300), st.lists(st.integers(), max_size=3), max_size=40)


@given(st.lists(CHANGES, max_size=6))
def test_any_changes_give_what_sorting_all_at_once_gives(rounds):
    sheaf, known = Sheaf[int, int](), {}
    for changes in rounds:
        sheaf.update(changes)
        known |= changes
        for key, things in list(changes.items())[:1]:
            sheaf.update({key: [*things, 7]})
            known[key] = [*things, 7]
    assert sheaf.all() == tuple(thing for key in sorted(known) for thing in known[key])


def test_few_changes_among_many_are_put_in_their_places():
    sheaf = Sheaf[int, str]()
    sheaf.update({number: [str(number)] for number in range(1000)})
    sheaf.update({500: (), 7: ["seven", "sept"], 2000: ["last"]})
    known = sheaf.all()
    assert "500" not in known
    assert known[7:9] == ("seven", "sept")
    assert known[-1] == "last"
    assert len(known) == 1001
