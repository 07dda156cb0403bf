"""The judges of meetings and of deeds on negotiations they were not taught by, beside the rules alone.

./go bench judges --data FOLDER... [--tuned FOLDER...] [--sentences FILE] [--folds N]

A folder holds reports.jsonl and gold/, as for `parley train`. The reports of --data are read by judges that
learned from all others, whole negotiations left out; those of --tuned, which the rules were written on, only
teach.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.common import arguments, record, rows, table
from bench.scorers.talks import score
from bench.talks import entries_of, gold_of
from parley.intake import divide
from parley.model.entries import Entry
from parley.model.record import Record
from parley.reading import events, meetings
from parley.reading.gatherings import Ledger, ledger
from parley.reading.jointly import jointly
from parley.reading.judging import meetings as meetings_judged
from parley.reading.judging.deeds import lessons as deeds_lessons
from parley.reading.judging.deeds.lessons import Lesson
from parley.reading.judging.deeds.model import Model
from parley.reading.judging.deeds.train import learnt as model_of
from parley.reading.judging.gold import Annotated, annotated
from parley.reading.judging.meetings import lessons as meetings_lessons
from parley.reading.judging.meetings.judge import Judge
from parley.reading.judging.meetings.lessons import Examples
from parley.reading.judging.meetings.train import learnt as judge_of
from parley.reading.page import Page, page
from parley.reading.sheet import sheets

Row = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """An annotated report laid out, with what it teaches both judges."""

    laid: Page
    book: Ledger
    negotiation: str
    folder: str
    tuned: bool
    mentions: Examples
    words: tuple[Lesson, ...]

    @property
    def id(self) -> str:
        """The id that its file gives it."""
        return str(self.laid.sheet.report.source)


def main(argv: list[str]) -> int:
    """Teach, read what was left out, and score."""
    parser = arguments("judges", __doc__ or "")
    parser.add_argument(
        "--tuned", nargs="*", default=[], help="folders that only teach: the rules were written on them"
    )
    parser.add_argument(
        "--sentences", type=Path, help="marked sentences that teach the judge of deeds, JSON lines"
    )
    parser.add_argument("--folds", type=int, default=8)
    options = parser.parse_args(argv)
    known = [k for folder in options.data for k in _known(Path(folder), tuned=False)]
    known += [k for folder in options.tuned for k in _known(Path(folder), tuned=True)]
    sentences = tuple(deeds_lessons.of_sentences(options.sentences)) if options.sentences else ()
    ruled = {k.id: _by_rules(k) for k in known if not k.tuned}
    judged = dict(_left_out(known, sentences, options.folds))
    page = _page(options.data, known, ruled, judged)
    print(page)
    if options.record:
        record("judges", f"## judges\n\n{page}")
    return 0


def _known(folder: Path, *, tuned: bool) -> Iterator[Known]:
    told, done = (
        [replace(a, report=divide(a.report)) for a in annotated(folder, kind, tuned=tuned)]
        for kind in ("meeting", "event")
    )
    for meeting, deed, sheet in zip(told, done, sheets(a.report for a in told), strict=True):
        yield _taught(jointly(page(sheet)), meeting, deed, folder.name)


def _taught(laid: Page, meeting: Annotated, deed: Annotated, folder: str) -> Known:
    mentions, words = meetings_lessons.of_page(laid, meeting), tuple(deeds_lessons.of_page(laid, deed))
    return Known(laid, ledger(laid), deed.negotiation, folder, deed.tuned, mentions, words)


def _left_out(known: Sequence[Known], sentences: Sequence[Lesson], folds: int) -> Iterator[tuple[str, list[Row]]]:
    """What is read in each clean report by judges that saw nothing of its negotiation."""
    for held in _folds([k for k in known if not k.tuned], folds):
        kept = [k for k in known if k.negotiation not in held]
        judge = judge_of([k.mentions for k in kept])
        model = model_of([*(word for k in kept for word in k.words), *sentences])
        for one in known:
            if one.negotiation in held and not one.tuned:
                yield one.id, _by_judges(one, judge, model)


def _folds(known: Sequence[Known], folds: int) -> list[list[str]]:
    """The negotiations in folds of about the same number of reports."""
    sizes = Counter(k.negotiation for k in known)
    made: list[list[str]] = [[] for _ in range(folds)]
    for name in sorted(sizes, key=lambda n: (-sizes[n], n)):
        min(made, key=lambda fold: sum(sizes[n] for n in fold)).append(name)
    return [fold for fold in made if fold]


def _by_rules(one: Known) -> list[Row]:
    return _rows(one, *meetings.read(one.laid, one.book), *events.by_rules(one.laid))


def _by_judges(one: Known, judge: Judge, model: Model) -> list[Row]:
    return _rows(one, *meetings_judged.read(one.laid, one.book, judge), *events.read(one.laid, model))


def _rows(one: Known, *entries: Entry) -> list[Row]:
    return entries_of(Record.of([one.laid.sheet.report], one.laid.cast.actors, one.book.gatherings, entries))


def _page(
    folders: Sequence[str], known: Sequence[Known], ruled: dict[str, list[Row]], judged: dict[str, list[Row]]
) -> str:
    """Precision, recall and F1 of both kinds by folder and together."""
    gold = {g["report"]: g for g in gold_of([str(Path(f) / "gold") for f in folders])}
    texts = {d["id"]: d["text"] for d in rows(*(Path(f) / "reports.jsonl" for f in folders))}
    names = list(dict.fromkeys(k.folder for k in known if not k.tuned))
    lines = []
    for kind in ("meeting", "event"):
        for name in [*names, "all"]:
            ids = [k.id for k in known if not k.tuned and name in (k.folder, "all")]
            tallies = [score([gold[i] for i in ids], said, texts) for said in (ruled, judged)]
            figures = [x for t in tallies for x in (*t.f1(kind), t.accuracy(kind))]
            lines.append([kind, f"{name} ({len(ids)})", *figures])
    head = ["precision", "recall", "F1", "attribute right"]
    return table(["kind", "reports", *(f"rules: {h}" for h in head), *(f"judge: {h}" for h in head)], lines)
