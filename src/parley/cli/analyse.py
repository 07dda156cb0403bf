"""`parley analyse`: where the talks can go, from reports, a saved dossier or a model written by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from parley.analysis.gmcr_file import read_gmcr, write_gmcr
from parley.analysis.solve import solve
from parley.analysis.toml_file import read_toml, write_toml
from parley.cli.brief import dossier_of, text_of
from parley.cli.gather import Asked
from parley.errors import BadSetting
from parley.model.dispute import Outlook
from parley.model.dossier import Dossier
from parley.pipeline import analyse
from parley.views import outlook as views

READERS = {".toml": read_toml, ".gmcr": read_gmcr}


def run(asked: Asked, outputs: Sequence[Path], *, show: bool) -> int:
    """Solve the model behind the paths and show it in every form asked for."""
    writers = [(path, _writer(path)) for path in outputs]
    found, dossier, code = _outlook(asked)
    for path, write in writers:
        path.write_text(write(found, dossier), encoding="utf-8")
        asked.say(f"wrote {path}")
    if show or not outputs:
        views.terminal(found, Console(), dossier)
    return code


def _outlook(asked: Asked) -> tuple[Outlook, Dossier | None, int]:
    path = Path(asked.paths[0])
    if len(asked.paths) == 1 and path.suffix in READERS:
        return solve(READERS[path.suffix](text_of(str(path), "a model"), path.name)), None, 0
    dossier, code = dossier_of(asked)
    return analyse(dossier), dossier, code


def _plain(found: Outlook, dossier: Dossier | None) -> str:
    page = io.StringIO()
    views.terminal(found, Console(file=page, width=100, color_system=None), dossier)
    return page.getvalue()


WRITERS: dict[str, Callable[[Outlook, Dossier | None], str]] = {
    ".toml": lambda found, _: write_toml(found.dispute),
    ".gmcr": lambda found, _: write_gmcr(found.dispute),
    ".json": lambda found, _: views.json(found),
    ".md": views.markdown,
    ".txt": _plain,
}


def _writer(path: Path) -> Callable[[Outlook, Dossier | None], str]:
    if path.suffix not in WRITERS:
        raise BadSetting(f"{path}: the ending decides the form; use one of {', '.join(WRITERS)}")
    return WRITERS[path.suffix]
