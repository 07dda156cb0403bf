"""`parley analyse --bargaining`: expected utility from a table of actors, round by round."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from parley.analysis.bargaining import Bargainer, Round, Switches, course, read_csv, rounds
from parley.cli.brief import text_of


def run(table: Path, count: int, switches: Switches) -> int:
    """Read the table, let the actors bargain and print every round."""
    actors = read_csv(text_of(str(table), "a table of actors"))
    found = rounds(actors, count, switches)
    console = Console()
    console.print(f"{table.name}: {course(found)}", highlight=False)
    console.print(_rows(actors, found))
    console.print(_rules(switches), highlight=False)
    return 0


def _rows(actors: tuple[Bargainer, ...], found: tuple[Round, ...]) -> Table:
    """Rounds as rows; weighted median and mean, then everybody's position."""
    shown = Table(box=None, pad_edge=False)
    for column in ("round", "median", "mean", *(a.name for a in actors)):
        shown.add_column(column, justify="right")
    for number, one in enumerate(found):
        shown.add_row(str(number), *(f"{v:.2f}" for v in (one.median, one.mean, *one.positions)))
    return shown


def _rules(switches: Switches) -> str:
    """By which of the published variants it was worked out."""
    rules = [
        "actors give in when they stand to lose more" if switches.capitulate else "nobody capitulates",
        "odds over the votes on all pairs" if switches.all_pairs else "odds over the votes on the pair",
        "the nearest compromise is taken"
        if switches.least_movement
        else "the compromise with the lowest mean is taken",
    ]
    return f"Worked out so: {'; '.join(rules)}. Rounds that go back and forth are no forecast."
