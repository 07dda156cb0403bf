"""Expected-utility bargaining: Bueno de Mesquita's model as published by Scholz, Calbert and Smith (2011).

Each actor has a position on one scale, a capability and a salience. In every round each pair weighs a challenge;
who is offered what moves. The forecast may settle or go round and round: both are reported, never one number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.errors import BadDispute

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bargainer:
    """An actor: position in the units of the issue, capability and salience (0 to 1) as shares."""

    name: str
    position: float
    capability: float
    salience: float


@dataclass(frozen=True, slots=True)
class Switches:
    """Where published accounts differ.

    The defaults reproduce the original code. `capitulate`: an actor that stands to lose more than the other gains
    gives in (the original tests the wrong sign, so that this never happens). `all_pairs`: the odds are taken over
    the votes on all pairs, not on the pair alone. `least_movement`: of several compromises the nearest is taken,
    as the paper says, and not the one with the lowest weighted mean, as the code does.
    """

    capitulate: bool = False
    all_pairs: bool = True
    least_movement: bool = False
    status_quo: float = 1.0  # q, the likelihood that nothing changes without a challenge


@dataclass(frozen=True, slots=True)
class Round:
    """Positions at the start of a round with the weighted median and mean; risk exponents after the first."""

    positions: tuple[float, ...]
    median: float
    mean: float
    risk: tuple[float, ...] = ()


def rounds(actors: Sequence[Bargainer], count: int = 10, switches: Switches | None = None) -> tuple[Round, ...]:
    """Round 0 (as given) to round `count`."""
    rules = switches or Switches()
    start = np.array([a.position for a in actors])
    weight = np.array([a.capability * a.salience for a in actors])
    salience = np.array([a.salience for a in actors])
    span = float(start.max() - start.min())
    if len(actors) < 2 or span <= 0 or weight.sum() <= 0:
        raise BadDispute("bargaining needs two actors or more that differ in position and have weight")
    positions, found = start, [_round(start, weight, span, ())]
    for _ in range(count):
        risk = _risk(positions, weight, salience, span, rules)
        gains = _expected(positions, weight, salience, span, risk, rules)
        positions = _move(positions, gains, rules)
        found.append(_round(positions, weight, span, tuple(float(r) for r in risk)))
    return tuple(found)


def course(found: Sequence[Round]) -> str:
    """Whether the median settles: "settles at x after n rounds", else "does not settle: between x and y".

    >>> course(rounds([Bargainer("a", 0, 1, 1), Bargainer("b", 10, 1, 1)], 2))
    'settles at 0 after 0 rounds'
    """
    medians = [r.median for r in found]
    last = next(i for i in range(len(medians)) if np.allclose(medians[i:], medians[-1], rtol=0, atol=1e-9))
    if last < len(medians) - 1 or len(medians) == 1:
        return f"settles at {medians[-1]:g} after {last} rounds"
    return f"does not settle: the median moves between {min(medians):g} and {max(medians):g}"


def _round(positions: Numbers, weight: Numbers, span: float, risk: tuple[float, ...]) -> Round:
    mean = float((weight * positions).sum() / weight.sum())
    return Round(tuple(float(p) for p in positions), _median(positions, weight, span), mean, risk)


def _distance(positions: Numbers, span: float) -> Numbers:
    """How far apart every two actors are, as a share of the whole scale."""
    return np.asarray(np.abs(positions[:, None] - positions[None, :]) / span)


def _votes(positions: Numbers, weight: Numbers, span: float, risk: Numbers) -> Numbers:
    """votes[k, i, j]: how much k throws behind i against j, by which of the two is nearer to it."""
    near = _distance(positions, span) ** risk[:, None]
    return np.asarray(weight[:, None, None] * (near[:, None, :] - near[:, :, None]))


def _median(positions: Numbers, weight: Numbers, span: float) -> float:
    """The position that beats most others in pairwise weighted votes, all actors neutral to risk."""
    tally = _votes(positions, weight, span, np.ones(len(positions))).sum(axis=0)
    return float(positions[int(np.argmax((tally > 0).sum(axis=1) - (tally < 0).sum(axis=1)))])


def _odds(positions: Numbers, weight: Numbers, span: float, risk: Numbers, rules: Switches) -> Numbers:
    """odds[i, j]: the likelihood that i prevails over j; 0 where they do not differ."""
    votes = _votes(positions, weight, span, risk)
    backing = np.maximum(votes, 0).sum(axis=0)
    total = np.abs(votes).sum() if rules.all_pairs else np.abs(votes).sum(axis=0)
    return np.asarray(np.divide(backing, total, out=np.zeros_like(backing), where=np.asarray(total) > 0))


def _expected(
    positions: Numbers, weight: Numbers, salience: Numbers, span: float, risk: Numbers, rules: Switches
) -> Numbers:
    """expected[k, i, j]: what k thinks that i expects from challenging j (k's own risk exponent throughout)."""
    apart = _distance(positions, span)[None, :, :]
    r = risk[:, None, None]
    win, lose = 2 - 4 * (0.5 - 0.5 * apart) ** r, 2 - 4 * (0.5 + 0.5 * apart) ** r
    stay = 2 - 4 * 0.5**r
    odds = _odds(positions, weight, span, risk, rules)[None, :, :]
    care = salience[None, None, :]
    return np.asarray(care * (odds * win + (1 - odds) * lose) + (1 - care) * win - rules.status_quo * stay)


def _risk(positions: Numbers, weight: Numbers, salience: Numbers, span: float, rules: Switches) -> Numbers:
    """Risk exponents from 1/2 to 2: those in little danger at their position can afford to shun risk."""
    neutral = _expected(positions, weight, salience, span, np.ones(len(positions)), rules)[0]
    danger = neutral.sum(axis=0) - np.diag(neutral)
    low, high = danger.min(), danger.max()
    share = (2 * danger - high - low) / (high - low) if high > low else np.zeros_like(danger)
    return np.asarray((1 - share / 3) / (1 + share / 3))


def _move(positions: Numbers, gains: Numbers, rules: Switches) -> Numbers:
    """Everybody's new position: the best offer it got, or where it was."""
    return np.array([_best_offer(i, positions, gains, rules) for i in range(len(positions))])


def _best_offer(i: int, positions: Numbers, gains: Numbers, rules: Switches) -> float:
    """Confrontation before compromise before capitulation; within a kind the least movement."""
    offers = [o for j in range(len(positions)) if j != i and (o := _offer(i, j, positions, gains, rules))]
    return min(offers)[-1] if offers else float(positions[i])


def _offer(
    i: int, j: int, positions: Numbers, gains: Numbers, rules: Switches
) -> tuple[int, float, int, float] | None:
    """What j wins from i, as (kind, movement, j, new position); None if j wins nothing."""
    mine, theirs = gains[i, i, j], gains[i, j, i]  # both as i sees them
    here, there = float(positions[i]), float(positions[j])
    if theirs <= 0 or theirs <= mine or here == there:
        return None
    if mine > 0:
        return 0, abs(there - here), j, there
    if theirs > abs(mine):
        target = here + (there - here) * abs(mine / theirs)
        weighted = (abs(mine) * here + theirs * there) / (abs(mine) + theirs)
        return 1, abs(target - here) if rules.least_movement else weighted, j, target
    return (2, abs(there - here), j, there) if rules.capitulate else None


def read_csv(text: str) -> tuple[Bargainer, ...]:
    """Actors from a table with the columns Actor, Position, Salience and Capability or Influence (KTAB's form).

    >>> read_csv("Actor,Description,Influence,Position,Salience\\nA,,50,10,80\\nB,,100,90,40")[0]
    Bargainer(name='A', position=10.0, capability=50.0, salience=0.8)
    """
    rows = list(csv.DictReader(io.StringIO(text)))
    found = []
    for number, row in enumerate(rows, 2):
        try:
            power = row["Capability"] if row.get("Capability") else row["Influence"]
            found.append(Bargainer(row["Actor"], float(row["Position"]), float(power), float(row["Salience"])))
        except (KeyError, TypeError, ValueError) as fault:
            wanted = "Actor, Position, Salience and Capability or Influence"
            raise BadDispute(f"line {number}: {fault}; every row needs {wanted}, as numbers") from None
    # KTAB writes salience in per cent.
    scale = 100 if any(b.salience > 1 for b in found) else 1
    return tuple(Bargainer(b.name, b.position, b.capability, b.salience / scale) for b in found)
