"""`parley mcp`: the desk for assistants, over standard input and output."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def mcp(
        archive: Annotated[
            str, typer.Argument(help="The archive: a file, or a postgresql:// address.")
        ] = "parley.db",
        author: Annotated[
            str, typer.Option("--as", metavar="NAME", help="Who signs what the assistant proposes.")
        ] = "assistant",
    ) -> None:
        """Let an assistant read the record over the Model Context Protocol (standard input and output).

        It can search, ask who attends, follow positions and changes, and see sources. It changes nothing: a
        correction that it proposes waits in the review queue until a person decides.
        """
        from parley.desk import Desk
        from parley.errors import BadSetting
        from parley.mcp import server

        if "://" not in archive and not Path(archive).exists():
            raise BadSetting(f"there is no archive {archive}: make one with `parley import {archive} PATH...`")
        with Desk.open(archive) as desk:
            server(desk, author=author).run("stdio")
