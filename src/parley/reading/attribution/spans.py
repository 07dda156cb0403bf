"""Attributions as stretches of tokens: who is the source, by what cue, of which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """Tokens `first` to `last` of a sheet's Doc, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is reported to say, think or want something.

    Each role is a tuple of runs in order of place: the content of a quotation split by "he said" has two.
    The source is empty for a passive without an agent. `head` is the main word of the cue and `holder` of the
    source, None where there is none; `confidence` is between 0 and 1; `by` names what found it.
    """

    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]
    head: int
    holder: int | None = None
    confidence: float = 1.0
    by: str = "rules"


def runs(indexes: Iterable[int]) -> tuple[Run, ...]:
    """The stretches of neighbouring tokens among these indexes.

    >>> runs([3, 1, 2, 7])
    (Run(first=1, last=3), Run(first=7, last=7))
    """
    found: list[Run] = []
    for i in sorted(set(indexes)):
        if found and i == found[-1].last + 1:
            found[-1] = Run(found[-1].first, i)
        else:
            found.append(Run(i, i))
    return tuple(found)


def indexes(pieces: Iterable[Run]) -> list[int]:
    """All token indexes of these runs, in order."""
    return [i for run in pieces for i in range(run.first, run.last + 1)]
