"""The timeline by day: what counts most of a full day first, the rest behind it."""

from __future__ import annotations

import re
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
_LONG, _SHARED = 8, 0.9  # words of a row, and the share of them that another one has too
_WORD = re.compile(r"\w+")
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
    """Rows that say the same once, with the places of all: the longer one, which tells whose word it is."""
    found: list[_Line] = []
    for line in lines:
        same = next((i for i, (_, row) in enumerate(found) if _alike(row.text, line[1].text)), None)
        if same is None:
            found.append(line)
        else:
            found[same] = _joined(found[same], line)
    return found


def _alike(one: str, other: str) -> bool:
    """Whether two rows are the same, or nearly all words of a long one stand in the other too."""
    if one.casefold() == other.casefold():
        return True
    a, b = (set(_WORD.findall(text.casefold())) for text in (one, other))
    fewer = min(len(a), len(b))
    return fewer >= _LONG and len(a & b) >= _SHARED * fewer


def _joined(one: _Line, other: _Line) -> _Line:
    longer, shorter = (one[1], other[1]) if len(one[1].text) >= len(other[1].text) else (other[1], one[1])
    reports = {ref.anchor.report for ref in (*longer.refs, *shorter.refs)}
    weight = (min(-len(reports), one[0][0], other[0][0]), min(one[0][1], other[0][1]))
    return weight, Summary(longer.text, tuple(dict.fromkeys((*longer.refs, *shorter.refs))))
