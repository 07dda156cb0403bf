"""Evaluative words in the outlet's own voice: of those shown and those that annotators marked, how many agree.

./go bench wording --data BASIL.jsonl [--part dev]

A line holds {doc_id, title, paragraphs, sentences, annotations: {phrase-level-annotations: [{id: pN, start, end,
bias, quote}]}} with spans in sentence N. Gold are the spans of lexical bias outside quotations. A word shown is
right if it lies in one; a span is found if a word shown lies in it. What annotators passed over counts as wrong.
Words that they passed over more often than they marked them were taken off the list (on the train and the dev
part), so precision on these parts holds by that choice; recall is what it costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench.common import arguments, below_floor, record, rows, table, write_rows
from bench.stories import part_of
from parley.model.entries import Statement
from parley.model.text import Report
from parley.pipeline import read_reports
from parley.reconcile.parts import split
from parley.reconcile.telling import evaluative

Row = dict[str, Any]
Span = tuple[int, int]


def main(argv: Sequence[str]) -> int:
    """Show the words of every report and hold them against the annotators' spans."""
    parser = arguments("wording", (__doc__ or "").split("\n")[0])
    parser.add_argument("--part", default="dev", help="part of files that have parts")
    options = parser.parse_args(argv)
    found = [r for file in options.data for r in part_of(list(rows(file)), options.part)]
    shown = _shown([report_of(r, f"{n:04}") for n, r in enumerate(found)])
    told = [(r, s, gold(r)) for r, s in zip(found, shown, strict=True)]
    right = [[any(a <= start and end <= b for a, b in spans) for start, end, _ in s] for _, s, spans in told]
    hit = [[any(a <= start and end <= b for start, end, _ in s) for a, b in spans] for _, s, spans in told]
    counts = [sum(map(sum, right)), sum(map(len, right)), sum(map(sum, hit)), sum(map(len, hit))]
    precision, recall = 100 * counts[0] / max(counts[1], 1), 100 * counts[2] / max(counts[3], 1)
    body = [[len(found), counts[1], precision, counts[3], recall]]
    text = table(["reports", "words shown", "precision", "spans marked", "recall"], body)
    print(text)
    if options.pred:
        write_rows(options.pred, _words(told, right))
    if options.record:
        record("wording", "## Evaluative words in the outlet's own voice\n\n" + text)
    failed = below_floor(options.floors, {"precision": precision, "recall": recall})
    print(*failed, sep="\n")
    return int(bool(failed))


def report_of(row: Row, name: str) -> Report:
    """A line as a report of its own (several lines may share an id), its paragraphs a line each."""
    return Report(id=name, title=row["title"], text="\n\n".join(row["paragraphs"]), language="en")


def gold(row: Row) -> list[Span]:
    """Where annotators marked lexical bias in the outlet's own words, in the report's text."""
    text, begins, at = "\n\n".join(row["paragraphs"]), [], 0
    for sentence in row["sentences"]:
        at = text.index(sentence, at)
        begins.append(at)
    marked = row["annotations"]["phrase-level-annotations"]
    own = [m for m in marked if m["bias"] == "lex" and m["quote"] == "no" and m["id"] != "title"]
    return [(begins[n] + m["start"], begins[n] + m["end"]) for m in own for n in [int(m["id"][1:])]]


def _shown(reports: Sequence[Report]) -> list[list[tuple[int, int, str]]]:
    """The words that Parley shows of each report."""
    read = split(read_reports(reports).record)
    made = []
    for report in reports:
        own = read.get(report.id)
        spoken = [s.content for s in own.of_kind(Statement)] if own else []
        made.append([(a.start, a.end, a.words.lower()) for a in evaluative(own.reports[0], spoken)] if own else [])
    return made


def _words(
    told: Sequence[tuple[Row, list[tuple[int, int, str]], list[Span]]], right: list[list[bool]]
) -> list[Row]:
    """Each word with how often it was shown, and how often rightly."""
    often = Counter(w for _, s, _ in told for _, _, w in s)
    good = Counter(
        w for (_, s, _), r in zip(told, right, strict=True) for (_, _, w), ok in zip(s, r, strict=True) if ok
    )
    return [{"word": w, "shown": n, "right": good[w]} for w, n in often.most_common()]
