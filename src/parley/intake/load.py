"""From what a person gives (files, folders, addresses) to frozen reports, divided into passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from parley.errors import BadSetting, Unreadable
from parley.intake.divide import divide
from parley.intake.draft import LIMIT, Draft, Raw
from parley.intake.formats import format_of, read_raw
from parley.intake.places import Place, places
from parley.intake.sidecar import Known, Sidecars
from parley.intake.tongue import foreign
from parley.intake.twins import once, revised
from parley.intake.warc import is_warc, read_warc
from parley.model.text import Part, Report

T = TypeVar("T", str, date)

Progress = Callable[[int, int, str], None]
"""Called with how many places are done, how many there are, and the one that comes next ("" at the end)."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What came in: the reports, divided, in the order given, and one fault for each thing left out."""

    reports: tuple[Report, ...] = ()
    left_out: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person says about the reports. Named ones outrank every other source; the general ones
    only fill in where neither sidecar nor file says anything."""

    published: date | None = None
    outlet: str | None = None
    published_for: Mapping[str, date]
    outlet_for: Mapping[str, str]


def load(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    outlet: str | None = None,
    published_for: Mapping[str, date] | None = None,
    outlet_for: Mapping[str, str] | None = None,
    allow_private: bool = False,
    on_progress: Progress | None = None,
) -> Intake:
    """Read every report that files, folders and addresses hold.

    `published_for` and `outlet_for` name a report by file name, source or outlet. What cannot be read is
    left out with a reason and never stops the rest. Raises BadSetting for a sidecar that is not
    understood and for a name in `published_for` or `outlet_for` that no report bears.
    """
    said = Said(published=published, outlet=outlet, published_for=published_for or {}, outlet_for=outlet_for or {})
    wanted = list(places(paths))
    reports: list[Report] = []
    left_out: list[Unreadable] = []
    sidecars = Sidecars()
    for number, place in enumerate(wanted):
        if on_progress:
            on_progress(number, len(wanted), place.source if isinstance(place, Unreadable) else str(place))
        drafts, faults = _drafts(place, allow_private)
        left_out += faults
        for draft in drafts:
            _take(draft, sidecars.known(place), said, reports, left_out)
    if on_progress:
        on_progress(len(wanted), len(wanted), "")
    _check_names(said, wanted, reports)
    return Intake(tuple(revised(once(reports))), tuple(left_out))


def take(raw: Raw, stated: Draft) -> Intake:
    """The reports in bytes that somebody else brought, as `load` makes them.

    `stated` is what is said of them elsewhere, by a feed that points at the page: it fills in where the page is
    silent, except for its outlet, which goes before.
    """
    drafts, faults = read_raw(raw)
    reports: list[Report] = []
    left_out = list(faults)
    said = Said(published_for={}, outlet_for={})
    for draft in drafts:
        known = replace(
            draft,
            source=draft.source or raw.name,
            title=draft.title or stated.title,
            outlet=stated.outlet or draft.outlet,
            published=draft.published or stated.published,
        )
        _take(known, None, said, reports, left_out)
    return Intake(tuple(reports), tuple(left_out))


def _take(
    draft: Draft, known: Known | None, said: Said, reports: list[Report], left_out: list[Unreadable]
) -> None:
    report = _report(draft, known, said)
    fault = _unfit(report)
    if fault:
        left_out.append(Unreadable(report.source, fault))
    else:
        reports.append(replace(report, language="en"))


def _drafts(place: Place | Unreadable, allow_private: bool) -> tuple[list[Draft], list[Unreadable]]:
    if isinstance(place, Unreadable):
        return [], [place]
    if isinstance(place, Path) and is_warc(place):
        return read_warc(place)
    try:
        raw = _file(place) if isinstance(place, Path) else _page(place, allow_private)
    except Unreadable as fault:
        return [], [fault]
    drafts, faults = read_raw(raw)
    return [d if d.source else replace(d, source=raw.name) for d in drafts], faults


def _file(path: Path) -> Raw:
    try:
        size = path.stat().st_size
        raw = Raw(data=b"", name=path.name)
        if size > LIMIT and format_of(raw) != "rows":
            raise Unreadable(path.name, f"{size / 1e6:.1f} MB is too large (a report has at most 5 MB): split it")
        return replace(raw, data=path.read_bytes())
    except OSError as fault:
        raise Unreadable(path.name, f"cannot be opened ({fault.strerror})") from fault


def _page(address: str, allow_private: bool) -> Raw:
    from parley.intake.fetch import fetch

    return fetch(address, allow_private=allow_private)


def _report(draft: Draft, known: Known | None, said: Said) -> Report:
    """The frozen report with the best that is known of it, divided."""
    outlet = (known and known.outlet) or draft.outlet or said.outlet
    published, by = _published(draft, known, said)
    report = divide(
        Report(
            text=draft.text,
            title=(known and known.title) or draft.title,
            outlet=_named(said.outlet_for, draft.source, outlet) or outlet,
            published=published,
            published_by=by,
            url=(known and known.url) or draft.url,
            author=(known and known.author) or draft.author,
            source=draft.source,
        )
    )
    named = _named(said.published_for, report.source, report.outlet)
    return replace(report, published=named, published_by="reader") if named else report


def _published(draft: Draft, known: Known | None, said: Said) -> tuple[date | None, str]:
    if known and known.published:
        return known.published, "sidecar"
    if draft.published:
        return draft.published, "metadata"
    return (said.published, "reader") if said.published else (None, "")


def _named(table: Mapping[str, T], source: str, outlet: str | None) -> T | None:
    """What a table says of a report, by file name, source, row id or outlet, in any case of letters."""
    names = {_folded(name) for name in _names(source, outlet)}
    return next((value for key, value in table.items() if _folded(key) in names), None)


def _names(source: str, outlet: str | None) -> tuple[str, ...]:
    return (source, source.rpartition("#")[2], source.rpartition("#")[0], outlet or "")


def _folded(name: str) -> str:
    return name.strip().casefold()


def _check_names(said: Said, wanted: list[Place | Unreadable], reports: list[Report]) -> None:
    known = {_folded(name) for r in reports for name in _names(r.source, r.outlet)}
    known |= {_folded(p.name) for p in wanted if isinstance(p, Path)} | {_folded(str(p)) for p in wanted}
    for key in [*said.published_for, *said.outlet_for]:
        if _folded(key) not in known:
            raise BadSetting(f"no report is called {key!r}: give a file name or an outlet as the reports have it")


def _unfit(report: Report) -> str | None:
    """Why a text is no report that can be read; None if it is one."""
    if not report.text.strip():
        return "it holds no text"
    words = " ".join(report.text[p.start : p.end] for p in report.body())
    language = foreign(words or report.text)
    if language:
        return f"it is not in English (it looks like {language!r}): give an English text"
    if not any(p.part is Part.BODY for p in report.passages):
        return "no sentence was found in it"
    return None
