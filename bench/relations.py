"""How two reports stand to each other, item by item: agree, contradict, supersede, add, not same.

./go bench relations --data bench/data/relations/seed_pair_gold.jsonl
                     [--pair A.txt B.txt] [--aliases FILE] [--faults]
./go bench relations --data PAIR.jsonl... --corpus REPORTS.jsonl [--faults]

The second form measures several pairs whose texts stand in a corpus: beside each PAIR.jsonl
lies a PAIR.json with the ids of its reports ({"A": id, "B": id}). It holds no floors.

An item is right if the dossier of the two reports links the entries behind its quotations in that way:
agree - one question, and nothing set against each other; contradict - contradicts or disputes; supersede -
supersedes; add - an entry in a question that this report alone answers (no entry at all for what is no
content); not same - in no question and no merged meeting or source together. An item whose words the reader
left unread is wrong, except where nothing was to be read.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.common import HERE, arguments, below_floor, record, rows, table, write_rows
from parley.intake import divide
from parley.model.actors import ActorKind, VoiceKind
from parley.model.dossier import Account, Disagreement, Dossier
from parley.model.entries import Attendance, Entry, Meeting, Statement
from parley.model.judgements import Relation
from parley.model.text import Anchor, Report
from parley.pipeline import read_reports
from parley.reconcile import reconcile

Item = dict[str, Any]
EXAMPLE = HERE.parent / "examples" / "istanbul"
LEFT_OUT = ("status.live", "editorial", "boilerplate")
"""Slots of items that are no content: right if nothing was read there."""
SIDES = {"add_A": "A", "add_B": "B"}


def main(argv: list[str]) -> int:
    """Read the pair, reconcile it, and hold the floors."""
    parser = arguments("relations", __doc__ or "")
    parser.add_argument("--pair", nargs=2, default=[str(EXAMPLE / "libfails.txt"), str(EXAMPLE / "ipaper.txt")])
    parser.add_argument("--aliases", default=str(HERE / "data" / "relations" / "seed_pair_aliases.json"))
    parser.add_argument("--faults", action="store_true", help="show the items that came out wrong")
    parser.add_argument(
        "--corpus", help="reports of several pairs: JSON lines {id, text, title, outlet, published}"
    )
    options = parser.parse_args(argv)
    if options.corpus:
        return _several([Path(file) for file in options.data], _corpus(options.corpus), options)
    a, b = (divide(Report(text=Path(f).read_text("utf-8"), source=Path(f).name)) for f in options.pair)
    dossier = reconcile(read_reports([a, b]).record)
    pair = Pair(dossier, a, b)
    items = list(rows(*options.data))
    labels = {item["id"]: pair.label(item) for item in items}
    if options.pred:
        write_rows(options.pred, ({"id": i, "label": label} for i, label in labels.items()))
    return _report(items, labels, pair, options)


def _corpus(file: str) -> dict[str, Report]:
    """The reports of a corpus by their ids there."""
    return {r["id"]: _told(r) for r in rows(file)}


def _told(row: Item) -> Report:
    day = row.get("published")
    published = date.fromisoformat(day[:10]) if day else None
    return Report(text=row["text"], title=row["title"], outlet=row["outlet"], published=published)


def _several(files: Iterable[Path], corpus: dict[str, Report], options: Any) -> int:
    """Measure every pair; the last row is all of them together."""
    body: list[list[object]] = []
    everything: list[Item] = []
    found: dict[str, str] = {}
    for file in files:
        ids, items = json.loads(file.with_suffix(".json").read_text("utf-8")), list(rows(str(file)))
        a, b = (divide(corpus[ids[side]]) for side in "AB")
        pair = Pair(reconcile(read_reports([a, b]).record), a, b)
        labels = {item["id"]: pair.label(item) for item in items}
        body.append(_row(file.stem, items, labels))
        everything, found = everything + items, found | labels
    text = table(["pair", "right", "accuracy, %", "traps"], [*body, _row("together", everything, found)])
    print(text)
    if options.record:
        record("relations_pairs", "## Relations in pairs written blind\n\n" + text)
    if options.faults:
        wrong = (i for i in everything if found[i["id"]] != i["relation"])
        print("\n".join(f"{i['id']} {i['slot']}: {i['relation']}, found {found[i['id']]}" for i in wrong))
    return 0


def _row(name: str, items: list[Item], labels: dict[str, str]) -> list[object]:
    reached = figures(items, labels)
    right = sum(labels[i["id"]] == i["relation"] for i in items)
    return [name, f"{right}/{len(items)}", round(100 * reached["accuracy"], 1), int(-reached["trap violations"])]


def _report(items: list[Item], labels: dict[str, str], pair: Pair, options: Any) -> int:
    reached = figures(items, labels)
    reached["false merges"] = -float(len(pair.false_merges(_aliases(options.aliases))))
    kinds = Counter(item["relation"] for item in items)
    right = Counter(item["relation"] for item in items if labels[item["id"]] == item["relation"])
    body = [[kind, f"{right[kind]}/{kinds[kind]}"] for kind in sorted(kinds)]
    body += [["accuracy, %", 100 * reached["accuracy"]]]
    body += [[name, int(-reached[name])] for name in ("trap violations", "false merges")]
    text = table(["relation", "right"], body)
    print(text)
    if options.faults:
        wrong = (i for i in items if labels[i["id"]] != i["relation"])
        print("\n".join(f"{i['id']} {i['slot']}: {i['relation']}, found {labels[i['id']]}" for i in wrong))
    if options.record:
        record("relations", "## Relations between two reports\n\n" + text)
    failed = below_floor(options.floors, reached)
    print("\n".join(failed))
    return 1 if failed else 0


def figures(items: Sequence[Item], labels: dict[str, str]) -> dict[str, float]:
    """Accuracy over all items, and traps that were stepped into (as a negative number: more is better)."""
    right = sum(labels[i["id"]] == i["relation"] for i in items)
    traps = sum(i["relation"] == "not_same" and labels[i["id"]] != "not_same" for i in items)
    return {"accuracy": right / len(items), "trap violations": -float(traps)}


def _aliases(file: str) -> set[frozenset[str]]:
    return {frozenset((row["A"], row["B"])) for row in json.loads(Path(file).read_text("utf-8"))}


class Pair:
    """A dossier of two reports, asked about quotations from them."""

    def __init__(self, dossier: Dossier, a: Report, b: Report) -> None:
        self.dossier, self.reports = dossier, {"A": a, "B": b}
        self.links: dict[frozenset[str], set[Relation]] = {}
        for judgement in dossier.judgements:
            key = frozenset((judgement.a, judgement.b))
            self.links.setdefault(key, set()).add(judgement.relation)
        self.homes: dict[str, list[int]] = {}
        for number, point in enumerate(dossier.points):
            for account in point.accounts:
                self.homes.setdefault(account.entry, []).append(number)

    def label(self, item: Item) -> str:
        """The item's own relation where the dossier has it so, else what was found instead."""
        wanted = item["relation"]
        if wanted in SIDES:
            return wanted if self.alone(item) else "not alone or not read"
        if wanted == "not_same":
            return wanted if not self.mixed(item) else "same"
        found = self.between(item)
        if wanted == "agree":
            return wanted if self.agrees(item) else _words(found)
        hits = {Relation.SUPERSEDES} if wanted == "supersede" else {Relation.CONTRADICTS, Relation.DISPUTES}
        return wanted if found & hits else _words(found)

    def entries(self, side: str, quote: Item) -> set[str]:
        """The entries whose words overlap a quotation."""
        report, start, end = self.reports[side].id, quote["start"], quote["end"]
        own = (e for e in self.dossier.record.entries if e.report == report)
        return {e.id for e in own if any(a.start < end and start < a.end for a in _places(e))}

    def sides(self, item: Item) -> tuple[set[str], set[str]]:
        """The entries behind both sides' quotations; within one report, the same set twice."""
        a, b = ({e for q in item[side] for e in self.entries(side, q)} for side in "AB")
        return (a or b, b or a)

    def between(self, item: Item) -> set[Relation]:
        """All relations between the two sides' entries, or others of their report that answer the same."""
        one, two = (self._widened(side) for side in self.sides(item))
        keys = {frozenset((a, b)) for a in one for b in two if a != b}
        return {relation for key in keys for relation in self.links.get(key, ())}

    def _widened(self, entries: Iterable[str]) -> set[str]:
        found = set(entries)
        for entry in entries:
            for number in self.homes.get(entry, ()):
                accounts = self.dossier.points[number].accounts
                own = next(a for a in accounts if a.entry == entry)
                found |= {a.entry for a in accounts if (a.report, a.answer) == (own.report, own.answer)}
        return found

    def agrees(self, item: Item) -> bool:
        """Whether a question holds entries of both sides and sets nothing between them against each other."""
        one, two = self.sides(item)
        for number in {n for e in one for n in self.homes.get(e, ())}:
            told = self.dossier.points[number].accounts
            first, second = [a for a in told if a.entry in one], [a for a in told if a.entry in two]
            clashes = [d for d in self.dossier.disagreements if d.point == self.dossier.points[number].id]
            if first and second and not any(_set_against(first, second, d, told) for d in clashes):
                return True
        return False

    def alone(self, item: Item) -> bool:
        """Whether an entry stands there in a question that its report alone answers."""
        side = SIDES[item["relation"]]
        entries = {e for q in item[side] for e in self.entries(side, q)}
        if item["slot"] in LEFT_OUT:
            return not entries
        points = (self.dossier.points[n] for e in entries for n in self.homes.get(e, ()))
        return any({a.report for a in p.accounts} == {self.reports[side].id} for p in points)

    def mixed(self, item: Item) -> bool:
        """Whether quotations that must stay apart share a statement, a position, a meeting or a source.

        Where the item names several quotations of one report, its first one may equal the other report's first.
        """
        quotes = [("A", q) for q in item["A"]] + [("B", q) for q in item["B"]]
        pairs = [
            (one, two)
            for one, two in combinations(quotes, 2)
            if not (len(item["A"]) > 1 and one == ("A", item["A"][0]) and two == ("B", item["B"][0]))
        ]
        return any(self._same(self.entries(*one), self.entries(*two), item["slot"]) for one, two in pairs)

    def _same(self, one: set[str], two: set[str], slot: str) -> bool:
        if "summit" in slot or "meet" in slot:
            return bool(self._meetings(one) & self._meetings(two))
        if "anon" in slot:
            return bool(self._sources(one) & self._sources(two))
        told = ("statement", "position")
        first, second = (
            {n for e in side for n in self.homes.get(e, ()) if self.dossier.points[n].kind in told}
            for side in (one, two)
        )
        return bool(first & second)

    def _meetings(self, entries: set[str]) -> set[str]:
        found = (self.dossier.entry(e) for e in entries)
        return {self.dossier.merged(e.gathering) for e in found if isinstance(e, Meeting | Attendance)}

    def _sources(self, entries: set[str]) -> set[str]:
        voices = (self.dossier.entry(e).voice for e in entries)
        return {self.dossier.merged(v.actor) for v in voices if v.kind is VoiceKind.ANONYMOUS and v.actor}

    def false_merges(self, aliases: set[frozenset[str]]) -> list[tuple[str, str]]:
        """Names of the two reports that were merged and are neither alike nor listed as aliases.

        Delegations are left out: what reports call them ("a lower-level team") is no name.
        """
        found = []
        record = {a.id: a for a in self.dossier.record.actors}
        for actor in (a for a in self.dossier.cast if a.kind is not ActorKind.DELEGATION):
            names = {(record[m].id.split("/", 1)[0], record[m].name) for m in actor.members}
            for (r, one), (s, two) in combinations(sorted(names), 2):
                alike = set(one.lower().split()) & set(two.lower().split())
                if r != s and not alike and frozenset((one, two)) not in aliases:
                    found.append((one, two))
        return found


def _set_against(
    one: Sequence[Account], two: Sequence[Account], clash: Disagreement, told: Sequence[Account]
) -> bool:
    """Whether a disagreement of this question is between what these accounts answer."""
    answers = {a.entry: (a.report, a.answer) for a in told}
    first, second = ({(a.report, a.answer) for a in side} for side in (one, two))
    a, b = answers.get(clash.a), answers.get(clash.b)
    return (a in first and b in second) or (b in first and a in second)


def _places(entry: Entry) -> list[Anchor]:
    """Where an entry stands: its words, and for a statement its cue and the name of its speaker."""
    if not isinstance(entry, Statement):
        return [entry.anchor]
    return [a for a in (entry.anchor, entry.cue, entry.voice.anchor) if a is not None]


def _words(found: set[Relation]) -> str:
    return ", ".join(sorted(found)) or "nothing"
