"""The judge of meetings: what it keeps, drops and adds, how it is learnt, and the arithmetic below it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from parley.cli.train import meetings as train_command
from parley.errors import BadSetting
from parley.model.entries import Meeting, Stage
from parley.model.text import Report
from parley.reading import judging, meetings
from parley.reading.gatherings import ledger
from parley.reading.judging.gold import Annotated, wanted
from parley.reading.judging.linear import Linear
from parley.reading.judging.meetings.candidates import candidates
from parley.reading.judging.meetings.judge import Judge, bundled
from parley.reading.judging.meetings.lessons import of_page
from tests.reading.pages import laid, names

YES, NO = Linear({}, 20.0), Linear({}, -20.0)
STORY = (
    "Norland's Foreign Minister Jane Roe met her Sudland counterpart John Doe in Geneva on Monday. "
    "Roe said the talks were useful. The two ministers will hold a second round of talks in Cairo next week."
)


def read(text: str, judge: Judge | None = None) -> tuple[Meeting, ...]:
    page = laid(text)
    return judging.meetings.read(page, ledger(page), judge)


def test_a_meeting_told_with_who_where_and_when_stays() -> None:
    page = laid(STORY)
    told = judging.meetings.read(page, ledger(page))
    assert [m.stage for m in told] == [Stage.HELD, Stage.PLANNED]
    assert names(page, told[0].participants) == ("Jane Roe", "John Doe")
    assert told[1].place == "Cairo"


def test_a_report_without_meetings_has_none() -> None:
    assert read("Prices of cocoa rose again in Norland.") == ()


def test_what_the_judge_holds_unlikely_is_dropped() -> None:
    assert read(STORY, Judge(NO, YES)) == ()


def test_what_the_rules_pass_over_is_added_where_it_is_likely_and_says_so() -> None:
    page = laid(STORY)
    book = ledger(page)
    ruled = meetings.read(page, book)
    told = judging.meetings.read(page, book, Judge(YES, YES))
    added = [m for m in told if m.by == "judge:meetings"]
    assert len(told) == len(ruled) + len(added)
    assert [m.anchor.words for m in added] == ["the talks were useful"]
    assert all(m.confidence == 1.0 and m.gathering for m in added)
    assert all(m in told for m in ruled)


def test_entries_in_the_same_words_are_one() -> None:
    told = read("Norland and Sudland met for talks on Monday in Geneva.", Judge(YES, YES))
    assert len(told) == 1


def test_nobody_is_named_where_nobody_is_likely_to_have_come() -> None:
    assert all(not m.participants for m in read(STORY, Judge(YES, NO)))
    assert read(STORY, Judge(YES, YES))[0].participants


def test_candidates_are_wider_than_the_mentions_of_the_ledger() -> None:
    page = laid("Roe and Doe spoke at a dinner. The session lasted two hours. Norland exports cocoa.")
    found = {c.head.text: c.known is not None for c in candidates(page, ledger(page))}
    assert {"spoke", "dinner", "session"} <= set(found)
    assert "exports" not in found


def taught(report: Report, *entries: Mapping[str, object]) -> Annotated:
    return Annotated(report, tuple(wanted(report.text, entries, "meeting")))


def test_an_entry_that_may_be_left_out_counts_less_and_parties_of_tuned_reports_count_a_tenth() -> None:
    page = laid(STORY)
    row = {
        "kind": "meeting",
        "evidence": "met her Sudland counterpart John Doe in Geneva",
        "participants": ["Roe"],
    }
    plain = of_page(page, taught(page.sheet.report, row))
    spared = of_page(page, replace(taught(page.sheet.report, row | {"optional": True}), tuned=True))
    assert [e.counts for e in plain.entries if e.wanted] == [1.0]
    assert [e.counts for e in spared.entries if e.wanted] == [0.3]
    assert {e.counts for e in plain.comers} == {1.0}
    assert {e.counts for e in spared.comers} == {0.1}
    assert any(e.wanted for e in plain.comers)
    assert not all(e.wanted for e in plain.comers)


def folder(at: Path, *stories: tuple[str, str, str]) -> Path:
    """Annotated reports: who met whom where."""
    (at / "gold").mkdir(parents=True)
    lines = []
    for n, (a, b, place) in enumerate(stories):
        text = f"Minister {a} met Minister {b} in {place} on Monday, Jane Zoe said. The talks were useful."
        row = {"kind": "meeting", "evidence": f"{a} met Minister {b} in {place}", "participants": [a, b]}
        (at / "gold" / f"r{n}.json").write_text(
            json.dumps({"report": f"r{n}", "entries": [row]}), encoding="utf-8"
        )
        lines.append(json.dumps({"id": f"r{n}", "text": text, "published": "2020-05-05"}))
    (at / "reports.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return at


def test_the_command_learns_the_same_bytes_twice(tmp_path: Path) -> None:
    clean = folder(tmp_path / "clean", ("Roe", "Doe", "Geneva"), ("Moe", "Poe", "Cairo"), ("Coe", "Loe", "Oslo"))
    tuned = folder(tmp_path / "tuned", ("Roe", "Doe", "Oslo"), ("Moe", "Poe", "Lima"), ("Coe", "Loe", "Quito"))
    for out in ("one.npz", "two.npz"):
        train_command([clean], [tuned], tmp_path / out)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert Judge.load(tmp_path / "one.npz").entries.weights


def test_a_judge_that_is_kept_is_loaded(tmp_path: Path) -> None:
    bundled().save(tmp_path / "again.npz")
    assert Judge.load(tmp_path / "again.npz") == bundled()


def test_without_annotated_meetings_nothing_is_learnt(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        train_command([tmp_path / "nowhere"], [], tmp_path / "x.npz")
    with pytest.raises(BadSetting):
        train_command([folder(tmp_path / "empty")], [], tmp_path / "x.npz")


def test_without_weights_the_rules_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    page = laid(STORY)
    book = ledger(page)
    monkeypatch.setattr("parley.reading.judging.meetings.judge.bundled", lambda: None)
    assert judging.meetings.read(page, book) == meetings.read(page, book)
