"""What tells whether two reports are of one story: cosines, lengths, and how near their nearest others are.

How near two reports are among all their neighbours tells more than how near they are: that is what lets one
threshold do for long and short reports, and for a desk with one negotiation as for a stream with hundreds. How
many reports there are in all is not told: a model that knows it learns which collection it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parley.reconcile.stories.candidates import candidates
from parley.reconcile.stories.fellows import NAMES as FELLOWS
from parley.reconcile.stories.fellows import fellows
from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.views import Floats, Ints, views
from parley.reconcile.stories.weighing import Weighing

NAMES = (
    "whole", "lead", "names", "pairs", "figures", "title", "titled", "shorter", "longer",
    "of best, lesser", "of best, greater", "over third", "over sixth", "rank, lesser", "rank, greater",
    "strongest term", "shared terms", *FELLOWS,
)  # fmt: skip
_KEPT = 6


def compared(reports: Sequence[Terms]) -> tuple[Ints, Ints, Floats]:
    """Pairs of rows worth comparing and their features, (pairs, features) in the order of NAMES."""
    seen = views(reports, Weighing.of(reports))
    one, two = candidates(seen.whole)
    whole, strongest, many = seen.whole.shared(one, two)
    lengths = np.log1p([len(r.whole) for r in reports])
    near, ranks, others = _neighbours(one, two, whole, len(reports))
    best, third, sixth = near[:, 0], near[:, 2], near[:, 5]
    columns = [
        whole,
        *(v.cosines(one, two) for v in (seen.lead, seen.names, seen.pairs, seen.figures, seen.title)),
        np.array(
            [float(bool(reports[a].title) and bool(reports[b].title)) for a, b in zip(one, two, strict=True)]
        ),
        np.minimum(lengths[one], lengths[two]),
        np.maximum(lengths[one], lengths[two]),
        whole / np.maximum(np.minimum(best[one], best[two]), 1e-6),
        whole / np.maximum(np.maximum(best[one], best[two]), 1e-6),
        whole - (third[one] + third[two]) / 2,
        whole - (sixth[one] + sixth[two]) / 2,
        np.log1p(np.minimum(ranks, others)),
        np.log1p(np.maximum(ranks, others)),
        strongest / np.maximum(whole, 1e-6),
        np.log1p(many),
        fellows(one, two, whole, len(reports)),
    ]
    return one, two, np.column_stack(columns).reshape(len(one), len(NAMES))


def _neighbours(one: Ints, two: Ints, cosines: Floats, rows: int) -> tuple[Floats, Ints, Ints]:
    """The greatest cosines of each row, 0 where there are fewer; each pair's rank in its first and second row."""
    near, ranks = np.zeros((rows, _KEPT)), np.zeros(2 * len(one), dtype=np.int64)
    ends, values = np.concatenate((one, two)), np.concatenate((cosines, cosines))
    order = np.lexsort((-np.round(values, 9), ends))
    bounds = np.searchsorted(ends[order], np.arange(rows + 1))
    ranks[order] = np.arange(len(order)) - bounds[ends[order]]
    first = ranks < _KEPT
    near[ends[first], ranks[first]] = values[first]
    return near, ranks[: len(one)], ranks[len(one) :]
