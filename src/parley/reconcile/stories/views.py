"""Reports as sparse vectors, one kind of term at a time, and the cosines of chosen pairs of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.reconcile.stories.terms import Terms
from parley.reconcile.stories.weighing import Weighing

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_FIGURE_WEIGHT = 7.0
_SHORT_FIGURE = 4  # characters: 30 or 2022 are words like others, 1,250 is telling


@dataclass(frozen=True, slots=True)
class View:
    """Vectors of length one in rows: row i holds `values[bounds[i]:bounds[i + 1]]` at those `columns`."""

    bounds: Ints
    columns: Ints
    values: Floats
    width: int

    def row(self, i: int) -> tuple[Ints, Floats]:
        """Columns and values of one row."""
        piece = slice(self.bounds[i], self.bounds[i + 1])
        return self.columns[piece], self.values[piece]

    def cosines(self, ones: Ints, twos: Ints) -> Floats:
        """The cosine of each pair of rows; quick where the pairs are sorted by their first row."""
        return self.shared(ones, twos)[0]

    def shared(self, ones: Ints, twos: Ints) -> tuple[Floats, Floats, Ints]:
        """For each pair of rows: cosine, what the strongest shared term adds to it, number of shared terms."""
        cosines, strongest, many = np.zeros(len(ones)), np.zeros(len(ones)), np.zeros(len(ones), dtype=np.int64)
        full = np.zeros(self.width)
        starts = np.flatnonzero(np.diff(ones, prepend=-1))
        for start, end in zip(starts, [*starts, len(ones)][1:], strict=True):
            columns, values = self.row(int(ones[start]))
            full[columns] = values
            cosines[start:end], strongest[start:end], many[start:end] = self._against(full, twos[start:end])
            full[columns] = 0.0
        return cosines, strongest, many

    def _against(self, full: Floats, rows: Ints) -> tuple[Floats, Floats, Ints]:
        """One row, spread out, against others. A zero after each row keeps empty rows harmless."""
        lengths = self.bounds[rows + 1] - self.bounds[rows]
        begins = np.cumsum(lengths + 1) - lengths - 1
        places = np.arange(lengths.sum()) + np.repeat(self.bounds[rows] - np.cumsum(lengths) + lengths, lengths)
        products = np.zeros(int(lengths.sum()) + len(rows))
        products[np.arange(len(places)) + np.repeat(np.arange(len(rows)), lengths)] = (
            full[self.columns[places]] * self.values[places]
        )
        return (
            np.add.reduceat(products, begins),
            np.maximum.reduceat(products, begins),
            np.add.reduceat(products > 0, begins, dtype=np.int64),
        )


def view(bags: Sequence[Counter[str]], weight: Callable[[str], float]) -> View:
    """Counted terms as vectors: (1 + ln count) times the term's weight, scaled to length one."""
    known: dict[str, int] = {}
    columns = np.array([known.setdefault(term, len(known)) for bag in bags for term in bag], dtype=np.int64)
    counts = np.array([count for bag in bags for count in bag.values()], dtype=np.int64)
    bounds = np.concatenate(([0], np.cumsum([len(bag) for bag in bags], dtype=np.int64)))
    weights = np.maximum(np.array([weight(term) for term in known]), 0.0)
    values = _gains(counts) * weights[columns]
    rows = np.repeat(np.arange(len(bags)), np.diff(bounds))
    lengths = np.sqrt(np.bincount(rows, values * values, len(bags)))
    return View(bounds, columns, values / np.where(lengths > 0, lengths, 1.0)[rows], max(len(known), 1))


def _gains(counts: Ints) -> Floats:
    """What a count is worth, each worked out once."""
    gains = np.array([0.0, *(1 + math.log(n) for n in range(1, int(counts.max(initial=0)) + 1))])
    return np.asarray(gains[counts])


@dataclass(frozen=True, slots=True)
class Views:
    """All views of a set of reports."""

    whole: View
    lead: View
    names: View
    pairs: View
    figures: View
    title: View


def views(reports: Sequence[Terms], weighing: Weighing) -> Views:
    """Every view of these reports, rows in their order."""
    idf = weighing.idf
    return Views(
        whole=view([r.whole for r in reports], idf),
        lead=view([r.lead for r in reports], idf),
        names=view([r.names for r in reports], idf),
        pairs=view([r.pairs for r in reports], weighing.pair),
        figures=view(
            [r.figures for r in reports], lambda f: idf(f) if len(f) <= _SHORT_FIGURE else _FIGURE_WEIGHT
        ),
        title=view([r.title for r in reports], idf),
    )
