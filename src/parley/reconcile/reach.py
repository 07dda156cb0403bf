"""How near a deal is, as reports tell by the way: it is close, far off, reached, broken, or the talks have failed.

Reports say so in words of every kind: what somebody says, what is told of a meeting or an event. A deal is known
by the two sides that it is between: those whom the words name, else those at the table that its report tells most
of. Of each voice in a report the first account of a state is kept, so the question grows with the reports.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations, islice

from parley.model.actors import Actor, ActorKind
from parley.model.entries import Entry, Event, Meeting, Plover, Position, Reality, Statement
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.text import fold
from parley.reconcile.claims import Claim, Desk, Draft, Verdict, later
from parley.reconcile.links import Group, Joined
from parley.reconcile.names import plain
from parley.reconcile.nearby import Nearby, Standing
from parley.reconcile.parts import Part
from parley.reconcile.people import People
from parley.reconcile.periods import far
from parley.reconcile.wording import listed, named

_LEXICON = Lexicon.beside(__file__)
NEAR, FAR, FAILED, REACHED, BROKEN = "near", "not near", "talks have failed", "reached", "broken"
_DONE = (REACHED, BROKEN)
_LISTS = {FAILED: "failed", FAR: "far", BROKEN: "broken", REACHED: "reached", NEAR: "near"}
"""The states in the order in which they are looked for, with the name of their list of wordings."""
_GUARDS = {FAILED: "feared", FAR: "feared", BROKEN: "open", REACHED: "open", NEAR: "denying"}
"""Which words before it turn a wording into something else."""
_BEFORE, _BEHIND = 4, 4  # words in front of a wording, and behind it, among which such a word counts
_COMMON = 24  # accounts of the same two sides that one is compared with, the last before it
_SAME_DEAL = 21.0
"""Days between two accounts beyond which they may well be on two deals."""
_OWN_VIEW = 3.0
"""Days within which two who see it differently differ, and nothing need have changed."""
_CLAUSE = re.compile(r"[.;:!?—]+\s|\s[–—-]+\s|,? \b(?:but|although|though|while|whereas|despite|after)\b ")
_WORD = re.compile(r"n't|[\w’-]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _pattern(wording: str) -> re.Pattern[str]:
    """A wording of the list as a pattern for one clause."""
    for short, nouns in (("DEAL", "deal"), ("TALKS", "talks")):
        wording = wording.replace(short, f"(?:{'|'.join(_LEXICON.load('reach')[nouns])})")
    wording = wording.replace("~", r"(?:[\w’'$-]+,? ){0,5}?").replace("- ", r"[\w’'$-]+ ")
    return re.compile(rf"\b{wording}" if wording.endswith(" ") else rf"\b{wording}(?!\w)")


_PATTERNS = {state: [_pattern(w) for w in _LEXICON.load("reach")[name]] for state, name in _LISTS.items()}
_PAST, _ONLY = _LEXICON.words("reach", "past"), _LEXICON.words("reach", "only")
_HINTS = {state: tuple(sorted(_LEXICON.words("reach", "hints", name))) for state, name in _LISTS.items()}
"""Pieces of words, one of which stands in every wording of a state: most clauses need no closer look."""
_TOPICS = tuple(sorted(_LEXICON.words("reach", "hints", "topics")))
_TURNING = {state: _LEXICON.words("reach", name) for state, name in _GUARDS.items()}


@lru_cache(maxsize=1 << 16)
def state_of(words: str) -> str:
    """How near a deal is by these words; empty where they do not say so.

    >>> state_of("The envoys are very close to a ceasefire agreement."), state_of("They hope to reach a deal.")
    ('near', '')
    >>> state_of("There is no agreement, nor is one imminent."), state_of("Norland and Sudria reached a new pact.")
    ('not near', 'reached')
    """
    text = " ".join(fold(words).lower().replace('"', "").split())
    if not any(topic in text for topic in _TOPICS):
        return ""
    found = (_told(state, clause) for clause in _CLAUSE.split(text) for state in _LISTS)
    return next(filter(None, found), "")


def _told(state: str, clause: str) -> str:
    if not any(hint in clause for hint in _HINTS[state]):
        return ""
    for pattern in _PATTERNS[state]:
        match = pattern.search(clause)
        if match and not _turned(state, clause, match):
            return state
    return ""


def _turned(state: str, clause: str, found: re.Match[str]) -> bool:
    """Whether it is not told as so: hoped for, feared, denied, only possible; or long past."""
    before = _WORD.findall(clause[: found.start()])[-_BEFORE:]
    behind = _WORD.findall(clause[found.end() :])[:_BEHIND]
    turned = not _TURNING[state].isdisjoint(before) or not _ONLY.isdisjoint(behind)
    return turned or not _PAST.isdisjoint(_WORD.findall(clause)) or (state in _DONE and bool(_YEAR.search(clause)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What an entry tells of a deal, when, and which two sides it may be between, as rows."""

    entry: Entry
    state: str
    order: float
    rows: tuple[str, ...]


