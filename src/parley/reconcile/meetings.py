"""The meetings themselves: for each gathering its stage, place, time and who takes part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from parley.model.entries import Attendance, Entry, Level, Meeting, Stage
from parley.model.judgements import Relation
from parley.model.lexicon import Lexicon
from parley.model.times import SILENT, Time, When
from parley.reconcile.attendance import OUTCOMES, leads, set_for_later
from parley.reconcile.claims import Asked, Claim, Desk, Draft, Verdict, are, day_words, later, the
from parley.reconcile.names import plain
from parley.reconcile.periods import SLACK, Fit, compare, weekday
from parley.reconcile.profiles import is_site
from parley.reconcile.sameness import one_company, surely_one
from parley.reconcile.sinces import denied


def _either(entry: str) -> str:
    return "|".join(sorted(Lexicon.beside(__file__).words("change", entry), key=lambda w: (-len(w), w)))


_MOVED = tuple(sorted(Lexicon.beside(__file__).words("change", "moved")))
_REVIVED = tuple(sorted(Lexicon.beside(__file__).words("change", "revived")))
_STATED = re.compile(rf"\b(?:{_either('stated')})\b")
_UNREAL = re.compile(r"\b(?:would|could|might|should) (?:not )?have\b")
_OFF = (Stage.COLLAPSED, Stage.CANCELLED)
_OPPOSED = {Stage.HELD.value, Stage.CANCELLED.value}
_DANGER = re.compile(
    rf"\b(?:{_either('endangered')})\b(?:\W+\w+){{0,4}}?\W+(?:{_either('danger')})\b", re.IGNORECASE
)
_LASTING = Lexicon.beside(__file__).words("gatherings", "lasting")
_BUCKETS = {
    Stage.PROPOSED: "ahead",
    Stage.PLANNED: "ahead",
    Stage.UNDER_WAY: "on",
    Stage.HELD: "over",
    Stage.ADJOURNED: "over",
    Stage.COLLAPSED: "off",
    Stage.CANCELLED: "off",
}
Maker = Callable[[Desk, Entry], Claim | None]


def asks(desk: Desk, entry: Entry) -> Iterator[Asked]:
    """What an entry answers of its meeting."""
    if isinstance(entry, Meeting | Attendance):
        key = (desk.diary.of(entry.gathering),)
        found = ((slot, maker(desk, entry)) for slot, maker in _SLOTS)
        yield from ((slot, key, claim) for slot, claim in found if claim is not None)


def draft(desk: Desk, slot: str, key: tuple[str, ...], told: list[Claim]) -> Draft:
    """The question with all its claims."""
    claims = _written(told) if slot == "place" else told
    return Draft(
        kind="meeting",
        slot=slot,
        key=key,
        question=question(slot, desk.diary.name(key[0]), over=_is_over(claims)),
        claims=tuple(claims),
        gathering=key[0],
    )


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def question(slot: str, name: str, *, over: bool) -> str:
    """What is asked of a meeting.

    >>> question("stage", "peace talks", over=False), question("place", "summit", over=True)
    ('Are the peace talks going ahead?', 'Where did the summit take place?')
    """
    many, called = are(name), the(name)
    do = "did" if over else "do" if many else "does"
    if slot == "stage":
        be = "Are" if many else "Is"
        return f"What became of {called}?" if over else f"{be} {called} going ahead?"
    if slot == "who":
        return f"Who {'took' if over else 'takes'} part in {called}?"
    if slot == "level":
        return f"At what level {do} {called} take place?"
    return f"{'Where' if slot == 'place' else 'When'} {do} {called} take place?"


def _written(claims: list[Claim]) -> list[Claim]:
    """The claims whose own words name the place; where none does, all of them."""
    return [c for c in claims if c.group in plain(c.entry.anchor.words)] or claims


def _is_over(claims: list[Claim]) -> bool:
    return all(c.rank == 1 for c in claims)


def _rank(entry: Entry) -> int:
    if isinstance(entry, Attendance):
        return 1 if entry.answer in OUTCOMES else 0
    return 1 if isinstance(entry, Meeting) and _BUCKETS[entry.stage] in ("over", "off") else 0


def _stage(desk: Desk, entry: Entry) -> Claim | None:
    if isinstance(entry, Attendance) and in_danger(entry.anchor.words):
        account = desk.account(entry, Stage.PLANNED.value, "in danger")
        return Claim(account=account, entry=entry, group=_BUCKETS[Stage.PLANNED])
    if not isinstance(entry, Meeting) or _before_its_day(desk, entry) or _never_held(entry):
        return None
    account = desk.account(entry, entry.stage.value)
    return Claim(account=account, entry=entry, group=_BUCKETS[entry.stage], rank=_rank(entry))


def in_danger(words: str) -> bool:
    """Whether words say that a meeting may fail: "talks at risk of collapse".

    >>> in_danger("the summit is now in doubt"), in_danger("the risk of talks")
    (True, False)
    """
    return bool(_DANGER.search(words))


def _never_held(entry: Meeting) -> bool:
    """Whether the words deny the meeting: "held no talks"; "not met since 2019" tells of one in that year."""
    return entry.stage is Stage.HELD and entry.when == SILENT and denied(entry.anchor.words)


def _before_its_day(desk: Desk, entry: Meeting) -> bool:
    """Whether a meeting is told as over before the day it is set for: the words mean another meeting."""
    return _BUCKETS[entry.stage] == "over" and set_for_later(desk, entry)


def _place(desk: Desk, entry: Entry) -> Claim | None:
    if not isinstance(entry, Meeting | Attendance) or not entry.place or not is_site(entry.place):
        return None
    name = " ".join(entry.place.split())
    return Claim(account=desk.account(entry, name), entry=entry, group=plain(name), rank=_rank(entry))


def _when(desk: Desk, entry: Entry) -> Claim | None:
    if not isinstance(entry, Meeting | Attendance) or (isinstance(entry, Meeting) and entry.stage in _OFF):
        return None  # the day of a cancelled meeting is often the day it was cancelled
    day = _day(desk, entry)
    if not day:
        return None
    words = " ".join(entry.when.words.split())
    return Claim(
        account=desk.account(entry, day, words if words != day else ""), entry=entry, group=day, rank=_rank(entry)
    )


def _day(desk: Desk, entry: Entry) -> str:
    """The day told for a meeting: a date where known, else a weekday, counted from the day of speaking."""
    time = desk.clock.time(entry)
    if isinstance(time, When):
        return time.timex if (time.end - time.start).days < 32 else ""
    day = weekday(time)
    expression = time.expression
    if day is None and expression is not None and expression.unit == "day" and expression.offset is not None:
        said = desk.clock.statement(entry)
        from_day = weekday(said.when) if said is not None else None
        day = (from_day + expression.offset - 1) % 7 + 1 if from_day else None
    return _WEEKDAYS[day - 1] if day else ""


def _who(desk: Desk, entry: Entry) -> Claim | None:
    if not isinstance(entry, Meeting) or not entry.participants:
        return None
    parties = sorted({desk.cast.of(p) for p in entry.participants})
    names = ", ".join(desk.cast.name(p) for p in parties)
    return Claim(account=desk.account(entry, names), entry=entry, group=" ".join(parties), rank=_rank(entry))


def _level(desk: Desk, entry: Entry) -> Claim | None:
    """Leaders, ministers, delegations or experts; a named head of delegation makes it delegations."""
    if isinstance(entry, Attendance):
        level = Level.DELEGATIONS if leads(entry) else Level.UNKNOWN
    else:
        level = entry.level if isinstance(entry, Meeting) else Level.UNKNOWN
    if level is Level.UNKNOWN:
        return None
    account = desk.account(entry, level.value)
    return Claim(account=account, entry=entry, group=level.value, rank=_rank(entry))


_SLOTS: tuple[tuple[str, Maker], ...] = (
    ("stage", _stage),
    ("place", _place),
    ("when", _when),
    ("who", _who),
    ("level", _level),
)


def relate_stages(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """A later stage replaces an earlier one; that a meeting was held and that it was called off contradict."""
    if a.group == b.group:
        return _both(a, b, desk)
    if {a.account.answer, b.account.answer} == _OPPOSED and _same_day(a.entry, b.entry, desk):
        return Relation.CONTRADICTS, f"{_has(a, desk)}, {_has(b, desk)}: both cannot be true."
    if a.report != b.report and not _comparable(a, b, desk):
        return None
    if _moves_on(a, b, desk) or _revived(a, b):
        return Relation.SUPERSEDES, f"{_has(a, desk)}; later {_has(b, desk)}."
    return None


def _comparable(a: Claim, b: Claim, desk: Desk) -> bool:
    """Whether two reports surely tell of one meeting, and in words that say how far it has come."""
    if any(c.group == "on" and isinstance(c.entry, Meeting) and set_for_later(desk, c.entry) for c in (a, b)):
        return False  # told as under way before the day it is set for: the words only name it
    return surely_one(a, b, desk) and _stated(a) and (_stated(b) or one_company(a.entry, b.entry, desk.cast.of))


def _moves_on(a: Claim, b: Claim, desk: Desk) -> bool:
    """Whether b tells of a further stage; what two reports of one day have under way and held is the same."""
    if (a.group, b.group) == ("ahead", "on"):
        begun = later(a, b) and a.report != b.report and states(b.entry)
        return begun and one_company(a.entry, b.entry, desk.cast.side)
    return b.rank > a.rank and (later(a, b) or (a.group == "ahead" and a.report != b.report))


def _revived(a: Claim, b: Claim) -> bool:
    """Whether a meeting that was called off is told later to take place after all."""
    told = (a.group, b.group) == ("off", "ahead") and later(a, b) and a.report != b.report
    return told and says(b.entry, _REVIVED)


def _stated(claim: Claim) -> bool:
    """Whether words say how far the meeting has come; "the talks in London" only names it."""
    return claim.group not in ("on", "over") or states(claim.entry)


def states(entry: Entry) -> bool:
    """Whether words say how far a meeting has come."""
    words = plain(entry.anchor.words)
    return bool(_STATED.search(words)) and not _UNREAL.search(words)


def _same_day(a: Entry, b: Entry, desk: Desk) -> bool:
    """Whether both say of one day that it was held and that it was not."""
    return a.report != b.report and _one_time(desk.clock.time(a), desk.clock.time(b))


def relate_places(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Two places agree if one lies in the other; else they contradict, unless the words say that it was moved."""
    if a.group == b.group or desk.diary.places.agree(a.account.answer, b.account.answer):
        return _both(a, b, desk)
    if later(a, b) and says_moved(b.entry):
        return Relation.SUPERSEDES, f"{_has(a, desk)}; later {_has(b, desk)}."
    if a.report == b.report or not _could_be_one(a, b, desk):
        return None
    return Relation.CONTRADICTS, f"{_has(a, desk)}, {_has(b, desk)}: one meeting has one place."


