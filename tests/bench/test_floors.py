"""The floors that run on data that ships: what has been reached stays reached."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.common import FLOORS, below_floor, floors
from bench.scorers.talks import score

from bench import talks

DATA = Path(__file__).parent.parent.parent / "bench" / "data" / "talks"


@pytest.fixture(scope="module")
def predicted() -> dict[str, list[talks.Row]]:
    rows = [json.loads(line) for line in (DATA / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    return talks.predict(rows)


@pytest.mark.parametrize(
    ("name", "wanted"), [("talks on shippable reports", None), ("founding reports", {"ipaper", "libfails"})]
)
def test_reading_holds_its_floors(
    predicted: dict[str, list[talks.Row]], name: str, wanted: set[str] | None
) -> None:
    rows = [json.loads(line) for line in (DATA / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in sorted((DATA / "gold").glob("*.json"))]
    kept = [g for g in gold if wanted is None or g["report"] in wanted]
    tally = score(kept, predicted, {row["id"]: row["text"] for row in rows})
    assert floors(name), "no floor is pinned"
    assert not below_floor(name, talks.figures(tally))
    assert tally.unanchored == 0
    assert tally.furniture == 0


def test_every_pinned_floor_is_a_number_of_a_known_benchmark() -> None:
    for name, figures in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        assert figures, name
        assert all(isinstance(least, int | float) for least in figures.values()), name
