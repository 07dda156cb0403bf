"""When two had last met, as reports tell by the way: "the first talks since May", "they have not met since 2019".

Such words say two things: how long nobody met, and, where a meeting is named, that there was one. A report that
denies any meeting since a time is contradicted by one that tells of a meeting after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.model.entries import Entry, Meeting
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.spelling import spelled
from parley.model.times import When
from parley.reconcile.claims import Asked, Claim, Desk, Draft, Verdict, the
from parley.reconcile.names import plain
from parley.reconcile.wording import listed, named

_FIRST = Lexicon.beside(__file__).words("change", "first")
_NOT = re.compile(
    r"\b(?:ha(?:s|ve|d)|did|do(?:es)?)(?:\s+not|n['’]t|\s+never)\b|\bnever\b|^\s*no\s", re.IGNORECASE
)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_END = re.compile(r"[.;!?\n]")
_NEAR = 2  # characters between a meeting's words and "since" behind them
_NONE, _EARLIER, _MET = "none", "first", "met"


@dataclass(frozen=True, slots=True)
class _Since:
    """What a "since" tells of a meeting: none at all, or the first one; `start` and `end` are what follows it."""

    sort: str
    start: int
    end: int


def asks(desk: Desk, entry: Entry) -> Iterator[Asked]:
    """What an entry answers: since when those who meet had not met, and which meeting was their last."""
    found = _since(desk, entry) if isinstance(entry, Meeting) and len(entry.participants) > 1 else None
    if found is None or not isinstance(entry, Meeting):
        return
    key = tuple(sorted({desk.cast.of(p) for p in entry.participants}))
    told = [
        e for e in desk.own[entry.report].entries if _within(e, found) and isinstance(desk.clock.time(e), When)
    ]
    times = [t for e in (*told, entry) if isinstance(t := desk.clock.time(e), When)]
    if times:
        words = " ".join(desk.reports[entry.report].text[found.start : found.end].split())
        account = desk.account(entry, times[0].timex, f"since {words}")
        yield "last", key, Claim(account=account, entry=entry, group=f"{found.sort} {times[0].timex}")
    for last in told:
        if isinstance(last, Meeting):
            name = the(" ".join(last.what.split()) or "a meeting")
            group = f"{_MET} {desk.clock.time(last).timex}"
            yield "last", key, Claim(account=desk.account(last, name), entry=last, group=group)


def _since(desk: Desk, entry: Entry) -> _Since | None:
    text, anchor = desk.reports[entry.report].text, entry.anchor
    word = _SINCE.search(text, anchor.start, anchor.end + _NEAR + len("since"))
    if word is None:
        return None
    before = text[anchor.start : word.start()]
    sort = _NONE if denied(before) else _EARLIER if not _FIRST.isdisjoint(plain(before).split()) else ""
    end = _END.search(text, word.end())
    return _Since(sort, word.end(), end.start() if end else len(text)) if sort else None


def _within(entry: Entry, since: _Since) -> bool:
    return since.start <= entry.anchor.start < since.end


def denied(words: str) -> bool:
    """Whether words about a meeting say that there was none.

    >>> denied("The envoys have not held talks"), denied("The envoys held talks")
    (True, False)
    """
    return bool(_NOT.search(words))


def draft(desk: Desk, slot: str, key: tuple[str, ...], claims: list[Claim]) -> Draft | None:
    """The question, where more than one report answers it."""
    if len({c.report for c in claims}) < 2:
        return None
    names = listed([named(desk.cast.name(actor)) for actor in key])
    question = f"When had {names} last met?"
    return Draft(kind="meeting", slot=slot, key=key, question=question, claims=tuple(claims))


def relate_last(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Equal times agree; that nobody met since a time and a meeting after it cannot both be true."""
    if a.report == b.report:
        return None
    (one, day), (two, other) = a.group.split(), b.group.split()
    if _MET in (one, two):
        return _against(a, b, desk) if _NONE in (one, two) else None
    return (Relation.AGREES, f"Both count from {a.account.answer}.") if day == other else None


def _against(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    none, met = (a, b) if a.group.startswith(_NONE) else (b, a)
    held = desk.clock.time(met.entry)
    if not isinstance(held, When) or held.timex < none.account.answer[: len(held.timex)]:
        return None
    tells = f"{desk.teller(met)} tells of {met.account.answer} ({spelled(held.timex)})"
    return Relation.CONTRADICTS, f"{tells}, {desk.teller(none)} of no meeting {none.account.detail}."
