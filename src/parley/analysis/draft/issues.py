"""What is on the table: options that a party can take or leave, from the positions that are told.

An option belongs to whoever can take it: a demand to the one it is addressed to, a refusal to the one who refuses.
A demand that names nobody is put to whoever has answered the same thing, else to the other of two parties.
What nobody but its owner speaks of cannot move anybody else, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.analysis.draft.comings import Coming, slug
from parley.analysis.draft.hints import Ask
from parley.analysis.draft.sides import sides
from parley.model.dossier import Dossier
from parley.model.entries import Entry, Move, Position, Reality
from parley.model.lexicon import Lexicon
from parley.model.times import When

MOST_THEMES = 8
ASKING = (Move.DEMAND, Move.PROPOSAL, Move.PRECONDITION)
REFUSING = (Move.REFUSAL, Move.REJECTION)
GRANTING = (Move.ACCEPTANCE, Move.CONCESSION, Move.PROMISE)
_BACK = 800  # characters in which "the proposal" finds what was proposed
_SHORTEST = 3  # letters of a word that can name an act: pieces of split words are shorter
_WORDS = Lexicon.beside(__file__)


@dataclass(frozen=True, slots=True)
class Stance:
    """A party's position on a theme. `of` are the parties it is addressed to, by their names."""

    party: str
    theme: str
    entry: Entry
    move: Move
    of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a party can do or leave, with the stances taken on it by others and by itself."""

    option: str
    owner: str
    about: str
    wanted: tuple[Stance, ...]
    own: tuple[Stance, ...]
    put: bool = False  # whether the owner was found by the rule for open demands only
    backs: str = ""  # for a threat: the option that its maker demands

    @property
    def threat(self) -> bool:
        """Whether the option is carrying out a threat."""
        return bool(self.backs)

    @property
    def theme(self) -> str:
        """What it is about."""
        return next((s.theme for s in (*self.wanted, *self.own)), "")

    @property
    def last(self) -> Stance | None:
        """The owner's own last word."""
        return self.own[-1] if self.own else None

    @property
    def granted(self) -> bool:
        """Whether the owner has already agreed, without a condition."""
        last = self.last
        fine = last is not None and last.move in (Move.ACCEPTANCE, Move.CONCESSION)
        return fine and last is not None and last.entry.reality is Reality.HAPPENED and _plain(last.entry)


@dataclass(frozen=True, slots=True)
class Found:
    """The issues; themes that only their owner speaks of, left out; themes wanted because they are offered."""

    issues: tuple[Issue, ...]
    lone: tuple[str, ...]
    offered: tuple[str, ...] = ()


def issues(dossier: Dossier, comings: Sequence[Coming], table: Sequence[str], asks: Sequence[Ask]) -> Found:
    """The things most spoken of; `table` are the parties of the talks."""
    stances = [*_stances(dossier), *(Stance(a.party, a.theme, a.entry, Move.DEMAND, a.of) for a in asks)]
    own: dict[tuple[str, str], list[Stance]] = {}
    for stance in (s for s in stances if s.move in (*REFUSING, *GRANTING)):
        own.setdefault((stance.theme, stance.party), []).append(stance)
    wanted: dict[tuple[str, str], list[Stance]] = {}
    put: set[tuple[str, str]] = set()
    for stance in (s for s in stances if _asks(s)):
        for owner in stance.of or _answering(stance, own) or _put(stance, table, put):
            wanted.setdefault((stance.theme, owner), []).append(stance)
    offered = _offered(stances, wanted, table)
    made = [_issue(key, wanted[key], own.get(key, ()), comings, put=key in put) for key in wanted]
    made += [i for key, threats in _threats(stances).items() if (i := _threat(key, threats, made))]
    made.sort(key=lambda i: (-len(i.wanted) - len(i.own), i.option))
    lone = sorted({f"{party}: {theme}" for theme, party in own if (theme, party) not in wanted})
    kept = made[:MOST_THEMES]
    names = {i.option for i in kept}
    kept = [i for i in kept if not i.threat or i.backs in names]
    return Found(tuple(sorted(kept, key=lambda i: i.option)), tuple(lone), offered)


def _offered(
    stances: Sequence[Stance], wanted: dict[tuple[str, str], list[Stance]], table: Sequence[str]
) -> tuple[str, ...]:
    """Adds to `wanted` what is promised or conceded though nobody is told to want it: those it is offered to do.

    Returns the themes.
    """
    found: dict[tuple[str, str], list[Stance]] = {}
    for stance in stances:
        others = tuple(p for p in table if p != stance.party) if len(table) == 2 and stance.party in table else ()
        if stance.move in (Move.PROMISE, Move.CONCESSION) and (stance.theme, stance.party) not in wanted:
            for taker in stance.of or others:
                asked = Stance(taker, stance.theme, stance.entry, Move.DEMAND, (stance.party,))
                found.setdefault((stance.theme, stance.party), []).append(asked)
    wanted.update(found)
    return tuple(sorted(f"{party}: {theme}" for theme, party in found))


def _answering(stance: Stance, own: dict[tuple[str, str], list[Stance]]) -> tuple[str, ...]:
    return tuple(sorted(p for theme, p in own if theme == stance.theme and p != stance.party))


