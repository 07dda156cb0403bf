"""People decide: in the margin, in the queue, on actors and reports; it is kept, shown, and can be taken back."""

from __future__ import annotations

import re
import threading
from datetime import date

from parley.desk import Desk
from parley.desk.keeper import Keeper
from parley.model.text import Report
from parley.web import site
from tests.web.asking import Person
from tests.web.conftest import AT, reports

N = f"/n/{AT}"
LATER = Report(
    text="Chilean President Omar Tal will not attend the talks in Bergen, his office said on Wednesday.",
    outlet="The Wire",
    published=date(2031, 2, 26),
)


def _entry(desk: Desk, kind: str, words: str) -> str:
    return next(e.id for e in desk.dossier(AT).record.entries if e.kind == kind and words in e.anchor.words)


def test_a_value_set_right_stays_after_the_reports_are_read_again(person):
    entry = _entry(person.desk, "attendance", "will not attend")
    path = f"{N}/entries/{entry}/judge"
    told = person.send(path, 200, htmx=True, kind="right value", slot="answer", value="may attend").text
    assert "The answer is now “may attend”." in told
    assert "set right by Kim" in told
    assert "may attend" in person.get(f"{N}/coming")
    person.desk.take_in(AT, reports())
    assert "may attend" in person.get(f"{N}/coming")
    assert "The answer in" in person.get(f"{N}/review")


def test_an_entry_called_wrong_leaves_the_dossier_and_comes_back(person):
    entry = _entry(person.desk, "event", "seized three")
    report = person.desk.dossier(AT).entry(entry).report
    told = person.send(f"{N}/entries/{entry}/judge", 200, htmx=True, kind="wrong entry").text
    correction = re.search(r'"correction": "([0-9a-f]+)"', told.replace("\\u0022", '"')).group(1)
    assert "three ships" not in person.get(f"{N}/ground")
    assert "read wrongly, says Kim" in person.get(f"{N}/reports/{report}")
    person.send(f"{N}/entries/{entry}/undo", 200, htmx=True, correction=correction)
    assert "three ships" in person.get(f"{N}/ground")


def test_what_makes_no_sense_is_refused_in_one_line(person):
    entry = _entry(person.desk, "attendance", "will not attend")
    path = f"{N}/entries/{entry}/judge"
    sent = person.send(path, 400, htmx=True, kind="right value", slot="answer", value="perhaps")
    assert sent.text.startswith("'perhaps' is no answer")
    assert person.send(path, 400, htmx=True, kind="same actor").text.startswith("say whether")
    assert person.desk.archive.corrections(AT) == ()


def test_two_actors_are_made_one_and_apart_again(person):
    tal = next(a.id for a in person.desk.dossier(AT).cast if a.name.endswith("Tal"))
    person.send(f"{N}/actors/{tal}/judge", kind="same actor", other="Ada Berg")
    merged = person.desk.dossier(AT).actor(tal)
    assert "Ada Berg" in (merged.name, *merged.names)
    made = person.desk.archive.corrections(AT)[0].id
    assert "are one actor" in person.get(f"{N}/review")
    person.send(f"{N}/review/undo", correction=made)
    assert person.desk.archive.corrections(AT) == ()


def test_a_proposal_is_accepted_in_the_queue(person):
    entry = _entry(person.desk, "attendance", "will not attend")
    words = person.desk.dossier(AT).entry(entry).anchor.words
    wanted = {"kind": "right value", "entry": entry, "words": words, "slot": "answer", "value": "may attend"}
    name = person.desk.propose(AT, wanted, author="a program", note="the office said so")
    assert "a program proposes it" in person.get(f"{N}/review")
    assert "Accepted." in person.send(f"{N}/review/{name}/accept", 200, htmx=True).text
    assert person.desk.archive.proposal(name).decided_by == "Kim"
    assert "may attend" in person.get(f"{N}/coming")


def test_a_day_that_nobody_knew_is_given(file):
    with Person(file) as person:
        text = "Norway will attend the talks in Basel on Friday, its envoy said on Wednesday."
        person.send("/new", title="Basel talks")
        person.desk.take_in("basel-talks", [Report(text=text, outlet="The Wire")])
        page = person.get("/n/basel-talks/review")
        doubt = re.search(r'id="doubt-([0-9a-f]+)"', page).group(1)
        bad = person.send(f"/n/basel-talks/review/{doubt}/correct", 400, htmx=True, value="Friday")
        assert "write it as 2025-05-15" in bad.text
        told = person.send(f"/n/basel-talks/review/{doubt}/correct", 200, htmx=True, value="2031-04-02")
        assert "It came out on 2031-04-02" in told.text
        for job in person.desk.jobs.all():
            person.desk.jobs.wait(job.id, 60)
        assert "4 April 2031" in person.get("/n/basel-talks/timeline")


def test_a_retracted_report_leaves_the_dossier_and_comes_back(person):
    report = next(r for r in reports() if r.outlet == "Midvale Courier").id
    assert "Say why" in person.send(f"{N}/reports/{report}/retract", 400).text
    person.send(f"{N}/reports/{report}/retract", note="a hoax")
    assert "was retracted" in person.get(f"{N}/reports/{report}")
    assert "Midvale Courier" not in person.get(f"{N}/coming")
    person.send(f"{N}/reports/{report}/restore")
    assert "Midvale Courier" in person.get(f"{N}/coming")


def test_a_retraction_shows_at_once_where_the_dossier_takes_longer(person, monkeypatch):
    report, gate, at = reports()[0].id, threading.Event(), Keeper.at
    assert "Midvale Courier" in person.get(f"{N}/coming")
    monkeypatch.setattr(site, "MOMENT", 0.0)
    monkeypatch.setattr(Keeper, "at", lambda keeper, seq: (gate.wait(60), at(keeper, seq))[1])
    person.send(f"{N}/reports/{report}/retract", note="a hoax")
    page = person.get(f"{N}/reports/{report}")
    gate.set()
    assert "was retracted" in page
    assert "Bring this report back" in page


def test_the_next_visit_tells_what_is_new(file):
    with Desk.open(file) as desk:
        with Person(file, desk=desk) as person:
            desk.archive.clock = lambda: "2031-03-01T10:00:00+00:00"
            assert "Since your last visit" not in person.get(N)
        desk.take_in(AT, [LATER])
        with Person(file, desk=desk) as person:
            desk.archive.clock = lambda: "2031-03-02T10:00:00+00:00"
            page = person.get(N)
            if "being worked out" in page:
                page = person.get(f"{N}/fresh")
            assert "Since your last visit" in page
            assert "Since your last visit, 1 Mar 2031, 10:00 UTC." in person.get(f"{N}/changes")


def test_every_decision_is_in_the_audit_log(person):
    entry = _entry(person.desk, "attendance", "will not attend")
    person.send(f"{N}/entries/{entry}/judge", 200, htmx=True, kind="confirm")
    assert "is confirmed" in person.get("/admin")
