"""What is sent: the readable passages of a report in portions, the instructions, and the form of the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parley.model.entries import Answer, Manner, Move, Plover, Stage
from parley.model.lexicon import Lexicon
from parley.model.text import Passage, Report

MOST_CHARACTERS = 6_000
VALUES = {
    "statement": tuple(m.value for m in Manner),
    "meeting": tuple(s.value for s in Stage),
    "attendance": tuple(a.value for a in Answer),
    "position": tuple(m.value for m in Move),
    "event": tuple(p.value for p in Plover),
}
"""What `value` may say for each kind."""
SOURCES = ("named", "anonymous", "institution", "outlet")
_WORDS = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Portion:
    """A run of readable passages that is sent at once; `text` is what is sent, `passages` where it stands."""

    passages: tuple[Passage, ...]
    text: str


def portions(report: Report) -> Iterator[Portion]:
    """The readable passages in order, joined up to MOST_CHARACTERS; furniture, captions, datelines stay here."""
    run: list[Passage] = []
    for passage in (piece for whole in report.body() for piece in _pieces(report.text, whole)):
        if run and passage.end - run[0].start > MOST_CHARACTERS:
            yield _portion(report, run)
            run = []
        run.append(passage)
    if run:
        yield _portion(report, run)


def _portion(report: Report, run: list[Passage]) -> Portion:
    return Portion(tuple(run), "\n\n".join(report.text[p.start : p.end].strip() for p in run))


def _pieces(text: str, passage: Passage) -> Iterator[Passage]:
    """The passage, cut behind sentences where it is longer than a portion may be."""
    start = passage.start
    while passage.end - start > MOST_CHARACTERS:
        cut = text.rfind(". ", start + 1, start + MOST_CHARACTERS) + 1
        cut = cut if cut > start else text.rfind(" ", start + 1, start + MOST_CHARACTERS)
        cut = cut if cut > start else start + MOST_CHARACTERS
        yield Passage(passage.part, start, cut)
        start = cut
    if text[start : passage.end].strip():
        yield Passage(passage.part, start, passage.end)


def messages(portion: Portion) -> tuple[dict[str, str], ...]:
    """The instructions, and the portion between marks."""
    told = _WORDS.load("asking")["told"]
    return (
        {"role": "system", "content": str(told["system"]).strip()},
        {"role": "user", "content": str(told["user"]).format(passage=portion.text).strip()},
    )


def schema() -> dict[str, Any]:
    """The JSON schema of an answer: one flat form for all five kinds, so that small local models can fill it."""
    text = {"type": ["string", "null"]}
    names = {"type": "array", "items": {"type": "string"}}
    values = sorted({v for kind in VALUES.values() for v in kind})
    fields: dict[str, Any] = {
        "kind": {"enum": sorted(VALUES)},
        "words": {"type": "string"},
        "actors": names,
        "value": {"enum": values},
        "towards": names,
        "source": {"enum": [*SOURCES, None]},
        **dict.fromkeys(("said_by", "cue", "what", "content", "condition", "when", "place"), text),
    }
    entry = {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}
    answer = {"entries": {"type": "array", "items": entry}}
    return {"type": "object", "properties": answer, "required": ["entries"], "additionalProperties": False}
