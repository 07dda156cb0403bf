"""Learn the judge of deeds from annotated reports and marked sentences.

Reports that the rules were written on teach which words tell deeds, but not how far the rules are to be trusted:
what the rules made of them is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from parley.errors import BadSetting
from parley.reading.judging.deeds.lessons import DONE, Lesson, of_reports, of_sentences
from parley.reading.judging.deeds.model import Model
from parley.reading.judging.deeds.traits import SENTENCE
from parley.reading.judging.gold import Annotated
from parley.reading.judging.linear import Linear, fit

ENOUGH = 0.35  # the likelihood from which a deed is kept: best by cross-validation
TRUSTED = 0.05  # the same for what the rules found
_PASSED = 0.2  # the share of known deeds that are passed over at a glance


def train(
    known: Sequence[Annotated],
    file: Path,
    *,
    marked: Path | None = None,
    on_progress: Callable[[str], None] = print,
) -> int:
    """Learn from divided, annotated reports and a file of marked sentences, and write the weights.

    Returns how many words taught.
    """
    on_progress(f"reading {len(known)} reports")
    found = [lesson for taught in of_reports(known) for lesson in taught]
    if marked is not None:
        on_progress("reading sentences")
        found += of_sentences(marked)
    on_progress(f"learning from {len(found)} words")
    learnt(found).save(file)
    return len(found)


def learnt(found: Iterable[Lesson], enough: float = ENOUGH, trusted: float = TRUSTED) -> Model:
    """The model that these lessons give. Raises BadSetting where there are none."""
    found = list(found)
    known = [one for one in found if one.told is not None]
    if not known:
        raise BadSetting("needs annotated reports to learn from")
    truth = [one.told or 0.0 for one in known]
    deed = fit([[*one.shown, *one.rule] for one in known], truth, penalty=3.0)
    first = fit([one.glance for one in known], truth, penalty=1.0)
    return Model(first, deed, _doer(found), _kinds(found), _least(first, known), enough, trusted)


def _doer(found: Sequence[Lesson]) -> Linear:
    rows = [row for one in found for row, _ in one.choices]
    rights = [right for one in found for _, right in one.choices]
    shares = [0.5 if SENTENCE in one.shown else 1.0 for one in found for _ in one.choices]
    return fit(rows, rights, shares, penalty=1.0, least=2)


def _kinds(found: Sequence[Lesson]) -> dict[str, Linear]:
    typed = [one for one in found if one.told and one.type]
    shown = [one.shown for one in typed]
    return {name: fit(shown, [float(one.type == name) for one in typed]) for name in sorted({*DONE, "AGREE"})}


def _least(first: Linear, known: Sequence[Lesson]) -> float:
    """The log-odds that nearly all deeds of the reports reach at first sight."""
    scores = sorted(first.score(one.glance) for one in known if one.told and SENTENCE not in one.shown)
    return scores[int(_PASSED * len(scores))] if scores else float("-inf")
