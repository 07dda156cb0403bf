"""What reading costs beside the bare parse of the same text, in one run on one core.

./go bench speed --data REPORTS.jsonl [--limit N]
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from bench.common import arguments, below_floor, record, rows, table
from bench.talks import report_of
from parley.intake import divide
from parley.reading.page import page
from parley.reading.reader import read_page
from parley.reading.sheet import Sheet, language, sheets
from parley.reconcile import reconcile
from parley.scale import union

T = TypeVar("T")


def main(argv: list[str]) -> int:
    """Time dividing, parsing, reading and reconciling the reports of a file, each once, after a warm-up."""
    parser = arguments("speed", __doc__ or "")
    parser.add_argument("--limit", type=int, default=100, help="read the first N reports")
    options = parser.parse_args(argv)
    docs = list(rows(*options.data))[: options.limit]
    _read_all(list(sheets([divide(report_of(docs[0]))])))
    steps, words, sentences, entries = _timed(docs)
    page_ = _table(steps, words, sentences, entries, len(docs))
    print(page_)
    if options.record:
        record("speed", "## speed\n\n" + page_)
    reading = steps["parse"] + steps["read"]
    failed = below_floor(
        options.floors, {"words a second": words / reading, "parse share": 100 * steps["bare parse"] / reading}
    )
    print("\n".join(failed))
    return 1 if failed else 0


def _timed(docs: list[dict[str, Any]]) -> tuple[dict[str, float], int, int, int]:
    steps: dict[str, float] = {}
    divided = _clock(steps, "divide", lambda: [divide(report_of(d)) for d in docs])
    _clock(
        steps, "bare parse", lambda: [len(doc) for doc in language().pipe([r.text for r in divided], batch_size=8)]
    )
    laid = _clock(steps, "parse", lambda: list(sheets(divided)))
    read = _clock(steps, "read", lambda: _read_all(laid))
    _clock(steps, "reconcile", lambda: reconcile(union(read)))
    sentences = sum(sum(1 for _ in s.doc.sents) for s in laid)
    return steps, sum(len(r.text.split()) for r in divided), sentences, sum(len(r.entries) for r in read)


def _clock(steps: dict[str, float], name: str, work: Callable[[], T]) -> T:
    began = time.process_time()
    done = work()
    steps[name] = time.process_time() - began
    return done


def _read_all(laid: Iterable[Sheet]) -> list[Any]:
    return [read_page(page(sheet)) for sheet in laid]


def _table(steps: dict[str, float], words: int, sentences: int, entries: int, count: int) -> str:
    reading = steps["parse"] + steps["read"]
    lines = [[name, f"{seconds:.2f}", f"{seconds / steps['bare parse']:.2f}"] for name, seconds in steps.items()]
    return "\n".join(
        [
            f"{count} reports, {words} words, {sentences} sentences, {entries} entries; CPU seconds, one core",
            "",
            table(["step", "seconds", "of the bare parse"], lines),
            "",
            f"parse and read: {words / reading:.0f} words a second, {sentences / reading:.0f} sentences a second, "
            f"{reading / steps['bare parse']:.2f} times the bare parse (spaCy alone on the whole texts)",
        ]
    )
