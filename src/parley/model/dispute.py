"""The third verb's types: a dispute as a graph model, and the outlook that follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

Ranking = tuple[tuple[frozenset[str], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something a decision maker may do (Y) or leave (N). `direction`: both, fwd (N to Y only), back."""

    name: str
    owner: str
    direction: str = "both"
    grounds: tuple[str, ...] = ()  # entry ids; empty means assumption
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One preference statement of a decision maker, in falling priority.

    `formula` is written with option names and `not`, `and`, `or`, `if`, `iff`, for example "putin iff trump".
    """

    formula: str
    grounds: tuple[str, ...] = ()
    claimant: str = ""  # whose word it is, when not the decision maker's own
    assumption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """An alternative preference list for one decision maker: a rival claim."""

    name: str
    decision_maker: str
    preferences: tuple[Preference, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Decision makers, their options and preferences, what cannot be, and where things stand.

    `infeasible` patterns are tuples of (option name, True or False), all of which hold together.
    `status_quo` names the options that are taken now. A decision maker's preferences are, first found first used:
    its `rankings` (groups of states, each the set of options taken, best first, a group for a tie), its `weights`
    (option name, weight when taken), its prioritised `preferences`. `misperceptions` are patterns that a decision
    maker wrongly holds for impossible.
    """

    name: str
    decision_makers: tuple[str, ...]
    options: tuple[Option, ...]
    preferences: tuple[tuple[str, tuple[Preference, ...]], ...]
    infeasible: tuple[tuple[tuple[str, bool], ...], ...] = ()
    status_quo: frozenset[str] = frozenset()
    hypotheses: tuple[Hypothesis, ...] = ()
    assumptions: tuple[str, ...] = ()
    weights: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    rankings: tuple[tuple[str, Ranking], ...] = ()
    misperceptions: tuple[tuple[str, tuple[tuple[tuple[str, bool], ...], ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that follows from the model, in words, with the entries it rests on."""

    text: str
    grounds: tuple[str, ...] = ()
    kind: str = ""  # equilibrium, path, trap, joint gain, hinge, survives, order, coalition


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a state is stable or not for one decision maker, in words, with the entries behind the preference.

    `concepts` are those under which the state is stable for the decision maker.
    """

    state: frozenset[str]
    maker: str
    concepts: tuple[str, ...]
    text: str
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What could hold: equilibria by concept, the way from the status quo, findings.

    `equilibria` maps a concept (nash, gmr, smr, seq, sseq, sim) to the sets of options taken in each equilibrium.
    `reasons` tell of the status quo and of the states that hold by themselves, decision maker by decision maker.
    """

    dispute: Dispute
    equilibria: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = ()
    findings: tuple[Finding, ...] = ()
    reasons: tuple[Reason, ...] = ()


_JOINS = {"iff": "exactly when", "if": "if", "and": "and", "or": "or", "not": "not:"}


def in_words(formula: str, dispute: Dispute) -> str:
    """A preference statement for people: options by what they mean.

    >>> ann, bob = (Option(name=n, owner=n, about=f"{n.title()} comes") for n in ("ann", "bob"))
    >>> in_words("ann iff not bob", Dispute(name="", decision_makers=(), options=(ann, bob), preferences=()))
    'Ann comes exactly when not: Bob comes'
    """
    about = {o.name: o.about or o.name for o in dispute.options}
    words = re.findall(r'[()]|"[^"]*"|[^\s()"]+', formula)
    shown = [_JOINS.get(w) or about.get(w.strip('"'), w) for w in words]
    return " ".join(shown).replace("( ", "(").replace(" )", ")")
