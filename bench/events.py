"""Events coded with PLOVER classes: the class between two given actors, or whole records out of raw text.

./go bench events --data FILE... [--folds N] [--faults N] [--pred OUT.jsonl]

Rows with a `marked` sentence (<s>who</s> ... <t>to whom</t>) are answered with one class by the weights that come
with Parley. Where these were taught by sentences of the file, that is no test: then, or with --folds N, the
classifier is also trained N times on the other folds of the file, and those answers are scored, written and held
against the floors. All other rows are {id, text, date?}: they are read like any report, and what is found is
written as {source, target, plover}. Nothing but the sentence is looked at when predicting.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bench.common import arguments, below_floor, record, rows, table, write_rows
from bench.scorers.events import QUAD, agreement, class15, dyad, overlap, quad
from parley.model.actors import Actor, ActorId
from parley.model.entries import Entry, Event, Meeting, Plover, Position, Reality, Statement
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
from parley.views.exports.deeds import coded

Row = dict[str, Any]
_FOLDS = 5


@dataclass(frozen=True)
class Given:
    """Answers where both actors are given: by the bundled weights, and by those of other folds of the same file.

    `taught` counts the sentences that taught the bundled weights.
    """

    taught: int
    folds: int
    bundled: list[str]
    folded: list[str]

    @property
    def honest(self) -> list[str]:
        """The answers that a test may use."""
        return self.folded or self.bundled


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
    given = _given(marked, options.folds)
    answers = _events(marked, given.honest) | (_records(raw) if raw else {})
    seconds = time.process_time() - began
    if options.pred:
        write_rows(options.pred, ({"id": d["id"], "events": answers[d["id"]]} for d in docs))
    sides, page = _given_scores(marked, given)
    records, more = _raw_scores(raw, answers)
    a_second = len(docs) / max(seconds, 0.01)
    page += [*more, f"{len(docs)} records in {seconds:.1f} s of CPU: {a_second:.0f} a second"]
    print("\n".join(page))
    graded = [d for d in marked if d.get("events")]
    for doc in [d for d in graded if class15(d["events"][0]) != class15(answers[d["id"]][0])][: options.faults]:
        print(class15(doc["events"][0]), answers[doc["id"]][0]["plover15"], doc["marked"], sep=" | ")
    if options.record:
        record("events", "## events\n\n" + "\n".join(page))
    failed = below_floor(options.floors, sides | records)
    print("\n".join(failed))
    return 1 if failed else 0


def _given(docs: Sequence[Row], folds: int) -> Given:
    """One class for each marked sentence; trained anew where that is asked for or the file taught the weights."""
    found = list(evidence(d["marked"] for d in docs))
    taught = sum(bundled().was_taught(d["marked"]) for d in docs)
    folds = (folds or (_FOLDS if taught else 0)) if all(d.get("events") for d in docs) else 0
    folded = _folded(found, docs, folds) if folds > 1 else []
    return Given(taught, folds, [bundled().best(f) for f in found], folded)


def _folded(found: Sequence[Counter[str]], docs: Sequence[Row], folds: int) -> list[str]:
    """The class of each sentence by weights that the other folds taught."""
    said, order = [""] * len(docs), list(range(len(docs)))
    random.Random(7).shuffle(order)
    for fold in range(folds):
        held = set(order[fold::folds])
        kept = [i for i in range(len(docs)) if i not in held]
        model = fit([found[i] for i in kept], [docs[i]["events"][0]["plover15"] for i in kept])
        for i in held:
            said[i] = model.best(found[i])
    return said


def _events(docs: Sequence[Row], said: Sequence[str]) -> dict[str, list[Row]]:
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
    """An entry as an event record, coded as in the exports; None where it tells of nothing done."""
    code = coded(entry)
    if code is None:
        return None
    match entry:
        case Event() if entry.reality is Reality.HAPPENED:
            return _row(code.type, entry.actors, entry.recipients, actors)
        case Position():
            return _row(code.type, entry.actors, entry.toward, actors)
        case Meeting():
            return _row(code.type, entry.participants[:1], entry.participants[1:], actors)
        case Statement() if entry.voice.actor:
            return _row(code.type, (entry.voice.actor,), (), actors)
    return None


def _row(kind: Plover, source: Iterable[ActorId], target: Iterable[ActorId], actors: dict[ActorId, Actor]) -> Row:
    def side(ids: Iterable[ActorId]) -> list[Row]:
        return [{"text": actors[i].name, "code": actors[i].country} for i in ids if i in actors]

    return {"source": side(source), "target": side(target), "plover": kind.value, "quad": QUAD[kind.value]}


def _given_scores(docs: Sequence[Row], given: Given) -> tuple[dict[str, float], list[str]]:
    """How often class, quad and side are right, by the answers that may be trusted, and the page that says so."""
    graded = [i for i, d in enumerate(docs) if d.get("events")]
    if not graded:
        return {}, []
    gold = [docs[i]["events"][0] for i in graded]
    columns = {f"weights that come with Parley ({_sample(given.taught, len(docs))})": given.bundled}
    if given.folded:
        columns[f"{given.folds}-fold on this file"] = given.folded
    figures = [_figures(gold, [said[i] for i in graded]) for said in columns.values()]
    lines = [[name, *(f[name] for f in figures)] for name in figures[0]]
    return figures[-1], [table(["given actors, per cent", *columns], lines), ""]


def _sample(taught: int, known: int) -> str:
    return f"in sample: {taught} of {known} sentences taught them" if taught else "none of these taught them"


def _figures(gold: Sequence[Row], said: Sequence[str]) -> dict[str, float]:
    answers = [{"plover15": s, "quad": QUAD[s]} for s in said]
    return {
        f"{name} {figure}": value
        for name, field in (("class", class15), ("quad", quad), ("cooperation or conflict", _side))
        for figure, value in agreement([str(field(g)) for g in gold], [str(field(a)) for a in answers]).items()
    }


def _raw_scores(docs: Sequence[Row], answers: dict[str, list[Row]]) -> tuple[dict[str, float], list[str]]:
    graded = [d for d in docs if d.get("events")]
    if not graded:
        return {}, []
    gold, said = [d["events"] for d in graded], [answers[d["id"]] for d in graded]
    lines = [[n, *overlap(gold, said, field)] for n, field in (("class", class15), ("quad", quad), ("dyad", dyad))]
    page = table(["raw text, no part taught by it", "precision", "recall", "F1"], lines)
    return {f"raw {line[0]} F1": float(line[3]) for line in lines}, [page, ""]


def _side(event: Row) -> str | None:
    found = quad(event)
    return None if not found else "cooperation" if found <= 2 else "conflict"
