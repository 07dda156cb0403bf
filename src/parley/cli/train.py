"""`parley train`: learn the trained parts from annotated corpora."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from parley.errors import BadSetting


def attribution(data: Sequence[Path], output: Path | None) -> None:
    """Learn the attribution taggers and write their weights."""
    from parley.reading.attribution.models import WEIGHTS
    from parley.reading.attribution.train import train

    for file in data:
        if not file.is_file():
            raise BadSetting(f"{file} is no file: name JSON lines of annotated articles")
    count = train(data, output or WEIGHTS, on_progress=lambda line: print(line, file=sys.stderr))  # noqa: T201
    print(f"learned from {count} articles, wrote {output or WEIGHTS}")  # noqa: T201
