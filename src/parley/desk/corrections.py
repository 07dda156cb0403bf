"""Corrections between the archive, which keeps fields, and reconciling, which wants `Correction`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from parley.errors import BadSetting
from parley.reconcile.corrections import Correction, Kind


@dataclass(frozen=True, slots=True)
class Corrected:
    """What came of a correction: its id, and why it does not apply (None where it does)."""

    id: str
    fault: str | None = None


def correction_of(given: Mapping[str, str]) -> Correction:
    """A correction from its fields. Raises BadSetting for what is missing, unknown or makes no sense."""
    known = {f.name for f in fields(Correction)}
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise BadSetting(f"{unknown!r} is no field of a correction: use {', '.join(sorted(known))}")
    if given.get("kind") not in list(Kind):
        raise BadSetting(f"the kind of a correction must be one of {', '.join(Kind)}")
    rest = {name: str(value) for name, value in given.items() if name not in ("kind", "author")}
    return Correction(kind=Kind(given["kind"]), author=given.get("author", ""), **rest)


def fields_of(correction: Correction) -> dict[str, str]:
    """The fields of a correction that say something."""
    values = {f.name: str(getattr(correction, f.name)) for f in fields(correction)}
    return {name: value for name, value in values.items() if value}
