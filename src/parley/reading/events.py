"""Deeds: what was done, not said, with its PLOVER type, who did it to whom, where, when and how many.

A deed that is denied, planned, possible or hangs on a condition is an entry too, with that standing; what is only
urged is a position and no deed.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.model.entries import Event, Magnitude, Plover, Reality
from parley.model.lexicon import Lexicon
from parley.reading.bargains import bargains
from parley.reading.clause import objects
from parley.reading.contexts import cameo, contexts, lemmas
from parley.reading.deeds import Telling, nouns, verbs
from parley.reading.judging.deeds import Model, judged
from parley.reading.magnitudes import within
from parley.reading.page import Page
from parley.reading.parsed import Token
from parley.reading.retelling import distinct, inherited
from parley.reading.slots import piece

_LEXICON = Lexicon.beside(__file__)


def read(page: Page, model: Model | None = None) -> tuple[Event, ...]:
    """The events of a report, in order of place; one for each clause that tells one."""
    done, told = tellings(page)
    return _events(page, [*judged(page, done, told, model), *_undone(told)])


def by_rules(page: Page) -> tuple[Event, ...]:
    """The events that the rules alone find."""
    done, told = tellings(page)
    return _events(page, [*done, *_undone(told)])


def _undone(told: list[Telling]) -> list[Telling]:
    return distinct([t for t in told if t.real is not Reality.HAPPENED])


def _events(page: Page, told: list[Telling]) -> tuple[Event, ...]:
    found = [_event(page, t) for t in told]
    return tuple(sorted(found, key=lambda e: (e.anchor.start, e.anchor.end, e.type, e.reality)))


def tellings(page: Page) -> tuple[list[Telling], list[Telling]]:
    """The deeds done that the rules find, each once, and all their tellings of deeds, done or not."""
    told = [*verbs(page), *nouns(page), *bargains(page)]
    return inherited(page, distinct([t for t in told if t.real is Reality.HAPPENED])), told


def _event(page: Page, told: Telling) -> Event:
    what = piece(told.word)
    words = lemmas(told.word.doc[told.first.i : told.last.i + 1])
    kind, mode = told.deed.type, told.deed.mode
    about = contexts(kind, mode, words, _sectors(page, told))
    return Event(
        anchor=page.sheet.anchor(told.first, told.last),
        voice=page.voice(told.word),
        when=page.time(told.clause),
        reality=told.real,
        by=_by(told),
        confidence=told.likely,
        actors=told.actors,
        type=kind,
        mode=mode,
        what=page.sheet.anchor(what.first, what.last).words,
        recipients=tuple(a for a in told.recipients if a not in told.actors),
        place=_place(page, told),
        magnitudes=_magnitudes(page, told),
        contexts=about,
        cameo=cameo(kind, mode, told.real, about, words),
    )


def _by(told: Telling) -> str:
    """The word that told it; "judge:" where a model found it."""
    kind = "verb" if told.word.pos_ == "VERB" else "noun"
    return f"{'judge:' if told.likely < 1 else ''}{kind} {told.word.lemma_.lower()}"


def _sectors(page: Page, told: Telling) -> list[str]:
    return [sector for a in (*told.actors, *told.recipients) if (sector := page.cast.actor(a).sector)]


def _place(page: Page, told: Telling) -> str | None:
    """Where it was done: a named place in the clause, else a place as the report calls it ("the region")."""
    spots = list(_spots(told))
    named = next((p for t in spots for s in (t, *_of(t)) if (p := page.cast.place(s))), None)
    if named:
        return named
    if told.deed.type is Plover.AGREE:
        return None  # "a settlement was reached" is no place
    called = next((t for t in spots if t.lemma_.lower() in _geography()), None)
    return (
        page.sheet.span_anchor(called.doc[called.left_edge.i : called.i + 1]).words if called is not None else None
    )


def _spots(told: Telling) -> Iterator[Token]:
    """Words behind prepositions of place in the clause, those below the deed first; then its objects."""
    inside = told.word.doc[told.first.i : told.last.i + 1]
    behind = [t for t in inside if t.dep_ == "pobj" and t.head.lower_ in _PREPOSITIONS]
    yield from sorted(behind, key=lambda t: (t.head.head != told.word, t.i))
    yield from (t for t in objects(told.clause) if told.clause.pos_ == "VERB")
    yield from (
        t for t in inside if t.dep_ == "pobj" and t.head.lower_ in ("of", "against", "on") and t not in behind
    )


_PREPOSITIONS = _LEXICON.words("events", "places", "prepositions")


def _of(noun: Token) -> list[Token]:
    """ "the port of Odesa", "the Georgian town of Senaki"."""
    return [g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]


def _geography() -> frozenset[str]:
    return _LEXICON.words("events", "classes", "territory") | _LEXICON.words("events", "places", "nouns")


def _magnitudes(page: Page, told: Telling) -> tuple[Magnitude, ...]:
    dated = frozenset(i for t in page.timexes for i in range(t.first, t.last + 1))
    last = max(
        [told.last, *(c.right_edge for c in told.clause.children if c.dep_ == "advcl" and c.tag_ == "VBG")],
        key=lambda t: t.i,
    )
    return within(page.sheet, told.first, last, dated)
