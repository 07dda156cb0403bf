"""What one more report costs: the newest is added to dossiers of growing size, and the dossier equals the batch.

./go bench incremental [--data REPORTS.jsonl] [--sizes 1000 4000 10000]

The reports are made from shippable ones for load alone: each copy keeps some paragraphs, and most of its longer
words are exchanged for others of the same length, so that copies are neither reprints nor of one wording.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count as count_up
from pathlib import Path
from random import Random
from statistics import median
from zlib import crc32

from bench.common import below_floor, record, rows, table
from bench.load.multiply import copies, worded
from bench.talks import report_of
from parley.model.record import Record
from parley.pipeline import read_reports
from parley.reconcile import Reconciler, reconcile
from parley.reconcile.parts import joined, split

DATA = Path(__file__).parent / "data" / "talks" / "reports.jsonl"
HEAD = ("reports", "entries", "all at once, s", "one more: median, s", "longest, s", "equal to the batch")
_LONG = re.compile(r"\b[a-z]{6,}\b")
_VOWELS = "aeiou"


def main(argv: Sequence[str]) -> int:
    """Measure each size."""
    parser = argparse.ArgumentParser(prog="./go bench incremental", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", nargs="+", default=[str(DATA)], help="reports to multiply")
    parser.add_argument("--base", type=int, default=15, help="take so many of them")
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 4000, 10_000])
    parser.add_argument("--added", type=int, default=9, help="reports added one by one")
    parser.add_argument("--unproved", action="store_true", help="spare the batch that the dossier is held against")
    parser.add_argument("--record", action="store_true", help="write the table into bench/results.md")
    parser.add_argument("--floors", default="", help="hold the floors pinned under this name in bench/floors.json")
    options = parser.parse_args(argv)
    base = read_reports([report_of(r) for r in rows(*options.data)][: options.base]).record
    body = [_measured(base, size, options.added, proved=not options.unproved) for size in options.sizes]
    text = table(HEAD, body)
    print(text)
    if options.record:
        record("incremental", "## One more report\n\nSeconds of one core.\n\n" + text)
    failed = below_floor(options.floors, {"adds a second": 1 / float(str(body[-1][3]))})
    print(*failed, sep="\n")
    return int(bool(failed) or any(line[-1] == "no" for line in body))


def _measured(base: Record, size: int, added: int, *, proved: bool) -> list[object]:
    """Build a dossier, then add the newest reports one by one."""
    made = sorted(many(base, size + added), key=lambda r: (str(r.reports[0].published), r.reports[0].id))
    known, new = joined(made[:size]), [next(iter(split(r).values())) for r in made[size:]]
    growing = Reconciler()
    began = time.process_time()
    growing.add(known)
    whole, each = time.process_time() - began, []
    for one in new:
        began = time.process_time()
        growing.add(one)
        each.append(time.process_time() - began)
    equal = "not tried" if not proved else "yes" if growing.dossier == reconcile(joined(made)) else "no"
    times = [f"{s:.2f}" for s in (median(each), max(each))]
    return [size, len(known.entries), f"{whole:.1f}", *times, equal]


def many(base: Record, count: int) -> Iterator[Record]:
    """So many records of one report each; each round through the base has words and days of its own.

    Some reports of the base come back more often than others, so that not all names are told equally often.
    """
    each, chance, made = len(base.reports), Random(0), 0
    for turn in count_up():
        told = worded(base, partial(other_words, turn=turn))
        for number, copy in enumerate(copies(told, each, turn)):
            if chance.random() * each < number + 1:
                yield copy
                made += 1
            if made == count:
                return


def other_words(text: str, turn: int) -> str:
    """The text with most of its longer words exchanged, each for one of the same length.

    >>> other_words("They discussed the withdrawal of troops.", 1)
    'They discussed the bixhwxacal of twuups.'
    """

    def other(found: re.Match[str]) -> str:
        word = found.group()
        number = crc32(f"{word} {turn}".encode())
        if not turn or number % 10 < 4:
            return word
        return "".join(c if c in _VOWELS else chr((ord(c) - 97 + number % 26) % 26 + 97) for c in word)

    return _LONG.sub(other, text)
