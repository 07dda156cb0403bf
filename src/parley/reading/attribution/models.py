"""The trained taggers, shipped compressed beside the code and loaded once."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pycrfsuite

WEIGHTS = Path(__file__).parent / "weights"
PARTS = ("cues", "links", "judge")


@dataclass(frozen=True, slots=True)
class Taggers:
    """Cue tagger, source and content tagger, judge. `kept` holds the bytes they read from."""

    cues: pycrfsuite.Tagger
    links: pycrfsuite.Tagger
    judge: pycrfsuite.Tagger
    kept: tuple[bytes, ...]


@cache
def load(folder: Path = WEIGHTS) -> Taggers | None:
    """The taggers of a folder; None where it holds none, and the rules read alone."""
    files = [folder / f"{part}.crf.xz" for part in PARTS]
    if not all(file.is_file() for file in files):
        return None
    kept = tuple(lzma.decompress(file.read_bytes()) for file in files)
    opened = []
    for weights in kept:
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(weights)
        opened.append(tagger)
    cues, links, judge = opened
    return Taggers(cues, links, judge, kept)


def save(folder: Path, part: str, trained: Path) -> Path:
    """Compress a trained file into the folder under the name of its part."""
    folder.mkdir(parents=True, exist_ok=True)
    packed = folder / f"{part}.crf.xz"
    packed.write_bytes(lzma.compress(trained.read_bytes(), preset=9))
    return packed
