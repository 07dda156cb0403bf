"""Which words of a report tell deeds done, and who did them: the rules' findings and all else weighed alike.

A deed is kept where it is likely enough that the word tells one and that the chosen doer did it. Of two that tell
the same stretch the likelier is kept. What the rules found may be dropped, and its doer changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parley.model.entries import Plover, Reality
from parley.reading.deeds import Telling
from parley.reading.doers import targets
from parley.reading.judging.deeds.candidates import Candidate, candidate, eligible
from parley.reading.judging.deeds.doing import Census, Choice, choices, shared, shows
from parley.reading.judging.deeds.model import Model, bundled
from parley.reading.judging.deeds.traits import held, of_rule, traits
from parley.reading.judging.stretches import overlap
from parley.reading.page import Page
from parley.reading.plover import Deed
from parley.reading.roles import principal


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate, what the rules made of it, and that as features."""

    candidate: Candidate
    told: Telling | None
    rule: tuple[str, ...]

    @property
    def span(self) -> range:
        """The tokens that tell it, as the rules have it if they do."""
        told = self.told or self.candidate
        return range(told.first.i, told.last.i + 1)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A deed with the doer chosen, how likely both are, and its type."""

    case: Case
    choice: Choice
    likely: float
    kind: Plover


def judged(
    page: Page, done: Sequence[Telling], told: Sequence[Telling], model: Model | None = None
) -> list[Telling]:
    """The deeds of a report: of the rules' deeds (`done`, out of all tellings `told`) and all other words."""
    model = model or bundled()
    open_ = (c for c in cases(page, done, told, model) if c.told is not None or _may_be_done(c, told))
    found = [w for c in open_ if (w := _weighed(page, model, c)) is not None]
    return [_telling(page, model, w) for w in _apart(found)]


def cases(
    page: Page, done: Sequence[Telling], told: Sequence[Telling], model: Model | None = None
) -> Iterator[Case]:
    """The words that may tell a deed, in order of place; with a model, those worth a second look."""
    rules = {t.word.i: t for t in done}
    again = {t.word.i for t in told}
    inside = {i for t in done for i in range(t.first.i, t.last.i + 1)}
    for word in page.sheet.doc:
        by = rules.get(word.i)
        if by is None and not (eligible(word) and (model is None or model.worth(word))):
            continue
        found = candidate(word) if by is None or eligible(word) else _as_told(by)
        shown = of_rule(by, word, again=word.i in again, inside=word.i in inside)
        yield Case(found, by, tuple(shown))


def _may_be_done(case: Case, told: Sequence[Telling]) -> bool:
    """Whether nothing shows that it was not done: neither its clause nor the rules."""
    word, clause = case.candidate.word, case.candidate.clause
    if held(clause if clause is not None else word) is not Reality.HAPPENED:
        return False
    if "R=retold" in case.rule:
        return False
    undone = (t for t in told if t.real is not Reality.HAPPENED)
    return not any(t.first.i <= word.i <= t.last.i or clause is t.clause for t in undone)


def _as_told(told: Telling) -> Candidate:
    bare = told.clause is told.word and told.word.pos_ != "VERB"
    return Candidate(told.word, None if bare else told.clause, told.first, told.last)


def _weighed(page: Page, model: Model, case: Case) -> Weighed | None:
    shown = traits(page, case.candidate)
    likely = model.deed.likely([*shown, *case.rule])
    least = model.enough if case.told is None else model.trusted
    if likely < least:
        return None
    kind = case.told.deed.type if case.told is not None else model.kind(shown)
    found, rows = offered(page, case)
    chances = [model.doer.likely(row) if _may_do(kind, one) else 0.0 for one, row in zip(found, rows, strict=True)]
    best = max(range(len(found)), key=lambda i: (chances[i], -i))
    both = likely * chances[best]
    return Weighed(case, found[best], both, kind) if both >= least else None


def _may_do(kind: Plover, choice: Choice) -> bool:
    """Two opponents together only make deals and truces: an attack by one of them is never put on both."""
    return choice.ways != ("opp",) or kind in (Plover.AGREE, Plover.COOPERATE, Plover.RETREAT)


def offered(page: Page, case: Case) -> tuple[list[Choice], list[list[str]]]:
    """Who may have done it, and what each choice shows of itself."""
    census = _census(page)
    found = choices(page, census, case.candidate, case.told)
    common = shared(page, case.candidate, case.told, found)
    own = any("doer" in choice.ways for choice in found)
    return found, [shows(page, census, common, choice, own) for choice in found]


def _census(page: Page) -> Census:
    kept = page.sheet.doc.user_data
    if "parley_census" not in kept:
        kept["parley_census"] = Census(page)
    census: Census = kept["parley_census"]
    return census


def _apart(found: Sequence[Weighed]) -> list[Weighed]:
    """The rules' deeds first, then the likeliest; none whose word lies in the stretch of one kept, or holds it."""
    kept: list[Weighed] = []
    for one in sorted(found, key=lambda w: (w.case.told is None, -w.likely, w.case.candidate.word.i)):
        if not any(_same(one.case, other.case) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda w: w.case.candidate.word.i)


def _same(one: Case, other: Case) -> bool:
    a, b = one.candidate, other.candidate
    return (a.word.i in b.span or b.word.i in a.span) and overlap(one.span, other.span) > 0


def _telling(page: Page, model: Model, found: Weighed) -> Telling:
    """The rules' telling with the doer chosen, else one of the judge's own."""
    case, chosen = found.case, found.choice.actors
    if case.told is not None:
        aimed = tuple(a for a in case.told.recipients if a not in chosen)
        return replace(case.told, actors=chosen, recipients=aimed)
    word, clause = case.candidate.word, case.candidate.clause
    deed = Deed(found.kind)
    aimed = principal(page, targets(page, clause if clause is not None else word, chosen))
    first, last = case.candidate.first, case.candidate.last
    likely = round(found.likely, 3)
    return Telling(word, clause or word, deed, chosen, aimed, first, last, Reality.HAPPENED, likely)
