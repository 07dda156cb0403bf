"""The `.gmcr` form of public graph-model examples: JSON with options, decision makers, patterns and rankings.

A pattern is a list of [option index, "Y" or "N"], all true together; a preference is a pattern or
{"compound": true, "members": [pattern, ...]}, any true. A ranking counts ordered numbers: states from 1, in order
of their decimal codes, feasible ones only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from parley.analysis.formula import evaluate, names, quoted
from parley.analysis.graph import graph
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Option, Preference, Ranking

Pattern = Sequence[tuple[int, str]]
_RANKING = (
    ("useManualPreferenceRanking", "preferenceRanking"),
    ("useManualPreferenceVectors", "preferenceVector"),
)


def read_gmcr(text: str, name: str = "conflict") -> Dispute:
    """A dispute from `.gmcr` text. Options of the same name are told apart by their owner.

    Raises BadDispute if the text is not JSON of this form.
    """
    try:
        raw = json.loads(text)
        return _dispute(raw, name)
    except (json.JSONDecodeError, KeyError, IndexError, TypeError, ValueError) as fault:
        raise BadDispute(f"{name} is not a .gmcr file ({type(fault).__name__}: {fault})") from None


def _dispute(raw: Mapping[str, Any], name: str) -> Dispute:
    makers = raw["decisionMakers"]
    options = _options(raw["options"], makers)
    spelled = [o.name for o in options]
    plain = Dispute(
        name=name,
        decision_makers=tuple(m["name"] for m in makers),
        options=options,
        preferences=tuple((m["name"], _preferences(m.get("preferences", ()), spelled)) for m in makers),
        infeasible=tuple(
            tuple((spelled[i], value == "Y") for i, value in _pattern(p)) for p in raw.get("infeasibles", ())
        ),
        misperceptions=tuple((m["name"], hidden) for m in makers if (hidden := _misperceived(m, spelled))),
    )
    states = graph(plain).states
    rankings = tuple((m["name"], _ranking(r, states, spelled)) for m in makers if (r := _ranked(m, raw)))
    return Dispute(**{f: getattr(plain, f) for f in Dispute.__slots__ if f != "rankings"}, rankings=rankings)


def _options(raw: Sequence[Mapping[str, Any]], makers: Sequence[Mapping[str, Any]]) -> tuple[Option, ...]:
    owner = {index: m["name"] for m in makers for index in m["options"]}
    twice = {n for n, count in Counter(o["name"] for o in raw).items() if count > 1}
    found = []
    for index, option in enumerate(raw):
        name = f"{option['name']} ({owner[index]})" if option["name"] in twice else option["name"]
        found.append(Option(name=name, owner=owner[index], direction=option.get("permittedDirection", "both")))
    return tuple(found)


def _pattern(raw: Any) -> Pattern:
    return [(int(index), str(value)) for index, value in (raw["pattern"] if isinstance(raw, dict) else raw)]


def _misperceived(maker: Mapping[str, Any], spelled: Sequence[str]) -> tuple[tuple[tuple[str, bool], ...], ...]:
    patterns = (_pattern(p) for p in maker.get("misperceptions", ()))
    return tuple(tuple((spelled[i], value == "Y") for i, value in p) for p in patterns)


def _preferences(raw: Sequence[Any], spelled: Sequence[str]) -> tuple[Preference, ...]:
    found = []
    for item in raw:
        compound = isinstance(item, dict) and item.get("compound")
        members = item["members"] if compound else [item]
        texts = [_formula(_pattern(m), spelled) for m in members]
        found.append(Preference(formula=" or ".join(f"({t})" for t in texts) if len(texts) > 1 else texts[0]))
    return tuple(found)


def _formula(pattern: Pattern, spelled: Sequence[str]) -> str:
    return " and ".join(("" if value == "Y" else "not ") + quoted(spelled[index]) for index, value in pattern)


def _ranked(maker: Mapping[str, Any], raw: Mapping[str, Any]) -> Sequence[Any] | None:
    for switch, key in _RANKING:
        if (maker.get(switch) or raw.get(switch)) and maker.get(key):
            return list(maker[key])
    return None


def _ranking(raw: Sequence[Any], states: Any, spelled: Sequence[str]) -> Ranking:
    groups = [group if isinstance(group, list) else [group] for group in raw]
    return tuple(tuple(_taken(int(states[int(n) - 1]), spelled) for n in group) for group in groups)


def _taken(code: int, spelled: Sequence[str]) -> frozenset[str]:
    return frozenset(name for bit, name in enumerate(spelled) if code >> bit & 1)


def write_gmcr(dispute: Dispute) -> str:
    """The dispute as `.gmcr` text; what the form cannot hold (grounds, hypotheses) is left out.

    A statement becomes its disjunctive form; weights become a ranking.
    """
    spelled = [o.name for o in dispute.options]
    raw = {
        "program": "parley",
        "version": version("parley"),
        "options": [{"name": o.name, "permittedDirection": o.direction} for o in dispute.options],
        "decisionMakers": [_maker(dispute, maker, spelled) for maker in dispute.decision_makers],
        "infeasibles": [[[spelled.index(n), _yes(v)] for n, v in pattern] for pattern in dispute.infeasible],
    }
    return json.dumps(raw, ensure_ascii=False, indent=1) + "\n"


def _maker(dispute: Dispute, maker: str, spelled: list[str]) -> dict[str, Any]:
    statements = dict(dispute.preferences).get(maker, ())
    row: dict[str, Any] = {
        "name": maker,
        "options": [i for i, o in enumerate(dispute.options) if o.owner == maker],
        "preferences": [_members(s.formula, spelled) for s in statements],
    }
    if hidden := dict(dispute.misperceptions).get(maker):
        row["misperceptions"] = [[[spelled.index(n), _yes(v)] for n, v in pattern] for pattern in hidden]
    if maker in dict(dispute.rankings) or maker in dict(dispute.weights):
        row |= {"useManualPreferenceRanking": True, "preferenceRanking": _ordered_numbers(dispute, maker)}
    return row


def _members(formula: str, spelled: list[str]) -> Any:
    used = names(formula)
    codes = np.arange(1 << len(used))
    holds = evaluate(formula, {n: (codes >> b & 1).astype(bool) for b, n in enumerate(used)})
    members = [
        [[spelled.index(n), _yes(bool(code >> b & 1))] for b, n in enumerate(used)]
        for code in np.flatnonzero(holds).tolist()
    ]
    return members[0] if len(members) == 1 else {"compound": True, "members": members}


def _ordered_numbers(dispute: Dispute, maker: str) -> list[Any]:
    model = graph(dispute)
    payoff = model.payoffs[dispute.decision_makers.index(maker)][model.states]
    groups = [
        (np.flatnonzero(payoff == height) + 1).tolist() for height in sorted(set(payoff.tolist()), reverse=True)
    ]
    return [group[0] if len(group) == 1 else group for group in groups]


def _yes(value: bool) -> str:
    return "Y" if value else "N"
