"""What a merged actor is called, and what stays of him whatever he is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.actors import Actor, ActorKind
from parley.reconcile import casting
from parley.reconcile.casting import Casting, Role
from parley.reconcile.people import People

NOBODY = People(())
SPELLINGS = ("Dmitri Halenko", "Dmitry Halenko")


def role(number: int, name: str) -> Role:
    """The actor of one report; later numbers are later days."""
    actor = Actor(id=f"r{number:03}/halenko", name=name, kind=ActorKind.PERSON)
    return Role(actor, False, ((True, f"2031-{number:03}", f"r{number:03}"), actor.id))


def called(roles: list[Role]) -> list[str]:
    return sorted(actor.name for actor in Casting().sync((), roles, NOBODY).actors)


def test_of_few_tellings_the_commonest_spelling_wins():
    assert called([role(n, SPELLINGS[n > 0]) for n in range(5)]) == ["Dmitry Halenko"]
    assert called([role(n, SPELLINGS[n > 3]) for n in range(5)]) == ["Dmitri Halenko"]


def test_the_first_who_tell_decide_what_an_actor_is_called(monkeypatch):
    monkeypatch.setattr(casting, "EARLY", 3)
    assert called([role(n, SPELLINGS[n > 1]) for n in range(9)]) == ["Dmitri Halenko"]


def test_a_full_name_counts_before_a_surname_whenever_it_is_told(monkeypatch):
    monkeypatch.setattr(casting, "EARLY", 3)
    assert called([role(n, "Halenko" if n < 8 else "Dmitri Halenko") for n in range(9)]) == ["Dmitri Halenko"]


def test_later_tellings_leave_what_tells_an_actor_from_others():
    growing = Casting()
    known = [role(n, SPELLINGS[0]) for n in (2, 3)]
    first = growing.sync((), known, NOBODY)
    root = first.root(first.of("r002/halenko"))
    later = growing.sync((), [role(n, SPELLINGS[1]) for n in (4, 5, 6)], NOBODY)
    assert [a.name for a in (*first.actors, *later.actors)] == [*SPELLINGS]
    assert root == later.root(later.of("r002/halenko")) == "r002/halenko"


_STEPS = st.lists(
    st.lists(st.tuples(st.integers(0, 12), st.sampled_from((*SPELLINGS, None))), max_size=6), max_size=8
)


@given(_STEPS)
def test_however_actors_come_and_go_they_are_called_as_all_at_once(steps):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(casting, "EARLY", 2)
        growing, told = Casting(), dict[int, Role]()
        for step in steps:
            new = dict(step)
            gone = [told.pop(n).actor for n in new if n in told]
            come = [role(n, name) for n, name in new.items() if name is not None]
            told |= {int(r.actor.id[1:4]): r for r in come}
            cast = growing.sync(gone, come, NOBODY)
            again = Casting().sync((), list(told.values()), NOBODY)
            assert (cast.actors, cast.firsts) == (again.actors, again.firsts)
