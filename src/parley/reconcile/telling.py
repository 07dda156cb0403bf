"""How each report tells it: whose voice is heard how much, named or not, and where the outlet itself judges."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from parley.model.actors import ActorKind, VoiceKind
from parley.model.dossier import Telling
from parley.model.entries import Statement
from parley.model.lexicon import Lexicon
from parley.model.text import Anchor, Report, fold
from parley.reconcile.actors import STEM
from parley.reconcile.claims import Desk
from parley.reconcile.names import plain
from parley.reconcile.parts import Part

_JUDGING = Lexicon.beside(__file__).words("evaluative", "words")
_PHRASES = Lexicon.beside(__file__).words("evaluative", "phrases")
_LONGEST = max(len(phrase.split()) for phrase in (*_JUDGING, *_PHRASES))
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_QUOTED = re.compile(r'"[^"\n]*(?:"|\n|$)')
_FIRST = {found.group() for phrase in _PHRASES if (found := _WORD.match(phrase))}
"""The words that phrases begin with."""
UNNAMED = "unnamed sources"
Stems = dict[str, tuple[str, str]]


def telling(desk: Desk, stems: Stems, part: Part) -> Telling:
    """How one report tells it."""
    said = list(part.told.of_kind(Statement))
    kinds = Counter(s.voice.kind for s in _voices(said))
    return Telling(
        report=part.id,
        shares=_shares(desk, stems, said),
        named=kinds[VoiceKind.NAMED],
        unnamed=kinds[VoiceKind.ANONYMOUS],
        institutions=kinds[VoiceKind.INSTITUTION],
        evaluative=part.once("evaluative", lambda: tuple(evaluative(part.report, [s.content for s in said]))),
    )


def _voices(said: Iterable[Statement]) -> list[Statement]:
    """One statement for each different source."""
    return list({(s.voice.kind, s.voice.actor or plain(s.voice.description)): s for s in said}.values())


def _shares(desk: Desk, stems: Stems, said: list[Statement]) -> tuple[tuple[str, float], ...]:
    """How many of all words spoken each party speaks; what is quoted inside a quotation counts once."""
    words: Counter[str] = Counter()
    for statement in said:
        if not any(other is not statement and _holds(other.content, statement.content) for other in said):
            words[_party(desk, stems, statement)] += len(statement.content.words.split())
    total = sum(words.values())
    order = sorted(words, key=lambda party: (-words[party], party))
    return tuple((party, round(words[party] / total, 4)) for party in order)


def _holds(outer: Anchor, inner: Anchor) -> bool:
    return outer.covers(inner) and (outer.end - outer.start) > (inner.end - inner.start)


def _party(desk: Desk, stems: Stems, statement: Statement) -> str:
    """The side that a voice speaks for; an unnamed source's side is in its description."""
    voice = statement.voice
    if voice.actor and desk.cast.side(voice.actor) in desk.cast.by_id:
        return desk.cast.name(desk.cast.side(voice.actor))
    if voice.actor and voice.kind is not VoiceKind.ANONYMOUS:
        return desk.cast.name(voice.actor)
    return _side_in(stems, voice.description) or UNNAMED


def _side_in(stems: Stems, description: str) -> str | None:
    """The state that a description names: "a senior Norlandic official"."""
    found = (stems[w[:STEM]] for w in plain(description).split() if w[:STEM] in stems)
    return min(found, default=("", None))[1]


def states(desk: Desk) -> Stems:
    """How the names of states begin, each with the first state so named and its id."""
    known = ((a.id, a) for a in desk.cast.actors if a.kind is ActorKind.STATE)
    found: Stems = {}
    for place, state in known:
        for name in (state.name, *state.names):
            found.setdefault(plain(name)[:STEM], (place, state.name))
    return found


def evaluative(report: Report, spoken: Iterable[Anchor]) -> Iterator[Anchor]:
    """The words that judge, outside all quotation marks and all that somebody else is reported to have said."""
    others = _merged_spans(report, spoken)
    starts = [start for start, _ in others]
    for start, end in _judging(report):
        before = bisect_right(starts, start) - 1
        if before < 0 or others[before][1] <= start:
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
