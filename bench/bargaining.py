"""Expected-utility bargaining against reference runs.

./go bench bargaining --data FOLDER     with bdm_cases.json in it
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.common import arguments, below_floor, record, table
from parley.analysis.bargaining import Bargainer, Round, course, rounds


def main(argv: list[str]) -> int:
    """Run every case for ten rounds and compare each number with the reference run."""
    parser = arguments("bargaining", __doc__ or "")
    options = parser.parse_args(argv)
    cases = json.loads((Path(options.data[0]) / "bdm_cases.json").read_text(encoding="utf-8"))
    rows = [row for case in cases for row in _case(case)]
    page = table(["case", "actors", "largest difference", "CPU ms for 10 rounds", "course of the median"], rows)
    print(page)
    if options.record:
        record("bargaining", "## bargaining\n\n" + page)
    exact = 100.0 * sum(float(str(r[2])) < 1e-12 for r in rows) / max(len(rows), 1)
    failed = below_floor(options.floors, {"cases exact": exact})
    print("\n".join(failed))
    return 1 if failed else 0


def _case(case: dict[str, Any]) -> Iterator[list[object]]:
    numbers = ("Position", "Capability", "Salience")
    actors = [Bargainer(a["Actor"], *(float(a[n]) for n in numbers)) for a in case["actors"]]
    rounds(actors, 1)
    began = time.process_time()
    found = rounds(actors, 10)
    milliseconds = 1000 * (time.process_time() - began)
    for answer in case["expected"]:
        if "rows" in answer:
            worst = max(_difference(row, ours, actors) for row, ours in zip(answer["rows"], found, strict=False))
            yield [case["id"], len(actors), f"{worst:.1e}", f"{milliseconds:.1f}", course(found)]


def _difference(row: dict[str, Any], ours: Round, actors: list[Bargainer]) -> float:
    pairs = [(row["median"], ours.median), (row["mean"], ours.mean)]
    pairs += [(row["positions"][a.name], p) for a, p in zip(actors, ours.positions, strict=True)]
    risk = row.get("risk_exponent")
    pairs += [(risk[a.name], r) for a, r in zip(actors, ours.risk, strict=True)] if risk else []
    return max(abs(a - b) for a, b in pairs)