class Reaching:
    """Accounts of how near a deal is, joined where the same two sides bargain, some weeks apart at most."""

    def __init__(self) -> None:
        self._told: dict[str, list[_Told]] = {}
        self._by_id: dict[str, _Told] = {}
        self._near = Nearby(_COMMON)
        self._joined = Joined()
        self._drafts: dict[Group, list[Draft]] = {}

    def sync(
        self, desk: Desk, people: People, gone: Iterable[str], again: Iterable[Part]
    ) -> tuple[list[Draft], list[Draft]]:
        """The questions for deals that are no more, and those that are new, in no order."""
        left, come = self._exchange(desk, gone, list(again))
        same = {i for i in come if left.get(i) == self._by_id[i]}
        moved = {i: _standing(self._by_id[i]) for i in come if i not in same}
        links = self._near.exchange([i for i in left if i not in same], moved, self._one)
        old, new = self._joined.change(people, (left, come), links, self._near.pairs)
        dropped = [d for group in old for d in self._drafts.pop(group)]
        for group in new:
            self._drafts[group] = list(_draft(desk, [self._by_id[i] for i in group]))
        return dropped, [d for group in new for d in self._drafts[group]]

    def _exchange(
        self, desk: Desk, gone: Iterable[str], again: list[Part]
    ) -> tuple[dict[str, _Told], dict[str, None]]:
        """Take out what reports told, and put in what they tell now."""
        told = [one for r in (*gone, *(p.id for p in again)) for one in self._told.pop(r, ())]
        for one in told:
            del self._by_id[one.entry.id]
        for part in again:
            self._told[part.id] = list(_tells(desk, part))
        new = [one for part in again for one in self._told[part.id]]
        self._by_id.update((one.entry.id, one) for one in new)
        return {one.entry.id: one for one in told}, {one.entry.id: None for one in new}

    def _one(self, a: str, b: str) -> bool:
        return abs(self._by_id[a].order - self._by_id[b].order) <= _SAME_DEAL


def _standing(told: _Told) -> Standing:
    return Standing((told.order, told.entry.id), told.rows)


def _tells(desk: Desk, part: Part) -> Iterator[_Told]:
    """The first entry of each voice for each state that tells it."""
    for state, entry in part.once("states", lambda: _firsts(part.told.entries)):
        rows = _rows(desk, entry)
        if rows:
            yield _Told(entry, state, round(desk.clock.order(entry), 4), rows)


def _firsts(entries: Iterable[Entry]) -> tuple[tuple[str, Entry], ...]:
    found: dict[tuple[str, str], Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.anchor.start, e.kind, e.id)):
        if state := _state(entry):
            found.setdefault((state, entry.voice.actor or entry.voice.description), entry)
    return tuple((state, entry) for (state, _), entry in found.items())


def _state(entry: Entry) -> str:
    told = isinstance(entry, Statement | Meeting | Event) and entry.reality is Reality.HAPPENED
    if not told or far(entry.when):
        return ""
    return state_of(words_of(entry))


def words_of(entry: Entry) -> str:
    """What is said, or the words that tell of anything else."""
    return entry.content.words if isinstance(entry, Statement) else entry.anchor.words


# ---- whose deal it is


