"""Which reports tell of the same story: clusters against gold stories, with and without dates.

./go bench stories --data SET.jsonl... [--pred OUT.json]

Each file is one set; of files with train and dev parts the dev part is taken. A line holds {doc_id, title?, text
or paragraphs, story or subtopic, date? or url_date? and roundup_date?}. Stories are read for scoring only. One
threshold serves all sets. Where a report has no day of its own but its round-up has one, that day stands in: the
reports of a story then share it, and figures with such days are optimistic. BCubed and pair F1 in percent.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.common import arguments, below_floor, record, rows, table
from bench.scorers.clusters import bcubed, pairs
from parley.reconcile.stories import train
from parley.reconcile.stories.grouping import grouped
from parley.reconcile.stories.joining import read
from parley.reconcile.stories.terms import Terms, counted

Row = dict[str, Any]
HEAD = ("set", "reports", "BCubed", "pairs", "BCubed, days", "pairs, days", "seconds")


def main(argv: Sequence[str]) -> int:
    """Group every set twice, without and with its days."""
    parser = arguments("stories", (__doc__ or "").split("\n")[0])
    parser.add_argument("--part", default="dev", help="part of files that have parts")
    parser.add_argument("--weights", help="folder of other trained joins")
    options = parser.parse_args(argv)
    body, reached, labels = [], {}, {}
    for file in options.data:
        name = Path(file).name.split(".")[0]
        line, found = _measured(name, part_of(list(rows(file)), options.part), options.weights)
        body.append(line)
        labels |= found
        reached[name] = float(line[2])
        reached |= {f"{name}, days": line[4]} if isinstance(line[4], float) else {}
    reached["mean"] = sum(float(line[2]) for line in body) / len(body)
    text = table(HEAD, [*body, ["mean", "", reached["mean"], "", "", "", ""]])
    print(text)
    if options.pred:
        Path(options.pred).write_text(json.dumps(labels, indent=0), encoding="utf-8")
    if options.record:
        record("stories", "## Stories\n\n" + text)
    failed = below_floor(options.floors, reached)
    print(*failed, sep="\n")
    return int(bool(failed))


def part_of(found: list[Row], part: str) -> list[Row]:
    """The lines of one part; all lines of a file that does not have that part."""
    return [r for r in found if r.get("split") == part] or found


def _measured(name: str, found: list[Row], weights: str | None) -> tuple[list[object], dict[str, str]]:
    gold = {r["doc_id"]: story(r) for r in found}
    began = time.process_time()
    by = read(Path(weights)) if weights else None
    plain = labelled(grouped([told(r, dated=False) for r in found], by))
    seconds = time.process_time() - began
    line: list[object] = [name, len(found), bcubed(plain, gold), pairs(plain, gold), "", "", round(seconds, 2)]
    if any(day(r) for r in found):
        plain = labelled(grouped([told(r, dated=True) for r in found], by))
        line[4:6] = [bcubed(plain, gold), pairs(plain, gold)]
    return line, plain


def labelled(stories: Sequence[Sequence[str]]) -> dict[str, str]:
    """Each report with the first report of its story."""
    return {report: members[0] for members in stories for report in members}


def story(row: Row) -> str:
    """The gold label of a line."""
    return str(row.get("story") or row["subtopic"])


def day(row: Mapping[str, Any]) -> date | None:
    """The report's own day, else that of its round-up."""
    written = row.get("date") or row.get("url_date") or row.get("roundup_date")
    return date.fromisoformat(written[:10]) if written else None


def told(row: Row, *, dated: bool) -> Terms:
    """A line as counted terms."""
    text = row.get("text") or "\n".join(row.get("paragraphs", ()))
    return counted(row["doc_id"], row.get("title") or "", text, day(row) if dated else None)


def desk(found: Sequence[Row], weight: float = 1.0) -> train.Desk:
    """Lines as reports with known stories, for training."""
    return train.Desk([told(r, dated=True) for r in found], {r["doc_id"]: story(r) for r in found}, weight)
