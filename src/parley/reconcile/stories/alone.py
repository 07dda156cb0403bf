"""Whether a mention is the only one of its event: what it is, what its head is elsewhere, what is near it.

Most mentions in a report name what no other report names. A pair shows little of that: it is a matter of one
mention's place in its sentence, its report and its story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from parley.reconcile.stories.mentions import Story
from parley.reconcile.stories.vectors import vectors
from parley.reconcile.stories.views import Floats

NAMES = (
    "best", "second", "third", "crowd", "mean of reports", "best report", "reports above half",
    "best with the head", "best with another", "mentions with the head", "share of reports",
    "reports with the head", "reports",
    "mentions", "sentence", "length", "place in it", "in the report", "words", "subjects", "objects", "others",
    "names", "figures", "beside in the report", "beside in the sentence", "part of speech", "role",
    "head alone", "head seen", "like heads alone", "like heads seen",
)  # fmt: skip
_PARTS = ("VERB", "NOUN", "PROPN", "ADJ", "PRON")
_ROLES = (
    "ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "conj", "pcomp", "nsubj", "nsubjpass", "dobj", "pobj",
    "compound", "amod", "attr", "appos",
)  # fmt: skip
_USUAL = 0.3  # share of mentions that stand alone
_SHARP = 6  # how soon unlike heads count for nothing


@dataclass(frozen=True)
class Usage:
    """How many mentions with each head there were in annotated reports, and how many stood alone."""

    counts: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> tuple[Floats, Floats]:
        heads = sorted(self.counts)
        return vectors(heads), np.array([self.counts[h] for h in heads]).reshape(len(heads), 2)

    def of(self, head: str) -> list[float]:
        """The share alone and how many were seen, of this head and of all heads by how like it they are."""
        seen, alone = self.counts.get(head, (0.0, 0.0))
        rows, counts = self._rows
        like = np.maximum(rows @ vectors([head])[0], 0.0) ** _SHARP @ counts if len(counts) else np.zeros(2)
        around = [(like[1] + 2 * _USUAL) / (like[0] + 2), np.log1p(like[0])]
        return [(alone + 3 * _USUAL) / (seen + 3), float(np.log1p(seen)), *map(float, around)]


def features(story: Story, chances: Floats, usage: Usage) -> Floats:
    """One row for each mention, in the order of NAMES, by the first chances of all pairs."""
    size = len(story.mentions)
    square = np.zeros((size, size))
    square[story.pairs] = chances
    square += square.T
    heads = {h: usage.of(h) for h in sorted({m.head for m in story.mentions})}
    rows = [
        [*_near(story, square, i), *_setting(story, i), *own, *heads[story.mentions[i].head]]
        for i, own in enumerate(_beside(story))
    ]
    return np.round(np.array(rows, dtype=float).reshape(size, len(NAMES)), 6)


def _near(story: Story, square: Floats, i: int) -> list[float]:
    """The chances with all others, report by report and head by head."""
    row, others = square[i], np.arange(len(square)) != i
    first = [*np.sort(row)[::-1][:3].tolist(), 0.0, 0.0][:3]
    best = np.zeros(int(story.reports.max()) + 1)
    np.maximum.at(best, story.reports, row)
    elsewhere = np.delete(best, story.reports[i])
    named = story.heads == story.heads[i]
    return [
        *first,
        float(row.sum()),
        float(elsewhere.mean()) if len(elsewhere) else 0.0,
        float(elsewhere.max(initial=0.0)),
        float((elsewhere > 0.5).sum()),
        float(row[named & others].max(initial=-1.0)),
        float(row[~named].max(initial=-1.0)),
    ]


def _setting(story: Story, i: int) -> list[float]:
    """Its head in the story, and its place in its sentence and report."""
    m, named = story.mentions[i], story.heads == story.heads[i]
    held, reports = len(set(story.reports[named].tolist())), int(story.reports.max()) + 1
    in_report = float((named & (story.reports == story.reports[i])).sum())
    sizes = (m.words, m.subjects, m.objects, m.others, m.names, m.figures)
    setting = [float(named.sum()), held / reports, held, reports, len(story.mentions), m.place, m.length]
    return [*setting, m.at / max(m.length, 1), in_report, *map(len, sizes)]


def _beside(story: Story) -> list[list[float]]:
    """How many mentions share its report and its sentence, and what kind of word it is."""
    reports = Counter(m.report for m in story.mentions)
    sentences = Counter((m.report, m.place) for m in story.mentions)
    return [
        [reports[m.report], sentences[m.report, m.place], _number(_PARTS, m.part), _number(_ROLES, m.role)]
        for m in story.mentions
    ]


def _number(names: Sequence[str], name: str) -> float:
    return float(names.index(name)) if name in names else -1.0