def _rows(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """Each two sides that the deal may be between: those the words name, else the speaker's and those at the table
    that the report tells most of."""
    table = _table(desk, entry.report)
    told = _named(desk, entry.report, words_of(entry))
    if len(told) < 2:
        speaker = desk.cast.side(entry.voice.actor) if entry.voice.actor else ""
        rest = dict.fromkeys(s for s in (speaker, *table) if s in table and s not in told)
        told = (*told, *islice(rest, 2 - len(told)))
    return tuple(f"{a} {b}" for a, b in combinations(sorted(told), 2))


def _named(desk: Desk, report: str, words: str) -> tuple[str, ...]:
    """The sides named in some words, in order."""
    padded = f" {plain(words)} "
    found = {side: padded.find(f" {name} ") for name, side in _names(desk, report) if f" {name} " in padded}
    return tuple(sorted(found, key=lambda s: (found[s], s)))


def _names(desk: Desk, report: str) -> tuple[tuple[str, str], ...]:
    """What a report calls those at the table and their people, each with their side."""
    own = desk.kept.setdefault(report, {})
    if "called" not in own:
        actors = ((desk.cast.side(a.id), a) for a in desk.own[report].actors)
        table = frozenset(_table(desk, report))
        found = {plain(n): side for side, a in actors if side in table for n in _called(a) if n[:1].isupper()}
        own["called"] = tuple(sorted((n, side) for n, side in found.items() if n))
    called: tuple[tuple[str, str], ...] = own["called"]
    return called


def _called(actor: Actor) -> tuple[str, ...]:
    names = (actor.name, *actor.names)
    return (*names, *(n.split()[-1] for n in names if " " in n)) if actor.kind is ActorKind.PERSON else names


def _table(desk: Desk, report: str) -> tuple[str, ...]:
    """The sides that meet, agree or bargain in a report, those that it tells most of first."""
    own = desk.kept.setdefault(report, {})
    if "table" not in own:
        entries, side = desk.own[report].entries, desk.cast.side
        there = {side(a) for e in entries for a in _bargaining(e)}
        often = Counter(s for e in entries for s in {side(a) for a in _told_of(e)} & there)
        own["table"] = tuple(sorted(often, key=lambda s: (-often[s], s)))
    table: tuple[str, ...] = own["table"]
    return table


def _told_of(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Meeting):
        return entry.participants
    if isinstance(entry, Position):
        return (*entry.actors, *entry.toward)
    return (*entry.actors, *entry.recipients) if isinstance(entry, Event) else ()


def _bargaining(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Meeting):
        return entry.participants if len(entry.participants) > 1 else ()
    if isinstance(entry, Position):
        return (*entry.actors, *entry.toward)
    if isinstance(entry, Event) and entry.type is Plover.AGREE:
        return (*entry.actors, *entry.recipients)
    return ()


# ---- the question


def _draft(desk: Desk, told: list[_Told]) -> Iterator[Draft]:
    """The question, where more than one report answers it."""
    if len({t.entry.report for t in told}) < 2:
        return
    often = Counter(row for t in told for row in t.rows)
    sides = min(often, key=lambda row: (-often[row], row)).split(" ")
    names = listed([named(desk.cast.name(side)) for side in sides])
    yield Draft(
        kind="meeting",
        slot="deal",
        key=(min(t.entry.id for t in told),),
        question=f"How near is a deal between {names}?",
        claims=tuple(desk.once("deal", t.entry, partial(_claim, desk, t)) for t in told),
    )


def _claim(desk: Desk, told: _Told) -> Claim:
    return Claim(account=desk.account(told.entry, told.state), entry=told.entry, group=told.state)


def relate_reach(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """A deal reached later replaces one that was near or far; two who see it otherwise at one time differ."""
    apart = b.account.order - a.account.order
    if a.report == b.report or apart > _SAME_DEAL:
        return None
    told = f"{desk.teller(a)}: {_words(a)}; {desk.teller(b)}: {_words(b)}"
    if a.group == b.group:
        return Relation.AGREES, f"{told}."
    if _developed(a.group, b.group):
        return (Relation.SUPERSEDES, f"{told}, later.") if later(a, b) else None
    if a.group in _DONE or b.group in _DONE or {a.group, b.group} == {FAR, FAILED}:
        return None
    return _two_views(a, b, desk, told)


def _developed(before: str, now: str) -> bool:
    """Whether what is told later ends what was told before: a deal reached, a deal broken, talks that failed."""
    return (now == REACHED and before not in _DONE) or (now == BROKEN and before == REACHED)


def _two_views(a: Claim, b: Claim, desk: Desk, told: str) -> Verdict | None:
    """Near and far: what one teller says later, or anybody some days later, is a change; else two views."""
    one, two = (c.account.voice.actor and desk.cast.of(c.account.voice.actor) for c in (a, b))
    if later(a, b) and ((one and one == two) or b.account.order - a.account.order > _OWN_VIEW):
        return Relation.SUPERSEDES, f"{told}, later."
    return (Relation.DISPUTES, f"{told}.") if not one or one != two else None


def _words(claim: Claim) -> str:
    return f"a deal is {claim.group}" if claim.group != FAILED else claim.group
