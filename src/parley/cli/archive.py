"""`parley import`, `export`, `backup`, `verify` and `doctor`: the archive from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

Where = Annotated[str, typer.Argument(metavar="ARCHIVE", help="The archive: a file, or a postgresql:// address.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Nothing on standard error but errors.")]


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("import")(import_)
    app.command()(export)
    app.command()(backup)
    app.command()(verify)
    app.command()(doctor)


def import_(
    archive: Where,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders or addresses; or a bundle of `export`.")
    ],
    negotiation: Annotated[
        str, typer.Option("-n", "--negotiation", help="Where to file the reports; made when it is not there yet.")
    ] = "",
    published: Annotated[
        list[str] | None,
        typer.Option(metavar="[REPORT=]DAY", help="The day the reports came out; for one: ipaper.txt=2025-05-15."),
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(metavar="[FILE=]NAME", help="Who published the reports, or one of them.")
    ] = None,
    author: Annotated[str, typer.Option(envvar="PARLEY_AUTHOR", help="Who imports.")] = "",
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let addresses inside your own network be read.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and keep them, with their entries, in an archive; it is made when it is not there yet.

    Stop it at any time: what is in stays in, and the same command goes on from there.
    """
    from parley.cli.gather import Asked
    from parley.cli.importing import run

    asked = Asked(paths, published or [], outlet or [], workers, allow_private, quiet, False)
    raise typer.Exit(run(archive, asked, negotiation, author))


def export(
    archive: Where,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write here instead of printing; .gz packs it.")
    ] = None,
) -> None:
    """Write all that an archive holds as JSON Lines; `parley import` makes an equal archive of it.

    Accounts and what else concerns the people who sign in stay behind: `parley backup` takes them along.
    """
    from parley.cli.importing import export as run

    run(archive, output)


def backup(
    archive: Where,
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A new file, or an empty database by its address.")
    ],
) -> None:
    """Copy a whole archive while others go on using it; from a file to a server or back, too."""
    from parley.cli.importing import existing

    with existing(archive) as opened:
        opened.backup(target)
    sys.stdout.write(f"copied {opened.place}\n")


def verify(archive: Where, quiet: Quiet = False) -> None:
    """Check every hash, every anchor, every reference of an archive; exit code 1 where something does not fit."""
    from parley.cli.importing import verify as run

    raise typer.Exit(run(archive, quiet))


def doctor(
    archive: Annotated[
        str, typer.Argument(metavar="[ARCHIVE]", help="Look at this archive's place, too.")
    ] = "parley.db",
) -> None:
    """Say what this installation has and lacks, and how to get it; exit code 1 where it needs something."""
    from parley.desk.doctor import checks

    found = checks(archive)
    for check in found:
        sys.stdout.write(f"{check.sign:8}{check.name}: {check.told}\n")
        if check.advice:
            sys.stdout.write(f"{'':8}  {check.advice}\n")
    raise typer.Exit(1 if any(c.sign == "missing" for c in found) else 0)
