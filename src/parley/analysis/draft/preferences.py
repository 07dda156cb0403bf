"""Preferences from what was said, in falling priority: refusals, demands, conditions, wishes about who comes.

The order is the weakest inference of the draft; `parley.analysis.swaps` tells what hangs on it. A preference that
somebody else claims for a party keeps the claimant's name, and becomes a hypothesis of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parley.analysis.draft.options import TAKEN, Coming, Issue
from parley.analysis.draft.sides import side
from parley.model.actors import ActorId, VoiceKind
from parley.model.dispute import Preference
from parley.model.dossier import Dossier
from parley.model.entries import Answer, Attendance, Entry, Move, Position

ABSENT = (Answer.WILL_NOT, Answer.DID_NOT, Answer.NOT_LISTED)
_WANTED = (Answer.EXPECTED, Answer.INVITED)


@dataclass(frozen=True, slots=True)
class Table:
    """All that preferences are made from."""

    dossier: Dossier
    comings: Sequence[Coming]
    issues: Sequence[Issue]

    def option_of(self, actor: ActorId | None) -> str | None:
        """The option "this person comes", if it is one."""
        name = self.dossier.actor(actor).name if actor else None
        own = (c for c in self.comings if c.personal and self.dossier.actor(c.entries[0].who).name == name)
        return next((c.option for c in own), None)


def preferences(table: Table, maker: str) -> tuple[Preference, ...]:
    """A party's preference statements, each formula once, the best grounded first within its kind."""
    kinds = (_refused, _wanted, _conditions, _joint, _wishes, _own_coming, _burdens)
    merged: dict[str, Preference] = {}
    for kind in kinds:
        for statement in kind(table, maker):
            before = merged.get(statement.formula)
            merged[statement.formula] = _joined(before, statement) if before else statement
    return tuple(merged.values())


def _joined(one: Preference, other: Preference) -> Preference:
    grounds = tuple(dict.fromkeys((*one.grounds, *other.grounds)))
    claimant = one.claimant if one.claimant == other.claimant else ""
    return Preference(formula=one.formula, grounds=grounds, claimant=claimant)


def _refused(table: Table, maker: str) -> Iterator[Preference]:
    for issue in table.issues:
        entries = [e for who, e in issue.refused_by if who == maker]
        if entries:
            yield Preference(formula=f"not {issue.option}", grounds=tuple(e.id for e in entries))


def _wanted(table: Table, maker: str) -> Iterator[Preference]:
    for issue in table.issues:
        entries = [e for who, e in issue.wanted_by if who == maker]
        if entries:
            yield Preference(formula=issue.option, grounds=tuple(e.id for e in entries))


def _conditions(table: Table, maker: str) -> Iterator[Preference]:
    """ "Will not come unless", "may come if": coming exactly when the other does."""
    for coming in (c for c in table.comings if c.owner == maker):
        for entry in coming.entries:
            other = table.option_of(entry.condition.subject) if entry.condition else None
            if other and other != coming.option:
                claimant = _claimant(table, entry, maker)
                yield Preference(formula=f"{coming.option} iff {other}", grounds=(entry.id,), claimant=claimant)


def _claimant(table: Table, entry: Entry, maker: str) -> str:
    """Whose word it is, if somebody of another party says so; empty for the party's own word and the outlet's."""
    voice = entry.voice
    if voice.kind is VoiceKind.OUTLET:
        return ""
    speaker = side(table.dossier, voice.actor) if voice.actor else None
    return "" if speaker is not None and speaker.name == maker else voice.description


def _joint(table: Table, maker: str) -> Iterator[Preference]:
    """ "Nothing will happen until she and I meet": both coming."""
    for entry in table.dossier.record.of_kind(Position):
        if entry.move is not Move.PRECONDITION or maker not in _takers(table, entry):
            continue
        named = [o for c in table.comings if c.personal and (o := c.option) in _named(table, entry, c)]
        if len(named) > 1:
            yield Preference(formula=" and ".join(named), grounds=(entry.id,))


def _takers(table: Table, entry: Position) -> set[str]:
    found = (side(table.dossier, a) for a in entry.actors)
    return {a.name for a in found if a is not None}


def _named(table: Table, entry: Position, coming: Coming) -> tuple[str, ...]:
    """The option, if its person is the speaker or is named in the words of the position or its condition."""
    person = table.dossier.actor(coming.entries[0].who)
    words = " ".join(
        [entry.anchor.words, entry.content.words, entry.condition.anchor.words if entry.condition else ""]
    )
    speaks = entry.voice.actor is not None and table.dossier.actor(entry.voice.actor).id == person.id
    return (coming.option,) if speaks or person.name.split()[-1] in words else ()


def _wishes(table: Table, maker: str) -> Iterator[Preference]:
    """Those whom a party invites or expects, it wants to come."""
    for coming in (c for c in table.comings if c.owner != maker and c.personal):
        entries = [e for e in coming.entries if e.answer in _WANTED and _spoken_by(table, e, maker)]
        if entries:
            yield Preference(formula=coming.option, grounds=tuple(e.id for e in entries))


def _spoken_by(table: Table, entry: Attendance, maker: str) -> bool:
    speaker = side(table.dossier, entry.voice.actor) if entry.voice.actor else None
    return speaker is not None and speaker.name == maker


def _own_coming(table: Table, maker: str) -> Iterator[Preference]:
    """What a party has said, without condition, that its own people will do; the last word counts."""
    for coming in (c for c in table.comings if c.owner == maker):
        plain = [e for e in coming.entries if e.condition is None and e.answer in (*TAKEN, *ABSENT)]
        hangs = any(e.condition and table.option_of(e.condition.subject) for e in coming.entries)
        if plain and not (hangs and coming.personal):
            formula = coming.option if plain[-1].answer in TAKEN else f"not {coming.option}"
            yield Preference(formula=formula, grounds=(plain[-1].id,))


def _burdens(table: Table, maker: str) -> Iterator[Preference]:
    """What is demanded of a party that has not answered: it is assumed to rather not."""
    for issue in (i for i in table.issues if i.owner == maker and not i.refused_by):
        yield Preference(formula=f"not {issue.option}", assumption=True)


def rival(
    statements: Sequence[Preference], claimed: Preference, instead: Mapping[str, str]
) -> tuple[Preference, ...]:
    """The statements with a claimed one replaced by the plain fact that stands against it."""
    return tuple(
        Preference(formula=instead[claimed.formula], grounds=s.grounds) if s is claimed else s for s in statements
    )
