"""The list of actors while it is being drawn up: drafts, and which tokens mean which."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.model.actors import ActorKind


def initials(name: str) -> str:
    """The acronym of a name of two words or more, in lower case; empty for a single word.

    >>> initials("Organization of African Unity"), initials("Reuters")
    ('oau', '')
    """
    letters = [w[0] for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
    return "".join(letters).lower() if len(letters) > 1 else ""


_FORMS = re.compile(
    r"[ ,]+(?:corp|corporation|inc|incorporated|ltd|limited|plc|co|ag|sa|nv|llc|gmbh)\.?$", re.IGNORECASE
)


def firm(name: str) -> str:
    """A firm's name in lower case without its legal form.

    >>> firm("Borden Motors Corp.")
    'borden motors'
    """
    return _FORMS.sub("", name).lower()


_REACH = 400  # mentions; farther back a description is not taken to point


@dataclass(slots=True)
class Draft:
    """An actor in the making. `side` is the key of the draft it acts for; `unnamed` people keep a description.

    `mentions` are head tokens in order; `grounds` spans of tokens that gave role or side.
    """

    key: int
    name: str
    kind: ActorKind
    names: list[str] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    head: str = ""  # the role noun or group noun, singular, lower case
    side: int | None = None
    gender: str | None = None
    plural: bool = False
    unnamed: bool = False
    grounds: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[int] = field(default_factory=list)
    spellings: dict[str, int] = field(default_factory=dict)  # how often each form of a person's name stands
    office: str = ""  # what the tables call the office, where the report is silent

    @property
    def person(self) -> bool:
        """Whether one human being is meant."""
        return self.kind is ActorKind.PERSON and not self.plural


@dataclass(slots=True)
class Ledger:
    """All drafts and the links from tokens to them."""

    drafts: list[Draft] = field(default_factory=list)
    links: dict[int, tuple[int, ...]] = field(default_factory=dict)
    by_name: dict[tuple[str, ActorKind], int] = field(default_factory=dict)
    recent: deque[int] = field(default_factory=lambda: deque(maxlen=_REACH))

    def new(self, name: str, kind: ActorKind) -> Draft:
        """A new draft under this name."""
        draft = Draft(len(self.drafts), name, kind, [name])
        self.drafts.append(draft)
        self.by_name.setdefault((name.lower(), kind), draft.key)
        return draft

    def get(self, name: str, kind: ActorKind) -> Draft:
        """The draft of this name and kind, new if there is none."""
        key = self.by_name.get((name.lower(), kind))
        return self.drafts[key] if key is not None else self.new(name, kind)

    def body(self, text: str) -> Draft:
        """The organisation of this name or acronym, new if there is none: "GM" is "General Motors"."""
        kind = ActorKind.ORGANISATION
        key = self.by_name.get((text.lower(), kind))
        if key is None:
            key = self.by_name.get((firm(text), kind))
        if key is None and (short := initials(text)):
            key = self.by_name.get((short, kind))
        if key is None:
            draft = self.new(text, kind)
            self.by_name.setdefault((firm(text), kind), draft.key)
            if initials(text):
                self.by_name.setdefault((initials(text), kind), draft.key)
            return draft
        draft = self.drafts[key]
        self.by_name.setdefault((text.lower(), kind), key)
        draft.name = max(draft.name, text, key=len)
        return draft

    def rename(self, draft: Draft, text: str) -> None:
        """Let the actor be known by this name too."""
        self.by_name.setdefault((text.lower(), draft.kind), draft.key)
        if text not in draft.names:
            draft.names.append(text)

    def link(self, first: int, last: int, *drafts: Draft) -> None:
        """Let the tokens first to last mean these actors; what is already linked stays."""
        keys = tuple(dict.fromkeys(d.key for d in drafts))
        for i in range(first, last + 1):
            self.links.setdefault(i, keys)

    def mention(self, draft: Draft, head: int) -> None:
        """Note that the actor is mentioned at this token."""
        draft.mentions.append(head)
        self.recent.append(draft.key)

    def met(self) -> Iterator[Draft]:
        """The actors mentioned lately, the last first, each once."""
        for key in dict.fromkeys(reversed(self.recent)):
            yield self.drafts[key]

    def at(self, i: int) -> list[Draft]:
        """The drafts that a token means."""
        return [self.drafts[key] for key in self.links.get(i, ())]
