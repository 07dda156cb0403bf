"""What annotated reports and marked sentences teach the judge of deeds: words, and who may have done it.

Of an annotated deed the word whose own stretch comes nearest to the annotated one tells it; other words in it are
left out: whether they tell it too is a matter of taste.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.reading.events import tellings
from parley.reading.jointly import jointly
from parley.reading.judging.deeds.judge import Case, cases, offered
from parley.reading.judging.deeds.sentences import sentences, telling
from parley.reading.judging.deeds.traits import SENTENCE, UNKNOWN, glance, traits
from parley.reading.judging.gold import Annotated, Wanted, names, same
from parley.reading.judging.stretches import overlap
from parley.reading.page import Page, page
from parley.reading.sheet import sheets

DONE = ("AID", "ASSAULT", "COERCE", "COOPERATE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION")
"""The material classes: a verb of one tells a deed, one of a verbal class only speaks."""
_ALIKE = 0.8  # how much of the best overlap another word must reach to tell the same deed

Choices = tuple[tuple[list[str], float], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One word: what it shows, whether it tells a deed (None: not known), of which type, who may have done it."""

    glance: list[str]
    shown: list[str]
    rule: list[str]
    told: float | None
    type: str = ""
    choices: Choices = ()


def of_reports(known: Sequence[Annotated]) -> Iterator[tuple[Lesson, ...]]:
    """What each report teaches, in order."""
    for one, sheet in zip(known, sheets(a.report for a in known), strict=True):
        yield tuple(of_page(jointly(page(sheet)), one))


def of_page(laid: Page, known: Annotated) -> Iterator[Lesson]:
    """The words of one laid-out report. What the rules made of one they were written on is left out."""
    found = list(cases(laid, *tellings(laid)))
    for case, truth in zip(found, _truths(laid, found, known.wanted), strict=True):
        word, deed = case.candidate.word, truth.deed
        rule = [*UNKNOWN] if known.tuned else [*case.rule]
        choices = _choices(laid, case, deed.actors) if deed is not None else ()
        kind = deed.type if deed is not None else ""
        yield Lesson(glance(word), traits(laid, case.candidate), rule, truth.told, kind, choices)


def of_sentences(file: Path) -> Iterator[Lesson]:
    """The verb between both actors of each marked sentence of a file."""
    for one, laid, case in telling(list(sentences(file))):
        kind = "RETREAT" if one.kind == "YIELD" else one.kind
        done = kind in DONE
        shown = [*traits(laid, case.candidate), SENTENCE]
        choices = _choices(laid, case, names(one.text[slice(*one.source)])) if one.source[1] else ()
        word = case.candidate.word
        yield Lesson(glance(word), shown, [*UNKNOWN], float(done), kind if done else "", choices)


def _choices(laid: Page, case: Case, actors: frozenset[str]) -> Choices:
    """What each choice of a doer shows of itself, and whether it is right."""
    found, rows = offered(laid, case)
    named = (names([laid.cast.actor(a).name for a in choice.actors]) for choice in found)
    return tuple((row, float(same(actors, name))) for row, name in zip(rows, named, strict=True))


@dataclass(frozen=True, slots=True)
class _Truth:
    """What a case is: 1 a deed, 0 none, None where it cannot be learned from; and the deed."""

    told: float | None
    deed: Wanted | None


def _truths(laid: Page, found: Sequence[Case], deeds: Iterable[Wanted]) -> list[_Truth]:
    made = [_Truth(0.0, None) for _ in found]
    for deed in sorted(deeds, key=lambda w: not w.optional):
        tokens = laid.sheet.tokens(deed.start, deed.end)
        if not tokens:
            continue
        stretch = range(tokens[0].i, tokens[-1].i + 1)
        own = [_near(case, stretch) for case in found]
        best = max(own, default=0.0)
        for i, near in enumerate(own):
            if near and near >= _ALIKE * best:
                made[i] = _Truth(None if deed.optional else 1.0, deed)
            elif near and made[i].deed is None:
                made[i] = _Truth(None, None)
    return made


def _near(case: Case, stretch: range) -> float:
    if case.candidate.word.i not in stretch:
        return 0.0
    return max(overlap(stretch, case.span), overlap(stretch, case.candidate.span))
