"""Rival claims: for every voice that says what another party wants, what if its word is not believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.analysis.draft.comings import ABSENT, Coming
from parley.analysis.states import of
from parley.model.dispute import Hypothesis, Preference

Stated = Sequence[tuple[str, tuple[Preference, ...]]]


def rivals(stated: Stated, comings: Sequence[Coming]) -> Iterator[Hypothesis]:
    """One hypothesis for each party and each of those who claim something for it."""
    for maker, statements in stated:
        for claimant in dict.fromkeys(s.claimant for s in statements if s.claimant):
            yield Hypothesis(
                name=f"{of(claimant)} word about {maker} is not believed",
                decision_maker=maker,
                preferences=tuple(without(statements, claimant, comings)),
                reason=f"{claimant} alone says so, and does not speak for {maker}.",
            )


def without(statements: Sequence[Preference], claimant: str, comings: Sequence[Coming]) -> Iterator[Preference]:
    """The statements without what one voice claims.

    Where the claim made somebody's coming conditional, what is left is the plain fact, that he or she stays away.
    """
    for statement in statements:
        if statement.claimant != claimant:
            yield statement
        elif " iff " in statement.formula:
            own = statement.formula.split(" iff ")[0]
            away = [e.id for c in comings if c.option == own for e in c.entries if e.answer in ABSENT]
            plain = [e for e in away if e not in statement.grounds]
            yield Preference(formula=f"not {own}", grounds=tuple(plain), assumption=not plain)
