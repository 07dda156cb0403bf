"""The timeline of a dossier as JSON for TimelineJS 3: dated moments as slides, at most 100 of them.

Everything is escaped, since TimelineJS sets text as HTML. Moments without a day cannot stand on its axis: the
title slide says how many are left out. Past 100 slides it crawls: then the ones told by most reports are kept.
"""

from __future__ import annotations

from html import escape
from typing import Any

from parley.model.dossier import Dossier, Moment
from parley.model.times import When
from parley.views.exchange import dumps
from parley.views.rows import phrases
from parley.views.rows.layout import title as about
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import counted, flat

MOST = 100
"""Slides that TimelineJS shows at a tolerable speed, by its own documentation."""

Slide = dict[str, Any]


def timeline_js(dossier: Dossier, title: str = "") -> str:
    """The timeline, earliest slide first."""
    look = Lookup.of(dossier)
    dated = [(m, when) for m in dossier.timeline if (when := _when(look, m))]
    kept = _kept(look, [m for m, _ in dated])
    slides = [_slide(look, moment, when) for moment, when in dated if id(moment) in kept]
    cover = _cover(look, title, len(dossier.timeline) - len(dated), len(dated) - len(slides))
    return dumps({"title": cover, "events": slides}, indent=1) + "\n"


def _when(look: Lookup, moment: Moment) -> When | None:
    """The days of a moment: those of the first of its entries that has any, or of the meeting it speaks of."""
    if not moment.dated:
        return None
    for entry_id in moment.entries:
        entry = look.entries.get(entry_id)
        if entry and isinstance(entry.when, When):
            return entry.when
    times = (a.as_of for e in moment.entries for _, a in look.told.get(e, ()))
    return next((t for t in times if isinstance(t, When)), None)


def _kept(look: Lookup, moments: list[Moment]) -> set[int]:
    """The slides that are shown, by identity: two moments may be equal in all but their place."""
    ranked = sorted(enumerate(moments), key=lambda m: (-_told(look, m[1]), m[0]))
    return {id(m) for _, m in ranked[:MOST]}


def _told(look: Lookup, moment: Moment) -> int:
    return len({look.entries[e].report for e in moment.entries if e in look.entries})


def _slide(look: Lookup, moment: Moment, when: When) -> Slide:
    entries = [look.entries[e] for e in moment.entries if e in look.entries]
    refs = tuple(dict.fromkeys(look.ref(e.anchor) for e in entries))
    quotes = dict.fromkeys(f"<p>“{escape(flat(r.anchor.words))}” — {escape(phrases.place(r))}</p>" for r in refs)
    made: Slide = {"start_date": _start(when)}
    if when.end > when.start:
        made["end_date"] = _date(when.end.year, when.end.month, when.end.day)
    made["display_date"] = escape(flat(moment.label))
    made["text"] = {"headline": escape(flat(moment.text)), "text": "".join(quotes)}
    made["unique_id"] = "parley-" + "-".join(moment.entries[:1] or [str(moment.order)])
    return made | ({"group": entries[0].kind} if entries else {})


def _start(when: When) -> dict[str, int]:
    """The first day, as precise as it is known: a year alone has no month."""
    parts = (when.start.year, when.start.month, when.start.day)
    return _date(*parts[: {4: 1, 7: 2}.get(len(when.timex), 3)])


def _date(year: int, month: int | None = None, day: int | None = None) -> dict[str, int]:
    return {k: v for k, v in (("year", year), ("month", month), ("day", day)) if v is not None}


def _cover(look: Lookup, title: str, undated: int, crowded: int) -> Slide:
    reports = [shelf.label for shelf in look.shelves.values()]
    text = [f"From {counted(len(reports), 'report')}."]
    if undated:
        text.append(f"{counted(undated, 'moment')} without a known day left out.")
    if crowded:
        text.append(f"{counted(crowded, 'moment')} told by fewest reports left out.")
    gathering = about(look.dossier) or "Timeline"
    headline = title or flat(gathering)
    return {"text": {"headline": escape(headline), "text": f"<p>{escape(' '.join(text))}</p>"}}
