"""Text that no newsroom would print, read whole: never an exception, and time that grows as the text does.

./go bench hostile [--sizes 10000 20000 40000] [--line 5000000] [--record]

Each kind of text is made up to each size in characters and read to the end (parse, cast, dates, statements, talks
entries). `growth` is how many times longer the largest took than the smallest, beside how many times larger it is:
linear reading keeps the two alike. No data is needed.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence

from bench.common import record, table
from parley.intake import divide
from parley.model.text import Report
from parley.reading.reader import records

_PLAIN = "The envoy said on Friday that “talks” would resume in Lima, but Peru's minister refused to attend. "
_KINDS = {
    "one line": _PLAIN,
    "only capitals": _PLAIN.upper(),
    "no full stop": _PLAIN.replace(". ", " and "),
    "quotation marks never closed": "“" + _PLAIN.replace("”", ""),
    "only quotation marks": "“\"”'«",
    "emoji": "🕊️👩🏽‍🤝‍👨🏿 talks 🤝 " + _PLAIN,
    "right to left": "قال المبعوث إن المحادثات ستستأنف. " + _PLAIN,
    "zero-width characters": "\u200b".join(_PLAIN),
    "one word without end": "negotiation",
    "figures": "12 2024-05-10 1,000.5 10:30 ",
    "line breaks": "Talks\n\n\n",
}


def main(argv: Sequence[str]) -> int:
    """Read every kind at every size; fail where reading raises."""
    parser = argparse.ArgumentParser(prog="./go bench hostile", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 20_000, 40_000])
    parser.add_argument("--record", action="store_true", help="write the table into bench/results.md")
    parser.add_argument("--line", type=int, default=0, help="read so many characters on one line, too")
    options = parser.parse_args(argv)
    sizes = sorted(options.sizes)
    _seconds(_PLAIN)  # loads the models
    body = [_row(name, piece, sizes) for name, piece in _KINDS.items()]
    head = ["text", *(f"{size:,} characters, s" for size in sizes), f"growth (linear: {sizes[-1] / sizes[0]:.1f})"]
    page = table(head, body) + (_long_line(options.line) if options.line else "")
    print(page)
    if options.record:
        record("hostile", "## Hostile text\n\n" + page)
    return 0


def _long_line(size: int) -> str:
    spent = _seconds((_PLAIN * (size // len(_PLAIN) + 1))[:size])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return f"\n\n{size:,} characters on one line: {spent:.0f} CPU seconds, at most {most:.1f} GB of memory."


def _row(name: str, piece: str, sizes: Sequence[int]) -> list[object]:
    spent = [_seconds((piece * (size // len(piece) + 1))[:size]) for size in sizes]
    return [name, *(f"{seconds:.2f}" for seconds in spent), spent[-1] / max(spent[0], 0.01)]


def _seconds(text: str) -> float:
    """CPU seconds of reading a text whole."""
    began = time.process_time()
    for _ in records([divide(Report(text=text, title="Talks"))]):
        pass
    return time.process_time() - began
