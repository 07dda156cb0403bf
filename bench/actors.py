"""Who is who: mentions resolved to country and sector, speakers of statements to their fullest name.

./go bench actors --data MENTIONS.jsonl [--reports REPORTS.jsonl --gold GOLD...] [--pred OUT.jsonl] [--faults N]

A mention is {id, text, hint?, date?, country, sector}: a country or sector of null is not scored, an empty one
must stay empty. With reports and talks gold (one JSON file a report, or folders of them) every gold statement
whose source can be found by its cue is looked up in the report's cast: the share of speakers named right, for
pronouns, names and descriptions apart. Nothing but the mention, or the report, is looked at when predicting.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench.common import arguments, below_floor, record, rows, table, write_rows
from parley.intake import divide
from parley.model.text import Report
from parley.reading import clause
from parley.reading.actors import Cast, cast, resolve_mention
from parley.reading.actors.names import folded
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet, sheets

Row = dict[str, Any]
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "mr",
        "mrs",
        "ms",
        "sir",
        "dr",
        "s",
        "in",
        "for",
        "to",
        "president",
        "minister",
        "prime",
        "foreign",
    ]
)
_NEAR = 160  # characters from the content within which its cue is looked for


def main(argv: list[str]) -> int:
    """Predict, score, and hold the floors."""
    parser = arguments("actors", __doc__ or "")
    parser.add_argument("--reports", nargs="*", default=[], help="files of reports")
    parser.add_argument("--gold", nargs="*", default=[], help="talks gold for them, files or folders")
    parser.add_argument("--faults", type=int, default=0, help="show this many wrong answers of each kind")
    options = parser.parse_args(argv)
    reached: dict[str, float] = {}
    parts = [_mentions(list(rows(*options.data)), options.pred, options.faults, reached)]
    if options.reports and options.gold:
        parts.append(_speakers(list(rows(*options.reports)), options.gold, options.faults, reached))
    text = "\n\n".join(parts)
    print(text)
    if options.record:
        record("actors", "## Actors\n\n" + text)
    missed = below_floor(options.floors, reached)
    print(*missed, sep="\n")
    return int(bool(missed))


def _mentions(gold: list[Row], pred: str | None, faults: int, reached: dict[str, float]) -> str:
    """Country and sector of mentions without context."""
    began = time.process_time()
    answers = [(row, *_answer(row)) for row in gold]
    seconds = time.process_time() - began
    if pred:
        write_rows(pred, ({"id": r["id"], "text": r["text"], "country": c, "sector": s} for r, c, s in answers))
    body = []
    for field, index in (("country", 1), ("sector", 2)):
        scored = [(a[0], _plain(a[index]), _plain(a[0][field])) for a in answers if a[0][field] is not None]
        right = sum(got == wanted for _, got, wanted in scored)
        reached[field] = right / max(len(scored), 1)
        body.append([field, len(scored), 100 * reached[field]])
        _show(
            faults,
            (
                (f"{field}: {row['text']!r} {row['date']}: {got!r}, not {want!r}")
                for row, got, want in scored
                if got != want
            ),
        )
    head = f"{len(gold)} mentions, {1000 * seconds / max(len(gold), 1):.2f} ms each\n\n"
    return head + table(["mentions", "scored", "right %"], body)


def _answer(row: Row) -> tuple[str | None, str | None]:
    on = date.fromisoformat(row["date"]) if row.get("date") else None
    return resolve_mention(row["text"], hint=row.get("hint") or "", on=on)


def _plain(value: str | None) -> str:
    """The gold writes an empty answer in several ways."""
    return "" if value in (None, "None", "UNK", "JNK") else value


def _show(faults: int, lines: Iterable[str]) -> None:
    for _, line in zip(range(faults), lines, strict=False):
        print(line)


def _speakers(docs: list[Row], gold_files: list[str], faults: int, reached: dict[str, float]) -> str:
    """Speakers found through the cast alone, by how the source is written."""
    gold = {g["report"]: g for g in _gold(gold_files)}
    docs = [d for d in docs if d["id"] in gold]
    tried: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for doc, sheet in zip(docs, sheets(divide(_report(d)) for d in docs), strict=True):
        people = cast(sheet)
        for form, wanted, got, where in _compared(gold[doc["id"]], sheet, people):
            tried[form] += 1
            right[form] += bool(_share(wanted, got))
            if not _share(wanted, got):
                wrong.append(f"{doc['id']}: {form} {where!r}: {got!r}, not {wanted!r}")
    _show(faults, wrong)
    for form in tried:
        reached[f"speaker {form}"] = right[form] / tried[form]
    body = [[form, tried[form], 100 * right[form] / tried[form]] for form in sorted(tried)]
    return table(["speakers written as", "statements", "right %"], body)


def _share(wanted: str, got: str) -> bool:
    """Whether two names share a word that tells them apart."""
    return bool((set(folded(wanted)) & set(folded(got))) - _EMPTY)


def _report(doc: Row) -> Report:
    return Report(text=doc["text"], title=doc.get("title") or "", outlet=doc.get("outlet"), source=doc["id"])


def _gold(paths: Iterable[str]) -> Iterator[Row]:
    for path in map(Path, paths):
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            yield json.loads(file.read_text(encoding="utf-8"))


def _compared(gold: Row, sheet: Sheet, people: Cast) -> Iterator[tuple[str, str, str, str]]:
    """(form, gold speaker, our speaker, the words) for each gold statement whose source can be found."""
    for entry in gold["entries"]:
        if entry["kind"] != "statement" or not entry.get("speaker") or not entry.get("cue"):
            continue
        source = _source(entry, sheet)
        if source is not None:
            form = "pronoun" if source.pos_ == "PRON" else "name" if source.pos_ == "PROPN" else "description"
            around = sheet.doc[max(source.i - 6, 0) : source.i + 6].text
            yield form, _names(entry["speaker"]), people.voice(source).description, around


def _names(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " and ".join(value)


def _source(entry: Row, sheet: Sheet) -> Token | None:
    """The head of the source: the subject of the cue's verb, or the object of "according to"."""
    start = sheet.report.text.find(entry["content"])
    at = _cue(sheet.report.text, entry["cue"], start, start + len(entry["content"])) if start >= 0 else -1
    if at < 0:
        return None
    cue = sheet.tokens(at, at + len(entry["cue"]))
    if cue and cue[-1].lower_ in ("to", "by"):
        return next((c for c in cue[-1].children if c.dep_ == "pobj"), None)
    verbs = [t for t in cue if t.pos_ in ("VERB", "AUX")]
    return clause.subject(verbs[-1]) if verbs else None


def _cue(text: str, cue: str, start: int, end: int) -> int:
    """Where the cue stands: the nearest place outside the content, -1 if there is none near."""
    places = []
    at = text.find(cue, max(start - _NEAR, 0))
    while 0 <= at < end + _NEAR:
        if at + len(cue) <= start or at >= end:
            places.append((min(abs(start - at - len(cue)), abs(at - end)), at))
        at = text.find(cue, at + 1)
    return min(places)[1] if places else -1
