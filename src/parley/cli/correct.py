"""`parley correct`: people's decisions, kept in a TOML file, and how they come to bear on a dossier."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parley.errors import BadSetting
from parley.model.dossier import Dossier
from parley.model.record import Record
from parley.pipeline import dossier
from parley.reconcile.corrections import MARK, PAIRS, Correction, Kind, parse, resolve, written


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked on the command line."""

    kind: str
    what: Sequence[str]
    author: str
    outlets: Sequence[str]
    slot: str
    note: str
    made: str


def corrected(record: Record, file: Path) -> Dossier:
    """The dossier as people corrected it; each correction that finds nothing is one line on standard error."""
    corrections = parse(_text(file), file.name)
    if not corrections:
        return dossier(record)
    found = resolve(dossier(record), corrections)
    for fault in found.faults:
        sys.stderr.write(f"{file.name}: {fault}\n")
    return dossier(record, found.judgements)


def run(file: Path, order: Order) -> int:
    """List the corrections, withdraw one, or append a new one."""
    text = _text(file) if file.exists() else ""
    corrections = parse(text, file.name)
    if order.kind == "list":
        sys.stdout.write("".join(_row(c) for c in corrections))
    elif order.kind == "withdraw":
        _write(file, _without(text, corrections, order.what, file.name))
    else:
        _append(file, text, corrections, _correction(order))
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadSetting(f"{file} cannot be read as corrections ({fault})") from None


def _row(correction: Correction) -> str:
    when = f", {correction.made}" if correction.made else ""
    return f"{correction.id}  {correction.told}  [{correction.author}{when}]\n"


def _correction(order: Order) -> Correction:
    """The correction that was asked for. Raises BadSetting for anything it lacks."""
    name = order.kind.replace("-", " ")
    if name not in list(Kind):
        kinds = ", ".join(k.replace(" ", "-") for k in Kind)
        raise BadSetting(f"{order.kind!r} is no kind of correction: use {kinds}, list or withdraw")
    kind = Kind(name)
    targets = _pair(order) if kind in PAIRS else _entry(order, kind)
    made = order.made or datetime.now(UTC).isoformat(timespec="seconds")
    return Correction(kind=kind, author=order.author, note=order.note, made=made, **targets)


def _pair(order: Order) -> dict[str, str]:
    if len(order.what) != 2:
        raise BadSetting(f"{order.kind} needs two names, each in quotation marks")
    outlets = [*order.outlets, "", ""]
    return {"a": order.what[0], "b": order.what[1], "outlet_a": outlets[0], "outlet_b": outlets[1]}


def _entry(order: Order, kind: Kind) -> dict[str, str]:
    wanted = 2 if kind is Kind.RIGHT_VALUE else 1
    if len(order.what) != wanted:
        extra = " and SLOT=VALUE" if wanted == 2 else ""
        raise BadSetting(f"{order.kind} needs the exact words of the report in quotation marks{extra}")
    slot, _, value = order.what[1].partition("=") if wanted == 2 else (order.slot, "", "")
    outlet = order.outlets[0] if order.outlets else ""
    return {"words": order.what[0], "outlet": outlet, "slot": slot.strip(), "value": value.strip()}


def _append(file: Path, text: str, known: Sequence[Correction], new: Correction) -> None:
    if any(c.id == new.id for c in known):
        raise BadSetting(f"{file.name} has this correction already ({new.id})")
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    _write(file, f"{text}{gap}{written(new)}")
    sys.stdout.write(_row(new))


def _without(text: str, corrections: Sequence[Correction], ids: Sequence[str], name: str) -> str:
    """The text without one correction; all else stays as people wrote it."""
    wanted = [i for i, c in enumerate(corrections) if [c.id] == list(ids)]
    if len(wanted) != 1:
        raise BadSetting(f"{name} holds no correction {' '.join(ids)}: `parley correct list` shows their ids")
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if line.replace(" ", "").startswith(MARK)]
    first = starts[wanted[0]]
    after = range(first + 1, len(lines))
    end = next((i for i in after if not lines[i].strip() or lines[i].lstrip().startswith(("[", "#"))), len(lines))
    kept = "".join(lines[:first] + lines[end:]).strip("\n")
    kept = f"{kept}\n" if kept else ""
    if parse(kept, name) != tuple(c for i, c in enumerate(corrections) if i != wanted[0]):
        raise BadSetting(f"{name}, line {first + 1}: this correction cannot be cut out safely, delete it by hand")
    return kept


def _write(file: Path, text: str) -> None:
    """Write whole or not at all: a team's decisions must not be cut off half way."""
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
