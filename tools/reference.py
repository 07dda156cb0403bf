"""Write docs/reference/commands.md from the command's own help, so that the two cannot drift apart."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from parley.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"


def commands() -> list[str]:
    """The names of all commands, sorted; commands of a group as "group command"."""
    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    for group in app.registered_groups:
        inner = group.typer_instance
        if inner is not None:
            names += [
                f"{group.name} {c.name or c.callback.__name__}" for c in inner.registered_commands if c.callback
            ]
    return sorted(names)


def page() -> str:
    """The whole page."""
    parts = ["# Commands", "", "Made from `parley --help`; `parley COMMAND --help` shows the same."]
    for name in commands():
        text = (
            CliRunner()
            .invoke(app, [*name.split(), "--help"], env={"COLUMNS": "100", "TERMINAL_WIDTH": "100"})
            .output
        )
        parts += ["", f"## parley {name}", "", "```text", text.strip(), "```"]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
