"""What all benchmarks share: arguments, JSON lines, the results page and the floors."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
RESULTS = HERE / "results.md"
FLOORS = HERE / "floors.json"


def arguments(name: str, about: str) -> argparse.ArgumentParser:
    """The options every benchmark takes."""
    parser = argparse.ArgumentParser(prog=f"./go bench {name}", description=about)
    parser.add_argument("--data", nargs="+", required=True, help="files in the form of the development data")
    parser.add_argument("--pred", help="write predictions here, as JSON lines in the scorer's form")
    parser.add_argument("--peers", action="store_true", help="run peers that are installed in the same run")
    parser.add_argument("--record", action="store_true", help="write the table into bench/results.md")
    parser.add_argument("--floors", default="", help="hold the floors pinned under this name in bench/floors.json")
    return parser


def rows(*files: str | Path) -> Iterator[dict[str, Any]]:
    """The objects of JSON-lines files, in order."""
    for file in files:
        with Path(file).open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def write_rows(file: str | Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON lines."""
    with Path(file).open("w", encoding="utf-8") as out:
        for item in objects:
            out.write(json.dumps(item, ensure_ascii=False) + "\n")


def table(head: Sequence[str], body: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers with one decimal.

    >>> print(table(["set", "F1"], [["a", 71.25]]))
    | set | F1 |
    |---|---|
    | a | 71.2 |
    """
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for row in body:
        cells = [f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def record(name: str, text: str) -> None:
    """Replace this benchmark's part of bench/results.md (between its two marks), or add it."""
    page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    part = f"<!-- {name} -->\n{text.strip()}\n<!-- /{name} -->"
    marks = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.S)
    page = marks.sub(lambda _: part, page) if marks.search(page) else f"{page.rstrip()}\n\n{part}\n"
    RESULTS.write_text(page, encoding="utf-8")


def floors(name: str) -> dict[str, float]:
    """The pinned floors of one benchmark, {figure: least value}."""
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return dict(pinned.get(name, {}))


def below_floor(name: str, reached: Mapping[str, float]) -> list[str]:
    """One line for each figure that fell under its floor; none where no floors are asked for."""
    return [
        f"{name}: {figure} is {reached[figure]:.2f}, the floor is {least:.2f}"
        for figure, least in floors(name).items()
        if figure in reached and reached[figure] < least
    ]
