"""`parley analyse`: where the talks can go, from reports, a saved dossier or a model written by hand."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console

from parley.analysis.draft import draft
from parley.analysis.gmcr_file import read_gmcr, write_gmcr
from parley.analysis.solve import Question, solve
from parley.analysis.stability import ANSWERS, SEQUENCE
from parley.analysis.toml_file import read_toml, write_toml
from parley.cli.brief import dossier_of, text_of
from parley.cli.gather import Asked
from parley.errors import BadSetting
from parley.model.dispute import Outlook
from parley.model.dossier import Dossier
from parley.views import outlook as views

READERS = {".toml": read_toml, ".gmcr": read_gmcr}


@dataclass(frozen=True, slots=True)
class Extras:
    """What may be asked beyond the plain solution, as written on the command line."""

    answer: str = SEQUENCE
    states: Sequence[str] = ()
    coalition: str = ""
    inverse: bool = False

    def question(self) -> Question:
        """The question in the analysis' own terms. Raises BadSetting for an unknown way to answer."""
        if self.answer not in ANSWERS:
            raise BadSetting(f"--answer {self.answer}: use one of {', '.join(ANSWERS)}")
        if self.inverse and not self.states:
            raise BadSetting("--inverse asks about a state: name it with --state OPTION,OPTION (or --state '')")
        states = tuple(tuple(n.strip() for n in s.split(",") if n.strip()) for s in self.states)
        return Question(
            self.answer, states, [n.strip() for n in self.coalition.split(",") if n.strip()], self.inverse
        )


def run(asked: Asked, outputs: Sequence[Path], *, show: bool, extras: Extras | None = None) -> int:
    """Solve the model behind the paths and show it in every form asked for."""
    writers = [(path, _writer(path)) for path in outputs]
    question = (extras or Extras()).question()
    if not asked.paths:
        raise BadSetting("name reports, a dossier (.json) or a model (.toml or .gmcr)")
    found, dossier, code = _outlook(asked, question)
    for path, write in writers:
        path.write_text(write(found, dossier), encoding="utf-8")
        asked.say(f"wrote {path}")
    if show or not outputs:
        views.terminal(found, Console(), dossier)
    return code


def _outlook(asked: Asked, question: Question) -> tuple[Outlook, Dossier | None, int]:
    path = Path(asked.paths[0])
    if path.suffix in READERS:
        dispute = READERS[path.suffix](text_of(str(path), "a model"), path.name)
        if len(asked.paths) == 1:
            return solve(dispute, question), None, 0
        # Reports after a model give the words that its grounds point at.
        dossier, code = dossier_of(replace(asked, paths=asked.paths[1:]))
        return solve(dispute, question), dossier, code
    dossier, code = dossier_of(asked)
    return solve(draft(dossier), question), dossier, code


def _plain(found: Outlook, dossier: Dossier | None) -> str:
    page = io.StringIO()
    views.terminal(found, Console(file=page, width=100, color_system=None), dossier)
    return page.getvalue()


WRITERS: dict[str, Callable[[Outlook, Dossier | None], str]] = {
    ".html": views.html,
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
