"""`parley train`: learn the trained parts from annotated corpora."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parley.errors import BadSetting

if TYPE_CHECKING:
    from parley.reading.judging.gold import Annotated


def attribution(data: Sequence[Path], output: Path | None) -> None:
    """Learn the attribution taggers and write their weights."""
    from parley.reading.attribution.models import WEIGHTS
    from parley.reading.attribution.train import train

    for file in data:
        if not file.is_file():
            raise BadSetting(f"{file} is no file: name JSON lines of annotated articles")
    count = train(data, output or WEIGHTS, on_progress=_tell)
    _learned(f"{count} articles", output or WEIGHTS)


def meetings(clean: Sequence[Path], tuned: Sequence[Path], output: Path | None) -> None:
    """Learn the judge of meetings and write its weights."""
    from parley.reading.judging.meetings.judge import WEIGHTS
    from parley.reading.judging.meetings.train import train

    count = train(_annotated("meeting", clean, tuned), output or WEIGHTS, on_progress=_tell)
    _learned(f"{count} mentions", output or WEIGHTS)


def events(clean: Sequence[Path], tuned: Sequence[Path], sentences: Path | None, output: Path | None) -> None:
    """Learn the judge of deeds and write its weights."""
    from parley.reading.judging.deeds.model import WEIGHTS
    from parley.reading.judging.deeds.train import train

    known = _annotated("event", clean, tuned)
    count = train(known, output or WEIGHTS, marked=sentences, on_progress=_tell)
    _learned(f"{count} words", output or WEIGHTS)


def _annotated(kind: str, clean: Sequence[Path], tuned: Sequence[Path]) -> list[Annotated]:
    """The annotated reports of folders, divided into passages."""
    from parley.intake import divide
    from parley.reading.judging.gold import annotated

    known = [a for folder in clean for a in annotated(folder, kind, tuned=False)]
    known += [a for folder in tuned for a in annotated(folder, kind, tuned=True)]
    return [replace(one, report=divide(one.report)) for one in known]


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201


def _learned(much: str, file: Path) -> None:
    print(f"learned from {much}, wrote {file}")  # noqa: T201
