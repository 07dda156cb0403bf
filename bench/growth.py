"""How the cost of grouping reports into stories grows with their number.

./go bench growth [--data REPORTS.jsonl] [--sizes 1000 3000 10000 30000 100000]

The reports are made from shippable ones for load alone, as in `bench incremental`: a copy keeps some paragraphs,
and each round through them has words of its own, so that there are as many stories as rounds and reports together
allow. Counting words belongs to reading and is shown apart. Seconds of one core.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.common import below_floor, record, rows, table
from bench.incremental import other_words
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.terms import Terms, counted

DATA = Path(__file__).parent / "data" / "talks" / "reports.jsonl"
HEAD = ("reports", "counting words, s", "grouping, s", "microseconds a report", "of n log n", "stories")
_COPIES = 3  # of each report in each round
_KEPT = 0.6
_DAYS = 2  # days over which the copies of one story come out


def main(argv: Sequence[str]) -> int:
    """Group sets of growing size."""
    parser = argparse.ArgumentParser(prog="./go bench growth", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", nargs="+", default=[str(DATA)], help="reports to multiply")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 3000, 10_000, 30_000, 100_000])
    parser.add_argument("--record", action="store_true", help="write the table into bench/results.md")
    parser.add_argument("--floors", default="", help="hold the floors pinned under this name in bench/floors.json")
    options = parser.parse_args(argv)
    texts = [(r.get("title") or "", r["text"]) for r in rows(*options.data)]
    found = [_measured(texts, size) for size in options.sizes]
    first = found[0][2] / _cost(found[0][0])
    body = [
        [n, f"{counting:.1f}", f"{spent:.2f}", round(1e6 * spent / n), f"{spent / _cost(n) / first:.2f}", stories]
        for n, counting, spent, stories in found
    ]
    text = table(HEAD, body)
    print(text)
    if options.record:
        record("growth", "## Growth of grouping\n\n" + text)
    reached = {"1,000 reports a second": found[0][0] / found[0][2] / 1000}
    failed = below_floor(options.floors, reached)
    print(*failed, sep="\n")
    return int(bool(failed))


def _cost(size: int) -> float:
    return size * math.log(size)


def _measured(texts: Sequence[tuple[str, str]], size: int) -> tuple[int, float, float, int]:
    began = time.process_time()
    made = list(many(texts, size))
    counting = time.process_time() - began
    began = time.process_time()
    stories = len(grouped(made))
    return size, counting, time.process_time() - began, stories


def many(texts: Sequence[tuple[str, str]], size: int) -> Iterator[Terms]:
    """So many reports: round after round through the texts in other words, some copies of each."""
    chance = Random(0)
    for number in range(size):
        turn, rest = divmod(number, len(texts) * _COPIES)
        title, text = texts[rest // _COPIES]
        kept = [p for p in text.split("\n\n") if chance.random() < _KEPT] or [text]
        day = date(2030, 1, 1) + timedelta(days=turn % 700 + chance.randrange(_DAYS))
        yield counted(f"r{number:06}", other_words(title, turn), other_words("\n\n".join(kept), turn), day)
