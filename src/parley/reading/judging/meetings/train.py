"""Learn the judge of meetings from annotated reports.

What the rules decided is no feature of the first model, so that reports on which the rules were tuned may teach
it. The second looks at whom the rules name; there such reports count a tenth, as the rules look better on them
than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from parley.errors import BadSetting
from parley.reading.judging.gold import Annotated
from parley.reading.judging.linear import Linear, fit
from parley.reading.judging.meetings.judge import Judge
from parley.reading.judging.meetings.lessons import Example, Examples, of_reports

_ENTRIES, _COMERS = 1.7, 10.0  # penalties, chosen with whole negotiations left out


def train(known: Sequence[Annotated], file: Path, *, on_progress: Callable[[str], None] = print) -> int:
    """Learn from divided, annotated reports and write the weights; the number of mentions that taught."""
    on_progress(f"reading {len(known)} reports")
    taught = list(of_reports(known))
    mentions = sum(len(t.entries) for t in taught)
    on_progress(f"learning from {mentions} mentions of meetings")
    learnt(taught).save(file)
    return mentions


def learnt(taught: Sequence[Examples]) -> Judge:
    """The judge that these examples make. Raises BadSetting where they hold too little to learn from."""
    entries = _fitted([e for t in taught for e in t.entries], _ENTRIES)
    return Judge(entries, _fitted([e for t in taught for e in t.comers], _COMERS))


def _fitted(taught: Sequence[Example], penalty: float) -> Linear:
    wanted = [float(e.wanted) for e in taught]
    if len(set(wanted)) < 2:
        raise BadSetting("there is nothing to tell apart: the reports need annotated meetings and other mentions")
    return fit([e.shown for e in taught], wanted, [e.counts for e in taught], penalty=penalty)
