"""A room: its sections are laid out once, and nobody waits for another section's long thought."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from parley.desk import Desk
from parley.web.room import Room
from parley.web.rooms import Rooms
from parley.web.settings import Settings
from parley.web.site import Site
from tests.patient import LONG
from tests.web.asking import Person
from tests.web.conftest import AT


def test_a_long_thought_holds_up_no_other_section(file, monkeypatch):
    go_on, begun = threading.Event(), threading.Event()

    def analyse(_):
        begun.set()
        assert go_on.wait(LONG)

    monkeypatch.setattr("parley.web.room.analyse", analyse)
    with Desk.open(file) as desk:
        room = Room(desk.archive.negotiation(AT), desk.dossier(AT), "1")
    thinking = threading.Thread(target=room.outlook)
    thinking.start()
    assert begun.wait(LONG)
    assert room.subtitle == "2 reports by 2 outlets"
    assert room.rolls is room.rolls
    go_on.set()
    thinking.join()


def test_sections_asked_for_at_once_are_made_once(file, monkeypatch):
    made = []
    monkeypatch.setattr("parley.web.room.coming.rolls", lambda look: made.append(1) or ("roll",))
    with Desk.open(file) as desk:
        room = Room(desk.archive.negotiation(AT), desk.dossier(AT), "1")
    threads = [threading.Thread(target=lambda: room.rolls) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_a_form_waits_for_the_dossier_that_is_being_opened(file, monkeypatch):
    gate, asked, warm, begin = threading.Event(), [], Room.warm, Rooms.begin

    def begun(rooms, negotiation):
        asked.append(negotiation)
        if len(asked) == 3:  # first when the desk opened, then for the form, which is not turned away but waits
            gate.set()
        return begin(rooms, negotiation)

    monkeypatch.setattr(Room, "warm", lambda room: (gate.wait(LONG), warm(room))[1])
    monkeypatch.setattr(Rooms, "begin", begun)
    with Desk.open(file) as desk:
        entry = desk.dossier(AT).record.entries[0].id
        with Person(file, desk=desk) as person:
            sent = person.send(f"/n/{AT}/entries/{entry}/judge", 200, htmx=True, kind="confirm")
        assert "Confirmed." in sent.text
        assert [d.fields["kind"] for d in desk.archive.corrections(AT)] == ["confirm"]


def test_stories_name_their_reports_the_newest_first(file):
    with Desk.open(file) as desk:
        about, dossier = desk.archive.negotiation(AT), desk.dossier(AT)
    first, second = (r.id for r in dossier.record.reports)
    two = replace(dossier, stories=((first, second), ("gone",)))
    (story,) = Room(about, two, "1").stories
    assert [t.title for t in story.tellers] == [
        "Fish talks planned in Bergen",
        "Chile to send its president after all",
    ]
    assert story.between == "24 February 2031 to 25 February 2031"
    assert Room(about, replace(dossier, stories=((first, second),)), "1").stories == ()


def test_a_thought_that_failed_is_begun_anew(person):
    site, tries = Site(person.desk, Settings()), []

    def work():
        tries.append(1)
        return 1 / (len(tries) - 1)

    with pytest.raises(ZeroDivisionError):
        site.thought("key", work, LONG)
    assert site.thought("key", work, LONG) == (True, 1.0)
    site.close()
