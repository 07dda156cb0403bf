"""What a speaker's plain words tell beyond the entries: wishes that somebody come, demands without a verb.

Only statements are looked at, so that whatever is found has a speaker and an entry to rest on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from parley.analysis.draft.sides import called, side
from parley.model.actors import Actor, ActorId, ActorKind
from parley.model.dossier import Dossier
from parley.model.entries import Move, Position, Statement
from parley.model.lexicon import Lexicon
from parley.model.text import fold

_WORDS = Lexicon.beside(__file__)
_NAME = r"(?:[A-Z][\w'’.-]*|\bthe [A-Z][\w'’.-]*)(?: [A-Z][\w'’.-]*)*"
_LOOK_BACK = 600  # characters before a pronoun in which its person is named
_GENDERED = {"he": "m", "him": "m", "she": "f", "her": "f"}
_MOST_WORDS = 4  # of what is asked for, in a demand without a verb


@dataclass(frozen=True, slots=True)
class Wish:
    """`who` would like `whom` to come, in these words."""

    who: ActorId
    whom: ActorId
    entry: Statement


@dataclass(frozen=True, slots=True)
class Ask:
    """A party asks others for something: a demand that goes on in a sentence without a verb."""

    party: str
    theme: str
    of: tuple[str, ...]
    entry: Statement


def wishes(dossier: Dossier) -> tuple[Wish, ...]:
    """Whom somebody is said to want at the talks, by whose word."""
    return tuple(w for entry in dossier.record.of_kind(Statement) for w in _wishes(dossier, entry))


def _wishes(dossier: Dossier, entry: Statement) -> Iterator[Wish]:
    for found in _wish_form().finditer(fold(entry.content.words)):
        who = _meant(dossier, entry, found["who"], found.start("who"))
        whom = _meant(dossier, entry, found["whom"], found.start("whom"))
        if who and whom and who.id != whom.id:
            yield Wish(who.id, whom.id, entry)


@cache
def _wish_form() -> re.Pattern[str]:
    wishing, coming = ("|".join(map(re.escape, _WORDS.load("hints")[key])) for key in ("wishing", "coming"))
    who = rf"(?P<who>\b(?:I|he|she|we|they|He|She|We|They)\b|{_NAME})"
    whom = rf"(?P<whom>\b(?:me|him|her|us|them)\b|{_NAME})"
    return re.compile(rf"{who}(?: \w+ly)? ?(?:{wishing}) {whom}(?: to)? (?:{coming})\b")


def _meant(dossier: Dossier, entry: Statement, word: str, place: int) -> Actor | None:
    """The actor of a name or pronoun at a place of a statement; the speaker for I and me.

    The word that opens a sentence may have been taken along ("And I", "But Norland").
    """
    parts = word.split()
    low = parts[-1].lower()
    if low in ("i", "me", "we", "us"):
        return dossier.actor(entry.voice.actor) if entry.voice.actor else None
    if low in _GENDERED:
        return _named_before(dossier, entry, entry.content.start + place, _GENDERED[low])
    if low in ("they", "them"):
        return None
    tails = [" ".join(parts[i:]) for i in range(len(parts))]
    return next((a for tail in tails for a in dossier.cast if tail in (a.name, *a.names)), None)


def _named_before(dossier: Dossier, entry: Statement, place: int, gender: str) -> Actor | None:
    """The person named last before a place, other than the speaker, whose gender does not speak against it."""
    report = dossier.report_of(entry.id)
    before = report.text[max(0, place - _LOOK_BACK) : place]
    speaker = dossier.merged(entry.voice.actor) if entry.voice.actor else ""
    best: tuple[int, Actor] | None = None
    for actor in dossier.cast:
        fits = actor.kind is ActorKind.PERSON and actor.gender in (None, gender) and actor.id != speaker
        at = max((before.rfind(n) for n in (actor.name, *actor.names) if len(n) > 2), default=-1) if fits else -1
        if at >= 0 and (best is None or at > best[0]):
            best = (at, actor)
    return best[1] if best else None


def asks(dossier: Dossier) -> tuple[Ask, ...]:
    """Demands that go on in a sentence without a verb: "We want action. More aid from the neighbours."."""
    demands = [e for e in dossier.record.of_kind(Position) if e.move is Move.DEMAND]
    statements = dossier.record.of_kind(Statement)
    pairs = ((s, d) for s in statements for d in demands if s.content.covers(d.anchor))
    return tuple(a for s, d in pairs if (a := _next(dossier, s, d)))


def _next(dossier: Dossier, entry: Statement, demand: Position) -> Ask | None:
    after = entry.content.words[demand.anchor.end - entry.content.start :]
    found = _fragment_form().match(fold(after))
    party = side(dossier, entry.voice.actor) if entry.voice.actor else None
    if not found or party is None:
        return None
    aliases = {code: tuple(names) for code, names in _WORDS.load("hints")["aliases"].items()}
    named = (called(dossier, n, aliases) for n in re.split(r", and | and |, ", found["names"]))
    of = tuple(dict.fromkeys(n for n in named if n and n != party.name))
    return Ask(party.name, found["what"].lower(), of, entry) if of else None


@cache
def _fragment_form() -> re.Pattern[str]:
    """End of a sentence, a few words without a pronoun, "from" or "by", and a list of names."""
    names = rf"(?P<names>{_NAME}(?:(?:, and | and |, ){_NAME})*)"
    noun = r"(?!(?:I|We|They|He|She|It|You|This|That|There) )[A-Z][\w-]*"
    what = rf"(?P<what>{noun}(?: [a-z][\w-]*){{0,{_MOST_WORDS - 1}}})"
    return re.compile(rf"[^.!?]*[.!?] +{what} (?:from|by) {names}")
