"""Who comes to the main meeting, who does not and why, and whom they sent instead, in a few plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from parley.model.actors import ActorKind
from parley.model.dossier import Account, Point, Standing
from parley.model.entries import Answer, Attendance, Condition, Meeting, Stage
from parley.reconcile.attendance import day_is_past
from parley.reconcile.bare import is_bare, participants
from parley.reconcile.claims import Desk, are, the
from parley.reconcile.meetings import states
from parley.reconcile.tellers import source, teller
from parley.reconcile.wording import balanced, clipped, in_marks, listed, named, points_at_speaker, possessive

Told = tuple[list[str], list[str]]
"""Sentences, and the entries they rest on."""

_COMES = (Answer.WILL.value, Answer.ATTENDED.value)
_STAYS = (Answer.WILL_NOT.value, Answer.DID_NOT.value, Answer.NOT_LISTED.value)
_OPEN = (Answer.MAY.value,)
_ENDS = tuple(s.value for s in (Stage.HELD, Stage.ADJOURNED, Stage.COLLAPSED, Stage.CANCELLED))
_HELD, _ON = Stage.HELD.value, Stage.UNDER_WAY.value
_SAME_DAY = 0.5  # days between two accounts of one time
_STAGES = {
    Stage.PROPOSED: "{have} been proposed",
    Stage.PLANNED: "{be} planned",
    Stage.UNDER_WAY: "{be} under way",
    Stage.HELD: "{was} held",
    Stage.ADJOURNED: "{was} adjourned",
    Stage.COLLAPSED: "collapsed",
    Stage.CANCELLED: "{was} cancelled",
}
_VERBS = {
    Answer.WILL.value: "will attend",
    Answer.ATTENDED.value: "attended",
    Answer.WILL_NOT.value: "will not attend",
    Answer.DID_NOT.value: "did not attend",
    Answer.NOT_LISTED.value: "{be} not on the list",
    Answer.MAY.value: "may attend",
}
_AWAY = (Answer.WILL_NOT.value, Answer.NOT_LISTED.value)
_AHEAD = (Answer.WILL.value, Answer.MAY.value, *_AWAY)
_OVER = (Answer.ATTENDED.value, Answer.DID_NOT.value, *_AWAY)
_FITTING = {
    Stage.PROPOSED: _AHEAD,
    Stage.PLANNED: _AHEAD,
    Stage.UNDER_WAY: tuple(_VERBS),
    Stage.HELD: _OVER,
    Stage.ADJOURNED: _OVER,
    Stage.COLLAPSED: _OVER,
    Stage.CANCELLED: _AWAY,
}
"""The answers that fit how far the meeting has come: whoever "attended" what is only planned attended another."""
_PEOPLE, _CONDITION = 3, 14
_PAIR = 2  # people who meet alone
_NAME = 2  # words that only name a meeting: "peace talks"


def coming(desk: Desk, meeting: str, points: Sequence[Point]) -> Told:
    """How the meeting stands, who stays away, who comes or leads."""
    here = [p for p in points if p.gathering == meeting]
    stage = next((p for p in here if p.slot == "stage"), None)
    fitting = _FITTING[Stage(leading(desk, stage).answer)] if stage else tuple(_VERBS)
    asked = [p for p in here if p.kind == "attendance" and p.slot == "answer" and p.latest.answer in fitting]
    asked = [p for p in asked if p.latest.answer not in _COMES or _at_table(desk, meeting, p.actor or "")]
    asked.sort(key=lambda p: (-len(p.accounts), p.question))
    heads = [p for p in here if p.slot == "head" and p.actor and fitting is not _AWAY][:_PEOPLE]
    away = [p for p in asked if p.latest.answer in _STAYS][:_PEOPLE]
    there = _there(asked, heads)
    maybe = [p for p in asked if p.latest.answer in _OPEN][: max(_PEOPLE - len(away), 1)]
    sentences = [
        _stage(desk, meeting, stage),
        _answers(desk, away + maybe),
        _leads(desk, heads),
        _answers(desk, there),
    ]
    used = [leading(desk, stage).entry] if stage else []
    used += [p.latest.entry for p in away + maybe + heads + there]
    return [s for s in sentences if s], used


def _at_table(desk: Desk, meeting: str, actor: str) -> bool:
    """Whether somebody may come: to a meeting of two people only those of their two sides do."""
    parties = desk.diary.by_id[meeting].parties
    people = [p for p in parties if (known := desk.actor(desk.cast.of(p))) and known.kind is ActorKind.PERSON]
    sides = {desk.cast.side(p) for p in parties}
    return len(people) != _PAIR or len(sides) != _PAIR or desk.cast.side(actor) in sides


def _there(asked: list[Point], heads: list[Point]) -> list[Point]:
    """Who comes, without those whom the sentence on leaders covers already."""
    covered = {p.actor for p in heads} | {a.entry for p in heads for a in p.accounts}
    coming = [p for p in asked if p.latest.answer in _COMES]
    return [p for p in coming if p.actor not in covered and p.latest.entry not in covered][:_PEOPLE]


def _stage(desk: Desk, meeting: str, stage: Point | None) -> str:
    if stage is None:
        return ""
    name, last = desk.diary.name(meeting), leading(desk, stage)
    plural = are(name)
    forms = {"be": "are", "was": "were", "have": "have"} if plural else {"be": "is", "was": "was", "have": "has"}
    place = desk.diary.by_id[meeting].place
    where = f" in {place}" if place and place.lower() not in name.lower() else ""
    who = _between(desk, stage, name)
    return f"{the(name)}{who}{where} {_STAGES[Stage(last.answer)].format(**forms)}{source(desk, last)}."


def _between(desk: Desk, stage: Point, name: str) -> str:
    """Who meets, where the meeting's name does not tell which meeting it is: " of Norland and Sudland"."""
    meetings = [e for a in stage.accounts if isinstance(e := desk.entries[a.entry], Meeting)]
    who = participants(desk, meetings, name) if is_bare(name) else ""
    several = ", " in who or " and " in who
    return f" {'of' if several else 'involving'} {who}" if who else ""


