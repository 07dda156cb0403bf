"""The draft itself: parties, options, status quo, preferences, rival claims, and everything that was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.analysis.draft.options import TAKEN, Coming, Issue, comings, issues, main_gathering, option
from parley.analysis.draft.preferences import ABSENT, Table, preferences, rival
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Hypothesis, Option, Preference
from parley.model.dossier import Dossier

MOST_OPTIONS = 14


def draft(dossier: Dossier) -> Dispute:
    """A first model of the dispute, for an analyst to check and change.

    Raises BadDispute if the reports tell of nobody's coming or refusing anything.
    """
    gathering = main_gathering(dossier)
    coming = comings(dossier, gathering) if gathering else ()
    table = Table(dossier, coming, issues(dossier))
    found: list[Coming | Issue] = [*coming, *table.issues]
    if not found:
        raise BadDispute("the reports tell of nobody who comes, refuses or demands: there is nothing to model yet")
    options = _options(found)
    makers = tuple(dict.fromkeys(o.owner for o in options))
    kept = Table(
        dossier,
        [c for c in coming if any(o.name == c.option for o in options)],
        [i for i in table.issues if any(o.name == i.option for o in options)],
    )
    stated = tuple((maker, preferences(kept, maker)) for maker in makers)
    return Dispute(
        name=dossier.gathering(gathering).name if gathering else "dispute",
        decision_makers=makers,
        options=options,
        preferences=stated,
        status_quo=frozenset(c.option for c in kept.comings if _comes(c)),
        hypotheses=tuple(_hypotheses(stated)),
        assumptions=tuple(_assumptions(stated, found, options)),
    )


def _options(found: Sequence[Coming | Issue]) -> tuple[Option, ...]:
    """The best grounded options, in the order found, each name once."""
    every = {o.name: o for o in reversed([option(f) for f in found])}
    best = sorted(every.values(), key=lambda o: (-len(o.grounds), o.name))[:MOST_OPTIONS]
    return tuple(o for o in reversed(list(every.values())) if o in best)


def _comes(coming: Coming) -> bool:
    """Whether the last word on somebody's coming is yes."""
    said = [e for e in coming.entries if e.answer in (*TAKEN, *ABSENT)]
    return bool(said) and said[-1].answer in TAKEN


def _hypotheses(stated: Sequence[tuple[str, tuple[Preference, ...]]]) -> Iterator[Hypothesis]:
    """For each preference that others claim for a party: what if their word is not believed."""
    for maker, statements in stated:
        for claimed in statements:
            if claimed.claimant and " iff " in claimed.formula:
                own = claimed.formula.split(" iff ")[0]
                replaced = rival(statements, claimed, {claimed.formula: f"not {own}"})
                name = f"{claimed.claimant}’s word about {maker} is not believed"
                yield Hypothesis(name=name, decision_maker=maker, preferences=replaced, reason=claimed.claimant)


def _assumptions(
    stated: Sequence[tuple[str, tuple[Preference, ...]]],
    found: Sequence[Coming | Issue],
    options: Sequence[Option],
) -> Iterator[str]:
    yield "The order of each party’s preferences is inferred: refusals, demands, conditions, then the rest."
    for maker, statements in stated:
        for statement in statements:
            if statement.assumption:
                yield f"{maker} prefers “{statement.formula}”: nobody says so."
        if not statements:
            yield f"{maker} has no known preference: it is indifferent in this model."
    names = {o.name for o in options}
    left = sorted({f.option for f in found} - names)
    if left:
        yield f"Left out to keep the model small: {', '.join(left)}."
