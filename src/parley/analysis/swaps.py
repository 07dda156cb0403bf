"""Sensitivity: which swap of two neighbouring preference statements tips an equilibrium.

The order of statements is the weakest inference in a drafted model, so it is the first thing to doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parley.analysis.graph import graph
from parley.analysis.stability import equilibria
from parley.model.dispute import Dispute, Preference


@dataclass(frozen=True, slots=True)
class Swap:
    """A swap that changes which states are equilibria: codes that are lost and won by it."""

    maker: str
    upper: Preference
    lower: Preference
    lost: tuple[int, ...]
    won: tuple[int, ...]


def tipping(dispute: Dispute, concept: str = "nash") -> Iterator[Swap]:
    """Every swap of neighbours, of one decision maker, that changes the equilibria of a concept."""
    before = set(equilibria(graph(dispute), concept).tolist())
    for maker, statements in dispute.preferences:
        for place in range(len(statements) - 1):
            after = set(equilibria(graph(_swapped(dispute, maker, place)), concept).tolist())
            if after != before:
                lost, won = tuple(sorted(before - after)), tuple(sorted(after - before))
                yield Swap(maker, statements[place], statements[place + 1], lost, won)


def _swapped(dispute: Dispute, maker: str, place: int) -> Dispute:
    rows = []
    for name, statements in dispute.preferences:
        if name == maker:
            swapped = (statements[place + 1], statements[place])
            statements = (*statements[:place], *swapped, *statements[place + 2 :])
        rows.append((name, statements))
    return replace(dispute, preferences=tuple(rows))
