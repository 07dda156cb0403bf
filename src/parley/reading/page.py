"""A report with its cast, its dates and its statements worked out: what the readers of talks stand on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from parley.model.actors import OUTLET, ActorId, Voice
from parley.model.calendar import resolve
from parley.model.entries import Statement
from parley.model.times import SILENT, Hangs, Time
from parley.model.undisturbed import undisturbed
from parley.reading.actors import Cast, cast
from parley.reading.attribution import statements
from parley.reading.parsed import Token
from parley.reading.sheet import Sheet
from parley.reading.spells import ends, joined, words_of
from parley.reading.times import Timex, tag, told_when


@dataclass(frozen=True, slots=True)
class Page:
    """One report, laid out: parse, cast, time expressions, statements in order of place."""

    sheet: Sheet
    cast: Cast
    timexes: tuple[Timex, ...]
    statements: tuple[Statement, ...]
    reach: tuple[int, ...] = field(init=False, repr=False, compare=False)  # how far the contents so far run

    def __post_init__(self) -> None:
        object.__setattr__(self, "reach", tuple(accumulate((s.content.end for s in self.statements), max)))

    def said(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the token, None in the outlet's own text."""
        at = self.sheet.start(token)
        last = bisect_right(self.statements, at, key=lambda s: s.content.start)
        first = next((n + 1 for n in range(last - 1, -1, -1) if self.reach[n] <= at), 0)
        holding = [s for s in self.statements[first:last] if s.content.end > at]
        return min(holding, key=lambda s: s.content.end - s.content.start, default=None)

    def voice(self, token: Token) -> Voice:
        """Who vouches for the words at this token."""
        statement = self.said(token)
        return statement.voice if statement else OUTLET

    def actors(self, token: Token | None) -> tuple[ActorId, ...]:
        """The actors meant by the noun phrase headed at the token."""
        return self.cast.of(token) if token is not None else ()

    def time(self, head: Token) -> Time:
        """When the thing headed at this token happened or will happen, as far as the report tells."""
        timex = told_when(self.sheet, self.timexes, head)
        return self.meant(timex, head) if timex is not None else SILENT

    def meant(self, timex: Timex, head: Token) -> Time:
        """The days that an expression in the clause of `head` means; both ends of a spell of several days."""
        first, last = ends(self.sheet, self.timexes, timex)
        if first is last:
            return self._resolved(timex, head)
        words = words_of(self.sheet, first, last).words
        return joined(self._resolved(first, head), self._resolved(last, head), words)

    def _resolved(self, timex: Timex, head: Token) -> Time:
        statement = self.said(head)
        said = statement.when if statement and timex.expression.hangs is Hangs.UTTERANCE else None
        report = self.sheet.report
        return resolve(timex.expression, timex.anchor.words, published=report.published, said=said)


@undisturbed()
def page(sheet: Sheet) -> Page:
    """Work out the cast, the dates and the statements of a parsed report."""
    who = cast(sheet)
    times = tag(sheet)
    spoken = sorted(statements(sheet, who, times), key=lambda s: (s.content.start, s.content.end))
    return Page(sheet, who.with_speakers(spoken), times, tuple(spoken))
