"""Put the program's real output on the Istanbul reports into the README, between its marks."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from parley import views
from parley.intake import load
from parley.model.dossier import Dossier
from parley.pipeline import analyse, dossier, read_reports
from parley.views import outlook

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
WIDTH = 100
SHOWN = {
    "demo": ("WHERE THINGS STAND", "WHERE THE REPORTS DISAGREE"),
    "analyse": ("WHAT FOLLOWS",),
}


def page() -> str:
    """The README with the output of this very commit."""
    found = dossier(read_reports(load([str(ROOT / "examples" / "istanbul")]).reports).record)
    outputs = {"demo": _brief(found), "analyse": _outlook(found)}
    text = README.read_text(encoding="utf-8")
    for name, output in outputs.items():
        block = f"<!-- {name} -->\n```text\n{_sections(output, SHOWN[name])}\n```\n<!-- /{name} -->"
        text = re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _, b=block: b, text, flags=re.S)
    return text


def _brief(found: Dossier) -> str:
    out = io.StringIO()
    views.terminal(found, Console(file=out, width=WIDTH, color_system=None))
    return out.getvalue()


def _outlook(found: Dossier) -> str:
    out = io.StringIO()
    outlook.terminal(analyse(found), Console(file=out, width=WIDTH, color_system=None), found)
    return out.getvalue()


def _sections(output: str, headings: tuple[str, ...]) -> str:
    """These sections of a terminal view, each from its heading to the blank line before the next heading."""
    parts = re.split(r"\n\n(?=[A-Z][A-Z ,]+\n─)", output)
    kept = [p for p in parts if p.startswith(headings)]
    return "\n\n".join("\n".join(line.rstrip() for line in p.splitlines()) for p in kept)


if __name__ == "__main__":
    README.write_text(page(), encoding="utf-8")
