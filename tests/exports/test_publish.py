"""Feeds, calendar, digest, notes and document, read back with the ecosystem's own tools."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from itertools import accumulate

import docx
import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from jsonschema import Draft202012Validator

from parley.errors import BadSetting
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Attendance
from parley.model.times import When
from parley.views.publish.calendar import calendar, sequence
from parley.views.publish.digestmail import digest_mail
from parley.views.publish.document import document
from parley.views.publish.feeds import Channel, atom, json_feed
from parley.views.publish.news import News, Side, in_text, news, utc
from parley.views.publish.vault import safe_name, vault, vault_notes
from parley.views.rows.lookup import Lookup
from parley.views.rows.turns import turns
from tests.exports.material import DOSSIERS, by_hand, told
from tests.exports.schemas import FEED

every = pytest.mark.parametrize("dossier", [pytest.param(make(), id=name) for name, make in DOSSIERS.items()])
CHANNEL = Channel(id="fish", title="Fish <talks> & more", page="https://desk.example/fish")
PARTSTAT = ("ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "NEEDS-ACTION")
NOON = "2031-03-08T12:00:00Z"


def all_news(dossier: Dossier, at: str = NOON) -> tuple[News, ...]:
    return news(dossier, dossier.since(Dossier(record=dossier.record)), at)


# feeds


@every
def test_atom_is_read_by_feedparser(dossier: Dossier) -> None:
    items = all_news(dossier)
    read = feedparser.parse(atom(CHANNEL, items))
    assert not read.bozo
    assert read.feed.title == "Fish &lt;talks&gt; &amp; more" or "Fish" in read.feed.title
    assert len(read.entries) == len(items)
    assert len({e.id for e in read.entries}) == len(items)
    for entry in read.entries:
        assert entry.updated == "2031-03-08T12:00:00+00:00"
        assert "<script" not in entry.content[0].value


def test_atom_has_what_rfc_4287_wants() -> None:
    feed = ET.fromstring(atom(CHANNEL, all_news(told())))
    ns = "{http://www.w3.org/2005/Atom}"
    for element in (feed, *feed.findall(f"{ns}entry")):
        assert [len(element.findall(ns + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert feed.find(f"{ns}author/{ns}name") is not None


@every
def test_json_feed_is_one_of_version_1_1(dossier: Dossier) -> None:
    made = json.loads(json_feed(CHANNEL, all_news(dossier)))
    Draft202012Validator(FEED).validate(made)
    assert len(made["items"]) == len(all_news(dossier))
    assert "<script" not in "".join(item["content_html"] for item in made["items"])


@every
def test_a_feed_tells_row_by_row_what_the_brief_tells(dossier: Dossier) -> None:
    changes = dossier.since(Dossier(record=dossier.record))
    rows = turns(Lookup.of(dossier), changes)
    items = news(dossier, changes, NOON)
    assert [(i.kind, i.question, i.new and i.new.answer) for i in items] == [
        (r.kind, r.question, r.new and r.new.answer) for r in rows
    ]


def test_only_what_was_something_else_before_has_a_label() -> None:
    was, now = (Side(answer, f"they {answer}", "The Wire ¶2", "") for answer in ("may attend", "will attend"))
    changed = News("1", "changed", "Will Norland attend?", was, now, NOON)
    assert in_text(changed) == (
        "Was: may attend. “they may attend” (The Wire ¶2)\nNow: will attend. “they will attend” (The Wire ¶2)"
    )
    assert in_text(replace(changed, old=None)) == "will attend. “they will attend” (The Wire ¶2)"
    assert replace(changed, new=None).title == "Will Norland attend? withdrawn"


def test_the_newest_comes_first() -> None:
    old, new = all_news(told(), "2031-03-01T00:00:00Z")[:1], all_news(told())[:1]
    made = json.loads(json_feed(CHANNEL, (*old, *new)))
    assert [i["date_published"][:10] for i in made["items"]] == ["2031-03-08", "2031-03-01"]


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(BadSetting, match="write it as 2025-05-15T12:00:00Z"):
        utc("tomorrow")


# calendar


@every
def test_the_calendar_is_read_by_icalendar(dossier: Dossier) -> None:
    made = calendar(dossier, name="Fish talks")
    assert made == calendar(dossier, name="Fish talks")
    read = Calendar.from_ical(made)
    assert "METHOD" not in read
    for event in read.walk("VEVENT"):
        assert event["STATUS"] in ("TENTATIVE", "CONFIRMED", "CANCELLED")
        assert isinstance(event.decoded("dtstart"), date)
        for attendee in _attendees(event):
            assert str(attendee).startswith("urn:parley:actor:")
            assert attendee.params["PARTSTAT"] in (
                "ACCEPTED",
                "DECLINED",
                "TENTATIVE",
                "DELEGATED",
                "NEEDS-ACTION",
            )
    assert max(len(line) for line in made.split(b"\r\n")) <= 75


def _attendees(event: object) -> list[object]:
    found = event.get("attendee", [])  # type: ignore[attr-defined]
    return found if isinstance(found, list) else [found]


def test_who_comes_stands_in_the_calendar() -> None:
    (event,) = Calendar.from_ical(calendar(by_hand())).walk("VEVENT")
    status = {str(a): str(a.params["PARTSTAT"]) for a in _attendees(event)}  # type: ignore[attr-defined]
    assert status["urn:parley:actor:trump"] == "DECLINED"
    assert status["urn:parley:actor:umerov"] == "ACCEPTED"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2025, 5, 15), date(2025, 5, 16))
    assert event["STATUS"] == "CANCELLED"  # the last word on it is that it collapsed


def test_who_stays_away_and_sends_somebody_has_delegated() -> None:
    found = by_hand()
    envoy = next(e for e in found.record.of_kind(Attendance) if e.answer is Answer.WILL and e.who == "medinsky")
    sent = replace(envoy, party="putin")
    changed = tuple(sent if e.id == envoy.id else e for e in found.record.entries)
    dossier = replace(found, record=replace(found.record, entries=changed))
    (event,) = Calendar.from_ical(calendar(dossier)).walk("VEVENT")
    who = {str(a).rsplit(":", 1)[1]: a.params for a in _attendees(event)}  # type: ignore[attr-defined]
    assert who["putin"]["PARTSTAT"] == "DELEGATED"
    assert "medinsky" in str(who["putin"]["DELEGATED-TO"])
    assert "putin" in str(who["medinsky"]["DELEGATED-FROM"])


def test_a_meeting_without_a_day_is_listed_and_no_event() -> None:
    found = by_hand()
    read = Calendar.from_ical(calendar(found))
    assert len(read.walk("VEVENT")) == 1
    assert "without a known day" in read["DESCRIPTION"]
    month = When(start=date(2025, 5, 1), end=date(2025, 5, 31))
    vague = replace(found, gatherings=(replace(found.gatherings[0], when=month),))
    assert not Calendar.from_ical(calendar(vague)).walk("VEVENT")


def test_the_sequence_rises_with_every_new_answer() -> None:
    points = [p for p in by_hand().points if p.gathering == "talks"]
    fewer = [replace(p, accounts=p.accounts[:-1]) for p in points if len(p.accounts) > 1]
    assert sequence(fewer) < sequence(points)


# digest


@every
def test_a_digest_tells_the_same_in_text_and_html(dossier: Dossier) -> None:
    items = all_news(dossier)
    made = digest_mail("Fish <talks>\r\nBcc: x", dossier, items)
    assert "\n" not in made.subject
    assert "<script" not in made.html
    assert "<talks>" not in made.html
    assert ("Nothing has changed." in made.text) == (not items)


def test_a_long_digest_counts_the_rest() -> None:
    items = all_news(told()) * 40
    assert "more changes." in digest_mail("Fish", told(), items).text


# notes


@every
def test_every_link_of_the_vault_leads_to_a_note_and_paragraph(dossier: Dossier) -> None:
    notes = dict(vault_notes(dossier))
    for text in notes.values():
        for target in re.findall(r"(?<!\\)\[\[([^\]|]+)\|[^\]]*\]\]", text):
            name, _, block = target.partition("#")
            assert f"{name}.md" in notes
            assert not block or re.search(rf" {re.escape(block)}$", notes[f"{name}.md"], re.M), target


@every
def test_front_matter_is_json_values_and_nothing_is_markup(dossier: Dossier) -> None:
    for name, text in vault_notes(dossier):
        head, _, body = text.removeprefix("---\n").partition("---\n")
        for line in head.splitlines():
            json.loads(line.partition(": ")[2])
        assert not re.search(r"(?<!\\)<(script|img)", body), name
        assert not re.search(r"(?<!\\)\]\(javascript:", body), name


def test_the_vault_unpacks_inside_its_folder() -> None:
    with zipfile.ZipFile(io.BytesIO(vault(DOSSIERS["hostile"]()))) as parts:
        for name in parts.namelist():
            assert re.fullmatch(r"(Actors/|Meetings/|Reports/)?[^/\\:*?\"<>|#^\[\]]+\.md", name)
            assert ".." not in name


@given(st.text())
def test_any_text_makes_a_file_name(text: str) -> None:
    made = safe_name(text)
    assert made == made.strip(". ")
    assert 0 < len(made) <= 90
    assert not set(made) & set('\\/:*?"<>|#^[]\n\0')
    assert safe_name(made) == made


# document


@every
def test_the_document_is_read_by_python_docx(dossier: Dossier) -> None:
    made = document(dossier)
    assert made == document(dossier)
    read = docx.Document(io.BytesIO(made))
    text = "\n".join(p.text for p in read.paragraphs)
    for report in dossier.record.reports:
        assert report.label.split("<")[0][:20].strip() in text
    assert read.core_properties.author == "Parley"


def test_who_comes_is_a_table_in_the_document() -> None:
    read = docx.Document(io.BytesIO(document(by_hand())))
    cells = [[c.text for c in row.cells] for table in read.tables for row in table.rows]
    assert ["Party", "Who", "Answer", "Who says so"] in cells
    people = list(
        accumulate((row[1] for row in cells), lambda before, name: name or before)
    )  # named in the first row alone
    assert any(
        who.startswith("Donald Trump") and "will not attend" in row[2]
        for who, row in zip(people, cells, strict=True)
    )
