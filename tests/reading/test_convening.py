"""The judge of meetings: what it keeps, drops and adds, how it is learnt, and the arithmetic below it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.cli.train import meetings as train_command
from parley.errors import BadSetting
from parley.model.entries import Meeting, Stage
from parley.reading import convening, meetings
from parley.reading.convening.candidates import candidates
from parley.reading.convening.gold import answers, named, overlap
from parley.reading.convening.judge import Judge
from parley.reading.convening.lessons import Lesson, of_page
from parley.reading.convening.linear import Linear, fit, load, save
from parley.reading.gatherings import ledger

from .pages import laid, names

YES, NO = Linear({}, 20.0), Linear({}, -20.0)
STORY = (
    "Norland's Foreign Minister Jane Roe met her Sudland counterpart John Doe in Geneva on Monday. "
    "Roe said the talks were useful. The two ministers will hold a second round of talks in Cairo next week."
)


def read(text: str, judge: Judge | None = None) -> tuple[Meeting, ...]:
    page = laid(text)
    return convening.read(page, ledger(page), judge)


def test_a_meeting_told_with_who_where_and_when_stays() -> None:
    page = laid(STORY)
    told = convening.read(page, ledger(page))
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
    told = convening.read(page, book, Judge(YES, YES))
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


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        ({1, 2, 3, 4}, {1, 2, 3, 4}, True),
        ({1, 2}, {2, 3}, True),
        ({1, 2, 3}, {3, 4, 5}, False),
        ({1}, set(range(1, 9)), False),
        (set(), {1}, False),
    ],
)
def test_stretches_match_that_share_half_of_the_shorter_and_a_fifth_of_the_longer(
    one: set[int], other: set[int], match: bool
) -> None:
    assert bool(overlap(frozenset(one), frozenset(other))) is match
    assert overlap(frozenset(one), frozenset(other)) == overlap(frozenset(other), frozenset(one))


def test_names_are_told_apart_by_more_than_titles() -> None:
    assert named("Prime Minister Jane Roe") == {"jane", "roe"}
    assert named("the President of Norland’s council") == {"norland", "council"}


def test_annotations_whose_words_are_not_in_the_text_are_left_out() -> None:
    kept = answers(
        "They met.", [{"kind": "meeting", "evidence": "They parted"}, {"kind": "event", "evidence": "met"}]
    )
    assert kept == ()


def test_an_entry_that_may_be_left_out_counts_less_and_parties_of_tuned_reports_count_a_tenth() -> None:
    page = laid(STORY)
    row = {
        "kind": "meeting",
        "evidence": "met her Sudland counterpart John Doe in Geneva",
        "participants": ["Roe"],
    }
    plain = of_page(page, Lesson(page.sheet.report, answers(STORY, [row])))
    spared = of_page(page, Lesson(page.sheet.report, answers(STORY, [row | {"optional": True}]), tuned=True))
    assert [e.counts for e in plain.entries if e.wanted] == [1.0]
    assert [e.counts for e in spared.entries if e.wanted] == [0.3]
    assert {e.counts for e in plain.comers} == {1.0}
    assert {e.counts for e in spared.comers} == {0.1}
    assert any(e.wanted for e in plain.comers)
    assert not all(e.wanted for e in plain.comers)


def test_a_model_learns_what_goes_with_yes(tmp_path: Path) -> None:
    rows = [["a", "x"], ["a", "y"], ["a"], ["b", "x"], ["b", "y"], ["b"]]
    model = fit(rows, [True] * 3 + [False] * 3, [1.0] * 6, strength=10.0, least=2)
    assert model.likely(["a", "x"]) > 0.8
    assert model.likely(["b", "never seen"]) < 0.2
    for file in (tmp_path / "one.npz", tmp_path / "two.npz"):
        save(file, {"kept": model})
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert load(tmp_path / "one.npz", "kept").likely(["a"]) == pytest.approx(model.likely(["a"]), abs=1e-2)


def test_a_model_needs_both_answers() -> None:
    with pytest.raises(BadSetting):
        fit([["a"], ["b"]], [True, True], [1.0, 1.0], strength=1.0)


@given(
    st.dictionaries(st.text(max_size=3), st.floats(-50, 50), max_size=5), st.floats(-50, 50), st.text(max_size=3)
)
def test_what_is_likely_lies_between_nought_and_one_and_the_unknown_changes_nothing(
    weights: dict[str, float], bias: float, name: str
) -> None:
    model = Linear(weights, bias)
    assert 0.0 < model.likely(weights) < 1.0
    if name not in weights:
        assert model.likely([*weights, name]) == model.likely(weights)


def test_the_command_learns_the_same_bytes_twice(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    gold, tuned = tmp_path / "gold", tmp_path / "tuned"
    lines = []
    for n, (a, b, place) in enumerate(
        [("Roe", "Doe", "Geneva"), ("Moe", "Poe", "Cairo"), ("Coe", "Loe", "Oslo")] * 2
    ):
        text = f"Minister {a} met Minister {b} in {place} on Monday, Jane Zoe said. The talks were useful."
        row = {"kind": "meeting", "evidence": f"{a} met Minister {b} in {place}", "participants": [a, b]}
        folder = tuned if n % 2 else gold
        folder.mkdir(exist_ok=True)
        (folder / f"r{n}.json").write_text(json.dumps({"report": f"r{n}", "entries": [row]}), encoding="utf-8")
        lines.append(json.dumps({"id": f"r{n}", "text": text, "published": "2020-05-05"}))
    reports.write_text("\n".join(lines), encoding="utf-8")
    for out in ("one.npz", "two.npz"):
        train_command([reports], [gold], [tuned], tmp_path / out)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with pytest.raises(BadSetting):
        train_command([tmp_path / "none.jsonl"], [gold], [], tmp_path / "x.npz")
    with pytest.raises(BadSetting):
        train_command([reports], [tmp_path / "nowhere"], [], tmp_path / "x.npz")


def test_without_weights_the_rules_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    page = laid(STORY)
    book = ledger(page)
    monkeypatch.setattr("parley.reading.convening.judge.bundled", lambda: None)
    assert convening.read(page, book) == meetings.read(page, book)
