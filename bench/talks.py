"""Entries of any file of reports, in the form of the talks gold, and how well they match it where gold is given.

./go bench talks --data REPORTS.jsonl [--pred OUT.jsonl] [--gold GOLD_DIR_OR_FILES...] [--faults N]

A report is {id, text, title?, outlet?, published?}. Gold is one JSON file a report. Nothing but the reports is
looked at when predicting.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.common import arguments, below_floor, record, rows, table, write_rows
from bench.scorers.talks import KINDS, Tally, score
from parley.intake import divide
from parley.model.actors import Actor, ActorId, Voice, VoiceKind
from parley.model.entries import Attendance, Entry, Event, Meeting, Position, Reality, Statement
from parley.model.record import Record
from parley.reading import read_all
from parley.reading.judging.gold import report_of

Row = dict[str, Any]
_WIRES = ("reuters", "associated press", "agence france", "afp", "xinhua", "tass", "bloomberg news", "dpa", "upi")


def main(argv: list[str]) -> int:
    """Predict, score where gold is given, and hold the floors."""
    parser = arguments("talks", __doc__ or "")
    parser.add_argument("--gold", nargs="*", default=[], help="gold files or folders of them")
    parser.add_argument("--faults", type=int, default=0, help="show this many missed and wrong entries")
    options = parser.parse_args(argv)
    docs = list(rows(*options.data))
    began = time.process_time()
    predicted = predict(docs)
    seconds = time.process_time() - began
    if options.pred:
        write_rows(options.pred, ({"report": k, "entries": v} for k, v in predicted.items()))
    gold = [g for g in gold_of(options.gold) if g["report"] in predicted]
    if not gold:
        print(f"{len(predicted)} reports, {sum(map(len, predicted.values()))} entries, {seconds:.1f} s of CPU")
        return 0
    return _report(gold, predicted, docs, options.faults, options.floors, keep=options.record)


def predict(docs: Iterable[Row]) -> dict[str, list[Row]]:
    """The entries of each report, keyed by the id its file gives it."""
    docs = list(docs)
    reports = [divide(report_of(doc)) for doc in docs]
    return {doc["id"]: entries_of(record) for doc, record in zip(docs, read_all(reports), strict=True)}


def entries_of(record: Record) -> list[Row]:
    """A report's record in the gold's form."""
    actors = {a.id: a for a in record.actors}
    return [_row(e, actors) for e in record.entries if not _undone(e)]


def _undone(entry: Entry) -> bool:
    """The gold's events are deeds done; the record also holds those denied, planned and only possible."""
    return isinstance(entry, Event) and entry.reality is not Reality.HAPPENED


def _row(entry: Entry, actors: dict[ActorId, Actor]) -> Row:
    row: Row = {"kind": entry.kind, "start": entry.anchor.start, "source_type": entry.voice.kind.value}
    row["content" if isinstance(entry, Statement) else "evidence"] = entry.anchor.words
    row["when"] = entry.when.words or None
    if not isinstance(entry, Statement):
        row["said_by"] = None if entry.voice.kind is VoiceKind.OUTLET else _voice(entry.voice, actors)
        row["place"] = getattr(entry, "place", None) or None
        row["reality"] = entry.reality.value
    return row | _fields(entry, actors)


def _fields(entry: Entry, actors: dict[ActorId, Actor]) -> Row:
    def names(*ids: ActorId | None) -> list[str]:
        return [actors[i].name for i in ids if i in actors]

    match entry:
        case Statement():
            cue = entry.cue.words if entry.cue else None
            return {"speaker": _voice(entry.voice, actors), "manner": entry.manner.value, "cue": cue}
        case Meeting():
            return {"participants": names(*entry.participants), "what": entry.what, "stage": entry.stage.value}
        case Attendance():
            condition = entry.condition.anchor.words if entry.condition else None
            who = "; ".join(names(entry.who))
            return {"who": who, "meeting": entry.what, "status": entry.answer.value, "condition": condition}
        case Position():
            toward = "; ".join(names(*entry.toward)) or None
            actor = "; ".join(_as_speaker(entry.voice, a, actors) for a in entry.actors)
            return {"actor": actor, "move": entry.move.value, "toward": toward, "content": entry.content.words}
        case Event():
            recipient = "; ".join(names(*entry.recipients)) or None
            actor = "; ".join(names(*entry.actors))
            return {"actor": actor, "type": entry.type.value, "recipient": recipient, "what": entry.what}
    return {}


def _as_speaker(voice: Voice, actor: ActorId, actors: dict[ActorId, Actor]) -> str:
    """The plain name, with the words of the report for a body that speaks: "the Kremlin (Russia)"."""
    name = actors[actor].name if actor in actors else ""
    body = actors.get(voice.actor or "")
    speaks = voice.kind is VoiceKind.INSTITUTION and body is not None and actor in (body.id, body.acts_for)
    said = _voice(voice, actors)
    return f"{said} ({name})" if speaks and said != name else name


def _voice(voice: Voice, actors: dict[ActorId, Actor]) -> str:
    return voice.description or (actors[voice.actor].name if voice.actor in actors else "")


def gold_of(paths: Iterable[str]) -> list[Row]:
    """The annotations of these files, or of the files in these folders."""
    files = [f for p in map(Path, paths) for f in (sorted(p.glob("*.json")) if p.is_dir() else [p])]
    return [json.loads(f.read_text(encoding="utf-8")) for f in files]


def _report(
    gold: list[Row], predicted: dict[str, list[Row]], docs: list[Row], faults: int, pinned: str, *, keep: bool
) -> int:
    texts = {doc["id"]: doc["text"] for doc in docs}
    whole = score(gold, predicted, texts)
    page = [table(["kind", "precision", "recall", "F1", "attribute right"], _lines(whole)), ""]
    types = {doc["id"]: _type(doc) for doc in docs}
    kinds = sorted({types[g["report"]] for g in gold})
    of_type = {t: [g for g in gold if types[g["report"]] == t] for t in kinds}
    by_type = [(t, len(of_type[t]), score(of_type[t], predicted, texts)) for t in kinds]
    page.append(
        table(
            ["kind of text", "reports", *KINDS, "all"],
            ([t, n, *(s.f1(k)[2] for k in KINDS), s.f1()[2]] for t, n, s in by_type),
        )
    )
    page.append(f"\n{len(gold)} reports; unanchored {whole.unanchored}; read from furniture {whole.furniture}")
    print("\n".join(page))
    for fault in whole.faults[:faults]:
        print(" | ".join(fault))
    if keep:
        record("talks", "## talks\n\n" + "\n".join(page))
    failed = below_floor(pinned, figures(whole))
    print("\n".join(failed))
    return 1 if failed else 0


def figures(tally: Tally) -> dict[str, float]:
    """The figures that floors are pinned to, in per cent."""
    return {f"{k} F1": tally.f1(k)[2] for k in KINDS} | {"micro F1": tally.f1()[2]}


def _lines(tally: Tally) -> list[list[object]]:
    lines: list[list[object]] = [[k, *tally.f1(k), tally.accuracy(k)] for k in KINDS]
    return [*lines, ["all (micro)", *tally.f1(), ""]]


def _type(doc: Row) -> str:
    """Official readout, wire or press (Wikinews among it), from what the row says of itself."""
    outlet = str(doc.get("outlet") or "").lower()
    if doc.get("kind") == "official" or "white house" in outlet or "ministry" in outlet:
        return "official"
    wire = doc.get("dateline") or any(outlet.startswith(name) for name in _WIRES)
    return "wire" if wire else "press"
