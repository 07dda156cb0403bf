"""What one entry answers to one question, ready to be compared; and a question with all its claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from parley.model.actors import Actor, VoiceKind
from parley.model.dossier import Account
from parley.model.entries import Entry, Gathering, Magnitude
from parley.model.ids import digest
from parley.model.judgements import Relation
from parley.model.record import Record
from parley.model.spelling import spelled
from parley.model.text import Report
from parley.reconcile.actors import Cast
from parley.reconcile.clock import Clock
from parley.reconcile.gatherings import Diary

T = TypeVar("T")

LATER = 0.05
"""Days that must lie between two accounts before one counts as later."""

Verdict = tuple[Relation, str]
"""A relation and its reason in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One account with what is compared. `group` gathers equal values; `rank` orders claims of one telling:
    0 a plan, 1 an outcome, 2 a reversal ("pulled out"). `magnitude` is the quantity where that is asked. `place`
    is where it stands among all in order of time; within one telling plans before outcomes before reversals."""

    account: Account
    entry: Entry
    group: str
    rank: int = 0
    magnitude: Magnitude | None = None
    place: tuple[float, int, str, int, str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        told, entry = self.account, self.entry
        place = (told.order, self.rank, told.report, entry.anchor.start, entry.id, self.group)
        object.__setattr__(self, "place", place)

    @property
    def report(self) -> str:
        """The id of the report that claims it."""
        return self.account.report


_PLACE = attrgetter("place")
Asked = tuple[str, tuple[str, ...], Claim]
"""The slot and key of a question, and a claim that answers it."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A question with its claims, before it is known how they stand to each other. `key` makes its id."""

    kind: str
    slot: str
    key: tuple[str, ...]
    question: str
    claims: tuple[Claim, ...]
    actor: str | None = None
    gathering: str | None = None

    @cached_property
    def id(self) -> str:
        """The point's id."""
        return digest("point", self.kind, self.slot, *self.key)

    @cached_property
    def ordered(self) -> tuple[Claim, ...]:
        """Its claims in order of time."""
        return in_time(self.claims)

    @cached_property
    def doubled(self) -> bool:
        """Whether an entry makes several claims."""
        return len({c.entry.id for c in self.claims}) < len(self.claims)

    @cached_property
    def first_of(self) -> dict[str, Claim]:
        """For each entry the first of its claims."""
        return {c.entry.id: c for c in reversed(self.claims)}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the questions are worked out from: the entries, who is who, which meeting is which, what came when.

    `own` is what each report tells. `main` is the merged gathering that most entries tell of, without what lies
    far back.
    `kept` holds for each report what was worked out of its entries; it is forgotten when anything changes that the
    report hangs on.
    """

    cast: Cast
    diary: Diary
    clock: Clock
    labels: dict[str, str]
    entries: dict[str, Entry]
    reports: dict[str, Report]
    gatherings: dict[str, Gathering]
    own: Mapping[str, Record]
    stems: Mapping[str, frozenset[str]]
    main: str | None
    kept: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def once(self, what: str, entry: Entry, make: Callable[[], T]) -> T:
        """What is worked out of an entry, worked out once as long as nothing that it hangs on changes."""
        own = self.kept.setdefault(entry.report, {})
        key = f"{what} {entry.id}"
        if key not in own:
            own[key] = make()
        found: T = own[key]
        return found

    def account(self, entry: Entry, answer: str, detail: str = "") -> Account:
        """The account that an entry gives."""
        return Account(
            entry=entry.id,
            report=entry.report,
            answer=answer,
            voice=entry.voice,
            anchor=entry.anchor,
            as_of=self.clock.as_of(entry),
            order=round(self.clock.order(entry), 4),
            detail=detail,
        )

    def teller(self, claim: Claim) -> str:
        """Who says it, for people: "a senior official in The Gazette", "The Gazette"."""
        label = self.labels.get(claim.report, "one report")
        voice = claim.account.voice
        if voice.kind is VoiceKind.OUTLET:
            return label
        name = self.cast.name(voice.actor) if voice.actor and voice.kind is not VoiceKind.ANONYMOUS else ""
        return f"{lower_article(name or voice.description)} in {label}"

    def actor(self, merged: str) -> Actor | None:
        """The merged actor with this id, None where a side is only a country code."""
        return self.cast.by_id.get(merged)


def in_time(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims in order of time; within one telling plans before outcomes before reversals, then by place."""
    return tuple(sorted(claims, key=_PLACE))


def later(a: Claim, b: Claim) -> bool:
    """Whether b holds as of a later time than a."""
    return b.account.order - a.account.order > LATER


def lower_article(name: str) -> str:
    """A name inside a sentence: "A senior official" becomes "a senior official"."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in ("A", "An", "The") and rest else name


def day_words(account: Account) -> str:
    """A day as the report words it, with the date where that says more: "Friday (7 March 2031)"."""
    words, day = account.detail, spelled(account.answer)
    if not words or words == account.answer:
        return day
    return words if account.answer[:4] in words else f"{words} ({day})"


def answered(account: Account) -> str:
    """The answer for people: a day as day_words has it, "not since May", anything else as it stands."""
    if not _TIMEX.match(account.answer):
        return account.answer
    return f"not {account.detail}" if account.detail.startswith("since ") else day_words(account)


_TIMEX = re.compile(r"(?:\d{4}|XXXX)(?:-|$)")


def the(name: str) -> str:
    """A meeting's name with its article.

    >>> the("Norland-Sudland peace talks"), the("a summit in Geneva")
    ('the Norland-Sudland peace talks', 'a summit in Geneva')
    """
    first = name.split(" ", 1)[0].lower()
    return name if first in ("the", "a", "an", "their", "his", "her", "its") else f"the {name}"


def are(name: str) -> bool:
    """Whether a meeting's name is plural: talks, negotiations."""
    from parley.reconcile.names import plain

    heads = plain(
        name.split(" in ")[0].split(" on ")[0].split(" between ")[0].split(" with ")[0].split(" of ")[0]
    ).split()
    return bool(heads) and heads[-1].endswith("s") and not heads[-1].endswith("ss")
