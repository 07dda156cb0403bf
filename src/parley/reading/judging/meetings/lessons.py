"""What annotated reports teach the judge of meetings: examples for both of its models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.reading import meetings
from parley.reading.gatherings import Ledger, ledger
from parley.reading.jointly import jointly
from parley.reading.judging.gold import Annotated, Wanted, Words, names
from parley.reading.judging.meetings import comers
from parley.reading.judging.meetings.candidates import Candidate, candidates
from parley.reading.judging.meetings.traits import Surroundings, traits
from parley.reading.judging.stretches import overlap
from parley.reading.meetings import Told
from parley.reading.page import Page, page
from parley.reading.sheet import sheets

_TUNED = 0.1  # who takes part, on reports the rules were mended on
_OPTIONAL = 0.3  # an entry that a careful reader may leave out


@dataclass(frozen=True, slots=True)
class Example:
    """One thing to learn from: what it shows, whether it is so, and what it counts for."""

    shown: list[str]
    wanted: bool
    counts: float = 1.0


@dataclass(frozen=True, slots=True)
class Examples:
    """What one report teaches each of the two models."""

    entries: tuple[Example, ...]
    comers: tuple[Example, ...]


def of_reports(known: Sequence[Annotated]) -> Iterator[Examples]:
    """What each report teaches, in order."""
    for one, sheet in zip(known, sheets(a.report for a in known), strict=True):
        yield of_page(jointly(page(sheet)), one)


def of_page(laid: Page, known: Annotated) -> Examples:
    """What one laid-out report teaches."""
    book = ledger(laid)
    found = tuple(candidates(laid, book))
    told = _told(laid, book, found)
    words = Words(laid.sheet.report.text)
    matches = {c.head.i: _matches(laid, words, told[c.head.i], known.wanted) for c in found}
    best = _best(found, matches, len(known.wanted))
    around, company = Surroundings(laid, book, found), comers.Company(laid, book)
    judged = (_entry(around, c, matches[c.head.i], best.get(c.head.i), known) for c in found)
    coming = (e for c in found for e in _coming(company, c, matches[c.head.i], known))
    return Examples(tuple(e for e in judged if e is not None), tuple(coming))


def _told(laid: Page, book: Ledger, found: tuple[Candidate, ...]) -> dict[int, Told]:
    """Each candidate as it would be told, by the place of its head."""
    ruled = {told.mention.head.i: told for told in meetings.told(laid, book)}
    return {c.head.i: ruled.get(c.head.i) or meetings.bare(laid, c.mention) for c in found}


def _matches(laid: Page, words: Words, told: Told, wanted: Sequence[Wanted]) -> dict[int, float]:
    """The annotated meetings that a candidate's words tell, with how well they cover each other."""
    anchor = laid.sheet.span_anchor(told.words)
    own = words.within(anchor.start, anchor.end)
    shared = {n: overlap(own, words.within(w.start, w.end)) for n, w in enumerate(wanted)}
    return {n: much for n, much in shared.items() if much}


def _best(found: tuple[Candidate, ...], matches: dict[int, dict[int, float]], wanted: int) -> dict[int, int]:
    """The candidate that tells each annotated meeting best, mentions of the ledger first: head to meeting."""
    best = {}
    for n in range(wanted):
        telling = [c for c in found if n in matches[c.head.i]]
        if telling:
            top = max(telling, key=lambda c: (c.known is not None, matches[c.head.i][n], c.head.i))
            best[top.head.i] = n
    return best


def _entry(
    around: Surroundings, candidate: Candidate, mine: dict[int, float], best: int | None, known: Annotated
) -> Example | None:
    """Whether a candidate is an entry of its own; nothing where it only repeats one that may be left out."""
    if best is not None:
        return Example(traits(around, candidate), True, _OPTIONAL if known.wanted[best].optional else 1.0)
    if mine and all(known.wanted[n].optional for n in mine):
        return None
    return Example(traits(around, candidate), False)


def _coming(
    company: comers.Company, candidate: Candidate, mine: dict[int, float], known: Annotated
) -> Iterator[Example]:
    """Who took part in an annotated meeting, and who of the others named near by did not."""
    if not mine:
        return
    answer = known.wanted[max(mine, key=lambda n: mine[n])]
    if not answer.actors:
        return
    told = meetings.participants(company.page, company.ledger, candidate.mention)
    for actor, shown in comers.traits(company, candidate, told).items():
        came = not answer.actors.isdisjoint(names(company.page.cast.actor(actor).name))
        yield Example(shown, came, _TUNED if known.tuned else 1.0)
