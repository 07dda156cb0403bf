"""The main job end to end: same bytes twice, any order, nothing read that is not there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley import views
from parley.intake import load
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Entry
from parley.model.text import Part, Report
from parley.model.times import Undated, When
from parley.pipeline import dossier, read, read_reports
from parley.views.rows.coming import rolls
from parley.views.rows.lookup import Lookup

ISTANBUL = Path(__file__).parent.parent / "examples" / "istanbul"
WORDS = (
    "“Talks”, he said . Norland Sudria will not attend unless until if the summit in Arbon on Thursday tomorrow "
    "rejected demanded a ceasefire PARAGRAPH said the envoy , President Adam Brook told reporters : “ ” ’ … — 145"
)
PIECES = [word.replace("PARAGRAPH", "\n\n") for word in WORDS.split()]


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return load([str(ISTANBUL)]).reports


@pytest.fixture(scope="module")
def found(reports: tuple[Report, ...]) -> Dossier:
    return dossier(read_reports(reports).record)


def test_two_runs_and_any_order_give_the_same_bytes(reports: tuple[Report, ...], found: Dossier) -> None:
    again = dossier(read_reports(tuple(reversed(reports))).record)
    assert views.json(again) == views.json(found)
    assert views.html(again) == views.html(found)
    assert views.markdown(again) == views.markdown(found)


def test_any_number_of_workers_gives_the_same_record() -> None:
    text = "Norland will attend the talks in town {n} on Thursday, its envoy said. “We want peace,” he added."
    reports = [Report(text=text.format(n=n), outlet=f"Outlet {n}") for n in range(12)]
    assert read_reports(reports, workers=2) == read_reports(reports)


def test_every_entry_stands_in_its_report_and_outside_furniture(found: Dossier) -> None:
    for entry in found.record.entries:
        report = found.record.report(entry.report)
        anchor = entry.anchor
        assert report.text[anchor.start : anchor.end] == anchor.words
        furniture = [p for p in report.passages if p.part is Part.FURNITURE]
        assert not any(p.start < anchor.end and anchor.start < p.end for p in furniture)


@pytest.mark.parametrize(
    ("relation", "slot", "words_a", "words_b"),
    [
        ("contradicts", "place", "Ankara", "Istanbul"),
        ("contradicts", "when", "March 2022", "February 2022"),
        ("supersedes", "answer", "may attend the peace talks", "Trump"),
        ("supersedes", "answer", "", "Zelenskyy himself opted out"),
    ],
)
def test_the_disagreements_that_a_reader_sees_are_found(
    found: Dossier, relation: str, slot: str, words_a: str, words_b: str
) -> None:
    clashes = [d for d in found.disagreements if (d.relation, d.slot) == (relation, slot)]
    pairs = [" | ".join(_sentence(found, found.entry(e)) for e in (d.a, d.b)) for d in clashes]
    assert any(words_a in pair and words_b in pair for pair in pairs), pairs


def test_who_is_coming_shows_answers_alone_and_every_person_once_a_meeting(found: Dossier) -> None:
    known = {answer.value for answer in Answer} | {"called for it"}
    for roll in rolls(Lookup.of(found)):
        people = [(party.name, comer.who) for party in roll.parties for comer in party.comers]
        assert len(people) == len(set(people))
        assert {s.answer for party in roll.parties for comer in party.comers for s in comer.steps} <= known


def _sentence(found: Dossier, entry: Entry) -> str:
    text = found.report_of(entry.id).text
    start = text.rfind(".", 0, entry.anchor.start) + 1
    end = text.find(".", entry.anchor.end)
    return text[start : end if end > 0 else len(text)]


def test_without_a_date_no_day_is_invented(found: Dossier) -> None:
    for entry in found.record.entries:
        if isinstance(entry.when, When):
            assert any(c.isdigit() for c in entry.when.words), entry.when


def test_a_date_given_by_the_reader_dates_what_hangs_on_it() -> None:
    paths = [str(ISTANBUL / "ipaper.txt")]
    taken = load(paths, published=date(2025, 5, 15))
    entries = read_reports(taken.reports).record.entries
    days = {e.when.words: e.when.timex for e in entries if isinstance(e.when, When)}
    assert days["Thursday"] == "2025-05-15"
    assert next(v for k, v in days.items() if k.startswith("Friday")) == "2025-05-16"
    assert days["Saturday"] == "2025-05-10"
    assert days["late on Wednesday"] == "2025-05-14"


def test_tomorrow_inside_a_quotation_counts_from_the_day_of_speaking() -> None:
    text = "“Our team will be at the talks tomorrow,” President Adam Brook of Norland said Thursday."
    record = read(Report(text=text, published=date(2025, 5, 17)))
    days = {e.when.timex for e in record.entries if isinstance(e.when, When) and e.when.words == "tomorrow"}
    assert days == {"2025-05-16"}
    undated = read(Report(text=text))
    assert any(isinstance(e.when, Undated) and e.when.words == "tomorrow" for e in undated.entries)


texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_text_yields_entries_whose_words_are_in_it_or_none(some: list[str]) -> None:
    reports = [Report(text=t, outlet=f"Outlet {i}") for i, t in enumerate(some)]
    reading = read_reports(reports)
    assert not reading.left_out
    texts_of = {r.id: r.text for r in reading.record.reports}
    for entry in reading.record.entries:
        assert texts_of[entry.report][entry.anchor.start : entry.anchor.end] == entry.anchor.words
    assert dossier(reading.record) == dossier(read_reports(reports[::-1]).record)
