"""Judgements: what belongs together and what stands against what, each with its reason and its author.

Merging is judgements; withdrawing one undoes it. A person's judgement outranks a rule's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from parley.model.ids import digest

RULES = "rules"
"""The author of every automatic judgement; anything else is a person's name."""


class Relation(StrEnum):
    """How two things stand to each other; `a` is the earlier or first one where order matters."""

    SAME = "same"
    DIFFERENT = "different"
    AGREES = "agrees"
    ADDS = "adds"
    CONTRADICTS = "contradicts"
    SUPERSEDES = "supersedes"  # b replaced a
    DISPUTES = "disputes"  # opinions of different holders
    WRONG = "wrong"  # a person: entry a does not say what its report says; b is empty
    VALUE = "value"  # a person: in entry a, the right value of the slot is b
    CONFIRMED = "confirmed"  # a person: entry a is right as it stands; b is empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One relation between two entries, two actors or two gatherings (their ids in the record).

    What a person says of a single entry is a judgement, too: WRONG, VALUE and CONFIRMED have no second thing.
    """

    a: str
    relation: Relation
    b: str
    reason: str
    slot: str = ""  # what is compared: answer, place, when, stage, number, move, who
    author: str = RULES
    made: str = ""  # ISO time for a person's judgement, empty for a rule's (runs must give equal bytes)
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            pair = sorted((self.a, self.b)) if self.relation in SYMMETRIC else [self.a, self.b]
            object.__setattr__(self, "id", digest(*pair, self.relation, self.slot, self.author))

    @property
    def by_person(self) -> bool:
        """Whether a person decided this."""
        return self.author != RULES


SYMMETRIC = frozenset(
    (Relation.SAME, Relation.DIFFERENT, Relation.AGREES, Relation.CONTRADICTS, Relation.DISPUTES)
)
"""Relations in which it does not matter which of the two is named first."""
