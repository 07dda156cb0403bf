"""The types of the model as JSON and back, worked out from their fields alone.

One rule a type: a dataclass is an object with its fields; an enumeration its value; a date its ISO form;
a tuple a list. Where a field may hold one of several types (`When | Undated`, the kinds of entry), a field
`type` or `kind` says which. An `Anchor` is a W3C Web Annotation target (see `parley.model.selectors`).
"""

from __future__ import annotations

import math
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from parley.errors import Unreadable
from parley.model.entries import Attendance, Entry, Event, Meeting, Position, Statement
from parley.model.selectors import Texts, anchor_of, target
from parley.model.text import Anchor, Report
from parley.model.times import Undated, When

Json = Any
"""What `json.loads` gives: dict, list, str, float, int, bool or None."""

KINDS: dict[str, type] = {k.kind: k for k in (Statement, Meeting, Attendance, Position, Event)}
TIMES: dict[str, type] = {"when": When, "undated": Undated}


def shape(kind: Any) -> tuple[tuple[Field[Any], Any], ...]:
    """The fields of a dataclass, each with its type."""
    return _shape(kind)


@cache
def _shape(kind: Hashable) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f, hints[f.name]) for f in fields(cast("type", kind)))


def tag(kind: Any) -> tuple[str, str] | None:
    """The field that tells one of several types from the others, and its value for this type."""
    if issubclass(kind, Entry):
        return "kind", kind.kind
    return next((("type", name) for name, time in TIMES.items() if time is kind), None)


def encode(value: object, texts: Texts) -> Json:
    """A value of the model as JSON."""
    if isinstance(value, Anchor):
        return target(value, texts)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(item, texts) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value, texts)
    return value


def _object(value: object, texts: Texts) -> dict[str, Json]:
    named = tag(type(value))
    made: dict[str, Json] = {named[0]: named[1]} if named else {}
    if isinstance(value, Report):
        made["sha256"] = value.sha256
    for field, hint in shape(type(value)):
        found = getattr(value, field.name)
        made[field.name] = float(found) if hint is float else encode(found, texts)
    return made


def decode(kind: Any, data: Json, texts: Texts, path: str = "$") -> Any:
    """A value of this type out of JSON.

    Raises Unreadable with the place in the document, as in "$.points[0].standing", and BadAnchor for an
    anchor whose words are not in its report.
    """
    if get_origin(kind) in (Union, types.UnionType):
        return _one_of(get_args(kind), data, texts, path)
    if get_origin(kind) is tuple:
        return _several(get_args(kind), data, texts, path)
    if kind is Anchor:
        return anchor_of(_mapping(data, path), texts, path)
    if kind is Entry:
        return _tagged(KINDS, "kind", data, texts, path)
    if isinstance(kind, type) and is_dataclass(kind):
        return _built(kind, _mapping(data, path), texts, path)
    return _scalar(kind, data, path)


def _one_of(kinds: tuple[Any, ...], data: Json, texts: Texts, path: str) -> Any:
    if data is None and type(None) in kinds:
        return None
    rest = [kind for kind in kinds if kind is not type(None)]
    return decode(rest[0], data, texts, path) if len(rest) == 1 else _tagged(TIMES, "type", data, texts, path)


def _tagged(known: Mapping[str, type], name: str, data: Json, texts: Texts, path: str) -> Any:
    found = _mapping(data, path).get(name)
    if not isinstance(found, str) or found not in known:
        raise bad(f"{path}.{name}", f"{found!r} is none of {', '.join(known)}")
    return decode(known[found], data, texts, path)


def _several(kinds: tuple[Any, ...], data: Json, texts: Texts, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise bad(path, "a list is expected")
    inner = kinds[:1] * len(data) if kinds[-1] is Ellipsis else kinds
    if len(inner) != len(data):
        raise bad(path, f"{len(inner)} items are expected, {len(data)} found")
    return tuple(decode(k, d, texts, f"{path}[{i}]") for i, (k, d) in enumerate(zip(inner, data, strict=True)))


def _built(kind: Any, data: Mapping[str, Json], texts: Texts, path: str) -> Any:
    """A dataclass from an object; a field that is left out takes its default, one that is not known is ignored."""
    given: dict[str, Any] = {}
    for field, hint in shape(kind):
        if field.name in data:
            given[field.name] = decode(hint, data[field.name], texts, f"{path}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise bad(path, f"{field.name!r} is missing")
    return kind(**given)


def _scalar(kind: type, data: Json, path: str) -> Any:
    make = _SCALARS.get(kind, kind)
    try:
        return make(data)
    except (TypeError, ValueError) as fault:
        raise bad(path, f"{data!r} is no {kind.__name__}") from fault


def _exactly(kind: type) -> Callable[[Json], Any]:
    def check(data: Json) -> Any:
        if type(data) is not kind:
            raise TypeError(data)
        return data

    return check


def _number(data: Json) -> float:
    if type(data) not in (int, float) or not math.isfinite(data):
        raise TypeError(data)
    return float(data)


_SCALARS: dict[Any, Callable[[Json], Any]] = {
    str: _exactly(str),
    bool: _exactly(bool),
    int: _exactly(int),
    float: _number,
    date: date.fromisoformat,
}


def _mapping(data: Json, path: str) -> Mapping[str, Json]:
    if not isinstance(data, dict):
        raise bad(path, "an object is expected")
    return data


def bad(path: str, reason: str) -> Unreadable:
    """What is wrong in a dossier, and where."""
    return Unreadable(f"dossier, {path}", reason)
