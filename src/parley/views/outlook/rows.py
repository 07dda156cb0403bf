"""An outlook as plain rows: assumptions first, then findings, the table of outcomes and the preferences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.model.dispute import Dispute, Outlook, Preference, Reason, in_words
from parley.model.dossier import Dossier

CAUTION = "This holds as far as the model does. What nobody said, the model assumes:"
NO_ASSUMPTION = "This holds as far as the model does; it assumes nothing beyond its stated preferences."
CONCEPTS = {
    "nash": "Nash",
    "seq": "SEQ",
    "sseq": "SSEQ",
    "gmr": "GMR",
    "smr": "SMR",
    "sim": "SIM",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """The words something rests on, and who reports them."""

    words: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, the quotations it rests on, the entries these come from, and what kind of finding it is."""

    text: str
    quotes: tuple[Quote, ...]
    grounds: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One column of the table: a state, what it is called, and the concepts under which it is an equilibrium."""

    name: str
    taken: frozenset[str]
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything an outlook view shows, in order."""

    title: str
    caution: str
    assumptions: tuple[str, ...]
    findings: tuple[Told, ...]
    outcomes: tuple[Outcome, ...]
    options: tuple[tuple[str, str, str], ...]  # party, option name, what it means
    preferences: tuple[tuple[str, tuple[Told, ...]], ...]
    reasons: tuple[tuple[str, tuple[Told, ...]], ...]  # state in words; why it is stable or not, party by party


def lay_out(outlook: Outlook, dossier: Dossier | None) -> Sheet:
    """The rows of an outlook."""
    dispute = outlook.dispute
    return Sheet(
        title=f"{dispute.name}: where the talks can go",
        caution=CAUTION if dispute.assumptions else NO_ASSUMPTION,
        assumptions=dispute.assumptions,
        findings=tuple(
            Told(f.text, _quotes(f.grounds[:_MOST], dossier), f.grounds, f.kind) for f in outlook.findings
        ),
        outcomes=tuple(_outcomes(outlook)),
        options=tuple((o.owner, o.name, o.about) for o in dispute.options),
        preferences=tuple(
            (m, tuple(_preference(p, dispute, dossier) for p in ps)) for m, ps in dispute.preferences
        ),
        reasons=tuple(_reasons(outlook, dossier)),
    )


_MOST = 3  # quotations under one finding; the preferences below carry them all


def _quotes(grounds: Iterable[str], dossier: Dossier | None) -> tuple[Quote, ...]:
    if dossier is None:
        return ()
    known = {e.id for e in dossier.record.entries}
    entries = (dossier.entry(g) for g in grounds if g in known)
    return tuple(Quote(" ".join(e.anchor.words.split()), dossier.report_of(e.id).label) for e in entries)


def _preference(preference: Preference, dispute: Dispute, dossier: Dossier | None) -> Told:
    claim = f" (so says {preference.claimant})" if preference.claimant else ""
    assumed = " (assumed)" if preference.assumption else ""
    words = f"{in_words(preference.formula, dispute)}{claim}{assumed}"
    return Told(words, _quotes(preference.grounds, dossier), preference.grounds)


def _reasons(outlook: Outlook, dossier: Dossier | None) -> Iterable[tuple[str, tuple[Told, ...]]]:
    """State by state, in the order of the outlook."""
    for state in dict.fromkeys(r.state for r in outlook.reasons):
        done = [o.about or o.name for o in outlook.dispute.options if o.name in state]
        told = (r for r in outlook.reasons if r.state == state)
        lines = tuple(Told(f"{r.text} {_held(r)}", _quotes(r.grounds[:_MOST], dossier), r.grounds) for r in told)
        yield "; ".join(done) or "Nobody does anything", lines


def _held(reason: Reason) -> str:
    names = [name for key, name in CONCEPTS.items() if key in reason.concepts]
    return f"(stable under {', '.join(names)})" if names else "(not stable)"


def _outcomes(outlook: Outlook) -> Iterable[Outcome]:
    """The status quo, then every equilibrium that holds by itself, with all concepts under which each holds."""
    held = dict(outlook.equilibria)
    now = outlook.dispute.status_quo
    yield Outcome("now", now, _concepts(now, held))
    for number, state in enumerate((s for s in held.get("nash", ()) if s != now), 1):
        yield Outcome(f"outcome {number}", state, _concepts(state, held))


def _concepts(state: frozenset[str], held: dict[str, tuple[frozenset[str], ...]]) -> tuple[str, ...]:
    return tuple(name for key, name in CONCEPTS.items() if state in held.get(key, ()))
