"""Learn the judge of deeds from annotated reports and marked sentences.

Reports that the rules were written on teach which words tell deeds, but not how far the rules are to be trusted:
what the rules made of them is left out. Sentences teach what words mean that no annotated report holds; a verb
that does something material to somebody is a deed, one that only speaks is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.model.text import Report
from parley.reading.events import tellings
from parley.reading.jointly import jointly
from parley.reading.judging_events.gold import Annotated, Sentence, annotated, names, same, sentences, truths
from parley.reading.judging_events.judge import Case, cases, offered
from parley.reading.judging_events.linear import Linear, fit
from parley.reading.judging_events.model import Model
from parley.reading.judging_events.traits import SENTENCE, UNKNOWN, glance, traits
from parley.reading.page import Page, page
from parley.reading.parsed import Token
from parley.reading.sheet import sheets

ENOUGH = 0.35  # the likelihood from which a deed is kept: best by cross-validation
TRUSTED = 0.05  # the same for what the rules found
_PASSED = 0.2  # the share of known deeds that are passed over at a glance
_DEEDS = {"COOPERATE", "AID", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "RETREAT"}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One word: what it shows, whether it tells a deed (None: not known), of which type, who may have done it."""

    glance: list[str]
    shown: list[str]
    rule: list[str]
    told: float | None
    type: str = ""
    choices: tuple[tuple[list[str], float], ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of annotated reports, those that the rules were written on apart, and a file of sentences."""

    clean: Sequence[Path]
    tuned: Sequence[Path] = ()
    sentences: Path | None = None


def train(
    sources: Sources,
    divide: Callable[[Report], Report],
    file: Path,
    *,
    on_progress: Callable[[str], None] = print,
) -> int:
    """Learn from annotations and write the weights; how many words taught.

    `divide` parts a report into passages. Raises BadSetting where a folder holds no annotated reports.
    """
    found = list(_lessons(sources, divide, on_progress))
    on_progress(f"learning from {len(found)} words")
    file.parent.mkdir(parents=True, exist_ok=True)
    learned(found).save(file)
    return len(found)


def _lessons(
    sources: Sources, divide: Callable[[Report], Report], on_progress: Callable[[str], None]
) -> Iterator[Lesson]:
    known = [a for folder in sources.clean for a in annotated(folder, tuned=False)]
    known += [a for folder in sources.tuned for a in annotated(folder, tuned=True)]
    on_progress(f"reading {len(known)} reports")
    for one, sheet in zip(known, sheets(divide(a.report) for a in known), strict=True):
        yield from of_report(jointly(page(sheet)), one)
    if sources.sentences is not None:
        on_progress("reading sentences")
        yield from of_sentences(list(sentences(sources.sentences)))


def of_report(laid: Page, known: Annotated) -> Iterator[Lesson]:
    """The words of an annotated report."""
    done, told = tellings(laid)
    found = list(cases(laid, done, told))
    for case, truth in zip(found, truths(laid, found, known.wanted), strict=True):
        rule = [*UNKNOWN] if known.tuned else [*case.rule]
        choices = _choices(laid, case, truth.deed.actor) if truth.deed is not None else ()
        kind = truth.deed.type if truth.deed is not None else ""
        word = case.candidate.word
        yield Lesson(
            glance(word), traits(laid, case.candidate), rule, truth.told, kind, choices, known.negotiation
        )


def _choices(laid: Page, case: Case, actor: frozenset[str]) -> tuple[tuple[list[str], float], ...]:
    """What each choice of a doer shows of itself, and whether it is right."""
    found, rows = offered(laid, case)
    named = (names([laid.cast.actor(a).name for a in choice.actors]) for choice in found)
    return tuple((row, float(same(actor, name))) for row, name in zip(rows, named, strict=True))


def of_sentences(known: Sequence[Sentence]) -> Iterator[Lesson]:
    """The verb between both actors of each sentence."""
    for one, sheet in zip(known, sheets(Report(text=s.text or ".") for s in known), strict=True):
        laid = page(sheet)
        verb = _between(laid, one)
        done, told = tellings(laid)
        case = next((c for c in cases(laid, done, told) if c.candidate.word is verb), None)
        if case is None or verb is None:
            continue
        kind = "RETREAT" if one.kind == "YIELD" else one.kind
        actor = names(one.text[slice(*one.source)])
        deed, shown = float(kind in _DEEDS), [*traits(laid, case.candidate), SENTENCE]
        choices = _choices(laid, case, actor) if one.source[1] else ()
        yield Lesson(glance(verb), shown, [*UNKNOWN], deed, kind if deed else "", choices)


def _between(laid: Page, known: Sentence) -> Token | None:
    """The word that both actors stand under, else the one that the first stands under."""
    source, target = (laid.sheet.tokens(*span) if span[1] else [] for span in (known.source, known.target))
    above = list(_root(source).ancestors) if source else []
    shared = set(_root(target).ancestors) if target else set(above)
    return next((t for t in above if t in shared), None)


def _root(tokens: Sequence[Token]) -> Token:
    """The word of a stretch that stands above the others."""
    inside = set(tokens)
    return next((t for t in tokens if t.head not in inside or t.head is t), tokens[0])


def learned(found: Sequence[Lesson], enough: float = ENOUGH, trusted: float = TRUSTED) -> Model:
    """The model that these lessons give."""
    known = [one for one in found if one.told is not None]
    truth = [one.told or 0.0 for one in known]
    deed = fit([[*one.shown, *one.rule] for one in known], truth, penalty=3.0)
    first = fit([one.glance for one in known], truth, penalty=1.0)
    rows = [row for one in found for row, _ in one.choices]
    rights = [right for one in found for _, right in one.choices]
    shares = [0.5 if SENTENCE in one.shown else 1.0 for one in found for _ in one.choices]
    doer = fit(rows, rights, shares, penalty=1.0, least=2)
    return Model(first, deed, doer, _kinds(found), _least(first, known), enough, trusted)


def _kinds(found: Sequence[Lesson]) -> dict[str, Linear]:
    typed = [one for one in found if one.told and one.type]
    shown = [one.shown for one in typed]
    return {name: fit(shown, [float(one.type == name) for one in typed]) for name in sorted({*_DEEDS, "AGREE"})}


def _least(first: Linear, known: Sequence[Lesson]) -> float:
    """The log-odds that nearly all deeds of the reports reach at first sight."""
    scores = sorted(first.score(one.glance) for one in known if one.told and SENTENCE not in one.shown)
    return scores[int(_PASSED * len(scores))] if scores else float("-inf")
