"""How each report tells it: whose voice is heard how much, named or not, and where the outlet itself judges."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from parley.model.actors import VoiceKind
from parley.model.dossier import Telling
from parley.model.entries import Statement
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor, Report, fold
from parley.reconcile.claims import Desk
from parley.reconcile.heard import Ear, Stems
from parley.reconcile.mentions import mentioned
from parley.reconcile.parts import Part

_JUDGING = Lexicon.beside(__file__).words("evaluative", "words")
_PHRASES = Lexicon.beside(__file__).words("evaluative", "phrases")
_LISTED = _JUDGING | _PHRASES
_RUNS = sorted({tuple(sorted(re.findall("[a-z]+", found), key=len, reverse=True)) for found in _LISTED})
"""The runs of letters of each, the longest first: a report without them has no such word."""
_CALLING = Lexicon.beside(__file__).words("evaluative", "calling")
_LONGEST = max(len(phrase.split()) for phrase in _LISTED)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[.;:!?\n]|,")
_CALLED, _TAKEN = 8, 4  # words that may lie between a verb of calling, or "as", and the word that judges
_NEAR = 120  # code points in which these words stand
_ARTICLES = ("a", "an", "the", "his", "her", "its", "their")
_QUOTED = re.compile(r'"[^"\n]*(?:"|\n|$)')
_FIRST = {found.group() for phrase in _PHRASES if (found := _WORD.match(phrase))}
"""The words that phrases begin with."""


def telling(desk: Desk, stems: Stems, part: Part) -> Telling:
    """How one report tells it."""
    said = list(part.told.of_kind(Statement))
    ear = Ear(desk, stems, part)
    kinds = ear.kinds()
    return Telling(
        report=part.id,
        shares=ear.shares(),
        order=mentioned(desk, part),
        named=kinds[VoiceKind.NAMED],
        unnamed=kinds[VoiceKind.ANONYMOUS],
        institutions=kinds[VoiceKind.INSTITUTION],
        evaluative=part.once("evaluative", lambda: tuple(evaluative(part.report, [s.content for s in said]))),
    )


def evaluative(report: Report, spoken: Iterable[Anchor]) -> Iterator[Anchor]:
    """The words that judge, outside all quotation marks and all that somebody else is reported to have said."""
    low = report.text.lower()
    if not any(runs[0] in low and all(run in low for run in runs[1:]) for runs in _RUNS):
        return
    others = _merged_spans(report, spoken)
    starts = [start for start, _ in others]
    for start, end in _judging(report):
        before = bisect_right(starts, start) - 1
        own = before < 0 or others[before][1] <= start
        if own and not called(fold(report.text[max(0, start - _NEAR) : start])):
            yield report.anchor(start, end)


def _judging(report: Report) -> Iterator[tuple[int, int]]:
    """Where a listed word or phrase stands in what may be read."""
    text = fold(report.text)
    for passage in report.body():
        words = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text, passage.start, passage.end)]
        for i, (start, end, word) in enumerate(words):
            if word in _JUDGING:
                yield start, end
            for _, last, _ in words[i + 1 : i + _LONGEST] if word in _FIRST else ():
                if text[start:last].lower() in _PHRASES:
                    yield start, last


def called(before: str) -> bool:
    """Whether what follows these words is how somebody else sees it.

    >>> called("which rivals dismissed as a "), called("critics called the talks a "), called("seen as party ")
    (True, True, True)
    >>> called("As expected, the talks were a "), called("as they left the "), called("The talks were a ")
    (False, False, False)
    """
    words = _CLAUSE.split(before)[-1].lower().split()
    near = words[-_TAKEN:]
    taken = near[near.index("as") + 1 :] if "as" in near else None
    seen = taken is not None and (len(taken) < 2 or taken[0] in _ARTICLES)
    return seen or not _CALLING.isdisjoint(words[-_CALLED:])


def _merged_spans(report: Report, spoken: Iterable[Anchor]) -> list[tuple[int, int]]:
    text = fold(report.text)
    spans = [(a.start, a.end) for a in spoken] + [m.span() for m in _QUOTED.finditer(text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
