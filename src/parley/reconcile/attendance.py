"""Who comes: one question for each actor and gathering, and one for who leads each side's delegation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parley.model.actors import ActorKind, VoiceKind
from parley.model.entries import Answer, Attendance, Entry, Meeting, Stage
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.times import SILENT, When
from parley.reconcile.claims import Asked, Claim, Desk, Draft, Verdict, are, later, the
from parley.reconcile.names import plain

_REVERSALS = tuple(sorted(Lexicon.beside(__file__).words("change", "reversal")))
_COMES, _STAYS_AWAY, _OPEN, _ASKED, _CALLED = "comes", "stays away", "open", "asked", "called"
_GROUPS = {
    Answer.WILL: _COMES,
    Answer.ATTENDED: _COMES,
    Answer.WILL_NOT: _STAYS_AWAY,
    Answer.DID_NOT: _STAYS_AWAY,
    Answer.NOT_LISTED: _STAYS_AWAY,
    Answer.MAY: _OPEN,
    Answer.INVITED: _ASKED,
    Answer.EXPECTED: _ASKED,
}
OUTCOMES = (Answer.ATTENDED, Answer.DID_NOT)
_HEADS = ("head", "lead", "led", "chief negotiator")


def asks(desk: Desk, entry: Entry) -> Iterator[Asked]:
    """What an entry answers: whether somebody comes, and who leads a side's delegation."""
    if isinstance(entry, Meeting):
        yield from _called(desk, entry)
    if not isinstance(entry, Attendance):
        return
    meeting = desk.diary.of(entry.gathering)
    for who, claim in _told(desk, entry):
        yield "answer", (who, meeting), claim
    who, side = desk.cast.of(entry.who), desk.cast.side(entry.party or entry.who)
    if leads(entry) and side != who:
        yield "head", (side, meeting), _claim(desk, entry, desk.cast.name(who), who)
    for missed, answer in _missed(desk, entry):
        claim = _claim(desk, entry, answer.value, _STAYS_AWAY)
        elsewhere = replace(claim.account, detail=f"comes to {the(desk.diary.name(entry.gathering))} instead")
        yield "answer", (who, missed), replace(claim, account=elsewhere, rank=2)


def _before_its_day(desk: Desk, entry: Attendance) -> bool:
    """Whether a meeting is told as attended or missed before the day it is set for: the words mean another one."""
    return entry.answer in OUTCOMES and set_for_later(desk, entry)


def set_for_later(desk: Desk, entry: Meeting | Attendance) -> bool:
    """Whether the meeting is set for a day after that of the report."""
    known, told = desk.diary.by_id.get(desk.diary.of(entry.gathering)), desk.clock.shares[entry.report].day
    day = known.when if known is not None else SILENT
    return isinstance(day, When) and isinstance(told, When) and day.start > told.end


def day_is_past(desk: Desk, entry: Meeting | Attendance) -> bool:
    """Whether the day of the meeting lies before that of the report."""
    known, told = desk.diary.by_id.get(desk.diary.of(entry.gathering)), desk.clock.shares[entry.report].day
    day = known.when if known is not None else SILENT
    return isinstance(day, When) and isinstance(told, When) and day.end < told.start


def _called(desk: Desk, entry: Meeting) -> Iterator[Asked]:
    """Who calls for a meeting of his own side has said something about his coming, too."""
    caller = entry.voice.actor if entry.stage is Stage.PROPOSED and entry.voice.kind is VoiceKind.NAMED else None
    sides = {desk.cast.side(p) for p in entry.participants}
    if caller is not None and desk.cast.side(caller) in sides:
        account = desk.account(entry, "called for it", "")  # that he comes himself nobody says
        claim = Claim(account=account, entry=entry, group=_CALLED)
        yield "answer", (desk.cast.of(caller), desk.diary.of(entry.gathering)), claim


def _missed(desk: Desk, entry: Attendance) -> list[tuple[str, Answer]]:
    """What somebody misses who "will instead attend" this meeting: those that the same report says so of."""
    if "instead" not in plain(entry.anchor.words).split() or _GROUPS[entry.answer] is not _COMES:
        return []
    own = (e for e in desk.own[entry.report].of_kind(Attendance) if desk.cast.of(e.who) == desk.cast.of(entry.who))
    away = {desk.diary.of(e.gathering): e.answer for e in own if _GROUPS[e.answer] is _STAYS_AWAY}
    return sorted((m, answer) for m, answer in away.items() if m != desk.diary.of(entry.gathering))


def draft(desk: Desk, slot: str, key: tuple[str, ...], told: list[Claim]) -> Draft | None:
    """The question with all its claims; none where nobody answers it and somebody is only expected to."""
    claims = _answering(told)
    if not claims:
        return None
    who, gathering = key
    meeting = the(desk.diary.name(gathering))
    led = f"Who leads the delegation of {desk.cast.name(who)} at {meeting}?"
    return Draft(
        kind="attendance",
        slot=slot,
        key=key,
        question=_question(desk, who, gathering, claims) if slot == "answer" else led,
        claims=tuple(claims),
        actor=who if slot == "answer" or who in desk.cast.by_id else None,
        gathering=gathering,
    )


def _answering(told: list[Claim]) -> list[Claim]:
    """All that answers, and the call for the meeting where it came before every answer."""
    answers = [c for c in told if isinstance(c.entry, Attendance)]
    first = min((c.account.order for c in answers), default=0.0)
    return [c for c in told if answers and (isinstance(c.entry, Attendance) or c.account.order < first)]


