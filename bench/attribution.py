"""Who said what: attributions against gold spans of source, cue and content.

./go bench attribution --data DEV.jsonl [--pred OUT.jsonl] [--weights FOLDER] [--peers] [--leave-out TRAIN.jsonl]

`--data` holds one article a line: {id, text, attributions: [{source, cue, content}], outlet?}, each role a list of
[start, end] in code points. The taggers and the untrained rules run side by side, with the interval of what the
taggers add (paired bootstrap over articles). `--leave-out` takes annotated articles of several outlets and trains
without each in turn, then tags it: how well the taggers carry over to a paper they never saw. Direct means that
the content holds a quotation mark.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.common import arguments, below_floor, record, rows, table, write_rows
from bench.peers import HOME, TEXTACY
from bench.peers import run as run_peer
from bench.scorers.attribution import FIGURES, Counts, compare, figures, gain, interval, total
from parley.reading.attribution.gold import Lesson, lessons, report
from parley.reading.attribution.models import WEIGHTS, load
from parley.reading.attribution.reader import read
from parley.reading.attribution.scene import scene
from parley.reading.attribution.spans import Attribution, Run
from parley.reading.attribution.train import Rounds, fit
from parley.reading.sheet import Sheet, sheets

Row = dict[str, Any]
Reader = Callable[[Sheet], Sequence[Attribution]]
HEAD = ("system", *FIGURES, "words/s, parse included")


@dataclass(frozen=True, slots=True)
class Result:
    """What one system found in all articles, what that scores, and how long it took."""

    name: str
    found: list[Row]
    counts: list[Counts]
    speed: float

    @property
    def cells(self) -> list[object]:
        """Its line of the table."""
        reached = figures(total(self.counts))
        return [self.name, *(reached[name] for name in FIGURES), f"{self.speed:,.0f}"]


def main(argv: Sequence[str]) -> int:
    """Run, print, and fail where a figure is under its floor."""
    parser = arguments("attribution", (__doc__ or "").split("\n")[0])
    parser.add_argument("--weights", default=str(WEIGHTS), help="folder of trained parts")
    parser.add_argument(
        "--leave-out", nargs="*", default=[], help="annotated articles to train on without each outlet"
    )
    parser.add_argument("--outlets", nargs="*", default=[], help="leave out only these outlets")
    parser.add_argument("--peers-home", default=str(HOME), help="folder for the environments of peers")
    options = parser.parse_args(argv)
    articles = list(rows(*options.data))
    taggers = load(Path(options.weights))
    parsed, seconds = _parsed(articles)
    rules = _result("rules alone, untrained", articles, parsed, seconds, lambda s: read(scene(s), None))
    results = [rules]
    if taggers is not None:
        results.insert(
            0, _result("taggers and rules", articles, parsed, seconds, lambda s: read(scene(s), taggers))
        )
    if options.peers:
        results += _peers(articles, Path(options.peers_home))
    page = _page(results, rules)
    if options.leave_out:
        page += "\n\n" + _left_out(list(rows(*options.leave_out)), options.outlets)
    print(page)
    if options.pred:
        write_rows(options.pred, results[0].found)
    if options.record:
        record("attribution", "## Attribution\n\n" + page)
    failed = below_floor(options.floors, figures(total(results[0].counts)))
    print(*failed, sep="\n")
    return int(bool(failed))


def _parsed(articles: Sequence[Row]) -> tuple[list[Sheet], float]:
    began = time.process_time()
    parsed = list(sheets(map(report, articles)))
    return parsed, time.process_time() - began


def _result(name: str, articles: Sequence[Row], parsed: Sequence[Sheet], seconds: float, reader: Reader) -> Result:
    began = time.process_time()
    answers = [reader(sheet) for sheet in parsed]
    seconds += time.process_time() - began
    found = [
        {"id": article["id"], "attributions": [_spans(sheet, a) for a in answer]}
        for article, sheet, answer in zip(articles, parsed, answers, strict=True)
    ]
    return Result(name, found, _counts(articles, found), _words(articles) / max(seconds, 1e-9))


def _spans(sheet: Sheet, attribution: Attribution) -> Row:
    """An attribution in the scorer's form."""
    return {
        "source": _places(sheet, attribution.source),
        "cue": _places(sheet, attribution.cue),
        "content": _places(sheet, attribution.content),
        "confidence": attribution.confidence,
        "by": attribution.by,
    }


def _places(sheet: Sheet, pieces: Sequence[Run]) -> list[list[int]]:
    return [[sheet.starts[run.first], sheet.end(sheet.doc[run.last])] for run in pieces]


def _counts(articles: Sequence[Row], found: Sequence[Row]) -> list[Counts]:
    return [compare(a["text"], a["attributions"], f["attributions"]) for a, f in zip(articles, found, strict=True)]


def _words(articles: Sequence[Row]) -> int:
    return sum(len(article["text"].split()) for article in articles)


def _page(results: Sequence[Result], rules: Result) -> str:
    first = results[0]
    page = f"{len(first.counts)} articles; F1 in percent.\n\n" + table(HEAD, [r.cells for r in results])
    spread = []
    for name in FIGURES:
        low, high = interval(first.counts, name)
        more, most = gain(first.counts, rules.counts, name)
        spread.append([name, f"{low:.1f} to {high:.1f}", f"{more:+.1f} to {most:+.1f}"])
    head = ["figure", f"95 % interval of {first.name}", "and of its lead over the rules"]
    return page + "\n\n" + table(head, spread)


# ---- peers


def _peers(articles: Sequence[Row], home: Path) -> list[Result]:
    """The peers that can be had, each in an environment of its own."""
    asked = [{"text": a["text"], "paragraphs": [[p.start, p.end] for p in report(a).passages]} for a in articles]
    ran = run_peer(TEXTACY, asked, home)
    if ran is None:
        return []
    found = [{"id": a["id"], "attributions": answer} for a, answer in zip(articles, ran.found, strict=True)]
    speed = _words(articles) / max(ran.seconds, 1e-9)
    return [Result(f"{TEXTACY.name} ({ran.memory:.0f} MiB)", found, _counts(articles, found), speed)]


# ---- outlets never seen


def _left_out(articles: Sequence[Row], outlets: Sequence[str]) -> str:
    """One line for each outlet: the taggers trained without it, on it."""
    learnt = list(lessons(articles))
    chosen = [name for name in sorted({lesson.group for lesson in learnt}) if not outlets or name in outlets]
    body = [_without(name, learnt, articles) for name in chosen]
    return "Trained without the outlet it reads:\n\n" + table(("outlet", *FIGURES), body)


def _without(outlet: str, learnt: Sequence[Lesson], articles: Sequence[Row]) -> list[object]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        fit([lesson for lesson in learnt if lesson.group != outlet], folder, Rounds(), print)
        taggers = load(folder)
        counts = []
        for lesson, article in zip(learnt, articles, strict=True):
            if lesson.group == outlet:
                sheet = lesson.seen.scene.sheet
                found = [_spans(sheet, a) for a in read(lesson.seen.scene, taggers)]
                counts.append(compare(marked(article["text"]), article["attributions"], found))
    reached = figures(total(counts))
    return [outlet, *(reached[name] for name in FIGURES)]


def marked(text: str) -> str:
    """The text with '' as the quotation mark it stands for, in as many characters.

    One outlet writes all its marks so; the shared definition of quotewho does not know them and would find no
    quotation there.

    >>> marked("''No,'' he said.")
    ' "No, " he said.'
    """
    return text.replace("''", ' "')