def _put(stance: Stance, table: Sequence[str], put: set[tuple[str, str]]) -> tuple[str, ...]:
    """The others at the table for the talks themselves; else the other one of two."""
    others = tuple(p for p in table if p != stance.party)
    if stance.theme != TALKS and (len(table) != 2 or len(others) != 1):
        return ()
    put.update((stance.theme, other) for other in others)
    return others


TALKS = "talks"


def _stances(dossier: Dossier) -> Iterator[Stance]:
    """Each position with what it is about, for each party that takes it, in order of time as far as told."""
    positions = sorted(dossier.record.of_kind(Position), key=lambda e: (e.report, e.anchor.start, e.id))
    days = {report: day.end.toordinal() for report, day in dossier.days if isinstance(day, When)}
    by_id = {e.id: e for e in positions}
    names = frozenset(w.lower() for a in dossier.cast for n in (a.name, *a.names) for w in n.split())
    for entry in sorted(positions, key=lambda e: days.get(e.report, 0)):
        about = by_id.get(entry.answers or "") or _pointed(dossier, entry, positions) or entry
        theme = _theme(about.theme, names)
        for who in sides(dossier, entry.actors) if theme else ():
            of = tuple(name for name in sides(dossier, entry.toward) if name != who)
            yield Stance(who, theme, entry, _move(entry, theme), of)


def _move(entry: Position, theme: str) -> Move:
    """What a party does by a position; to offer something of one's own is to promise it, not to ask for it."""
    before = entry.anchor.words[: max(0, entry.content.start - entry.anchor.start)].lower()
    offers = any(w in _WORDS.words("themes", "offering") for w in re.findall(r"\w+", before))
    return Move.PROMISE if offers and entry.move is Move.PROPOSAL and theme != TALKS else entry.move


def _theme(told: str, names: frozenset[str]) -> str:
    """The theme if it names an act; empty if its words name none, or are only names of those who take part."""
    words = [w for w in re.findall(r"[\w.'’-]+", told.lower()) if re.search(r"\w", w)]
    if len(words) == 1 and words[0] in _WORDS.words("themes", "talks"):
        return TALKS
    idle = _WORDS.words("themes", "empty") | names
    return "" if all(w in idle or len(w) < _SHORTEST for w in words) else " ".join(words)


def _pointed(dossier: Dossier, entry: Position, positions: Sequence[Position]) -> Position | None:
    """What "the proposal" points back at: the last thing another party asked for shortly before."""
    if entry.move not in (*REFUSING, *GRANTING) or not _points(entry.content.words):
        return None
    who = sides(dossier, entry.actors)
    before = [
        p
        for p in positions
        if p.report == entry.report
        and p.move in ASKING
        and 0 < entry.anchor.start - p.anchor.start < _BACK
        and set(sides(dossier, p.actors)) - set(who)
        and not _points(p.content.words)
    ]
    return before[-1] if before else None


def _points(words: str) -> bool:
    """Whether the words only point back.

    >>> _points("the proposal"), _points("its latest offer"), _points("a truce"), _points("it")
    (True, True, False, True)
    """
    parts = re.findall(r"\w+", words.lower())
    if len(parts) == 1:
        return parts[0] in _WORDS.words("themes", "pronouns")
    noun = parts[-1] if parts else ""
    pointing = _WORDS.words("themes", "pointing")
    named = noun in pointing or noun.removesuffix("s") in pointing
    return named and len(parts) <= 3 and parts[0] in _WORDS.words("themes", "pointers")


def _asks(stance: Stance) -> bool:
    """Whether others are asked for something; "nothing happens until we meet" asks nobody to talk."""
    return stance.move in ASKING and not (stance.move is Move.PRECONDITION and stance.theme == TALKS)


def _threats(stances: Sequence[Stance]) -> dict[tuple[str, str], list[Stance]]:
    """Threats by theme and party."""
    found: dict[tuple[str, str], list[Stance]] = {}
    for stance in stances:
        if stance.move is Move.THREAT and stance.theme != TALKS:
            found.setdefault((stance.theme, stance.party), []).append(stance)
    return found


def _threat(key: tuple[str, str], own: Sequence[Stance], made: Sequence[Issue]) -> Issue | None:
    """Carrying out a threat, if its maker demands anything (first of those whom it threatens); else None."""
    theme, owner = key
    towards = {name for stance in own for name in stance.of}
    asked = [i for i in made if i.theme != TALKS and any(s.party == owner for s in i.wanted)]
    asked.sort(key=lambda i: (i.owner not in towards, -len(i.wanted), i.option))
    if not asked:
        return None
    about = f"{owner} carries out its threat: {theme}"
    return Issue(f"{slug(owner)}-{slug(theme)}-threat", owner, about, (), tuple(own), backs=asked[0].option)


def _plain(entry: Entry) -> bool:
    return not (isinstance(entry, Position) and entry.condition)


def _issue(
    key: tuple[str, str], wanted: Sequence[Stance], own: Sequence[Stance], comings: Sequence[Coming], *, put: bool
) -> Issue:
    theme, owner = key
    present = next((c for c in comings if c.owner == owner and not c.person), None) if theme == TALKS else None
    if present is not None:
        return Issue(present.option, owner, present.about, tuple(wanted), tuple(own), put)
    about = f"{owner} takes part in talks" if theme == TALKS else f"{owner} agrees to {theme}"
    return Issue(f"{slug(owner)}-{slug(theme)}", owner, about, tuple(wanted), tuple(own), put)
