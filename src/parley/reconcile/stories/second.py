"""A second look at two reports once every pair has a chance: what else is near, which third reports fit both.

Trees trained on these features judge again ("stacking": Wolpert, 1992), as `rivals` does for mentions.
"""

from __future__ import annotations

import numpy as np

from parley.reconcile.stories.nearest import circles, greatest, shared
from parley.reconcile.stories.views import Floats, Ints

NAMES = (
    "odds", "of best, lesser", "of best, greater", "in common", "through thirds", "best third", "lesser crowd",
    "greater crowd",
)  # fmt: skip
_LEAST = 1e-3
_FAINT = 1e-5


def second(one: Ints, two: Ints, chances: Floats, rows: int) -> Floats:
    """One row for each pair in the order of NAMES, from the chances of all pairs."""
    if not len(one):
        return np.zeros((0, len(NAMES)))
    best = np.maximum(greatest(one, two, chances, rows, 0), _LEAST)
    crowd = np.bincount(one, chances, rows) + np.bincount(two, chances, rows)
    through, _, third = shared(*circles(one, two, chances, rows), one, two)
    here, there = crowd[one] - chances, crowd[two] - chances
    sure = np.clip(chances, _FAINT, 1 - _FAINT)
    columns = [
        np.log(sure / (1 - sure)),
        chances / np.maximum(best[one], best[two]),
        chances / np.minimum(best[one], best[two]),
        through / np.maximum(np.minimum(here, there), _LEAST),
        through,
        third,
        np.minimum(here, there),
        np.maximum(here, there),
    ]
    return np.round(np.column_stack(columns), 9)
