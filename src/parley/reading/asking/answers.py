"""From what a model wrote to proposals: well-formed ones, also out of an answer that was cut off."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from parley.reading.asking.questions import SOURCES, VALUES

_LIST = re.compile(r'"entries"\s*:\s*\[')
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One entry as the model has it: nothing is checked against the report yet."""

    kind: str
    words: str
    value: str
    actors: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    said_by: str = ""
    source: str = ""
    cue: str = ""
    what: str = ""
    content: str = ""
    condition: str = ""
    when: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The proposals of one reply, and how many things in it could not be understood, by reason."""

    proposals: tuple[Proposal, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    readable: bool = True


def understood(text: str, *, cut: bool = False) -> Answer:
    """Read a reply.

    >>> understood('{"entries": [{"kind": "meeting", "words": "they met", "value": "held"}, {"kind": "me').dropped
    {'answer cut off': 1}
    >>> understood("I cannot help with that.").readable
    False
    """
    found, whole = _items(_FENCE.sub("", text))
    if found is None:
        return Answer(dropped={"answer not JSON": 1}, readable=False)
    proposals = [_proposal(item) for item in found]
    dropped = {"malformed": proposals.count(None), "answer cut off": int(cut or not whole)}
    kept = tuple(p for p in proposals if p is not None)
    return Answer(kept, {reason: n for reason, n in dropped.items() if n})


def _items(text: str) -> tuple[list[Any] | None, bool]:
    """The entries of an answer, and whether it is whole; of a cut one those that are complete."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return _complete(text), False
    listed = whole.get("entries") if isinstance(whole, dict) else whole
    return (listed, True) if isinstance(listed, list) else (None, True)


def _complete(text: str) -> list[Any] | None:
    """The complete entries at the head of a list that breaks off; None where there is no list."""
    opened = _LIST.search(text)
    if opened is None:
        return None
    decoder, at = json.JSONDecoder(), opened.end()
    found: list[Any] = []
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found
        found.append(item)


def _proposal(item: object) -> Proposal | None:
    """An entry of the right form; None for one without kind, words or a value that its kind has."""
    if not isinstance(item, dict):
        return None
    kind, words, value = (_text(item.get(k)) for k in ("kind", "words", "value"))
    if value not in VALUES.get(kind, ()) or not words:
        return None
    source = _text(item.get("source"))
    told = {k: _text(item.get(k)) for k in ("said_by", "cue", "what", "content", "condition", "when", "place")}
    return Proposal(
        kind=kind,
        words=words,
        value=value,
        actors=_names(item.get("actors")),
        towards=_names(item.get("towards")),
        source=source if source in SOURCES else "",
        **told,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _names(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(name for item in listed if (name := _text(item)))
