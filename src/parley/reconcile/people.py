"""What people decided, as the rules must obey it: which ids are the same, which differ, how entries stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from parley.model.judgements import Judgement, Relation

IDENTITY = (Relation.SAME, Relation.DIFFERENT)
SINGLE = (Relation.WRONG, Relation.VALUE, Relation.CONFIRMED)
"""What people say of one entry alone."""


@dataclass(frozen=True)
class People:
    """People's judgements. Of several on one pair and slot the last one made counts."""

    judgements: tuple[Judgement, ...]

    @staticmethod
    def of(judgements: Iterable[Judgement]) -> People:
        """Only those by people, in order of making, the overruled ones left out."""
        last: dict[tuple[str, ...], Judgement] = {}
        for judgement in sorted((j for j in judgements if j.by_person), key=lambda j: (j.made, j.id)):
            pair = sorted((judgement.a, judgement.b))
            topic = "identity" if judgement.relation in IDENTITY else judgement.slot
            if judgement.relation in SINGLE:
                pair, topic = [judgement.a, ""], f"{judgement.relation} {judgement.slot}"
            last[*pair, topic] = judgement
        return People(tuple(sorted(last.values(), key=lambda j: (j.made, j.id))))

    @cached_property
    def decided(self) -> frozenset[str]:
        """The ids of actors, gatherings and entries that somebody put together or kept apart."""
        pairs = (j for j in self.judgements if j.relation in IDENTITY)
        return frozenset(i for j in pairs for i in (j.a, j.b))

    @cached_property
    def touching(self) -> frozenset[str]:
        """The ids whose reports must be made ready anew when these judgements come or go."""
        single = (Relation.WRONG, Relation.VALUE)
        return self.decided | {j.a for j in self.judgements if j.relation in single}

    def same(self, among: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs among these ids that somebody put together."""
        return self._pairs(Relation.SAME, among)

    def different(self, among: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs among these ids that somebody kept apart."""
        return self._pairs(Relation.DIFFERENT, among)

    def between_entries(self) -> list[Judgement]:
        """The judgements on how one entry stands to another."""
        return [j for j in self.judgements if j.relation not in (*IDENTITY, *SINGLE)]

    def on(self, relation: Relation) -> list[Judgement]:
        """The judgements of one relation, in order of making."""
        return [j for j in self.judgements if j.relation is relation]

    def _pairs(self, relation: Relation, among: Iterable[str]) -> list[tuple[str, str]]:
        found = [j for j in self.judgements if j.relation is relation]
        known = set(among) if found else set[str]()
        return [(j.a, j.b) for j in found if j.a in known and j.b in known]
