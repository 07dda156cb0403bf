"""Reports come in: files, pasted text, or addresses; read off the request path, with progress."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from fastapi import Response
from starlette.datastructures import UploadFile

from parley.desk import Job
from parley.desk.jobs import Progress
from parley.errors import BadSetting, Unreadable
from parley.intake import Intake, load
from parley.model.text import Report
from parley.views.rows.prose import counted, flat
from parley.web import links
from parley.web.visit import Frame, Pages, Visit

pages = Pages()
MANY = 32  # reports from which on several processes read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an import, for people."""

    line: str
    left_out: tuple[str, ...] = ()


@pages.get("/n/{negotiation}/import", needs="analyst")
def form(visit: Visit, negotiation: str) -> Response:
    """How reports come in."""
    about = visit.site.archive.negotiation(negotiation)
    frame = Frame(f"Add reports to {about.title}", layout="middle")
    context = {"at": negotiation, "examples": visit.site.examples is not None}
    return visit.show("import.html.j2", frame, lambda: context)


@pages.post("/n/{negotiation}/import")
def start(visit: Visit, negotiation: str) -> Response:
    """Begin an import of whatever was given."""
    visit.site.archive.negotiation(negotiation)
    opened, title = _source(visit)
    job = begin(visit, negotiation, title, opened)
    visit.site.audit(visit, "import", negotiation, title)
    return visit.go(links.path("n", negotiation, "import", job.id))


Opened = Callable[[Progress], Intake]


def begin(visit: Visit, negotiation: str, title: str, opened: Opened) -> Job:
    """Start the job that opens, reads and keeps reports."""
    site, author = visit.site, visit.site.author(visit.viewer)

    def work(progress: Progress) -> Outcome:
        taken = opened(progress)
        total = len(taken.reports)
        progress(0, total)
        workers = site.settings.workers if total >= MANY else 1
        found = site.readers.read(
            negotiation, taken.reports, author=author, workers=workers, told=lambda done: progress(done, total)
        )
        site.follow(negotiation)
        faults = (*taken.left_out, *found.left_out)
        return Outcome(_line(len(found.new), len(found.known), found.entries), tuple(flat(str(f)) for f in faults))

    return site.desk.jobs.start(title, work, negotiation=negotiation)


def _line(new: int, known: int, entries: int) -> str:
    """What came of it, in one line."""
    if not new and not known:
        return "No report could be read."
    kept = f"{counted(new, 'new report')} with {counted(entries, 'entry', 'entries')}" if new else "Nothing new"
    return f"{kept}{f'; {known} were here already' if known else ''}."


def _source(visit: Visit) -> tuple[Opened, str]:
    """What was given: files before text before addresses."""
    day, outlet = _day(visit.field("published")), visit.field("outlet") or None
    if files := visit.files("files"):
        return _uploaded(files, day, outlet), f"Reading {counted(len(files), 'file')}"
    if text := visit.field("text"):
        return _pasted(visit, text, day, outlet), "Reading the pasted report"
    if addresses := visit.field("addresses").split():
        private = visit.site.settings.allow_private
        web = [a for a in addresses if a.startswith(("http://", "https://"))]
        if len(web) != len(addresses):
            raise BadSetting("give web addresses, each beginning with https:// or http://")
        return (
            lambda progress: load(
                web, published=day, outlet=outlet, allow_private=private, on_progress=_told(progress)
            ),
            f"Fetching {counted(len(web), 'address', 'addresses')}",
        )
    if visit.field("examples") and visit.site.examples:
        folder = visit.site.examples
        return lambda progress: load([folder], on_progress=_told(progress)), "Reading the examples"
    raise BadSetting("give files, a text or web addresses")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadSetting(f"{text!r} is not a day: write it as 2025-05-15") from None


def _told(progress: Progress) -> Callable[[int, int, str], None]:
    return lambda done, total, _: progress(done, total)


def _uploaded(files: Sequence[UploadFile], day: date | None, outlet: str | None) -> Opened:
    """Files are laid into a folder of their own, under their own bare names, and read from there."""
    folder = Path(tempfile.mkdtemp(prefix="parley-"))
    names: dict[str, int] = {}
    for given in files:
        name = _bare(given.filename or "report")
        names[name] = names.get(name, 0) + 1
        home = folder if names[name] == 1 else folder / str(names[name])
        home.mkdir(exist_ok=True)
        with (home / name).open("wb") as out:
            shutil.copyfileobj(given.file, out)

    def opened(progress: Progress) -> Intake:
        try:
            return load([folder], published=day, outlet=outlet, on_progress=_told(progress))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return opened


def _bare(name: str) -> str:
    """A file name without folders and without characters that mean something to a file system.

    >>> _bare("../../etc/passwd"), _bare("C:\\\\x\\\\report.txt"), _bare("..")
    ('passwd', 'report.txt', 'report')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*').strip(". ")
    return kept[-120:] or "report"


def _pasted(visit: Visit, text: str, day: date | None, outlet: str | None) -> Opened:
    title, address = flat(visit.field("title")), links.outside(visit.field("url"))

    def opened(_: Progress) -> Intake:
        with tempfile.TemporaryDirectory(prefix="parley-") as folder:
            file = Path(folder) / "pasted.txt"
            file.write_text(text.replace("\r\n", "\n"), encoding="utf-8", errors="replace")
            taken = load([file], published=day, outlet=outlet)
        return Intake(tuple(_named(r, title, address) for r in taken.reports), _plainly(taken.left_out))

    return opened


def _named(report: Report, title: str, address: str) -> Report:
    """The pasted report under the title and address that were given with it."""
    return replace(
        report, title=title or report.title, url=address or report.url, source=address or "pasted", id=""
    )


def _plainly(faults: Sequence[Unreadable]) -> tuple[Unreadable, ...]:
    return tuple(Unreadable("the pasted text", fault.reason) for fault in faults)


@pages.get("/n/{negotiation}/import/{job}")
def progress(visit: Visit, negotiation: str, job: str) -> Response:
    """How far an import is."""
    found = visit.site.desk.jobs.job(job)
    about = visit.site.archive.negotiation(negotiation)
    frame = Frame(about.title, subtitle="Reports are coming in", layout="middle")
    return visit.show("importing.html.j2", frame, lambda: {"working": found, "at": negotiation})


@pages.get("/jobs/{job}")
def work(visit: Visit, job: str) -> Response:
    """A piece of long work, for a page that watches it."""
    return visit.part("working.html.j2", {"working": visit.site.desk.jobs.job(job)})
