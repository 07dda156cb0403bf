"""`parley watch`: follow feeds and folders, and file what belongs to a negotiation."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from parley.desk.watch import Round, SystemClock

ARCHIVE = "parley.db"


def add(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(watch)


def watch(
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS.toml", help="Which feeds, for which negotiations.")],
    archive: Annotated[
        str,
        typer.Option("--archive", help="The archive: a file or a postgresql:// address; else as the file says."),
    ] = "",
    once: Annotated[bool, typer.Option("--once", help="Go round once, then stop.")] = False,
    warc: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep what is fetched in this .warc or .warc.gz too.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Nothing but errors.")] = False,
) -> None:
    """Watch feeds and folders, and keep every report that belongs to a negotiation in the archive.

    Stops at Ctrl-C or SIGTERM when the page at hand is done, and goes on where it stopped.
    """
    from parley.desk.watch import Watcher, read_settings
    from parley.intake.captures import Captures
    from parley.store import Archive

    settings = read_settings(feeds)
    with ExitStack() as stack:
        clock = stack.enter_context(_stoppable())
        store = stack.enter_context(Archive.open(archive or settings.archive or ARCHIVE))
        captures = stack.enter_context(Captures(warc)) if warc else None
        watcher = Watcher(settings, store, clock, captures=captures, workers=workers)
        if once:
            _tell(watcher.once(), quiet)
        else:
            watcher.run(lambda done: _tell(done, quiet))


def _tell(done: Round, quiet: bool) -> None:
    """The line of a round on standard output, what went wrong on standard error."""
    for line in done.left_out:
        sys.stderr.write(f"left out: {_printable(line)}\n")
    if not quiet:
        typer.echo(_printable(done.line()))
    sys.stderr.flush()


def _printable(line: str) -> str:
    """Addresses and titles come from strangers: no control character of theirs reaches the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line)


@contextmanager
def _stoppable() -> Iterator[SystemClock]:
    """The clock, stopped by the first SIGINT or SIGTERM; a second one ends at once."""
    from parley.desk.watch import SystemClock

    clock = SystemClock()
    before = {int(number): signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: object) -> None:
        signal.signal(number, before[number])
        clock.stop()

    for number in before:
        signal.signal(number, stop)
    try:
        yield clock
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
