"""Records: union is set union, ids hash the claim and not who read it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from parley.model.entries import Event, Manner, Plover, Reality, Statement
from parley.model.record import Record
from parley.model.text import Report

REPORT = Report(outlet="The Gazette", text="Norland shelled the port, its envoy said. Talks go on.")
EVENT = Event(anchor=REPORT.find("Norland shelled the port"), actors=("n",), type=Plover.ASSAULT, what="shelled")
STATEMENT = Statement(
    anchor=REPORT.find("Norland shelled the port"),
    content=REPORT.find("Norland shelled the port"),
    manner=Manner.INDIRECT,
)


def test_two_readers_that_agree_make_one_entry() -> None:
    assert replace(EVENT, by="model", confidence=0.4, id="").id == EVENT.id


def test_another_claim_is_another_entry() -> None:
    ids = {
        EVENT.id,
        STATEMENT.id,
        replace(EVENT, reality=Reality.DENIED, id="").id,
        replace(EVENT, place="X", id="").id,
    }
    assert len(ids) == 4


pieces = st.lists(st.sampled_from([EVENT, STATEMENT]), max_size=4).map(lambda e: Record.of([REPORT], entries=e))


@given(pieces, pieces, pieces)
def test_union_is_set_union(a: Record, b: Record, c: Record) -> None:
    assert a | a == a
    assert a | b == b | a
    assert (a | b) | c == a | (b | c)
