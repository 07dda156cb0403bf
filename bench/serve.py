"""The desk under load: readers at every page of a large archive while reports come in and decisions are made.

./go bench serve [--reports 10000] [--negotiations 20] [--readers 50] [--seconds 60] [--archive FILE]

The archive is multiplied from the shippable reports of bench/data (see bench/load/multiply.py). The server runs as
`parley serve` does, in a process of its own, its log beside the archive; readers ask over loopback.

A reader is a person: asks for a page, looks at it for 2 to 6 seconds (evenly drawn), asks for the next one, each
time another kind of page of another negotiation. 50 of them at once ask for some 12 pages a second; that is what
"50 concurrent readers" means here, and what the floor holds. Apart from it stands what the desk can give at most:
as many readers that never pause.

All the while reports are uploaded and read, and a person confirms entries. Afterwards every report and every
decision that the server took must be in the archive. The load of the machine (processes that want to run, ours
among them) stands beside the figures: with more of them than processors, every time holds waiting for others.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.common import HERE, below_floor, record, rows, table
from bench.load.multiply import copies
from bench.load.readers import Asked, Looks, Plan, ask_all
from bench.load.served import Browser, Server
from bench.talks import report_of
from parley.model.negotiation import Negotiation
from parley.model.record import Record
from parley.pipeline import read_reports
from parley.scale import union
from parley.store import Archive

DATA = HERE / "data" / "talks" / "reports.jsonl"
BATCH = 100
PAGES = {
    "negotiations": "/",
    "overview": "/n/{n}",
    "who is coming": "/n/{n}/coming?page={few}",
    "on the table": "/n/{n}/table?page={few}",
    "in their words": "/n/{n}/voices",
    "on the ground": "/n/{n}/ground?page={few}",
    "timeline": "/n/{n}/timeline?page={few}",
    "disagreements": "/n/{n}/disagreements",
    "actors": "/n/{n}/actors",
    "an actor": "{actor}",
    "reports": "/n/{n}/reports",
    "a report": "{report}",
    "search": "/n/{n}/search?q={word}",
    "search everything": "/search?q={word}",
    "review": "/n/{n}/review",
    "changes": "/n/{n}/changes",
    "outlook": "/n/{n}/analysis",
}
WORDS = ("ceasefire", "talks", "president", "minister", "delegation", "sanctions", "hostages", "attack")


@dataclass
class Written:
    """What the server was given while it was read."""

    seed: int
    uploaded: list[str] = field(default_factory=list)
    refused: int = 0
    confirmed: int = 0


@dataclass(frozen=True)
class Found:
    """What readers met: one alone, all with time to look, all without; and the load of the machine meanwhile."""

    alone: Asked
    asked: Asked
    load: str
    full: Asked
    full_load: str


def main(argv: list[str]) -> int:
    """Build the archive, serve it, ask, and count what was lost."""
    options = _options(argv)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(options.archive or Path(folder) / "load.db")
        base = read_reports([report_of(r) for r in rows(*options.data)][: options.base]).record
        build(file, base, options.reports, options.negotiations)
        return _measure(file, base, options)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./go bench serve", description=__doc__)
    parser.add_argument("--data", nargs="+", default=[str(DATA)], help="reports to multiply")
    parser.add_argument("--base", type=int, default=15, help="take so many of them")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--negotiations", type=int, default=20)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--looks", type=float, nargs=2, default=[2.0, 6.0], help="seconds a reader looks at a page"
    )
    parser.add_argument("--full", type=float, default=15.0, help="seconds of readers without a pause")
    parser.add_argument("--imports", type=int, default=60, help="reports that are uploaded meanwhile")
    parser.add_argument("--archive", default="", help="keep the archive here, or use the one that is there")
    parser.add_argument("--record", action="store_true", help="write the table into bench/results.md")
    parser.add_argument("--floors", default="", help="hold the floors pinned under this name in bench/floors.json")
    return parser.parse_args(argv)


def build(file: Path, base: Record, reports: int, negotiations: int) -> None:
    """An archive of at least so many reports, spread evenly; one that is there already is filled up."""
    began, seed = time.perf_counter(), 0
    with Archive.open(file) as archive:
        run = archive.add_run(version="load", inputs={"reports": reports})
        there = {n.id for n in archive.negotiations()}
        names = [f"talks-{number:02d}" for number in range(negotiations)]
        for number, name in enumerate(names):
            if name not in there:
                archive.add_negotiation(Negotiation(id=name, title=f"Talks {number}"))
        while (missing := reports - archive.counts().reports) > 0:  # some copies turn out alike
            for name in names:
                for batch in _batches(copies(base, -(-missing // negotiations), seed)):
                    archive.add_shard(name, batch.reports, batch, run=run)
                seed += 1
        sys.stderr.write(f"built {archive.counts().reports} reports in {time.perf_counter() - began:.0f} s\n")


def _batches(made: Iterator[Record]) -> Iterator[Record]:
    held: list[Record] = []
    for one in made:
        held.append(one)
        if len(held) == BATCH:
            yield union(held)
            held = []
    if held:
        yield union(held)


def _measure(file: Path, base: Record, options: argparse.Namespace) -> int:
    with Archive.open(file) as archive:
        names = [n.id for n in archive.negotiations()]
        held = archive.counts().reports
    with Server(file) as server:
        browser = Browser(server.address)
        warm = _opened(browser, names)
        written, stop = Written(held), threading.Event()
        busy = threading.Thread(target=_write, args=(Browser(server.address), names, base, options, written, stop))
        plan = [_paths(browser, names, seed) for seed in range(options.readers)]
        alone = ask_all(server.address, plan[:1], 5.0, (0.0, 0.0))
        busy.start()
        asked, load = _loaded(server.address, plan, options.seconds, tuple(options.looks))
        full, full_load = _loaded(server.address, plan, options.full, (0.0, 0.0))
        stop.set()
        busy.join()
    lost = _lost(file, written)
    found = Found(alone=alone, asked=asked, load=load, full=full, full_load=full_load)
    text = _page(held, names, options, warm, found, written, lost)
    print(text)
    if options.record:
        record("serve", f"## serve\n\n{text}")
    reached = {"under 300 ms": 100 * sum(t < 0.3 for t in asked.every()) / max(len(asked.every()), 1)}
    reached |= {"kept writes": 100.0 if not lost else 0.0, "answered": 100.0 - 100 * asked.share_failed()}
    failed = below_floor(options.floors, reached)
    print("\n".join(failed))
    return 1 if failed or lost else 0


def _loaded(address: str, plan: Sequence[Plan], seconds: float, looks: Looks) -> tuple[Asked, str]:
    """What the readers found, and the load of the machine before and after."""
    before = os.getloadavg()[0]
    asked = ask_all(address, plan, seconds, looks)
    return asked, f"{before:.1f} to {os.getloadavg()[0]:.1f}"


def _opened(browser: Browser, names: Sequence[str]) -> float:
    """Seconds until every dossier is open."""
    began = time.perf_counter()
    for name in names:
        while "Opening the dossier" in browser.get(f"/n/{name}"):
            time.sleep(0.5)
    for name in names:
        while "being worked out" in browser.get(f"/n/{name}/analysis"):
            time.sleep(0.5)
    return time.perf_counter() - began


def _paths(browser: Browser, names: Sequence[str], seed: int) -> list[tuple[str, str]]:
    """What one reader asks for, in turn: every kind of page, each time of another negotiation."""
    name = names[seed % len(names)]
    found = {
        "actor": re.findall(r'<th scope="row"><a href="([^"]+)"', browser.get(f"/n/{name}/actors"))[:20],
        "report": re.findall(r'<h3><a href="([^"]+)"', browser.get(f"/n/{name}/reports"))[:20],
    }
    plan = []
    for turn in range(20):
        for number, (kind, path) in enumerate(PAGES.items()):
            other = names[(seed + 3 * turn + number) % len(names)]
            word = WORDS[(seed + turn + number) % len(WORDS)]
            chosen = {key: values[(turn + number) % len(values)] for key, values in found.items() if values}
            plan.append((kind, path.format(n=other, few=1 + turn % 5, word=word, **chosen)))
    return plan[seed:] + plan[:seed]


def _write(
    browser: Browser,
    names: Sequence[str],
    base: Record,
    options: argparse.Namespace,
    written: Written,
    stop: threading.Event,
) -> None:
    """Upload reports to be read, and confirm entries one after the other."""
    texts = [f"{r.reports[0].text}\n\nLate edition." for r in copies(base, options.imports, written.seed)]
    half = len(texts) // 2
    jobs = [browser.upload(names[0], texts[:half]), browser.upload(names[1], texts[half:])]
    entries = _entries(browser, names[2])
    for entry in entries:
        if stop.is_set():
            break
        written.confirmed += browser.confirm(names[2], entry)
        time.sleep(0.3)
    for job in jobs:
        told = browser.wait(job)
        written.refused += int("failed" in told)
        written.uploaded.append(told)


def _entries(browser: Browser, name: str) -> list[str]:
    """Entries in the margins of some reports."""
    reports = re.findall(r'<h3><a href="([^"]+)"', browser.get(f"/n/{name}/reports"))[:15]
    return re.findall(r'id="note-([0-9a-f]+)"', "".join(map(browser.get, reports)))


def _lost(file: Path, written: Written) -> int:
    """Decisions and reports that the server took and the archive does not hold, and faults of the archive."""
    with Archive.open(file) as archive:
        held = sum(len(archive.corrections(n.id)) for n in archive.negotiations())
        late = sum(
            report.text.rstrip().endswith("Late edition.")
            for n in archive.negotiations()[:2]
            for report in archive.reports(n.id, limit=1000).items
        )
    told = sum(int(found.group(1)) for text in written.uploaded if (found := re.search(r"(\d+) new report", text)))
    return max(written.confirmed - held, 0) + max(told - late, 0) + written.refused


def _page(
    held: int,
    names: Sequence[str],
    options: argparse.Namespace,
    warm: float,
    found: Found,
    written: Written,
    lost: int,
) -> str:
    kinds = found.asked.times
    body = [
        _line(kind, kinds[kind], found.alone.times.get(kind, []), found.full.times.get(kind, [])) for kind in kinds
    ]
    body.append(_line("all pages", found.asked.every(), found.alone.every(), found.full.every()))
    told = "; ".join(re.sub(r"<[^>]+>|\s+", " ", text).strip()[:60] for text in written.uploaded)
    shown = len(found.full.every()) / max(options.full, 1)
    return "\n".join(
        [
            f"{held} reports (multiplied) in {len(names)} negotiations on {os.cpu_count()} processors; "
            f"all dossiers and outlooks opened in {warm:.0f} s. {options.readers} readers who look "
            f"{options.looks[0]:g} to {options.looks[1]:g} s at a page, for {options.seconds:g} s over loopback "
            f"(load {found.load}); then as many without a pause for {options.full:g} s: {shown:.0f} pages a "
            f"second (load {found.full_load}). "
            f"Meanwhile uploads ({told}) and {written.confirmed} decisions; lost writes {lost}; failed requests "
            f"{found.asked.failed + found.full.failed}.",
            "",
            table(["page", "asked", "p50 ms", "p95 ms", "max ms", "alone, p95 ms", "no pause, p95 ms"], body),
        ]
    )


def _line(kind: str, asked: Sequence[float], alone: Sequence[float], full: Sequence[float]) -> list[object]:
    return [kind, *_row(asked), _row(alone)[2], _row(full)[2]]


def _row(times: Sequence[float]) -> list[object]:
    """How many, then median, 95th percentile and longest in milliseconds."""
    if not times:
        return ["", "", "", ""]
    ranked = sorted(1000 * t for t in times)
    return [
        len(ranked),
        ranked[len(ranked) // 2],
        ranked[min(int(0.95 * len(ranked)), len(ranked) - 1)],
        ranked[-1],
    ]
