"""The meeting entries of a report: what the rules tell, weighed by what was learnt from annotated reports.

An entry of the rules stays unless the judge holds it unlikely; a mention that the rules pass over is told where it
is likely. Those who take part are named where at least one of them is likely to: wrong parties join meetings that
are two, missing ones are found in other reports. Of entries in the same words the likeliest stays.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from parley.model.actors import ActorId
from parley.model.entries import Meeting
from parley.reading import meetings
from parley.reading.gatherings import Ledger
from parley.reading.judging.linear import Linear, load, save
from parley.reading.judging.meetings import comers
from parley.reading.judging.meetings.candidates import Candidate, candidates
from parley.reading.judging.meetings.traits import Surroundings, traits
from parley.reading.meetings import Told
from parley.reading.page import Page

WEIGHTS = Path(__file__).parent / "weights" / "meetings.npz"
_KEPT = 0.25  # an entry of the rules less likely than this is dropped
_ADDED = 0.65  # what the rules pass over is told from here on
_CAME = 0.6  # where no party is this likely to have come, none is named


@dataclass(frozen=True, slots=True)
class Judge:
    """What was learnt: which mentions are entries of their own, and who takes part."""

    entries: Linear
    comers: Linear

    def save(self, file: Path) -> None:
        """Write the weights; the same judge gives the same bytes."""
        save(file, {"entries": self.entries, "comers": self.comers})

    @staticmethod
    def load(file: Path) -> Judge:
        """Read weights that `save` wrote."""
        found, _ = load(file)
        return Judge(found["entries"], found["comers"])


@cache
def bundled() -> Judge | None:
    """The judge that comes with Parley (see weights/MODEL_CARD.md); None where its weights were taken out."""
    return Judge.load(WEIGHTS) if WEIGHTS.is_file() else None


@dataclass(frozen=True, slots=True)
class _Weighed:
    told: Told
    by_rules: bool
    likely: float


def read(page: Page, ledger: Ledger, judge: Judge | None = None) -> tuple[Meeting, ...]:
    """The meeting entries of a report, in order of place; without weights as the rules tell them."""
    if not ledger.mentions:
        return ()
    judge = judge or bundled()
    if judge is None:
        return meetings.read(page, ledger)
    company = comers.Company(page, ledger)
    kept = _apart(_weighed(page, ledger, judge))
    return tuple(_entry(company, judge, weighed) for weighed in kept)


def _weighed(page: Page, ledger: Ledger, judge: Judge) -> list[_Weighed]:
    """What is to be told, with how likely it is."""
    ruled = {told.mention.head.i: told for told in meetings.told(page, ledger)}
    around = Surroundings(page, ledger, tuple(candidates(page, ledger)))
    found = []
    for candidate in around.found:
        if candidate.known is None:
            continue
        told, likely = ruled.get(candidate.head.i), judge.entries.likely(traits(around, candidate))
        if likely >= (_KEPT if told else _ADDED):
            found.append(_Weighed(told or meetings.bare(page, candidate.known), told is not None, likely))
    return found


def _apart(found: list[_Weighed]) -> list[_Weighed]:
    """Without those that share half of the shorter one's words with a likelier one; in order of place."""
    kept: list[_Weighed] = []
    told: dict[int, list[int]] = {}  # the kept ones in whose words each token stands
    for one in sorted(found, key=lambda w: (-w.likely, w.told.mention.head.i)):
        mine = one.told.words
        shared = Counter(n for i in range(mine.start, mine.end) for n in told.get(i, ()))
        if any(2 * much >= min(len(mine), len(kept[n].told.words)) for n, much in shared.items()):
            continue
        for i in range(mine.start, mine.end):
            told.setdefault(i, []).append(len(kept))
        kept.append(one)
    return sorted(kept, key=lambda w: w.told.mention.head.i)


def _entry(company: comers.Company, judge: Judge, weighed: _Weighed) -> Meeting:
    page, ledger, mention = company.page, company.ledger, weighed.told.mention
    made = meetings.entry(page, ledger, weighed.told, _who(company, judge, Candidate(page, mention.head, mention)))
    if weighed.by_rules:
        return made
    return replace(made, by="judge:meetings", confidence=round(weighed.likely, 2))


def _who(company: comers.Company, judge: Judge, candidate: Candidate) -> tuple[ActorId, ...]:
    """Those whom the rules see take part; nobody where none of them is likely to."""
    told = meetings.participants(company.page, company.ledger, candidate.mention)
    shown = comers.traits(company, candidate, told) if told else {}
    return told if any(judge.comers.likely(shown[a]) >= _CAME for a in told) else ()
