"""Learn the judge of meetings from annotated reports.

What the rules decided is no feature of the first model, so that reports on which the rules were tuned may teach
it. The second looks at whom the rules name; there such reports count a tenth, as the rules look better on them
than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from parley.errors import BadSetting
from parley.reading.convening.judge import Judge
from parley.reading.convening.lessons import Example, Examples, Lesson, examples
from parley.reading.convening.linear import Linear, fit, save

Progress = Callable[[str], None]
_ENTRIES, _COMERS = 0.6, 0.1  # inverse penalties, chosen with whole negotiations left out


def train(lessons: Iterable[Lesson], output: Path, on_progress: Progress = print) -> int:
    """Learn from annotated reports and write the weights; the number of reports.

    Raises BadSetting where they hold too little to learn from.
    """
    on_progress("parsing")
    taught = list(examples(lessons))
    if len(taught) < 2:
        raise BadSetting("needs at least two annotated reports to learn from")
    on_progress(f"learning from {sum(len(t.entries) for t in taught)} mentions of meetings")
    judge = learnt(taught)
    save(output, {"entries": judge.entries, "comers": judge.comers})
    return len(taught)


def learnt(taught: Sequence[Examples]) -> Judge:
    """The judge that these examples make."""
    entries = _fitted([e for t in taught for e in t.entries], _ENTRIES)
    return Judge(entries, _fitted([e for t in taught for e in t.comers], _COMERS))


def _fitted(taught: Sequence[Example], strength: float) -> Linear:
    return fit(
        [e.shown for e in taught], [e.wanted for e in taught], [e.counts for e in taught], strength=strength
    )
