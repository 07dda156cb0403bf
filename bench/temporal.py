"""Time expressions against gold TIMEX3, and calendars of clusters with hidden dates.

`--data` files hold one document a line: {id, dct, title, text, timexes: [{start, end, type, value}]}; lines
without `timexes` are only predicted. `--pool` files hold dated reports {id, negotiation, published, title, text,
outlet}: nothing in them may be dated without a publication day, and the days of clusters are hidden.
`bench/calendars.py` tells how.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.calendars import calendars, day_of
from bench.common import arguments, below_floor, record, rows, table, write_rows
from bench.peers import HEIDELTIME, HOME, RECOGNIZERS, Peer
from bench.peers import run as run_peer
from bench.scorers.temporal import Counts, align, compare, interval, total
from parley.model.calendar import timex_value
from parley.model.text import Report
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet, sheets
from parley.reading.times import Timex, tag

Row = dict[str, Any]
CLASSES = (
    ("today, yesterday, tomorrow", r"(?i)(today|yesterday|tomorrow)$"),
    ("bare weekday", r"(?i)(mon|tues|wednes|thurs|fri|satur|sun)day$"),
    ("weekday and part of day", r"(?i).*(day|night) ?(morning|afternoon|evening|night)$"),
    ("month and day", r"(?i)[a-z]{3,9}\.? \d{1,2}$"),
    ("full date", r"(?i)([a-z]+, )?[a-z]{3,9}\.? \d{1,2}, \d{4}$|\d{1,2} [a-z]{3,9} \d{4}$"),
    ("month and year", r"(?i)[a-z]{3,9}\.?,? (of )?\d{4}$"),
    (
        "month",
        r"(?i)(january|february|march|april|may|june|july|august|september|october|november|december)$",
    ),
    ("year", r"\d{4}$"),
    ("quarter", r"(?i).*quarter$"),
    ("N units ago or later", r"(?i).* (ago|earlier|later)$"),
    (
        "this, last, next unit",
        r"(?i)(the )?(early |late |earlier |later )?(this|last|next|past) (week|month|year|decade)$",
    ),
    ("now, recently and the like", r"(?i)(now|currently|current|recently|soon|the future)$"),
)


def main(argv: Sequence[str]) -> int:
    """Run, print, and fail where a figure is under its floor."""
    parser = arguments("temporal", __doc__.split("\n")[0])
    parser.add_argument("--pool", nargs="*", default=[], help="dated reports for the calendar")
    parser.add_argument("--whole", action="store_true", help="read the reports of the clusters too, end to end")
    parser.add_argument("--peers-home", default=str(HOME), help="folder for the environments of peers")
    chosen = parser.parse_args(argv)
    page, reached = _timexes(chosen.data, chosen.pred, chosen.peers, Path(chosen.peers_home))
    if chosen.pool:
        more, figures = calendars(list(rows(*chosen.pool)), whole=chosen.whole)
        page, reached = page + more, reached | figures
    print(page)
    if chosen.record:
        record("temporal", page)
    failed = below_floor(chosen.floors, reached)
    print("\n".join(failed))
    return int(bool(failed))


# ---- time expressions


@dataclass(frozen=True, slots=True)
class Run:
    """One system over all documents: its spans, and its CPU seconds without parsing."""

    name: str
    spans: list[list[Row]]
    seconds: float


def _timexes(files: Sequence[str], pred: str | None, peers: bool, home: Path) -> tuple[str, dict[str, float]]:
    documents = list(rows(*files))
    runs = [_parley(documents)] + ([peer(documents) for peer in _peers()] if peers else [])
    outside = [_outside(peer, documents, home) for peer in (RECOGNIZERS, HEIDELTIME)] if peers else []
    runs += [found for found in outside if found is not None]
    if pred:
        write_rows(pred, ({"id": d["id"], "timexes": s} for d, s in zip(documents, runs[0].spans, strict=True)))
    gold = [(i, d) for i, d in enumerate(documents) if "timexes" in d]
    if not gold:
        return "No gold: predictions only.", {}
    counted = {r.name: [compare(d["text"], d["timexes"], r.spans[i]) for i, d in gold] for r in runs}
    page = f"# Time expressions ({len(gold)} documents)\n\n{_table(runs, counted)}\n\n{_by_class(gold, runs[0])}"
    return page, total(counted[runs[0].name]).figures()


def _parley(documents: Sequence[Row]) -> Run:
    reports = [Report(text=d["text"], title=d.get("title") or "", published=day_of(d["dct"])) for d in documents]
    parsed = list(sheets(reports))
    begun = time.process_time()
    tagged = [tag(sheet) for sheet in parsed]
    spent = time.process_time() - begun
    return Run(
        "Parley", [[_span(t, r.published) for t in ts] for ts, r in zip(tagged, reports, strict=True)], spent
    )


def _span(timex: Timex, published: date | None) -> Row:
    value = timex_value(timex.expression, published=published)
    return {"start": timex.anchor.start, "end": timex.anchor.end, "type": timex.type, "value": value}


def _table(runs: Sequence[Run], counted: dict[str, list[Counts]]) -> str:
    body = []
    for run in runs:
        figures = total(counted[run.name]).figures()
        low, high = interval(counted[run.name])
        less = "" if run is runs[0] else "[{:.1f}, {:.1f}]".format(*interval(counted["Parley"], counted[run.name]))
        speed = len(run.spans) / run.seconds if run.seconds else 0.0
        body.append([run.name, *list(figures.values())[:4], f"[{low:.1f}, {high:.1f}]", less, speed])
    head = [
        "system",
        "strict",
        "relaxed",
        "type",
        "value",
        "95 % of value",
        "Parley's lead",
        "documents per CPU second",
    ]
    return table(head, body)


def _by_class(gold: Sequence[tuple[int, Row]], run: Run) -> str:
    kinds = [(name, re.compile(pattern)) for name, pattern in CLASSES]
    size, found, right = Counter[str](), Counter[str](), Counter[str]()
    for i, document in gold:
        spans = run.spans[i]
        matched = dict(align(document["timexes"], spans))
        for g, golden in enumerate(document["timexes"]):
            words = " ".join(document["text"][golden["start"] : golden["end"]].split())
            kind = next((n for n, p in kinds if p.match(words)), golden["type"].lower() + ", other")
            size[kind] += 1
            found[kind] += g in matched
            right[kind] += g in matched and spans[matched[g]]["value"] == golden["value"]
    body = [[k, n, 100 * found[k] / n, 100 * right[k] / max(found[k], 1)] for k, n in size.most_common()]
    return table(["class", "gold", "found %", "of these right value %"], body)


# ---- peers


def _peers() -> Iterator[Callable[[Sequence[Row]], Run]]:
    try:
        import dateparser.search  # noqa: F401
    except ImportError:
        return
    yield _dateparser
    yield _spacy_dateparser


def _outside(peer: Peer, documents: Sequence[Row], home: Path) -> Run | None:
    """A peer in an environment of its own."""
    asked = [{"text": d["text"], "dct": d["dct"] or "1900-01-01"} for d in documents]
    ran = run_peer(peer, asked, home)
    return Run(f"{peer.name} ({ran.memory:.0f} MiB)", ran.found, ran.seconds) if ran is not None else None


def _settings(document: Row) -> dict[str, Any]:
    from datetime import datetime

    base = datetime.combine(day_of(document["dct"]) or date.min, datetime.min.time())
    return {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}


def _dateparser(documents: Sequence[Row]) -> Run:
    """dateparser.search over whole documents, with the day of creation as its base."""
    from dateparser.search import search_dates

    begun, spans = time.process_time(), []
    for document in documents:
        hits = search_dates(document["text"], languages=["en"], settings=_settings(document)) or []
        at, found = 0, []
        for words, moment in hits:
            start = document["text"].find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append({"start": start, "end": at, "type": "DATE", "value": moment.date().isoformat()})
        spans.append(found)
    return Run("dateparser.search", spans, time.process_time() - begun)


def _spacy_dateparser(documents: Sequence[Row]) -> Run:
    """spaCy's DATE and TIME entities, each read by dateparser. The parse is not counted."""
    import dateparser.date

    parsed = list(sheets(Report(text=d["text"]) for d in documents))
    begun, spans = time.process_time(), []
    for document, sheet in zip(documents, parsed, strict=True):
        found = []
        for first, last in _entities(sheet):
            anchor = sheet.anchor(first, last)
            parser = dateparser.date.DateDataParser(languages=["en"], settings=_settings(document))
            value = _as_fine(parser.get_date_data(anchor.words))
            found.append({"start": anchor.start, "end": anchor.end, "type": first.ent_type_, "value": value})
        spans.append(found)
    return Run("spaCy entities + dateparser", spans, time.process_time() - begun)


def _entities(sheet: Sheet) -> Iterator[tuple[Token, Token]]:
    """First and last token of each entity that spaCy takes for a date or a time."""
    inside: list[Token] = []
    for token in (*sheet.doc, None):
        goes_on = token is not None and token.ent_iob_ == "I"
        if inside and not goes_on:
            yield inside[0], inside[-1]
            inside = []
        if token is not None and (inside or token.ent_iob_ == "B") and token.ent_type_ in ("DATE", "TIME"):
            inside.append(token)


def _as_fine(data: Any) -> str:
    """What dateparser found, as fine as it says it is: a month as 2022-03, not as a day of it."""
    if data.date_obj is None:
        return ""
    size = {"year": 4, "month": 7}.get(data.period, 10)
    return str(data.date_obj.date().isoformat()[:size])
