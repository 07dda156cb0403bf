"""What the API takes (checked by pydantic), and the shapes of what it gives, for its description."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parley.model.actors import Actor
from parley.model.dossier import Change, Disagreement, Point
from parley.model.entries import Attendance, Event, Gathering, Meeting, Position, Statement
from parley.model.negotiation import Negotiation
from parley.model.text import Report
from parley.store import Counts, Hit
from parley.views.schema import schemas

Schema = dict[str, Any]
LONGEST = 1_000_000
"""Characters of one report; a newspaper article has some ten thousand."""
AT_ONCE = 200
"""Reports of one request."""

Line = Annotated[str, StringConstraints(max_length=2000)]
Name = Annotated[str, StringConstraints(max_length=200)]


class _In(BaseModel):
    """What a caller sends: unknown fields are refused, not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NegotiationIn(_In):
    """A negotiation to begin. Without an id one is made from the title."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"\S")]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")] | None = None
    parties: Annotated[list[Name], Field(max_length=100)] = []
    places: Annotated[list[Name], Field(max_length=100)] = []
    words: Annotated[list[Name], Field(max_length=100)] = []


class ReportIn(_In):
    """A report to read. A day of publication that nobody knows is left out, never guessed."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]
    title: Line = ""
    outlet: Name | None = None
    published: date | None = None
    url: Line | None = None
    author: Name | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")] | None = None


class ReportsIn(_In):
    """Reports to read and keep."""

    reports: Annotated[list[ReportIn], Field(min_length=1, max_length=AT_ONCE)]


class CorrectionIn(_In):
    """What a person decided: two things are one or not, an entry is wrong, right, or should say something else.

    `a` and `b` are names or ids of actors or meetings; `entry` is an id, or `words` are exact words of a report.
    """

    kind: Literal[
        "same actor",
        "different actor",
        "same meeting",
        "different meeting",
        "wrong entry",
        "right value",
        "confirm",
    ]
    a: Name = ""
    b: Name = ""
    outlet_a: Name = ""
    outlet_b: Name = ""
    entry: Annotated[str, StringConstraints(max_length=64)] = ""
    words: Line = ""
    outlet: Name = ""
    slot: Annotated[str, StringConstraints(max_length=40)] = ""
    value: Line = ""
    note: Line = ""

    def fields(self, author: str) -> dict[str, str]:
        """The fields that say something, and whose correction it is."""
        return {k: v for k, v in self.model_dump().items() if v} | {"author": author}


KIND = Literal["statement", "meeting", "attendance", "position", "event"]
STANDING = Literal["agreed", "single source", "developing", "disputed"]


def components() -> dict[str, Schema]:
    """The schemas of everything the API gives."""
    known = schemas(
        *(Report, Actor, Gathering, Statement, Meeting, Attendance, Position, Event, Point, Disagreement, Change),
        *(Negotiation, Counts, Hit),
    )
    entry = {"anyOf": [ref(k) for k in ("Statement", "Meeting", "Attendance", "Position", "Event")]}
    made = {name: _moved(schema) for name, schema in known.items()}
    return made | {"Entry": entry} | _OTHERS


def ref(name: str) -> Schema:
    """A reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(name: str) -> Schema:
    """The schema of a stretch of a list."""
    items = {"type": "array", "items": ref(name)}
    following = {"type": ["string", "null"], "description": "The cursor of the next stretch; null at the end."}
    return {"type": "object", "required": ["items", "next"], "properties": {"items": items, "next": following}}


def _moved(schema: Any) -> Any:
    """A schema whose references lead into the API's components."""
    if isinstance(schema, dict):
        return {
            k: v.replace("#/$defs/", "#/components/schemas/") if k == "$ref" else _moved(v)
            for k, v in schema.items()
        }
    return [_moved(s) for s in schema] if isinstance(schema, list) else schema


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "required": list(properties), "properties": properties}


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_TEXTS: Schema = {"type": "object", "additionalProperties": _TEXT}
_OTHERS: dict[str, Schema] = {
    "Problem": _object(type=_TEXT, title=_TEXT, status=_NUMBER, detail=_TEXT),
    "State": _object(negotiation=ref("Negotiation"), counts=ref("Counts"), sequence=_NUMBER),
    "LogRow": _object(
        seq=_NUMBER, at=_TEXT, kind=_TEXT, negotiation=_TEXT, subject=_TEXT, author=_TEXT, data={"type": "object"}
    ),
    "Correction": _object(id=_TEXT, fields=_TEXTS, author=_TEXT, at=_TEXT),
    "Corrected": _object(id=_TEXT, fault={"type": ["string", "null"]}),
    "Proposal": _object(
        id=_TEXT, fields=_TEXTS, author=_TEXT, note=_TEXT, at=_TEXT, state=_TEXT, decided_by=_TEXT
    ),
    "Proposed": _object(id=_TEXT),
    "Job": _object(id=_TEXT, title=_TEXT, done=_NUMBER, total=_NUMBER, state=_TEXT, error=_TEXT),
    "Format": _object(name=_TEXT, ending=_TEXT, media_type=_TEXT, about=_TEXT),
    "ActorCard": _object(actor=ref("Actor"), points={"type": "array", "items": ref("Point")}),
}
