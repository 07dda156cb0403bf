"""From what was asked on the command line to a record, with progress and one line for each thing left out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parley.errors import BadSetting, Unreadable
from parley.intake import Intake, load
from parley.model.record import Record

LEFT_OUT = 3
"""Exit code when the work was done but something was left out."""


@dataclass(frozen=True, slots=True)
class Model:
    """A language model to read beside the rules: the address of its server, and its name there."""

    endpoint: str
    name: str


def model(reader: str, endpoint: str | None, name: str | None) -> Model | None:
    """The model that was asked for, None where the rules read alone.

    >>> model("model", "http://127.0.0.1:8080/v1", None)
    Traceback (most recent call last):
    ...
    parley.errors.BadSetting: --reader model needs --endpoint URL and --model NAME
    """
    if reader not in ("rules", "model"):
        raise BadSetting(f"--reader {reader!r} is not known: say rules or model")
    if reader == "rules":
        if endpoint or name:
            raise BadSetting("--endpoint and --model are for --reader model: add it")
        return None
    if not endpoint or not name:
        raise BadSetting("--reader model needs --endpoint URL and --model NAME")
    return Model(endpoint, name)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that every reading command shares."""

    paths: Sequence[str]
    published: Sequence[str]
    outlet: Sequence[str]
    workers: int
    allow_private: bool
    quiet: bool
    verbose: bool
    corrections: Path | None = None
    model: Model | None = None
    engine: str = "processes"
    scheduler: str = ""
    shards: Path | None = None

    def say(self, line: str) -> None:
        """A line for people on standard error."""
        if not self.quiet:
            sys.stderr.write(line + "\n")


def day(text: str) -> date:
    """A day written as 2025-05-15.

    >>> day("15 May")
    Traceback (most recent call last):
    ...
    parley.errors.BadSetting: '15 May' is not a day: write it as 2025-05-15
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"{text!r} is not a day: write it as 2025-05-15") from None


def split(settings: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """Settings as (for all reports, for single reports).

    >>> split(["2025-05-15", "ipaper.txt=2025-05-14"])
    ('2025-05-15', {'ipaper.txt': '2025-05-14'})
    """
    single = dict(s.rsplit("=", 1) for s in settings if "=" in s)
    for_all = [s for s in settings if "=" not in s]
    if len(for_all) > 1:
        raise BadSetting(f"{for_all[0]!r} and {for_all[1]!r} are both given for all reports: say REPORT=VALUE")
    return (for_all[0] if for_all else None), single


def intake(asked: Asked) -> Intake:
    """The reports behind the paths, divided into passages."""
    published, published_for = split(asked.published)
    outlet, outlet_for = split(asked.outlet)
    with bar(asked, "Opening") as (resize, advance):

        def opened(done: int, total: int, _: str) -> None:
            resize(total)
            advance(1 if done else 0)

        return load(
            asked.paths,
            published=day(published) if published else None,
            published_for={name: day(value) for name, value in published_for.items()},
            outlet=outlet,
            outlet_for=outlet_for,
            allow_private=asked.allow_private,
            on_progress=opened,
        )


def record(asked: Asked) -> tuple[Record, int]:
    """The record of everything that could be read, and the exit code: 0, or 3 if something was left out."""
    from parley.pipeline import read_reports
    from parley.scale import Engine

    began = time.perf_counter()
    engine = Engine(name=asked.engine, workers=asked.workers, scheduler=asked.scheduler, kept=asked.shards)
    taken = intake(asked)
    with bar(asked, "Reading") as (resize, advance):
        resize(len(taken.reports))
        reading = read_reports(taken.reports, step=advance, engine=engine)
    left_out: tuple[Unreadable, ...] = (*taken.left_out, *reading.left_out)
    for fault in left_out:
        sys.stderr.write(f"left out: {fault}\n")
    if not taken.reports:
        raise BadSetting("no report could be read: name files, folders or addresses that hold English text")
    if asked.verbose:
        seconds = time.perf_counter() - began
        count = len(reading.record.entries)
        asked.say(f"read {len(taken.reports)} reports, {count} entries, in {seconds:.1f} s")
    read, faults = _with_model(asked, reading.record)
    return read, LEFT_OUT if left_out or faults else 0


def _with_model(asked: Asked, read: Record) -> tuple[Record, tuple[str, ...]]:
    """The record with what the model adds, and what went wrong; the record itself where no model is asked."""
    if asked.model is None:
        return read, ()
    from parley.reading.asking import Endpoint, ask_about

    key = os.environ.get("PARLEY_MODEL_KEY", "")
    endpoint = Endpoint(url=asked.model.endpoint, model=asked.model.name, key=key)
    with bar(asked, "Asking") as (resize, advance):
        resize(len(read.reports))
        found = ask_about(read, endpoint, step=advance)
    for fault in found.faults:
        sys.stderr.write(f"left out: {fault}\n")
    asked.say(found.told)
    return found.record, found.faults


Count = Callable[[int], None]


@contextmanager
def bar(asked: Asked, name: str) -> Iterator[tuple[Count, Count]]:
    """A progress bar on standard error when a person is watching: (set the total, advance by)."""
    if asked.quiet or not sys.stderr.isatty():
        yield _nothing, _nothing
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda total: bar.update(task, total=total), lambda n: bar.advance(task, n)


def _nothing(_: int) -> None:
    """Nobody is watching."""
