"""The brief from the dossier: every section laid out once."""

from __future__ import annotations

from parley.model.dossier import Change, Dossier
from parley.model.entries import Attendance, Meeting
from parley.model.text import Anchor, Report
from parley.model.times import Time, When
from parley.views.rows import coming, days, differ, ground, shared, table, turns, words
from parley.views.rows.blocks import blocks
from parley.views.rows.brief import Brief, Paper, Roll, Summary
from parley.views.rows.highlight import Span
from parley.views.rows.lookup import Lookup, Shelf
from parley.views.rows.prose import capital, counted, day_in_words, flat, listed, span_in_words

_FOUND = "worked out"


def lay_out(dossier: Dossier, changes: tuple[Change, ...] = ()) -> Brief:
    """All sections of the brief, in the order they are read."""
    look = Lookup.of(dossier)
    rolls = coming.rolls(look)
    named, unnamed = words.speakers(look)
    return Brief(
        title=_headed(title(dossier), rolls) or _title(rolls),
        subtitle=_subtitle(look),
        turns=turns.turns(look, changes),
        summary=tuple(Summary(flat(line.text), look.refs(line.grounds)) for line in dossier.lines),
        agreed=shared.agreed(look),
        rolls=rolls,
        sides=table.sides(look),
        named=named,
        unnamed=unnamed,
        ground=ground.happenings(look),
        timeline=days.days(look),
        clashes=differ.clashes(look),
        replaced=differ.replaced(look),
        alone=differ.alone(look),
        tellings=differ.tellings(look),
        papers=_papers(look, changes),
    )


def title(dossier: Dossier) -> str:
    """What a dossier is about: the meeting that its summary begins with; empty where it begins with none."""
    first = [dossier.entry(i) for i in dossier.lines[0].grounds] if dossier.lines else []
    told = [e.gathering for e in first if isinstance(e, Meeting | Attendance)]
    return capital(flat(dossier.gathering(told[0]).name)) if told else ""


def _headed(name: str, rolls: tuple[Roll, ...]) -> str:
    """The main meeting; who meets behind it where it has no name of its own: "Talks: Norland and Sudland"."""
    first = rolls[0] if rolls and rolls[0].name == name else None
    bare = first is not None and not any(c.isupper() for c in name[1:]) and not first.between.startswith("“")
    return f"{name}: {first.between}" if first is not None and bare and " and " in first.between else name


def _title(rolls: tuple[Roll, ...]) -> str:
    """The meeting most is told about names the brief."""
    return rolls[0].name if rolls else "What the reports say"


def _subtitle(look: Lookup) -> str:
    labels = [shelf.label for shelf in look.shelves.values()]
    if len(labels) > 6:
        return counted(len(labels), "report")
    return f"{counted(len(labels), 'report')}: {listed(labels)}" if labels else "no reports"


def _papers(look: Lookup, changes: tuple[Change, ...]) -> tuple[Paper, ...]:
    spans = _spans(look, changes)
    days, copies = dict(look.dossier.days), dict(look.dossier.copies)
    return tuple(
        _paper(shelf, spans.get(i, set()), days.get(i), look.shelves.get(copies.get(i, "")))
        for i, shelf in look.shelves.items()
    )


def _spans(look: Lookup, changes: tuple[Change, ...]) -> dict[str, set[Span]]:
    """Every place a line can point at, by report; what was withdrawn still points at its words."""
    dossier = look.dossier
    anchors: list[Anchor] = [entry.anchor for entry in dossier.record.entries]
    anchors += [account.anchor for point in dossier.points for account in point.accounts]
    anchors += [word for telling in dossier.tellings for word in telling.evaluative]
    anchors += [side.anchor for change in changes for side in (change.old, change.new) if side]
    spans: dict[str, set[Span]] = {}
    for anchor in anchors:
        if anchor.report in look.shelves:
            spans.setdefault(anchor.report, set()).add((anchor.start, anchor.end, look.ref(anchor).mark))
    return spans


def _paper(shelf: Shelf, spans: set[Span], day: Time | None, original: Shelf | None) -> Paper:
    report = shelf.report
    numbered = list(zip(shelf.passages, shelf.numbers, strict=True))
    url = report.url or ""
    return Paper(
        number=shelf.number,
        id=report.id,
        outlet=shelf.label,
        inferred=report.outlet_inferred,
        title=flat(report.title),
        headline=headline(report),
        day=came_out(shelf.report, day),
        day_known=report.published is not None,
        url=url if url.startswith(("https://", "http://")) else "",
        repeats=original.label if original else "",
        author=flat(report.author or ""),
        source=flat(report.source),
        sha256=report.sha256,
        blocks=blocks(report, numbered, spans),
    )


def headline(report: Report) -> str:
    """The title of a report where its text does not begin with it anyway."""
    title = flat(report.title)
    return "" if flat(report.text[: 2 * len(title) + 200]).startswith(title) else title


def came_out(report: Report, day: Time | None) -> str:
    """When a report came out and who says so; that nobody knows where nobody does."""
    if report.published:
        by = flat(report.published_by)
        where = "reports.toml" if by == "sidecar" else f"the {by}"
        return day_in_words(report.published) + (f" (from {where})" if by else "")
    if isinstance(day, When):
        why = flat("; ".join(day.chain)) or day.basis.value
        return f"{span_in_words(day)}, {why if why.startswith(_FOUND) else f'{_FOUND}: {why}'}"
    return "day not known"
