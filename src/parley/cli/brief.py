"""`parley brief`: the dossier, shown in the terminal or written as HTML, Markdown, JSON or text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from parley import views
from parley.cli.correct import corrected
from parley.cli.gather import Asked, day, record
from parley.errors import BadSetting
from parley.model.dossier import Change, Dossier
from parley.pipeline import dossier

Changes = tuple[Change, ...]


def run(asked: Asked, outputs: Sequence[Path], *, as_of: str | None, since: str | None, show: bool) -> int:
    """Make the dossier once and show it in every form asked for."""
    writers = [(path, _writer(path)) for path in outputs]
    found, code = dossier_of(asked)
    changes = _changes(found, since)
    shown = found.as_of(day(as_of)) if as_of else found
    for path, write in writers:
        path.write_text(write(shown, changes), encoding="utf-8")
        asked.say(f"wrote {path}")
    if show or not outputs:
        views.terminal(shown, Console(), changes)
    return code


def dossier_of(asked: Asked) -> tuple[Dossier, int]:
    """The dossier of the reports, or the saved one that stands in for them, and the exit code."""
    if len(asked.paths) == 1 and asked.paths[0].endswith(".json"):
        saved, code = views.read_json(text_of(asked.paths[0])), 0
        return (corrected(saved.as_read, asked.corrections) if asked.corrections else saved), code
    found, code = record(asked)
    return (corrected(found, asked.corrections) if asked.corrections else dossier(found)), code


def _changes(found: Dossier, since: str | None) -> Changes:
    if since is None:
        return ()
    return found.since(views.read_json(text_of(since)) if since.endswith(".json") else day(since))


def text_of(path: str, what: str = "a dossier") -> str:
    """The text of a file that should hold `what`."""
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting(
            f"{path} cannot be read as a dossier ({fault}): write one with `-o dossier.json`"
        ) from None


def _plain(found: Dossier, changes: Changes) -> str:
    page = io.StringIO()
    views.terminal(found, Console(file=page, width=100, color_system=None), changes)
    return page.getvalue()


WRITERS: dict[str, Callable[[Dossier, Changes], str]] = {
    ".html": views.html,
    ".md": views.markdown,
    ".json": views.json,
    ".txt": _plain,
}


def _writer(path: Path) -> Callable[[Dossier, Changes], str]:
    if path.suffix not in WRITERS:
        raise BadSetting(f"{path}: the ending decides the form; use one of {', '.join(WRITERS)}")
    return WRITERS[path.suffix]
