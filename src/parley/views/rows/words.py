"""In their words: who is quoted and what they said, voices with a name apart from those without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from parley.model.actors import Voice, VoiceKind
from parley.model.dossier import Account
from parley.model.entries import Manner, Statement
from parley.model.text import Anchor, fold
from parley.views.rows.brief import Rewording, Speaker, Utterance
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat, quoted, when_in_words

_MANNERS = (Manner.DIRECT, Manner.MIXED, Manner.INDIRECT)
Telling = tuple[Statement, ...]
"""One statement as one or more reports tell it, the fullest quotation first."""


def speakers(look: Lookup) -> tuple[tuple[Speaker, ...], tuple[Speaker, ...]]:
    """The voices with a name (people and institutions) and those without, the most quoted first."""
    voices: dict[str, list[Telling]] = {}
    for telling in _tellings(look):
        voices.setdefault(_key(look, telling[0].voice), []).append(telling)
    ranked = sorted(voices.values(), key=lambda tellings: -sum(len(t[0].content.words) for t in tellings))
    made = _placed(_speaker(look, tellings) for tellings in ranked)
    unnamed = (VoiceKind.ANONYMOUS, VoiceKind.OUTLET)
    named = tuple(s for s in made if s.kind not in unnamed)
    return named, tuple(s for s in made if s.kind in unnamed)


def _placed(speakers: Iterable[Speaker]) -> list[Speaker]:
    """The speakers; those whom nothing else tells apart with the report they speak in."""
    found = list(speakers)
    called = Counter(s.name for s in found if s.kind is VoiceKind.ANONYMOUS)
    return [replace(s, where=s.utterances[0].ref.outlet) if called[s.name] > 1 else s for s in found]


def _tellings(look: Lookup) -> list[Telling]:
    """The statements with all their tellings, in order of report and place."""
    told = [_statements(look, point.accounts) for point in look.points("statement")]
    return sorted((t for t in told if t), key=lambda t: _place(look, t[0].anchor))


def _statements(look: Lookup, accounts: tuple[Account, ...]) -> Telling:
    found = [look.entries.get(account.entry) for account in accounts]
    told = {s.id: s for s in found if isinstance(s, Statement)}
    return tuple(sorted(told.values(), key=lambda s: (_MANNERS.index(s.manner), -len(s.content.words))))


def _place(look: Lookup, anchor: Anchor) -> tuple[int, int]:
    return (look.shelves[anchor.report].number, anchor.start)


def _key(look: Lookup, voice: Voice) -> str:
    """One voice across reports; a voice without a name stays in its own report."""
    if voice.actor:
        return look.merged(voice.actor)
    return f"{voice.kind} {voice.anchor.report if voice.anchor else ''} {voice.description.lower()}"


def _speaker(look: Lookup, tellings: list[Telling]) -> Speaker:
    voice = max((t[0].voice for t in tellings), key=lambda v: len(v.description))
    actor = voice.actor
    name = look.speaker(voice) or "the outlet itself"
    party = look.party(actor) if actor else ""
    utterances = tuple(_utterance(look, telling) for telling in tellings)
    return Speaker(name, look.role(actor), "" if party == name else party, voice.kind, utterances)


def _utterance(look: Lookup, telling: Telling) -> Utterance:
    first, *others = telling
    return Utterance(
        words=quoted(first.content.words),
        manner=first.manner,
        how=_how(look, first),
        when=when_in_words(first.when),
        ref=look.ref(first.anchor),
        retold=tuple(look.ref(other.anchor) for other in others if _inside(other, first)),
        otherwise=tuple(_rewording(look, other) for other in others if not _inside(other, first)),
    )


def _inside(other: Statement, first: Statement) -> bool:
    """Whether a telling uses no words but those of the fullest one."""
    return fold(quoted(other.content.words)).lower() in fold(quoted(first.content.words)).lower()


def _rewording(look: Lookup, other: Statement) -> Rewording:
    return Rewording(quoted(other.content.words), other.manner, look.ref(other.anchor))


def _how(look: Lookup, said: Statement) -> str:
    """The reporting words: cue, addressee and occasion as they stand, with a comma where they are apart."""
    text = look.shelves[said.report].report.text
    given = {a for a in (said.cue, said.addressee, said.occasion) if a and any(c.isalpha() for c in a.words)}
    parts = sorted(given, key=lambda a: (a.start, -a.end))
    told, end = "", 0
    for part in parts:
        if part.start < end:
            continue  # inside the words before it
        joint = "" if not told else " " if not text[end : part.start].strip() else ", "
        told, end = f"{told}{joint}{flat(part.words)}", part.end
    return told
