"""A few hundred of the hostile inputs that `./go bench fuzz` tries by the hundred thousand."""

from __future__ import annotations

from random import Random

import pytest
from bench.fuzz import Tally, in_process, tried
from bench.fuzzing.seeds import CAPTURES, FEEDS, FILES
from bench.fuzzing.spoil import spoiled


def test_no_hostile_input_ends_in_an_error_nobody_foresaw() -> None:
    tally = in_process(7, 0, 400)
    assert tally.unhandled == 0, "\n\n".join(tally.faults)
    assert tally.next == 400
    doors = {outcome.partition(":")[0] for outcome in tally.counts}
    assert doors >= {"files", "feeds", "captures", "API"}


def test_an_input_depends_on_seed_and_number_alone() -> None:
    seen: list[bytes] = []

    def door(random: Random) -> str:
        seen.append(spoiled(random, FILES["report.html"], [*FEEDS.values()]))
        return "seen"

    for _ in range(2):
        assert tried(3, 14, {"door": (1, door)}) == ("door: seen", "")
    assert seen[0] == seen[1]


def test_a_fault_is_counted_and_told() -> None:
    def broken(_: Random) -> str:
        raise ZeroDivisionError("boom")

    outcome, where = tried(1, 1, {"door": (1, broken)})
    assert outcome == "door: UNHANDLED"
    assert "boom" in where
    tally = Tally()
    tally.take(outcome, 0.1)
    assert (tally.next, tally.unhandled) == (1, 1)


@pytest.mark.parametrize("name", [*FILES, *FEEDS, *CAPTURES])
def test_the_seeds_are_well_formed(name: str, tmp_path: object) -> None:
    from pathlib import Path

    from parley.intake import load
    from parley.intake.feeds.read import read_feed

    assert isinstance(tmp_path, Path)
    if name in FEEDS:
        assert read_feed(FEEDS[name], "https://gazette.example/feed").items
        return
    file = tmp_path / name
    file.write_bytes((FILES | CAPTURES)[name])
    taken = load([file])
    assert taken.reports or name.endswith((".csv", ".json"))


def test_braces_in_a_report_are_text() -> None:
    from parley import pipeline
    from parley.model.text import Report

    words = "if {x[0]} or {be.__class__} comes {"
    text = f"Norland's President Ana Holt will not attend the talks in Arbon {words}, her envoy said."
    found = pipeline.dossier(pipeline.read_reports([Report(text=text, title="", outlet="x")]).record)
    assert found.points
    assert not any("class 'str'" in line.text for line in found.lines)
