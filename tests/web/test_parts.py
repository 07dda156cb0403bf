"""The small parts behind the pages: sheets, links, periods, marks, kept contents, the guard's names."""

from __future__ import annotations

import threading
from datetime import date
from urllib.parse import unquote

import pytest
from bench.load.multiply import copies
from hypothesis import given
from hypothesis import strategies as st

from parley.desk import Desk
from parley.desk.keeper import Keeper
from parley.views.rows.prose import clean
from parley.web import links, timeline
from parley.web.pages.imports import _bare
from parley.web.pages.search import _pieces
from parley.web.paging import sheet, whole
from parley.web.render import Kept
from parley.web.rooms import NotYet, Rooms
from parley.web.settings import Settings, bare_host
from tests.web.conftest import AT


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_sheets_hold_every_item_once(items, size):
    first = sheet(items, 1, size)
    every = [x for n in range(1, first.sheets + 1) for x in sheet(items, n, size).items]
    assert every == items
    assert all(sheet(items, n, size).number in range(1, first.sheets + 1) for n in (-3, 0, 10**6))


@given(st.text(max_size=12))
def test_any_number_in_an_address_is_a_number(text):
    assert 0 <= whole(text) < 10**8


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4))
def test_parts_of_an_address_come_back_as_they_were(parts):
    made = links.path(*parts)
    assert made.isascii()
    told = [p.encode("utf-8", "replace").decode() for p in parts]
    assert [unquote(p) for p in made[1:].split("/")] == told


@given(st.text(max_size=30))
def test_a_way_back_never_leaves_the_desk(address):
    back = links.local(address)
    assert back.startswith("/")
    assert not back.startswith(("//", "/\\"))


@given(st.text(max_size=30))
def test_only_web_addresses_lead_outside(address):
    assert links.outside(address) in ("", address)
    assert links.outside(f"javascript:{address}") == ""
    assert links.outside(f"data:{address}") == ""


@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), min_size=1, max_size=40))
def test_every_day_is_in_one_bar_of_each_strip(days):
    told = [day.isoformat() for day in days]
    for bar in timeline.strip_of(told):
        assert 0 <= bar.high <= 1
        assert bar.count == sum(day.startswith(bar.key) for day in told)
        assert timeline.period(bar.key) == bar.key


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=5))
def test_a_snippet_keeps_its_words(text, marks):
    assert "".join(piece for piece, _ in _pieces(text, marks)) == clean(text)


@given(st.text(max_size=60))
def test_a_file_name_stays_in_its_folder(name):
    made = _bare(name)
    assert made
    assert "/" not in made
    assert made not in (".", "..")


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=9)), max_size=60))
def test_kept_contents_stay_within_their_room(asked):
    kept = Kept(20)
    for key, text in asked:
        kept.get(key, lambda text=text: text)
    assert kept._size == sum(map(len, kept._texts.values()))
    assert len(kept._texts) <= 1 or kept._size <= 20


@pytest.mark.parametrize(
    ("settings", "host", "answers"),
    [
        ({}, "localhost:8321", True),
        ({}, "desk.example", False),
        ({"hosts": ("desk.example",)}, "desk.example", True),
        ({"host": "0.0.0.0"}, "anything.example", True),
        ({"host": "0.0.0.0", "hosts": ("desk.example",)}, "anything.example", False),
    ],
)
def test_a_desk_answers_to_its_names(settings, host, answers):
    assert Settings(**settings).answers(host) is answers


@given(st.text(max_size=20))
def test_any_host_header_is_a_name(host):
    assert ":" not in bare_host(host) or "[" in host or host.count(":") > 1


def test_a_room_is_renewed_when_the_archive_changes(file):
    with Desk.open(file) as desk:
        rooms = Rooms(desk)
        first = rooms.get(AT, patience=60)
        assert rooms.get(AT) is first
        entry = desk.dossier(AT).record.entries[0]
        desk.correct(AT, {"kind": "wrong entry", "author": "Kim", "entry": entry.id})
        second = rooms.get(AT, patience=60, hurry=True)
        assert second is not first
        assert entry.id in {e.id for found in second.aside.values() for e in found}
        rooms.close()


def test_copies_for_the_load_test_are_well_formed(file):
    with Desk.open(file) as desk:
        made = list(copies(desk.archive.record(AT), 9, 1))
    assert len({record.reports[0].id for record in made}) == 9
    for record in made:
        report = record.reports[0]
        ids = {a.id for a in record.actors} | {g.id for g in record.gatherings}
        assert all(report.text[e.anchor.start : e.anchor.end] == e.anchor.words for e in record.entries)
        assert all(i.startswith(report.id) for i in ids)


def test_who_decides_gets_a_room_with_the_decision_even_if_one_was_under_way(file, monkeypatch):
    with Desk.open(file) as desk:
        rooms, begun, gate, at = Rooms(desk), threading.Event(), threading.Event(), Keeper.at

        def slow(keeper, seq):
            made = at(keeper, seq)
            begun.set()
            gate.wait(60)
            return made

        monkeypatch.setattr(Keeper, "at", slow)
        under_way = rooms.begin(AT)
        assert begun.wait(60)
        report = desk.archive.reports(AT).items[0].id
        desk.archive.retract(report, author="Kim", note="a hoax")
        with pytest.raises(NotYet):
            rooms.get(AT, patience=0.01, hurry=True)
        gate.set()
        room = rooms.get(AT, patience=60, hurry=True)
        assert report in under_way.result(60).room.look.shelves
        assert report not in room.look.shelves
        assert rooms.fresh(AT)
        rooms.close()
