"""Every page of a desk: it answers, says what it should, links to the words, and refuses what it must."""

from __future__ import annotations

import re
import time

import pytest

from tests.patient import LONG
from tests.web.conftest import AT

N = f"/n/{AT}"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/", "Harbour talks"),
        ("/new", "Follow it"),
        (N, "Where things stand"),
        (f"{N}/coming", "Omar Tal"),
        (f"{N}/table", "demand"),
        (f"{N}/voices", "We will attend if the blockade is lifted"),
        (f"{N}/ground", "seized"),
        (f"{N}/timeline", "2031"),
        (f"{N}/disagreements", "Cannot both hold"),
        (f"{N}/changes", "This is your first visit"),
        (f"{N}/actors", "Chile"),
        (f"{N}/reports", "The Northam Gazette"),
        (f"{N}/review", "Decided by people"),
        (f"{N}/analysis", "Outlook"),
        (f"{N}/exports", "Markdown"),
        (f"{N}/import", "Pasted text"),
        (f"{N}/describe", "Chile"),
        (f"{N}/search?q=blockade", "<mark>blockade</mark>"),
        ("/search?q=blockade", "Harbour talks"),
        ("/admin", "Nobody has an account"),
        ("/account", "whoever sits at this machine"),
    ],
)
def test_every_page_answers(person, path, told):
    assert told in person.get(path)


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/n/nowhere",
        f"{N}/reports/none",
        f"{N}/actors/none",
        f"{N}/exports/none",
        "/jobs/9",
        "/n/%2e%2e",
    ],
)
def test_what_is_not_there_is_told_in_words(person, path):
    text = person.get(path, 404)
    assert "<h1>There is no such page</h1>" in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "path",
    [
        f"{N}/timeline?when=2031-13&page=-4",
        f"{N}/table?party=Nobody&move=<script>",
        f"{N}/ground?kind=x&words=%00",
        f"{N}/disagreements?show=<b>",
        f"{N}/coming?page=99999999999999",
        f"{N}/changes?since=yesterday",
        f"{N}/search?q=%22%27%29%20OR%20--&kind=nonsense",
        f"{N}/search?q=*",
        f"{N}/actors?words=%F0%9F%98%80",
    ],
)
def test_odd_questions_get_a_page(person, path):
    assert "<script>" not in person.get(path).replace('<script src="', "")


def test_a_cursor_that_was_not_handed_out_is_refused(person):
    assert "is no cursor" in person.get(f"{N}/reports?after=DROP", 400)


def test_lines_lead_to_the_words_they_rest_on(person):
    place = person.links(N, rf"{N}/reports/[0-9a-f]+#w[0-9-]+")[0]
    page, _, mark = place.partition("#")
    assert f'id="{mark}"' in person.get(page)
    assert f'id="{mark}"' in person.get(f"{page}/text")


def test_a_report_shows_its_entries_in_the_margin(person):
    page = person.get(person.links(f"{N}/reports", rf"{N}/reports/[0-9a-f]+")[0])
    notes = re.findall(r'id="note-[0-9a-f]+" data-of="(w[0-9-]+)"', page)
    assert len(notes) > 3
    assert all(f'data-of="{mark}"' in page for mark in notes)


def test_an_actors_page_tells_what_they_said_and_did(person):
    tal = next(a for a in person.links(f"{N}/actors", rf"{N}/actors/[^\"]+") if "<h1>Omar Tal" in person.get(a))
    page = person.get(tal)
    assert "will attend" in page
    assert "Chile is ready for a ceasefire at sea" in page
    assert "seized" not in person.get(f"{tal}?kind=statement").partition("deeds")[2]


def test_the_timeline_zooms_to_a_day_and_filters(person):
    day = person.get(f"{N}/timeline?when=2031-03-03")
    assert "Monday 3 March 2031" in day
    assert "seized" not in day.partition("<ol")[2]
    assert "Nothing is told of this" in person.get(f"{N}/timeline?when=1999")
    assert "seized" in person.get(f"{N}/timeline?kind=event&words=ships")


def test_a_page_that_did_not_change_is_not_sent_again(person):
    until, first = time.monotonic() + LONG, person.answer(f"{N}/coming")
    while 'Review <span class="count">' not in first.text:
        assert time.monotonic() < until, "how much there is to review is counted beside a page, then stands on it"
        first = person.answer(f"{N}/coming")
    again = person.client.get(f"{N}/coming", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_exports_are_files(person):
    for name, start in (
        ("brief", b"<!doctype html>"),
        ("notes", b"# "),
        ("csv", b"PK"),
        ("calendar", b"BEGIN:VCALENDAR"),
    ):
        answer = person.answer(f"{N}/exports/{name}")
        assert answer.content.startswith(start), name
        assert answer.headers["content-disposition"].startswith(f'attachment; filename="{AT}')


def test_static_files_may_be_kept_for_ever(person):
    address = re.search(r'href="(/static/desk.css\?v=[0-9a-f]+)"', person.get("/")).group(1)
    answer = person.client.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert person.client.get("/static/../site.py").status_code == 404


def test_a_negotiation_is_added_and_described(person):
    sent = person.send("/new", title="River talks", parties="Norway, Peru\nNorway")
    assert sent.headers["location"] == "/n/river-talks/import"
    assert person.send("/new", title="River talks").headers["location"] == "/n/river-talks-2/import"
    person.send("/n/river-talks/describe", title="The river talks", places="Basel")
    assert person.desk.archive.negotiation("river-talks").places == ("Basel",)
    assert "There are no reports yet" in person.get("/n/river-talks")
    assert "needs a title" in person.send("/new", 400, title="").text


def test_the_api_is_there(person):
    assert person.client.get("/api/v1/negotiations").json()["items"][0]["id"] == AT
    assert person.client.get("/healthz").text == "ok\n"
