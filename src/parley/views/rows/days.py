"""The timeline by day: what counts most of a full day first, the rest behind it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from parley.model.dossier import Moment
from parley.model.entries import Event, Meeting
from parley.views.rows.brief import Day, Summary
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat

MOST = 5
"""Lines of one day that are shown at once, where there are more than one beyond that."""
_KINDS = (Meeting.kind, Event.kind)  # what was done before what was said
_Line = tuple[tuple[int, int], Summary]


def days(look: Lookup) -> tuple[Day, ...]:
    """The moments by day; moments that follow each other with one label share the day."""
    moments = sorted(look.dossier.timeline, key=lambda m: m.order)
    return tuple(_day(look, list(told)) for _, told in groupby(moments, key=lambda m: flat(m.label)))


def _day(look: Lookup, moments: list[Moment]) -> Day:
    lines = _once(_line(look, moment) for moment in moments)
    first = sorted(range(len(lines)), key=lambda i: (lines[i][0], i))
    shown = set(first[:MOST] if len(lines) > MOST + 1 else first)
    rows = [row for _, row in lines]
    return Day(
        flat(moments[0].label),
        moments[0].dated,
        tuple(row for i, row in enumerate(rows) if i in shown),
        tuple(row for i, row in enumerate(rows) if i not in shown),
    )


def _line(look: Lookup, moment: Moment) -> _Line:
    """A row with its weight: what many reports tell comes first, then what was done before what was said."""
    told = [look.entries[i] for i in moment.entries if i in look.entries]
    kind = told[0].kind if told else ""
    reports = len({entry.report for entry in told})
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    return (-reports, rank), Summary(flat(moment.text), look.refs(moment.entries))


def _once(lines: Iterable[_Line]) -> list[_Line]:
    """Rows that say the same once, with the places of all."""
    found: dict[str, _Line] = {}
    for weight, row in lines:
        key = row.text.casefold()
        old = found.get(key)
        refs = (*old[1].refs, *row.refs) if old else row.refs
        found[key] = (min(weight, old[0]) if old else weight, Summary(row.text, tuple(dict.fromkeys(refs))))
    return list(found.values())
