"""Preferences from what was said, in falling priority: refusals, demands, conditions, wishes about who comes.

The order is the weakest inference of the draft; `parley.analysis.swaps` tells what hangs on it. A preference that
somebody else claims for a party keeps the claimant's name, and becomes a hypothesis of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from parley.analysis.draft.comings import ABSENT, TAKEN, Coming, surname
from parley.analysis.draft.hints import Wish
from parley.analysis.draft.issues import GRANTING, REFUSING, TALKS, Issue
from parley.analysis.draft.sides import side
from parley.model.actors import ActorId, VoiceKind
from parley.model.dispute import Preference
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Attendance, Entry, Move, Position
from parley.model.text import fold

_WANTED = (Answer.EXPECTED, Answer.INVITED)


@dataclass(frozen=True, slots=True)
class Table:
    """All that preferences are made from."""

    dossier: Dossier
    comings: Sequence[Coming]
    issues: Sequence[Issue]
    wishes: Sequence[Wish]

    def option_of(self, actor: ActorId | None) -> str | None:
        """The option "this person comes", if it is one."""
        person = self.dossier.merged(actor) if actor else None
        return next((c.option for c in self.comings if c.person and c.person == person), None)

    def present(self, option: str) -> bool:
        """Whether attendance already tells of the option, so that stances on talks add nothing for its owner."""
        return any(c.option == option for c in self.comings)


def preferences(table: Table, maker: str) -> tuple[Preference, ...]:
    """A party's preference statements, each formula once; what contradicts a higher one is left out."""
    kinds: tuple[Callable[[Table, str], Iterable[Preference]], ...] = (
        _refused,
        _wanted,
        _threats,
        _conditions,
        _joint,
        _wishes,
        _granted,
        _own_coming,
        _burdens,
    )
    merged: dict[str, Preference] = {}
    for statement in (s for kind in kinds for s in kind(table, maker)):
        before = merged.get(statement.formula)
        if before or _opposite(statement.formula) not in merged:
            merged[statement.formula] = _joined(before, statement) if before else statement
    return tuple(merged.values())


def _opposite(formula: str) -> str:
    return formula.removeprefix("not ") if formula.startswith("not ") else f"not {formula}"


def _joined(one: Preference, other: Preference) -> Preference:
    """One statement told twice; a party's own word outranks what others claim for it."""
    grounds = tuple(dict.fromkeys((*one.grounds, *other.grounds)))
    claimant = one.claimant if one.claimant == other.claimant else ""
    return Preference(formula=one.formula, grounds=grounds, claimant=claimant)


def _refused(table: Table, maker: str) -> Iterator[Preference]:
    """What a party's last word on its own option refuses."""
    for issue in (i for i in table.issues if i.owner == maker and not table.present(i.option)):
        if issue.last is not None and issue.last.move in REFUSING:
            entries = [s.entry for s in issue.own if s.move in REFUSING]
            yield _claimed(table, maker, f"not {issue.option}", entries)


def _wanted(table: Table, maker: str) -> Iterator[Preference]:
    for issue in table.issues:
        entries = [s.entry for s in issue.wanted if s.party == maker]
        if entries:
            yield _claimed(table, maker, _option_wanted(table, issue, entries), entries)


def _option_wanted(table: Table, issue: Issue, entries: Sequence[Entry]) -> str:
    """The option itself; a person's coming where talks are asked of that very person."""
    toward = [a for e in entries if isinstance(e, Position) for a in e.toward]
    named = next((o for a in toward if (o := table.option_of(a))), None)
    return named if named and table.present(issue.option) else issue.option


def _claimed(table: Table, maker: str, formula: str, entries: Sequence[Entry]) -> Preference:
    """A preference that rests on entries; claimed by others only if none is the party's own word."""
    claimants = [_claimant(table, e, maker) for e in entries]
    claimant = claimants[0] if claimants and all(claimants) else ""
    return Preference(formula=formula, grounds=tuple(dict.fromkeys(e.id for e in entries)), claimant=claimant)


def _claimant(table: Table, entry: Entry, maker: str) -> str:
    """Whose word it is, if somebody of another party says so; empty for the party's own word and the outlet's."""
    voice = entry.voice
    if voice.kind is VoiceKind.OUTLET:
        return ""
    speaker = side(table.dossier, voice.actor) if voice.actor else None
    return "" if speaker is not None and speaker.name == maker else voice.description


