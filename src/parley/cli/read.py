"""`parley read`: entries as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path

from parley.cli.gather import Asked, record
from parley.views.entries import entries_jsonl


def run(asked: Asked, output: Path | None) -> int:
    """Print or write one line for each entry."""
    found, code = record(asked)
    lines = "".join(line + "\n" for line in entries_jsonl(found))
    if output is None:
        sys.stdout.write(lines)
    else:
        output.write_text(lines, encoding="utf-8")
        asked.say(f"wrote {output}")
    return code
