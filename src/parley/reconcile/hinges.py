"""On whose coming somebody's coming hangs: "if the president attends", "waiting for the premier"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.model.entries import Attendance, Entry
from parley.model.judgements import Relation
from parley.reconcile.claims import Asked, Claim, Desk, Draft, Verdict, the
from parley.reconcile.names import plain
from parley.reconcile.wording import named, possessive

_WAITS = re.compile(r"\bwait(?:s|ed|ing)?\s+(?:there\s+)?for\s+((?:[\w.’'-]+\s+){0,3}[\w.’'-]+)", re.IGNORECASE)


def asks(desk: Desk, entry: Entry) -> Iterator[Asked]:
    """What an entry answers: whose part in a meeting somebody's own part hangs on."""
    if not isinstance(entry, Attendance):
        return
    who, other = desk.cast.of(entry.who), _other(desk, entry)
    if other is not None and other != who:
        words = entry.condition.anchor.words if entry.condition else entry.anchor.words
        account = desk.account(entry, desk.cast.name(other), " ".join(words.split()))
        yield "hinge", (who, desk.diary.of(entry.gathering)), Claim(account=account, entry=entry, group=other)


def _other(desk: Desk, entry: Attendance) -> str | None:
    """The one whom the condition is about, else the one who is waited for."""
    if entry.condition is not None and entry.condition.subject:
        return desk.cast.of(entry.condition.subject)
    awaited = _WAITS.search(entry.anchor.words)
    words = plain(awaited.group(1)).split() if awaited else []
    actors = desk.own[entry.report].actors
    found = (a for word in words for a in actors if any(word in plain(n).split() for n in (a.name, *a.names)))
    first = next((a for a in found if desk.cast.by_id.get(desk.cast.of(a.id))), None)
    return desk.cast.of(first.id) if first is not None else None


def draft(desk: Desk, slot: str, key: tuple[str, ...], claims: list[Claim]) -> Draft | None:
    """The question, where more than one report answers it."""
    if len({c.report for c in claims}) < 2:
        return None
    who, meeting = key
    whose = possessive(named(desk.cast.name(who)))
    question = f"On whom does {whose} part in {the(desk.diary.name(meeting))} hang?"
    return Draft(
        kind="attendance",
        slot=slot,
        key=key,
        question=question,
        claims=tuple(claims),
        actor=who,
        gathering=meeting,
    )


def relate_hinges(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Two reports that name the same one agree; one may hang on several, so others say nothing."""
    if a.report == b.report or a.group != b.group:
        return None
    return Relation.AGREES, f"{desk.teller(a)} and {desk.teller(b)} let it hang on {b.account.answer}."