def _told(desk: Desk, entry: Attendance) -> list[tuple[str, Claim]]:
    """Who comes or not, as one entry tells: the one it names, and the side whose delegation he leads."""
    claim = _claim(desk, entry, entry.answer.value, _GROUPS[entry.answer])
    who, side = comer(desk, entry), _led_side(desk, entry)
    if side is None:
        return [(who, claim)]
    led = replace(claim.account, detail=f"a delegation led by {desk.cast.name(who)}")
    return [(who, claim), (side, replace(claim, account=led))]


def comer(desk: Desk, entry: Attendance) -> str:
    """Who comes: a side where its delegation does, else the one named."""
    who, side = desk.cast.of(entry.who), desk.cast.side(entry.who)
    actor = desk.actor(who)
    return side if actor is not None and actor.kind is ActorKind.DELEGATION and desk.actor(side) else who


def _led_side(desk: Desk, entry: Attendance) -> str | None:
    """The side that comes because somebody leads its delegation."""
    side = desk.cast.side(entry.party or entry.who)
    known = side in desk.cast.by_id and side != desk.cast.of(entry.who)
    return side if known and leads(entry) else None


def _question(desk: Desk, who: str, gathering: str, claims: list[Claim]) -> str:
    over = all(isinstance(c.entry, Attendance) and c.entry.answer in OUTCOMES for c in claims)
    return f"{'Did' if over else 'Will'} {desk.cast.name(who)} attend {the(desk.diary.name(gathering))}?"


def _claim(desk: Desk, entry: Attendance, answer: str, group: str) -> Claim:
    rank = 2 if reverses(entry) else 1 if entry.answer in OUTCOMES else 0
    return Claim(account=desk.account(entry, answer, _detail(entry)), entry=entry, group=group, rank=rank)


def reverses(entry: Attendance) -> bool:
    """Whether the words say that an earlier answer was taken back: "pulled out", "no longer"."""
    words = f" {entry.anchor.words.lower()} "
    return any(f" {cue} " in words for cue in _REVERSALS)


def _detail(entry: Attendance) -> str:
    parts = [entry.role or "", f"sends {entry.instead} instead" if entry.instead else ""]
    parts += [entry.condition.anchor.words] if entry.condition else []
    return "; ".join(" ".join(p.split()) for p in parts if p)


def leads(entry: Attendance) -> bool:
    """Whether the entry says that somebody leads a delegation that comes."""
    role = (entry.role or "").lower()
    return entry.answer in (Answer.WILL, Answer.ATTENDED, Answer.EXPECTED, Answer.MAY) and role.startswith(_HEADS)


def relate_answers(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """How answer b stands to the earlier answer a. A plan gives way; two outcomes cannot both be true."""
    if isinstance(a.entry, Meeting):
        return _stayed_away(a, b, desk)
    one, two = a.entry, b.entry
    if not isinstance(one, Attendance) or not isinstance(two, Attendance):
        return None
    if a.group == b.group:
        return _agreeing(a, b, desk)
    if _before_its_day(desk, one) or _before_its_day(desk, two):
        return None
    if _ASKED in (a.group, b.group):
        return (
            (Relation.ADDS, f"An invitation is no answer: {desk.teller(b)} adds to it.")
            if a.report != b.report
            else None
        )
    if {one.answer, two.answer} == set(OUTCOMES):
        return _two_outcomes(a, b, desk)
    if later(a, b) or b.rank > a.rank:
        return Relation.SUPERSEDES, _replaced(a, b, desk)
    if later(b, a) or _OPEN in (a.group, b.group):
        return None
    return _same_time(a, b, desk)


def _stayed_away(call: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Who called for a meeting and then stays away has changed his mind."""
    if call.report == b.report or b.group != _STAYS_AWAY or not later(call, b):
        return None
    return Relation.SUPERSEDES, f"{desk.teller(call)} has a call for it; later {_says(b, desk)}."


def _agreeing(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    if a.report == b.report:
        return None
    return Relation.AGREES, f"{desk.teller(a)} and {desk.teller(b)} give the same answer{_more(a, b)}."


def _more(a: Claim, b: Claim) -> str:
    detail = b.account.detail
    return f", the second adds: {detail}" if detail and detail != a.account.detail else ""


def _two_outcomes(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    if a.report == b.report:
        return (Relation.SUPERSEDES, _replaced(a, b, desk)) if b.rank > a.rank else None
    return Relation.CONTRADICTS, f"{_says(a, desk)}, {_says(b, desk)}: both cannot be true."


def _same_time(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    if a.report == b.report:
        return None
    return Relation.DISPUTES, f"{_says(a, desk)}, {_says(b, desk)}, and nothing tells which came later."


def _says(claim: Claim, desk: Desk) -> str:
    return f"{desk.teller(claim)} has “{claim.account.answer}”"


def _replaced(a: Claim, b: Claim, desk: Desk) -> str:
    when = f" ({a.account.as_of.words})" if a.account.as_of.words else ""
    return f"{desk.teller(a)} first had “{a.account.answer}”{when}; later {_says(b, desk)}."


def relate_heads(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """How one name for a delegation's head stands to another."""
    if a.group == b.group:
        return None if a.report == b.report else (Relation.AGREES, "Both name the same head of delegation.")
    if later(a, b):
        return Relation.SUPERSEDES, _replaced(a, b, desk)
    if a.report == b.report or later(b, a):
        return None
    return Relation.CONTRADICTS, f"{_says(a, desk)}, {_says(b, desk)}: one delegation has one head."


def plural(desk: Desk, gathering: str) -> bool:
    """Whether the meeting's name asks for a plural verb."""
    return are(desk.diary.name(gathering))
