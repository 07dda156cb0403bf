"""What the archive hands out besides the types of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a long list; `next` is the cursor to ask the following stretch with, None at the end."""

    items: tuple[T, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report (or an entry of it) that holds the words asked for.

    `marks` are the (start, end) of the found words in `snippet`, in code points. `kind` is "report" or the kind
    of the entry; `day` is the ISO day of publication, empty where nobody knows it. `negotiation` is empty for a
    report that was filed in none.
    """

    report: str
    entry: str | None
    kind: str
    negotiation: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    outlet: str
    title: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One thing that happened. `seq` only ever rises, so "since 120" means all that is new after 120.

    `kind` is one of: negotiation, report, dated (what is known about a report grew), reading, retraction,
    restoration, correction, withdrawal, proposal, verdict, points. `subject` is the id of what it happened to;
    `data` says more, in plain JSON.
    """

    seq: int
    at: str
    kind: str
    negotiation: str
    subject: str
    author: str
    run: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One reading of some reports: by which version, with which models (name and hash), of what."""

    id: str
    at: str
    version: str
    models: Mapping[str, str]
    inputs: Mapping[str, Any]
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A correction of a person as it stands in the archive: its fields, and whether it still holds."""

    id: str
    negotiation: str
    fields: Mapping[str, str]
    author: str
    at: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A correction that somebody (or some program) proposes, and what became of it.

    `state` is "open", "accepted" or "refused"; `decided_by` says by whom.
    """

    id: str
    negotiation: str
    fields: Mapping[str, str]
    author: str
    note: str
    at: str
    state: str = "open"
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the archive that is not as it was stored, or does not fit."""

    what: str
    reason: str

    def __str__(self) -> str:
        return f"{self.what}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much of what an archive or a negotiation holds."""

    reports: int = 0
    entries: int = 0
    retracted: int = 0
    outlets: int = 0
    first: str = ""  # first and last known day of publication
    last: str = ""
