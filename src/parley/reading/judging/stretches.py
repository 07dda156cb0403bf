"""How much two stretches of words have in common, as the scorer of the talks counts it."""

from __future__ import annotations


def overlap(one: range, other: range) -> float:
    """From 0 to 1; 0 unless they share half of the shorter one's words and a fifth of the longer one's.

    >>> overlap(range(0, 4), range(2, 6)), overlap(range(0, 10), range(9, 31))
    (0.3333333333333333, 0.0)
    """
    shared = min(one.stop, other.stop) - max(one.start, other.start)
    short, long = sorted((len(one), len(other)))
    if shared <= 0 or shared < 0.5 * short or shared < 0.2 * long:
        return 0.0
    return shared / (short + long - shared)
