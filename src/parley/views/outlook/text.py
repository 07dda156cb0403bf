"""The outlook as text: on a terminal and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from parley.views.notes import escaped
from parley.views.outlook.rows import Sheet, Told


def show(sheet: Sheet, console: Console) -> None:
    """Print an outlook."""
    console.print(Text(sheet.title, "bold"))
    _heading(console, "Before you read on")
    console.print(sheet.caution)
    for assumption in sheet.assumptions:
        console.print(Padding(Text(f"• {assumption}"), (0, 0, 0, 2)))
    _heading(console, "What follows")
    for finding in sheet.findings:
        _told(console, finding)
    _heading(console, "Outcomes")
    console.print(_table(sheet))
    _heading(console, "What each party prefers, most important first")
    for party, statements in sheet.preferences:
        console.print(Text(party, "bold"))
        for statement in statements:
            _told(console, statement)
    _heading(console, "Why each outcome holds or not")
    for state, told in sheet.reasons[: 1 + len(sheet.outcomes)]:
        console.print(Text(state, "bold"))
        for line in told:
            console.print(Padding(Text(f"• {line.text}"), (0, 0, 0, 1)))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text.upper(), "bold cyan"), Text("─" * console.width, "dim"), sep="\n")


def _told(console: Console, told: Told) -> None:
    console.print(Padding(Text(f"• {told.text}"), (0, 0, 0, 1)))
    for quote in told.quotes:
        console.print(Padding(Text(f"“{quote.words}” — {quote.outlet}", "dim"), (0, 0, 0, 5)))


def _table(sheet: Sheet) -> Table:
    """Options as rows, outcomes as columns; Y where an option is taken."""
    table = Table(box=None, pad_edge=False)
    for column in ("party", "option", *(o.name for o in sheet.outcomes)):
        table.add_column(column)
    for party, name, about in sheet.options:
        table.add_row(party, about or name, *("Y" if name in o.taken else "–" for o in sheet.outcomes))
    table.add_row("", "holds under", *(", ".join(o.concepts) or "nothing" for o in sheet.outcomes))
    return table


def notes(sheet: Sheet) -> str:
    """An outlook in Markdown."""
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield from (f"# {escaped(sheet.title)}", "", escaped(sheet.caution), "")
    yield from (f"- {escaped(a)}" for a in sheet.assumptions)
    yield from ("", "## What follows", "")
    for finding in sheet.findings:
        yield from _item(finding)
    yield from ("", "## Outcomes", "")
    names = [o.name for o in sheet.outcomes]
    yield "| party | option | " + " | ".join(names) + " |"
    yield "|---|---|" + "---|" * len(names)
    for party, name, about in sheet.options:
        marks = ["Y" if name in o.taken else "–" for o in sheet.outcomes]
        yield f"| {escaped(party)} | {escaped(about or name)} | " + " | ".join(marks) + " |"
    yield "| | holds under | " + " | ".join(", ".join(o.concepts) or "nothing" for o in sheet.outcomes) + " |"
    yield from ("", "## What each party prefers, most important first")
    for party, statements in sheet.preferences:
        yield from ("", f"**{escaped(party)}**", "")
        for statement in statements:
            yield from _item(statement)
    yield from ("", "## Why each outcome holds or not")
    for state, told in sheet.reasons:
        yield from ("", f"**{escaped(state)}**", "")
        for line in told:
            yield from _item(line)


def _item(told: Told) -> Iterator[str]:
    yield f"- {escaped(told.text)}"
    yield from (f"  > “{escaped(q.words)}” — {escaped(q.outlet)}" for q in told.quotes)
