"""The JSON Schema of a dossier, worked out from the types: `python -m parley.views.schema` prints it."""

from __future__ import annotations

import sys
import types
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin

from parley.model.codec import KINDS, shape, tag
from parley.model.dossier import Change, Dossier
from parley.model.entries import Entry
from parley.model.text import Report
from parley.views.exchange import FORM, dumps

Schema = dict[str, Any]
_SCALARS: dict[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
_TARGET: Schema = {
    "description": "A place in a report as a W3C Web Annotation target; positions count code points of its text.",
    "type": "object",
    "required": ["source", "selector"],
    "properties": {
        "source": {"type": "string", "description": "The id of the report."},
        "selector": {
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "prefixItems": [
                {
                    "type": "object",
                    "required": ["type", "exact", "prefix", "suffix"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string", "minLength": 1},
                        "prefix": {"type": "string"},
                        "suffix": {"type": "string"},
                    },
                },
                {
                    "type": "object",
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 1},
                    },
                },
            ],
        },
    },
}


def dossier_schema() -> Schema:
    """The schema of what `write_json` writes (JSON Schema 2020-12)."""
    known: dict[str, Schema] = {"Anchor": _TARGET}
    properties: Schema = {"$schema": {"type": "string"}, "form": {"const": FORM}}
    properties |= {f.name: _of(hint, known) for f, hint in shape(Dossier)}
    required = list(properties)
    properties["changes"] = _of(tuple[Change, ...], known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:parley:dossier:1",
        "title": "Parley dossier",
        "description": "What press reports say about a negotiation, side by side, every line with its words.",
        "type": "object",
        "required": required,
        "properties": properties,
        "$defs": dict(sorted(known.items())),
    }


def schemas(*kinds: Any) -> dict[str, Schema]:
    """The schemas of these types and of every type they mention, by name, for other documents that hold them."""
    known: dict[str, Schema] = {"Anchor": _TARGET}
    for kind in kinds:
        _of(kind, known)
    return dict(sorted(known.items()))


def _of(kind: Any, known: dict[str, Schema]) -> Schema:
    """The schema of one type; classes are put among the known ones and referred to."""
    if get_origin(kind) in (Union, types.UnionType):
        return {"anyOf": [_of(k, known) for k in get_args(kind)]}
    if get_origin(kind) is tuple:
        return _array(get_args(kind), known)
    if kind is Entry:
        return {"anyOf": [_of(k, known) for k in KINDS.values()]}
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind.__name__ not in known:
        known[kind.__name__] = {}  # a type that mentions itself finds its name taken
        known[kind.__name__] = _class(kind, known)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _array(inner: tuple[Any, ...], known: dict[str, Schema]) -> Schema:
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _of(inner[0], known)}
    items = [_of(kind, known) for kind in inner]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _class(kind: Any, known: dict[str, Schema]) -> Schema:
    about = {"description": (kind.__doc__ or "").split("\n\n")[0].strip()}
    if issubclass(kind, Enum):
        return about | {"enum": [member.value for member in kind]}
    assert is_dataclass(kind), kind
    named = tag(kind)
    properties: Schema = {named[0]: {"const": named[1]}} if named else {}
    if kind is Report:
        properties["sha256"] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    properties |= {f.name: _of(hint, known) for f, hint in shape(kind)}
    return about | {"type": "object", "required": list(properties), "properties": properties}


if __name__ == "__main__":
    sys.stdout.write(dumps(dossier_schema(), indent=2) + "\n")
