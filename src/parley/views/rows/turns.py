"""What changed, the gravest first: what is newly disputed, changed, settled, withdrawn, then what is new."""

from __future__ import annotations

from collections.abc import Iterable

from parley.model.dossier import Account, Change, Point
from parley.model.entries import Event, Meeting, Position, Statement
from parley.views.rows.brief import Told, Turn
from parley.views.rows.excerpt import excerpt
from parley.views.rows.lookup import Lookup
from parley.views.rows.prose import flat, when_in_words
from parley.views.rows.shared import PLAIN, backing, holders, in_full, stated, subject

Group = tuple[Change, ...]
"""One change; or everything new that is told of one meeting or of one event."""
_KINDS = ("newly disputed", "changed", "settled", "withdrawn", "new")
_MANY = ("settled", "new")  # kinds with many rows: what somebody said stands behind all that was done
_RETOLD = ("what", "words")
_NEW = ("attendance", Meeting.kind, Position.kind, Event.kind, Statement.kind)


def turns(look: Lookup, changes: Iterable[Change]) -> tuple[Turn, ...]:
    """What changed, with old and new side by side."""
    return tuple(turn(look, group) for group in arranged(look, changes))


def arranged(look: Lookup, changes: Iterable[Change]) -> list[Group]:
    """The changes in the order they are shown; of what is new statements come last, for they are most."""
    groups: dict[str, list[tuple[Change, Point | None]]] = {}
    for number, change in enumerate(changes):
        point = _point(look, change)
        if change.kind == "settled" and point and point.slot in PLAIN:
            continue
        groups.setdefault(_about(point) if change.kind == "new" and point else f"#{number}", []).append(
            (change, point)
        )
    ordered = sorted(groups.values(), key=lambda group: _rank(*group[0]))
    return [_telling(group) for group in ordered]


def _point(look: Lookup, change: Change) -> Point | None:
    """The point that a change is of; None where it is withdrawn."""
    told = look.told.get(change.new.entry, []) if change.new else []
    return next((p for p, _ in told if p.question == change.question), None)


def _about(point: Point) -> str:
    """What new points share a row: those of one meeting, and those of one event."""
    if point.kind == Meeting.kind and point.gathering:
        return f"{point.kind} {point.gathering}"
    return f"{point.kind} {point.latest.entry}" if point.kind == Event.kind else point.id


def _rank(change: Change, point: Point | None) -> tuple[int, int]:
    kind = _KINDS.index(change.kind) if change.kind in _KINDS else len(_KINDS)
    told = _NEW.index(point.kind) if change.kind in _MANY and point and point.kind in _NEW else 0
    said = change.kind in _MANY and point is not None and point.kind == Statement.kind
    return (len(_KINDS), told) if said else (kind, told)


def _telling(group: list[tuple[Change, Point | None]]) -> Group:
    """A group without what its name tells anyway: who meets and how high up."""
    told = tuple(change for change, point in group if point is None or point.slot not in PLAIN)
    return told or tuple(change for change, _ in group)


def turn(look: Lookup, group: Group) -> Turn:
    """One row: the change; of what is new all that is told of it, of what only more tell now how many do."""
    first, point = group[0], _point(look, group[0])
    old, new = _side(look, first.old), _side(look, first.new)
    alike = first.kind == "settled" and _alike(point, old, new)
    if point is None or new is None or not (first.kind == "new" or alike):
        return Turn(flat(first.kind), _asked(look, first), old, new)
    answers = dict.fromkeys(in_full(look, c.new) for c in group if c.new)
    about, answer = stated(subject(look, point), answers)
    told = f"{answer} ({backing(look, point.accounts)})" if alike else answer
    return Turn(flat(first.kind), about, None, Told(told, new.excerpt, new.when, new.source))


def _alike(point: Point | None, old: Told | None, new: Told | None) -> bool:
    """Whether two accounts say one thing: a deed or a statement in other words is the same one."""
    if old is None or new is None:
        return False
    return old.answer == new.answer or (point is not None and point.slot in _RETOLD)


def _asked(look: Lookup, change: Change) -> str:
    """What a change is about: the question; of a position whose it is, for its answer tells on what it is."""
    for account in filter(None, (change.new, change.old)):
        if isinstance(look.entries.get(account.entry), Position) and (who := holders(look, account)):
            return who
    return flat(change.question)


def _side(look: Lookup, account: Account | None) -> Told | None:
    """One account of a change; None where there is none, or where its report has left the dossier."""
    if account is None or account.report not in look.shelves:
        return None
    shown = excerpt(look.shelves[account.report].report, account.anchor)
    source = look.source(account.voice, account.anchor)
    return Told(in_full(look, account), shown, when_in_words(account.as_of), source)
