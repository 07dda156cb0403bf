"""`parley train`: learn the trained parts from annotated corpora."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley.errors import BadSetting

if TYPE_CHECKING:
    from parley.reading.convening.lessons import Lesson


def attribution(data: Sequence[Path], output: Path | None) -> None:
    """Learn the attribution taggers and write their weights."""
    from parley.reading.attribution.models import WEIGHTS
    from parley.reading.attribution.train import train

    for file in data:
        if not file.is_file():
            raise BadSetting(f"{file} is no file: name JSON lines of annotated articles")
    count = train(data, output or WEIGHTS, on_progress=lambda line: print(line, file=sys.stderr))  # noqa: T201
    print(f"learned from {count} articles, wrote {output or WEIGHTS}")  # noqa: T201


def meetings(data: Sequence[Path], gold: Sequence[Path], tuned: Sequence[Path], output: Path | None) -> None:
    """Learn the judge of meetings and write its weights."""
    from parley.reading.convening.judge import WEIGHTS
    from parley.reading.convening.train import train

    found = list(_lessons(data, gold, tuned))
    count = train(found, output or WEIGHTS, on_progress=lambda line: print(line, file=sys.stderr))  # noqa: T201
    print(f"learned from {count} reports, wrote {output or WEIGHTS}")  # noqa: T201


def _lessons(data: Sequence[Path], gold: Sequence[Path], tuned: Sequence[Path]) -> Iterator[Lesson]:
    """Each report of the files that a folder of annotations holds."""
    from parley.intake import divide
    from parley.model.text import Report
    from parley.reading.convening.gold import answers
    from parley.reading.convening.lessons import Lesson

    annotated = {f.stem: (f, kind in tuned) for kind in (*gold, *tuned) for f in sorted(kind.glob("*.json"))}
    for row in (json.loads(line) for file in data for line in _lines(file)):
        if row["id"] not in annotated:
            continue
        file, known = annotated[row["id"]]
        day = str(row.get("published") or "")[:10]
        published = date.fromisoformat(day) if day else None
        report = Report(
            text=row["text"], title=row.get("title") or "", outlet=row.get("outlet"), published=published
        )
        entries: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["entries"]
        yield Lesson(divide(report), answers(row["text"], entries), known)


def _lines(file: Path) -> list[str]:
    if not file.is_file():
        raise BadSetting(f"{file} is no file: name JSON lines of reports")
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def events(clean: Sequence[Path], tuned: Sequence[Path], sentences: Path | None, output: Path | None) -> None:
    """Learn the judge of deeds and write its weights."""
    from parley.intake import divide
    from parley.reading.judging_events.model import WEIGHTS
    from parley.reading.judging_events.train import Sources, train

    file = output or WEIGHTS
    count = train(
        Sources(clean, tuned, sentences),
        divide,
        file,
        on_progress=lambda line: print(line, file=sys.stderr),  # noqa: T201
    )
    print(f"learned from {count} words, wrote {file}")  # noqa: T201
