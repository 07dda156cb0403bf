"""What pages keep for a moment, and what the garbage collector is kept away from."""

from __future__ import annotations

import gc
import threading
import weakref

from parley.web import heap
from parley.web.lately import Lately
from tests.patient import LONG


def test_while_one_makes_it_anew_the_others_have_the_one_before():
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make():
        made.append(len(made))
        if len(made) > 1:
            begun.set()
            assert go_on.wait(LONG)
        return len(made)

    count = Lately(make, seconds=0.0)
    assert count.get() == 1
    late = threading.Thread(target=count.get)
    late.start()
    assert begun.wait(LONG)
    assert count.get() == 1
    go_on.set()
    late.join()
    assert made == [0, 1]


def test_who_asks_first_waits_and_it_is_made_once():
    go_on, made, found = threading.Event(), [], []

    def make():
        made.append(1)
        assert go_on.wait(LONG)
        return len(made)

    count = Lately(make, seconds=60.0)
    threads = [threading.Thread(target=lambda: found.append(count.get())) for _ in range(4)]
    for thread in threads:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join()
    assert (made, found) == ([1], [1, 1, 1, 1])


def test_what_was_being_made_when_it_was_to_be_forgotten_is_not_kept():
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make():
        made.append(1)
        begun.set()
        assert go_on.wait(LONG)
        return len(made)

    count = Lately(make, seconds=3600.0)
    early = threading.Thread(target=count.get)
    early.start()
    assert begun.wait(LONG)
    count.forget()
    go_on.set()
    early.join()
    assert count.get() == 2
    assert count.get() == 2


def test_what_is_settled_is_not_looked_at_again_but_freed_all_the_same():
    class Thing:
        """Something that can be seen to go."""

    gone, thing = [], Thing()
    weakref.finalize(thing, gone.append, 1)
    heap.settle()
    try:
        assert gc.get_freeze_count() > 0
        del thing
        assert gone == [1]
    finally:
        gc.unfreeze()
