"""Events coded with PLOVER classes: the class between two given actors, or whole records out of raw text.

./go bench events --data FILE... [--folds N] [--faults N] [--pred OUT.jsonl]

Rows with a `marked` sentence (<s>who</s> ... <t>to whom</t>) are answered with one class by the bundled
classifier; with --folds N it is trained N times on the other folds of the same file instead. All other rows are
{id, text, date?}: they are read like any report, and what is found is written as {source, target, plover}.
Nothing but the sentence is looked at when predicting.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from bench.common import arguments, below_floor, record, rows, table, write_rows
from bench.scorers.events import QUAD, agreement, class15, dyad, overlap, quad
from parley.model.actors import Actor, ActorId
from parley.model.entries import (
    Attendance,
    Entry,
    Event,
    Meeting,
    Move,
    Plover,
    Position,
    Reality,
    Stage,
    Statement,
)
from parley.model.record import Record
from parley.model.text import Report
from parley.reading import read_all
from parley.reading.actors import resolve_mention
from parley.reading.classing import bundled
from parley.reading.classing.classifier import fit
from parley.reading.classing.coder import Act, acts
from parley.reading.classing.examples import read as evidence
from parley.reading.parsed import Token
from parley.reading.sheet import sheets

Row = dict[str, Any]

MOVES = {
    Move.DEMAND: Plover.REQUEST,
    Move.PRECONDITION: Plover.REQUEST,
    Move.PROPOSAL: Plover.AGREE,
    Move.ACCEPTANCE: Plover.AGREE,
    Move.PROMISE: Plover.AGREE,
    Move.REFUSAL: Plover.REJECT,
    Move.REJECTION: Plover.REJECT,
    Move.CONCESSION: Plover.CONCEDE,
    Move.THREAT: Plover.THREATEN,
}
ACTS = {"accuse": Plover.ACCUSE, "condemn": Plover.ACCUSE, "criticise": Plover.ACCUSE, "praise": Plover.SUPPORT}


def main(argv: list[str]) -> int:
    """Predict, score, and hold the floors."""
    parser = arguments("events", __doc__ or "")
    parser.add_argument("--folds", type=int, default=0, help="train on the other folds of the same file")
    parser.add_argument("--faults", type=int, default=0, help="show this many wrong answers")
    options = parser.parse_args(argv)
    docs = list(rows(*options.data))
    marked = [d for d in docs if d.get("marked")]
    raw = [d for d in docs if not d.get("marked")]
    began = time.process_time()
    answers = (_classes(marked, options.folds) if marked else {}) | (_records(raw) if raw else {})
    seconds = time.process_time() - began
    if options.pred:
        write_rows(options.pred, ({"id": d["id"], "events": answers[d["id"]]} for d in docs))
    reached, page = _scores(marked, raw, answers)
    page.append(f"{len(docs)} records in {seconds:.1f} s of CPU: {len(docs) / max(seconds, 0.01):.0f} a second")
    print("\n".join(page))
    for doc in [d for d in marked if class15(d["events"][0]) != class15(answers[d["id"]][0])][: options.faults]:
        print(class15(doc["events"][0]), answers[doc["id"]][0]["plover15"], doc["marked"], sep=" | ")
    if options.record:
        record("events", "## events\n\n" + "\n".join(page))
    failed = below_floor(options.floors, reached)
    print("\n".join(failed))
    return 1 if failed else 0


def _classes(docs: Sequence[Row], folds: int) -> dict[str, list[Row]]:
    """One class for each marked sentence."""
    found = list(evidence(d["marked"] for d in docs))
    if folds < 2:
        said = [bundled().best(f) for f in found]
    else:
        said = [""] * len(docs)
        order = list(range(len(docs)))
        random.Random(7).shuffle(order)
        for fold in range(folds):
            held = set(order[fold::folds])
            kept = [i for i in range(len(docs)) if i not in held]
            model = fit([found[i] for i in kept], [docs[i]["events"][0]["plover15"] for i in kept])
            for i in held:
                said[i] = model.best(found[i])
    return {
        d["id"]: [_given_actors(d) | {"plover15": s, "quad": QUAD[s]}] for d, s in zip(docs, said, strict=True)
    }


def _given_actors(doc: Row) -> Row:
    first = (doc.get("events") or [{}])[0]
    return {side: first.get(side) or [] for side in ("source", "target")}


def _records(docs: Sequence[Row]) -> dict[str, list[Row]]:
    """Event records out of raw text, through the same reading as any report."""
    reports = [_report_of(d) for d in docs]
    found = {d["id"]: _coded(r) for d, r in zip(docs, read_all(reports), strict=True)}
    silent = [(d, r) for d, r in zip(docs, reports, strict=True) if not found[d["id"]]]
    for (doc, report), sheet in zip(silent, sheets(r for _, r in silent), strict=True):
        found[doc["id"]] = [_guessed(act, report.published) for act in acts(sheet)][:1]
    return found


def _guessed(act: Act, on: date | None) -> Row:
    """The main act of a sentence that gave no entry, by the classifier."""

    def side(token: Token | None) -> list[Row]:
        if token is None:
            return []
        text = token.doc[token.left_edge.i : token.i + 1].text
        return [{"text": text, "code": resolve_mention(text, on=on)[0]}]

    return {"source": side(act.source), "target": side(act.target), "plover15": act.name, "quad": QUAD[act.name]}


def _report_of(doc: Row) -> Report:
    day = str(doc.get("date") or "")[:10]
    published = date.fromisoformat(day) if len(day) == 10 else None
    return Report(text=doc["text"], published=published, source=str(doc["id"]))


def _coded(found: Record) -> list[Row]:
    actors = {a.id: a for a in found.actors}
    coded: list[Row] = []
    for entry in found.entries:
        row = _code(entry, actors)
        if row is not None and row not in coded:
            coded.append(row)
    return coded


def _code(entry: Entry, actors: dict[ActorId, Actor]) -> Row | None:
    """An entry as an event record, None where PLOVER has no code for it."""
    match entry:
        case Event() if entry.reality is not Reality.HAPPENED:
            return None  # denied, planned or only possible
        case Event():
            # A signed deal is AGREE in the record; PLOVER's manual codes signing as SUPPORT.
            kind = Plover.SUPPORT if entry.type is Plover.AGREE else entry.type
            return _row(kind, entry.actors, entry.recipients, actors)
        case Position():
            return _row(MOVES[entry.move], entry.actors, entry.toward, actors)
        case Meeting():
            kind = Plover.CONSULT if entry.stage in (Stage.HELD, Stage.UNDER_WAY) else Plover.AGREE
            return _row(kind, entry.participants[:1], entry.participants[1:], actors)
        case Statement() if entry.act in ACTS and entry.voice.actor:
            return _row(ACTS[entry.act], (entry.voice.actor,), (), actors)
        case Attendance():
            return None  # who comes is no event of its own
    return None


def _row(kind: Plover, source: Iterable[ActorId], target: Iterable[ActorId], actors: dict[ActorId, Actor]) -> Row:
    def side(ids: Iterable[ActorId]) -> list[Row]:
        return [{"text": actors[i].name, "code": actors[i].country} for i in ids if i in actors]

    return {"source": side(source), "target": side(target), "plover": kind.value, "quad": QUAD[kind.value]}


def _scores(
    marked: list[Row], raw: list[Row], answers: dict[str, list[Row]]
) -> tuple[dict[str, float], list[str]]:
    reached: dict[str, float] = {}
    page: list[str] = []
    graded = [d for d in marked if d.get("events")]
    if graded:
        gold = [d["events"][0] for d in graded]
        said = [answers[d["id"]][0] for d in graded]
        for name, field in (("class", class15), ("quad", quad), ("cooperation or conflict", _side)):
            figures = agreement([str(field(g)) for g in gold], [str(field(s)) for s in said])
            reached |= {f"{name} {figure}": value for figure, value in figures.items()}
        page.append(table(["given actors", "per cent"], reached.items()))
    graded = [d for d in raw if d.get("events")]
    if graded:
        gold_lists, said_lists = [d["events"] for d in graded], [answers[d["id"]] for d in graded]
        fields = (("class", class15), ("quad", quad), ("dyad", dyad))
        lines = [[name, *overlap(gold_lists, said_lists, field)] for name, field in fields]
        reached |= {f"raw {line[0]} F1": float(line[3]) for line in lines}
        page.append(table(["raw text", "precision", "recall", "F1"], lines))
    return reached, page


def _side(event: Row) -> str | None:
    found = quad(event)
    return None if not found else "cooperation" if found <= 2 else "conflict"