def _could_be_one(a: Claim, b: Claim, desk: Desk) -> bool:
    """Whether two places are told of one meeting for sure: towns of one country, or one day told with both."""
    if not _one_level(a, b) or not surely_one(a, b, desk):
        return False
    near = desk.diary.places.near(a.account.answer, b.account.answer)
    return near or _one_time(desk.clock.time(a.entry), desk.clock.time(b.entry))


def relate_days(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """A meeting still ahead can be put off; one that is over was on one day."""
    if a.group == b.group or _one_time(desk.clock.time(a.entry), desk.clock.time(b.entry)):
        return _both(a, b, desk)
    if not _is_day(a, desk) or not _is_day(b, desk) or (a.report != b.report and not surely_one(a, b, desk)):
        return None
    if not a.rank and not b.rank and (later(a, b) or (a.report == b.report and says_moved(b.entry))):
        return Relation.SUPERSEDES, f"{_has(a, desk)}; later {_has(b, desk)}."
    if a.report == b.report or not a.rank or not b.rank or not _one_level(a, b) or _lasts(a, desk):
        return None
    if not states(a.entry) or not states(b.entry):
        return None
    if compare(desk.clock.time(a.entry), desk.clock.time(b.entry)) is Fit.APART:
        return None  # too far apart for a slip: rather two meetings
    return Relation.CONTRADICTS, f"{_has(a, desk)}, {_has(b, desk)}: it cannot have been both."


def _one_level(a: Claim, b: Claim) -> bool:
    """Whether both may tell of the same people: leaders and a preparing team are not."""
    levels = {c.entry.level for c in (a, b) if isinstance(c.entry, Meeting)} - {Level.UNKNOWN}
    return len(levels) < 2


def _lasts(claim: Claim, desk: Desk) -> bool:
    """Whether the meeting may go on for days, as talks and conferences do: then two days are no contradiction."""
    name = desk.diary.name(claim.entry.gathering) if isinstance(claim.entry, Meeting | Attendance) else ""
    return are(name) or not _LASTING.isdisjoint(plain(name).split())


def _is_day(claim: Claim, desk: Desk) -> bool:
    """Whether a day or a weekend is told, and not a week or a month."""
    time = desk.clock.time(claim.entry)
    return not isinstance(time, When) or (time.end - time.start).days < SLACK


def _one_time(a: Time, b: Time) -> bool:
    return compare(a, b) is Fit.SAME


def relate_parties(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """Two lists of participants: equal, or one longer. They never contradict: lists are rarely complete."""
    if a.report == b.report:
        return None
    if a.group == b.group:
        return _both(a, b, desk)
    return Relation.ADDS, f"{desk.teller(b)} names {b.account.answer}."


def relate_levels(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    """The level at which sides meet changes when somebody is sent; a preparing team changes nothing."""
    if a.group == b.group:
        return _both(a, b, desk)
    sent = isinstance(b.entry, Attendance) and later(a, b) and a.report != b.report
    if sent and _ahead(a.entry) and surely_one(a, b, desk):
        return Relation.SUPERSEDES, f"{_has(a, desk)}; later {_has(b, desk)}."
    return None


def _ahead(entry: Entry) -> bool:
    """Whether a meeting is told as still to come."""
    return isinstance(entry, Attendance) or (isinstance(entry, Meeting) and _BUCKETS[entry.stage] == "ahead")


def _both(a: Claim, b: Claim, desk: Desk) -> Verdict | None:
    if a.report == b.report:
        return None
    if a.account.answer == b.account.answer:
        return Relation.AGREES, f"{desk.teller(a)} and {desk.teller(b)} have {b.account.answer}."
    return Relation.AGREES, f"{_has(a, desk)}, {_has(b, desk)}, and the two fit together."


def _has(claim: Claim, desk: Desk) -> str:
    told = claim.account.answer
    if isinstance(claim.entry, Meeting) and told == claim.entry.stage.value:
        return f"{desk.teller(claim)} has “{told}”"
    return f"{desk.teller(claim)} has {day_words(claim.account)}"


def says_moved(entry: Entry) -> bool:
    """Whether the words say that a place or day was changed."""
    return says(entry, _MOVED)


def says(entry: Entry, cues: Iterable[str]) -> bool:
    """Whether any of these expressions stands in an entry's words."""
    words = f" {entry.anchor.words.lower()} "
    return any(f" {cue} " in words for cue in cues)
