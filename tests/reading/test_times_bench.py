"""The scorer of time expressions counts as the task defines it."""

from __future__ import annotations

from bench.scorers.temporal import compare, interval, total

TEXT = "They met on Monday night and again in May 2019."
GOLD = [
    {"start": 12, "end": 24, "type": "TIME", "value": "2019-04-29TNI"},
    {"start": 38, "end": 46, "type": "DATE", "value": "2019-05"},
]


def test_exact_and_overlapping_spans() -> None:
    found = [
        {"start": 12, "end": 18, "type": "DATE", "value": "2019-04-29"},
        {"start": 38, "end": 46, "type": "DATE", "value": "2019-05"},
        {"start": 0, "end": 4, "type": "DATE", "value": "1999"},
    ]
    counts = compare(TEXT, GOLD, found)
    assert (counts.gold, counts.found, counts.strict, counts.relaxed, counts.type, counts.value) == (
        2,
        3,
        1,
        2,
        1,
        1,
    )
    assert counts.figures()["relaxed"] == 80.0


def test_a_span_is_matched_once() -> None:
    wide = {"start": 12, "end": 46, "type": "DATE", "value": "2019-05"}
    assert compare(TEXT, GOLD, [wide]).relaxed == 1


def test_the_interval_holds_the_figure_and_is_the_same_every_time() -> None:
    counts = [compare(TEXT, GOLD, GOLD), compare(TEXT, GOLD, [])] * 10
    low, high = interval(counts)
    assert low <= total(counts).figures()["value"] <= high
    assert (low, high) == interval(counts)
    assert interval(counts, counts) == (0.0, 0.0)