def _threats(table: Table, maker: str) -> Iterator[Preference]:
    """A threat is carried out exactly when what its maker demands is not met."""
    known = {i.option for i in table.issues}
    for issue in (i for i in table.issues if i.owner == maker and i.backs in known):
        grounds = tuple(s.entry.id for s in issue.own)
        yield Preference(formula=f"{issue.option} iff not {issue.backs}", grounds=grounds)


def _conditions(table: Table, maker: str) -> Iterator[Preference]:
    """ "Will not come unless", "may come if": coming exactly when the other does."""
    for coming in (c for c in table.comings if c.owner == maker):
        for entry in coming.entries:
            other = table.option_of(entry.condition.subject) if entry.condition else None
            if other and other != coming.option:
                yield _claimed(table, maker, f"{coming.option} iff {other}", [entry])


def _joint(table: Table, maker: str) -> Iterator[Preference]:
    """ "Nothing will happen until she and I meet": both coming."""
    for entry in table.dossier.record.of_kind(Position):
        if entry.move is not Move.PRECONDITION or maker not in _takers(table, entry):
            continue
        named = [c.option for c in table.comings if c.person and _named(table, entry, c)]
        if len(named) > 1:
            yield Preference(formula=" and ".join(named), grounds=(entry.id,))


def _takers(table: Table, entry: Position) -> set[str]:
    found = (side(table.dossier, a) for a in entry.actors)
    return {a.name for a in found if a is not None}


def _named(table: Table, entry: Position, coming: Coming) -> bool:
    """Whether the person is the speaker or is named in the words of the position or its condition."""
    hangs = entry.condition.anchor.words if entry.condition else ""
    words = fold(" ".join([entry.anchor.words, entry.content.words, hangs]))
    speaks = entry.voice.actor is not None and table.dossier.merged(entry.voice.actor) == coming.person
    return speaks or surname(table.dossier.actor(coming.person).name) in words


def _wishes(table: Table, maker: str) -> Iterator[Preference]:
    """Those whom a party invites, expects or would like to come."""
    for coming in (c for c in table.comings if c.owner != maker and c.person):
        entries = [e for e in coming.entries if e.answer in _WANTED and _spoken_by(table, e, maker)]
        if entries:
            yield Preference(formula=coming.option, grounds=tuple(e.id for e in entries))
    for wish in table.wishes:
        who, option = side(table.dossier, wish.who), table.option_of(wish.whom)
        if option and who is not None and who.name == maker:
            yield _claimed(table, maker, option, [wish.entry])


def _spoken_by(table: Table, entry: Attendance, maker: str) -> bool:
    speaker = side(table.dossier, entry.voice.actor) if entry.voice.actor else None
    return speaker is not None and speaker.name == maker


def _granted(table: Table, maker: str) -> Iterator[Preference]:
    """What a party has agreed to, conceded or promised, it will do."""
    for issue in (i for i in table.issues if i.owner == maker and not i.threat):
        if issue.last is not None and issue.last.move in GRANTING:
            yield _claimed(table, maker, issue.option, [s.entry for s in issue.own if s.move in GRANTING])


def _own_coming(table: Table, maker: str) -> Iterator[Preference]:
    """What a party has said, without condition, that its own people will do; the last word counts."""
    for coming in (c for c in table.comings if c.owner == maker):
        plain = [e for e in coming.entries if e.condition is None and e.answer in (*TAKEN, *ABSENT)]
        hangs = any(e.condition and table.option_of(e.condition.subject) for e in coming.entries)
        if plain and not (hangs and coming.person):
            formula = coming.option if plain[-1].answer in TAKEN else f"not {coming.option}"
            yield Preference(formula=formula, grounds=(plain[-1].id,))


def _burdens(table: Table, maker: str) -> Iterator[Preference]:
    """What is demanded of a party that has not answered: it is assumed to rather not.

    Whether a party would rather not talk is left unknown.
    """
    for issue in (i for i in table.issues if i.owner == maker and not i.own and i.theme != TALKS):
        yield Preference(formula=f"not {issue.option}", assumption=True)