def leading(desk: Desk, point: Point) -> Account:
    """Of the latest report's last accounts the one it tells first: what leads weighs more than a remark.

    Words that say how far the meeting has come count, where there are any, and not those that only name it.
    """
    told = [a for a in point.accounts if _says_how_far(desk, a)] or list(point.accounts)
    last = told[-1]
    key = (last.report, last.order, last.answer in _ENDS)
    level = [a for a in told if (a.report, a.order, a.answer in _ENDS) == key]
    first = min(level, key=_as_told)
    if first.answer != _HELD:
        return first
    still = [a for a in told if a.answer == _ON and last.order - a.order <= _SAME_DAY]
    return min(still, key=_as_told, default=first)  # "they met today", "the talks go on": of one day they go on


def _as_told(account: Account) -> tuple[int, str]:
    return account.anchor.start, account.entry


def _says_how_far(desk: Desk, account: Account) -> bool:
    entry = desk.entries[account.entry]
    if len(account.anchor.words.split()) <= _NAME:
        return False
    if account.answer in (Stage.PROPOSED.value, Stage.PLANNED.value):
        return not (isinstance(entry, Meeting) and day_is_past(desk, entry))
    return account.answer == Stage.CANCELLED.value or states(entry)


def _answers(desk: Desk, points: Sequence[Point]) -> str:
    """Answers as clauses; people with one answer share a verb, and one teller is named once."""
    tellers: dict[str, dict[str, list[Point]]] = {}
    for point in points:
        acts = tellers.setdefault(teller(desk, point.latest, point.actor or ""), {})
        acts.setdefault(_act(desk, point), []).append(point)
    parts = (f"{_joined([_clause(desk, *act) for act in acts.items()])} ({who})" for who, acts in tellers.items())
    told = "; ".join(parts)
    return f"{told}." if told else ""


def _joined(clauses: list[str]) -> str:
    """Clauses as a list, with a comma before "and" where one of them has a comma of its own."""
    text = listed(clauses)
    return f"{', '.join(clauses[:-1])}, and {clauses[-1]}" if len(clauses) > 1 and ", " in clauses[-2] else text


def _clause(desk: Desk, act: str, points: list[Point]) -> str:
    names = [named(desk.cast.name(p.actor or "")) for p in points]
    be = "are" if len(names) > 1 or names[0].endswith("s") else "is"
    disputed = " (which is disputed)" if any(p.standing is Standing.DISPUTED for p in points) else ""
    told = act.replace("{be}", be, 1)  # not format(): behind the verb stand words of reports, braces and all
    return f"{listed(names)} {told}{disputed}"


def _act(desk: Desk, point: Point) -> str:
    """The verb of the latest answer, why or on which condition, and whom they sent instead."""
    same = [desk.entries[a.entry] for a in point.accounts if a.answer == point.latest.answer]
    entries = [e for e in same if isinstance(e, Attendance)]
    why = next((w for e in entries if e.condition and (w := _condition(desk, e.condition))), "")
    instead = next((clipped(balanced(e.instead)) for e in entries if e.instead), "")
    verb = _VERBS[point.latest.answer]
    return f"{verb}{' ' + why if why else ''}{f', sending {instead} instead' if instead else ''}"


def _condition(desk: Desk, condition: Condition) -> str:
    """The condition in plain words; nothing where they are too many or mean something else outside a quotation."""
    words, report = balanced(condition.anchor.words), desk.reports[condition.anchor.report]
    fits = len(words.split()) <= _CONDITION and condition.marker.lower() in words.lower()
    if not fits or (in_marks(report, condition.anchor) and points_at_speaker(words)):
        return ""
    return words.replace("{", "").replace("}", "")


def _leads(desk: Desk, heads: Sequence[Point]) -> str:
    """Who leads for whom."""
    parts = []
    for point in heads:
        side = possessive(named(desk.cast.name(point.actor or "")))
        disputed = ", which is disputed" if point.standing is Standing.DISPUTED else ""
        parts.append(f"{point.latest.answer} leads {side} delegation{disputed}{source(desk, point.latest)}")
    return f"{' and '.join(parts)}." if parts else ""
