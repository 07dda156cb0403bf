"""The draft itself: parties, options, status quo, preferences, rival claims, and everything that was assumed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.analysis.draft.comings import Coming, at_table, comings, main_gathering
from parley.analysis.draft.hints import asks, wishes
from parley.analysis.draft.issues import TALKS, Found, Issue, issues
from parley.analysis.draft.preferences import Table, preferences
from parley.analysis.draft.rivals import Stated, rivals
from parley.analysis.formula import names
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Option, in_words
from parley.model.dossier import Dossier
from parley.model.entries import GatheringId

MOST_OPTIONS = 14


def draft(dossier: Dossier) -> Dispute:
    """A first model of the dispute, for an analyst to check and change.

    Raises BadDispute if the reports tell of nobody's coming or refusing anything.
    """
    gathering = main_gathering(dossier)
    table, found = _gathered(dossier, gathering)
    options = _options([*table.comings, *table.issues])
    if not options:
        raise BadDispute("the reports tell of nobody who comes, refuses or demands: there is nothing to model yet")
    kept = _only(table, {o.name for o in options})
    makers = tuple(dict.fromkeys(o.owner for o in options))
    stated = tuple((maker, preferences(kept, maker)) for maker in makers)
    options = _minded(options, stated)
    plain = Dispute(
        name=dossier.gathering(gathering).name if gathering else "dispute",
        decision_makers=makers,
        options=options,
        preferences=stated,
        status_quo=_status_quo(kept) & {o.name for o in options},
        hypotheses=tuple(rivals(stated, kept.comings)),
    )
    return Dispute(
        **{f: getattr(plain, f) for f in Dispute.__slots__ if f != "assumptions"},
        assumptions=tuple(_assumptions(plain, table, found)),
    )


def _gathered(dossier: Dossier, gathering: GatheringId | None) -> tuple[Table, Found]:
    wished = wishes(dossier)
    coming = comings(dossier, gathering, [w.whom for w in wished]) if gathering else ()
    found = issues(dossier, coming, at_table(dossier, gathering), asks(dossier))
    return Table(dossier, coming, found.issues, wished), found


def _only(table: Table, names: set[str]) -> Table:
    return Table(
        table.dossier,
        [c for c in table.comings if c.option in names],
        [i for i in table.issues if i.option in names],
        table.wishes,
    )


def _options(found: Sequence[Coming | Issue]) -> tuple[Option, ...]:
    """The best grounded options, in the order found; what is told of one name twice is one option."""
    every: dict[str, Option] = {}
    for one in found:
        before = every.get(one.option)
        grounds = dict.fromkeys((*(before.grounds if before else ()), *_grounds(one)))
        about = before.about if before else one.about
        every[one.option] = Option(name=one.option, owner=one.owner, about=about, grounds=tuple(grounds))
    best = sorted(every.values(), key=lambda o: (-len(o.grounds), o.name))[:MOST_OPTIONS]
    return tuple(o for o in every.values() if o in best)


def _minded(options: tuple[Option, ...], stated: Stated) -> tuple[Option, ...]:
    """The options that somebody has a preference about; each party keeps one, so that it stays in the model."""
    used = {n for _, statements in stated for s in statements for n in names(s.formula)}
    minded = {o.owner for o in options if o.name in used}
    return tuple(o for o in options if o.name in used or o.owner not in minded)


def _grounds(found: Coming | Issue) -> tuple[str, ...]:
    entries = found.entries if isinstance(found, Coming) else [s.entry for s in (*found.wanted, *found.own)]
    return tuple(dict.fromkeys(e.id for e in entries))


def _status_quo(table: Table) -> frozenset[str]:
    """Who comes by the last word, and what has been agreed to without a condition."""
    told = {c.option for c in table.comings}
    granted = {i.option for i in table.issues if i.granted and i.option not in told}
    return frozenset({c.option for c in table.comings if c.now} | granted)


def _assumptions(dispute: Dispute, table: Table, found: Found) -> Iterator[str]:
    yield "The order of each party’s preferences is inferred: refusals, demands, conditions, then the rest."
    yield from _unsaid(dispute.preferences, dispute)
    kept = {o.name for o in dispute.options}
    if put := [i.about for i in found.issues if i.put and i.theme != TALKS and i.option in kept]:
        yield f"Put to the other side, though the demand names nobody: {'; '.join(put)}."
    if any(i.threat and i.option in kept for i in found.issues):
        yield "A threat is taken to be carried out exactly when what its maker demands is not met."
    if found.offered:
        yield f"Taken to be wanted by those to whom it is offered: {'; '.join(found.offered)}."
    if found.lone:
        yield f"Left out, since nobody else is told to want it: {'; '.join(found.lone)}."
    every: list[Coming | Issue] = [*table.comings, *found.issues]
    if left := sorted({f.about for f in every if f.option not in kept}):
        yield f"Left out, since nobody minds them or to keep the model small: {'; '.join(left)}."


def _unsaid(stated: Stated, dispute: Dispute) -> Iterator[str]:
    for maker, statements in stated:
        assumed = [in_words(s.formula, dispute) for s in statements if s.assumption]
        if assumed:
            yield f"{maker} prefers, though nobody says so: {'; '.join(assumed)}."
        if not statements:
            yield f"{maker} has no known preference: it is indifferent in this model."
