"""Whose voice is heard in a report, and how much: parties by their words, sources with and without a name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from parley.model.actors import Actor, ActorKind, Voice, VoiceKind
from parley.model.entries import Statement
from parley.model.lexicon import Lexicon
from parley.reconcile.actors import OWN_SIDE, STEM, Cast
from parley.reconcile.claims import Desk
from parley.reconcile.names import plain
from parley.reconcile.parts import Part
from parley.reconcile.wording import in_marks

_LEXICON = Lexicon.beside(__file__)
_COUNTING = _LEXICON.words("heard", "counting")
_BARE = _LEXICON.words("heard", "bare")
_ITSELF = _LEXICON.words("heard", "itself")
_AFTER = _LEXICON.words("heard", "after")
_GENERIC = _LEXICON.words("heard", "generic")
_PAPERS = _LEXICON.words("heard", "papers")
_ASIDE = re.compile(r",|\s(?:who|which|whose|that)\s")
_OF_STATE = ("GOV", "LEG", "MIL", "SPY")  # PLOVER's sectors of those who speak for their state
_NAMED_KINDS = (*OWN_SIDE, ActorKind.PERSON)
UNNAMED = "unnamed sources"
Stems = dict[str, tuple[str, str]]
"""How the names of states begin, each with the first state so named and its name."""


def states(desk: Desk) -> Stems:
    """How the names of states begin."""
    known = ((a.id, a) for a in desk.cast.actors if a.kind is ActorKind.STATE)
    found: Stems = {}
    for place, state in known:
        for name in (state.name, *state.names):
            for stem in _stems(name):
                found.setdefault(stem, (place, state.name))
    return found


def _stems(name: str) -> tuple[str, ...]:
    """How a name begins; of names that begin like others the second word tells: "South Korean" is not "southern".

    >>> _stems("Norlandic"), _stems("South Korea"), _stems("Saudi Arabia")
    (('norl',), ('south kore',), ('saud',))
    """
    words = plain(name).split()
    if not words:
        return ()
    if words[0] in _GENERIC:
        return (f"{words[0]} {words[1][:STEM]}",) if len(words) > 1 else ()
    return (words[0][:STEM],)


@dataclass(frozen=True)
class Ear:
    """Listens to one report: `spoken` are its statements but those by which the outlet speaks of itself."""

    desk: Desk
    stems: Stems
    part: Part

    @cached_property
    def spoken(self) -> tuple[Statement, ...]:
        """What others say. "We condemn the attack" in an official text is the outlet's own word."""
        return tuple(s for s in self.part.told.of_kind(Statement) if not self._itself(s.voice))

    def _itself(self, voice: Voice) -> bool:
        if voice.actor or plain(voice.description) not in _ITSELF:
            return False
        return voice.anchor is None or not in_marks(self.part.report, voice.anchor)

    def kinds(self) -> Counter[VoiceKind]:
        """How many sources of each sort are heard; papers are none."""
        people = {self._source(v) for s in self.spoken for v in self._voices(s.voice) if not _is_paper(v)}
        return Counter(kind for kind, _ in people)

    def _voices(self, voice: Voice) -> tuple[Voice, ...]:
        """Those who say one thing together: "Norland and Sudria", where the report names both elsewhere, too."""
        if not voice.actor or " and " not in voice.description:
            return (voice,)
        both = [(one, self._ids.get(plain(one))) for one in voice.description.split(" and ")]
        joint = tuple(replace(voice, description=one, actor=actor) for one, actor in both if actor)
        return joint if len(joint) == len(both) else (voice,)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The actors of this report by the names it gives them."""
        return {plain(n): a.id for a in self.part.told.actors for n in (a.name, *a.names) if n[:1].isupper()}

    def _source(self, voice: Voice) -> tuple[VoiceKind, str]:
        """The same for all words of one source: its id, else the last word of its name, else its description."""
        if voice.actor:
            return voice.kind, self.desk.cast.of(voice.actor)
        name = plain(_name(voice))
        return voice.kind, name.split()[-1] if voice.kind is VoiceKind.NAMED and name else name

    def shares(self) -> tuple[tuple[str, float], ...]:
        """How many of all words spoken each party speaks; what is quoted inside a quotation counts once.

        What two say together counts by half for each.
        """
        words: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for statement in outermost(self.spoken):
            voices = self._voices(statement.voice)
            for key, label in map(self._party, voices):
                words[key][label] += len(statement.content.words.split()) / len(voices)
        told: dict[str, float] = defaultdict(float)
        for labels in words.values():
            told[_foremost(labels)] += sum(labels.values())
        total = sum(told.values())
        order = sorted(told, key=lambda party: (-told[party], party))
        return tuple((party, round(told[party] / total, 4)) for party in order)

    def _party(self, voice: Voice) -> tuple[str, str]:
        """The side that a voice speaks for: what is the same for all of one side, and what to call it."""
        cast = self.desk.cast
        if voice.actor and (side := party(cast, voice.actor)) in cast.by_id and not self._alone(voice):
            return side, cast.name(side)
        if voice.kind is VoiceKind.NAMED or (voice.actor and voice.kind is not VoiceKind.ANONYMOUS):
            name = cast.name(voice.actor) if voice.actor else _name(voice)
            return plain(name).split()[-1] if plain(name) else "", name
        told = voice.description
        return self._named_in(told) or self.part.once(f"source {told}", lambda: self._described(told))

    def _alone(self, voice: Voice) -> bool:
        """Whether an unnamed source is known to speak for nobody but itself."""
        side = self.desk.cast.by_id[self.desk.cast.side(voice.actor or "")]
        return voice.kind is VoiceKind.ANONYMOUS and side.kind not in OWN_SIDE

    def _named_in(self, description: str) -> tuple[str, str] | None:
        """The side that a description names: "a clerk of the Harbour Union", "Norland envoys", "Berg's aides"."""
        padded = f" {plain(description)} "
        name = max((n for n in self._names if f" {n} " in padded), key=lambda n: (len(n), n), default=None)
        if name is not None:
            return self._names[name]
        words = description.split()
        found = (state for i in range(len(words)) for state in self._states_in(words[i : i + 2], i == 0))
        return min(found, default=None)

    def _states_in(self, words: list[str], first: bool) -> Iterator[tuple[str, str]]:
        """The state that a word names with the one behind it; what begins a sentence must surely be a name."""
        word = words[0]
        sure = not first or word[1:] != word[1:].lower() or self._inside_sentence(word)
        for stem in _stems(" ".join(words)) if word[:1].isupper() else ():
            state = self.stems.get(stem)
            if state and (sure or plain(word)[: STEM + 1] == plain(state[1])[: STEM + 1]):
                yield state

    def _inside_sentence(self, word: str) -> bool:
        """Whether the report has a word with its capital inside a sentence."""
        text = self.part.report.text
        at = text.find(f" {word}")
        while at >= 0:
            before, after = text[at - 1 : at], text[at + 1 + len(word) : at + 2 + len(word)]
            if (before.isalnum() or before in ",;") and before and not after.isalnum():
                return True
            at = text.find(f" {word}", at + 1)
        return False

    @cached_property
    def _names(self) -> dict[str, tuple[str, str]]:
        """What this report calls states, bodies and their people, each with the merged side and its name."""
        cast = self.desk.cast
        sides = ((party(cast, a.id), a) for a in self.part.told.actors if a.kind in _NAMED_KINDS)
        named = ((plain(n), i) for i, a in sides for n in _called(a) if n[:1].isupper())
        return {n: (i, cast.name(i)) for n, i in named if n and i in cast.by_id and cast.by_id[i].kind in OWN_SIDE}

    def _described(self, description: str) -> tuple[str, str]:
        """Sources without a side, by what they are: "one diplomat" and "Diplomats" go together."""
        words = plain(_head(description)).split()
        while words and words[0] in _COUNTING:
            words = words[1:]
        if not words or " ".join(words) in _BARE:
            return UNNAMED, UNNAMED
        return " ".join(words).removesuffix("s"), self._inside(description)

    def _inside(self, description: str) -> str:
        """A description as it is written inside a sentence: "Diplomats said" speaks of diplomats."""
        words = _ASIDE.split(description, maxsplit=1)[0].strip()
        first, _, then = words.partition(" ")
        if first[1:] != first[1:].lower() or (first.lower() not in _COUNTING and then[:1].isupper()):
            return words  # "UAW officials", "Lakeside University experts"
        return words if self._inside_sentence(first) else words[:1].lower() + words[1:]


def _called(actor: Actor) -> tuple[str, ...]:
    """The names of an actor; of a person with several names the last one too."""
    names = (actor.name, *actor.names)
    return (*names, *(n.split()[-1] for n in names if " " in n)) if actor.kind is ActorKind.PERSON else names


def party(cast: Cast, actor: str) -> str:
    """For whom an actor acts, where a government, parliament, army or service stands for its state."""
    side = cast.side(actor)
    found = cast.by_id.get(side)
    known = found is not None and found.kind is ActorKind.ORGANISATION and found.sector in _OF_STATE
    return cast.states.get(found.country or "", side) if found is not None and known else side


def outermost(said: Sequence[Statement]) -> Iterable[Statement]:
    """The statements that stand in no longer one."""
    inner: set[str] = set()
    last, reach = (0, 0), 0
    for statement in sorted(said, key=lambda s: (s.content.start, -s.content.end)):
        span = (statement.content.start, statement.content.end)
        if span != last:
            last, reach = span, max(reach, last[1])
        if span[1] <= reach:
            inner.add(statement.id)
    return (s for s in said if s.id not in inner)


def _name(voice: Voice) -> str:
    """A name without what is told of its bearer behind it."""
    return _ASIDE.split(voice.description, maxsplit=1)[0].strip()


@lru_cache(maxsize=4096)
def _head(description: str) -> str:
    """What somebody is, without whose or where.

    >>> _head("a negotiator from an island state")
    'a negotiator'
    """
    words = _ASIDE.split(description, maxsplit=1)[0].split()
    end = next((i for i, w in enumerate(words) if i and w.lower() in _AFTER), len(words))
    return " ".join(words[:end])


def _is_paper(voice: Voice) -> bool:
    """Whether it is a text that speaks: "the draft", "a union statement"."""
    words = plain(_head(voice.description)).split()
    return voice.kind is VoiceKind.ANONYMOUS and bool(words) and words[-1] in _PAPERS


def _foremost(labels: Mapping[str, float]) -> str:
    """Of several names for one party the one that most words are told under."""
    return min(labels, key=lambda label: (-labels[label], label))
