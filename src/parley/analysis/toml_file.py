"""A dispute as TOML that an analyst can write by hand.

    name = "Water talks"
    status_quo = ["pump"]

    [[maker]]
    name = "Upstream"
    preferences = ["not pump", "treaty iff aid"]          # falling priority; or {formula, grounds, claimant}

    [[option]]
    name = "pump"
    owner = "Upstream"
    about = "Upstream pumps at full capacity"
    direction = "both"                                   # fwd: once taken it stays; back: once left it stays left

    [[infeasible]]
    all = "treaty and not aid"

    [[misperception]]
    maker = "Upstream"                                   # wrongly holds these states for impossible
    all = "aid and not treaty"

    [[hypothesis]]
    name = "the envoy is right that Upstream wants no treaty"
    maker = "Upstream"
    preferences = ["not treaty"]

`grounds` are ids of entries; a preference without grounds counts as an assumption and is listed as one.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parley.analysis.formula import quoted
from parley.errors import BadDispute
from parley.model.dispute import Dispute, Hypothesis, Option, Preference

Pattern = tuple[tuple[str, bool], ...]
_KEYS = {
    "top": {"name", "status_quo", "assumptions", "maker", "option", "infeasible", "misperception", "hypothesis"},
    "maker": {"name", "preferences", "weights", "ranking"},
    "option": {"name", "owner", "about", "direction", "grounds"},
    "infeasible": {"all"},
    "misperception": {"maker", "all"},
    "hypothesis": {"name", "maker", "reason", "preferences"},
    "preference": {"formula", "grounds", "claimant", "assumption"},
}


def read_toml(text: str, source: str = "model.toml") -> Dispute:
    """A dispute from TOML text.

    Raises BadDispute with the place and what to do if a key is unknown or missing or a value is of the wrong kind.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BadDispute(f"{source}: {fault}") from None
    try:
        return _dispute(raw)
    except KeyError as fault:
        raise BadDispute(
            f"{source}: {fault.args[0]} is missing: every maker, option and hypothesis needs it"
        ) from None
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadDispute(
            f"{source}: a value is of the wrong kind ({fault}); see the form in the reference"
        ) from None


def _dispute(raw: Mapping[str, Any]) -> Dispute:
    _known("top", raw)
    makers = [_known("maker", m) for m in raw["maker"]]
    return Dispute(
        name=raw.get("name", "dispute"),
        decision_makers=tuple(m["name"] for m in makers),
        options=tuple(_option(_known("option", o)) for o in raw["option"]),
        preferences=tuple((m["name"], _preferences(m.get("preferences", ()))) for m in makers),
        infeasible=tuple(_pattern(_known("infeasible", i)["all"]) for i in raw.get("infeasible", ())),
        status_quo=frozenset(raw.get("status_quo", ())),
        hypotheses=tuple(_hypothesis(_known("hypothesis", h)) for h in raw.get("hypothesis", ())),
        assumptions=tuple(raw.get("assumptions", ())),
        weights=tuple((m["name"], tuple(m["weights"].items())) for m in makers if "weights" in m),
        rankings=tuple((m["name"], _ranking(m["ranking"])) for m in makers if "ranking" in m),
        misperceptions=_misperceptions([_known("misperception", m) for m in raw.get("misperception", ())]),
    )


def _known(table: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    if unknown := sorted(set(row) - _KEYS[table]):
        raise BadDispute(f"{unknown[0]!r} is not known in [[{table}]]: use {', '.join(sorted(_KEYS[table]))}")
    return row


def _option(row: Mapping[str, Any]) -> Option:
    direction = row.get("direction", "both")
    if direction not in ("both", "fwd", "back"):
        raise BadDispute(f"option {row['name']!r}: direction is {direction!r}; it must be both, fwd or back")
    grounds = tuple(row.get("grounds", ()))
    return Option(
        name=row["name"], owner=row["owner"], about=row.get("about", ""), direction=direction, grounds=grounds
    )


def _preferences(rows: Iterable[Any]) -> tuple[Preference, ...]:
    return tuple(_preference(row if isinstance(row, dict) else {"formula": row}) for row in rows)


def _preference(row: Mapping[str, Any]) -> Preference:
    _known("preference", row)
    grounds = tuple(row.get("grounds", ()))
    assumed = bool(row.get("assumption", not grounds))
    return Preference(
        formula=row["formula"], grounds=grounds, claimant=row.get("claimant", ""), assumption=assumed
    )


def _hypothesis(row: Mapping[str, Any]) -> Hypothesis:
    preferences = _preferences(row["preferences"])
    return Hypothesis(
        name=row["name"], decision_maker=row["maker"], preferences=preferences, reason=row.get("reason", "")
    )


def _pattern(text: str) -> Pattern:
    """A pattern from "a and not b".

    >>> _pattern('treaty and not "joint aid"')
    (('treaty', True), ('joint aid', False))
    """
    parts = [part.strip() for part in text.split(" and ")]
    return tuple((part.removeprefix("not ").strip().strip('"'), not part.startswith("not ")) for part in parts)


def _misperceptions(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    makers = dict.fromkeys(row["maker"] for row in rows)
    return tuple((m, tuple(_pattern(row["all"]) for row in rows if row["maker"] == m)) for m in makers)


def _ranking(groups: Sequence[Any]) -> tuple[tuple[frozenset[str], ...], ...]:
    """Best first; each item a state (list of options taken) or, for a tie, a list of states."""
    tied = [g if g and isinstance(g[0], list) else [g] for g in groups]
    return tuple(tuple(frozenset(state) for state in group) for group in tied)


def write_toml(dispute: Dispute) -> str:
    """The dispute as TOML that `read_toml` reads back to the same dispute."""
    parts = [f"name = {_text(dispute.name)}", f"status_quo = {_list(sorted(dispute.status_quo))}"]
    parts.append(f"assumptions = {_list(dispute.assumptions)}")
    parts += [_maker_table(dispute, maker) for maker in dispute.decision_makers]
    parts += [_option_table(option) for option in dispute.options]
    parts += [f"[[infeasible]]\nall = {_text(_all(pattern))}" for pattern in dispute.infeasible]
    parts += [
        f"[[misperception]]\nmaker = {_text(maker)}\nall = {_text(_all(pattern))}"
        for maker, patterns in dispute.misperceptions
        for pattern in patterns
    ]
    parts += [_hypothesis_table(hypothesis) for hypothesis in dispute.hypotheses]
    return "\n".join(parts[:3]) + "\n\n" + "\n\n".join(parts[3:]) + "\n"


def _maker_table(dispute: Dispute, maker: str) -> str:
    lines = ["[[maker]]", f"name = {_text(maker)}"]
    lines += [f"preferences = {_preference_list(dict(dispute.preferences).get(maker, ()))}"]
    if weights := dict(dispute.weights).get(maker):
        lines.append("weights = { " + ", ".join(f"{_text(n)} = {w!r}" for n, w in weights) + " }")
    if ranking := dict(dispute.rankings).get(maker):
        groups = ["[" + ", ".join(_list(sorted(s)) for s in group) + "]" for group in ranking]
        lines.append("ranking = [" + ", ".join(groups) + "]")
    return "\n".join(lines)


def _option_table(option: Option) -> str:
    lines = ["[[option]]", f"name = {_text(option.name)}", f"owner = {_text(option.owner)}"]
    lines += [f"about = {_text(option.about)}"] if option.about else []
    lines += [f"direction = {_text(option.direction)}"] if option.direction != "both" else []
    lines += [f"grounds = {_list(option.grounds)}"] if option.grounds else []
    return "\n".join(lines)


def _hypothesis_table(hypothesis: Hypothesis) -> str:
    lines = ["[[hypothesis]]", f"name = {_text(hypothesis.name)}", f"maker = {_text(hypothesis.decision_maker)}"]
    lines += [f"reason = {_text(hypothesis.reason)}"] if hypothesis.reason else []
    return "\n".join([*lines, f"preferences = {_preference_list(hypothesis.preferences)}"])


def _preference_list(preferences: Sequence[Preference]) -> str:
    rows = [f"  {{ {', '.join(_fields(p))} }}," for p in preferences]
    return "\n".join(["[", *rows, "]"]) if rows else "[]"


def _fields(preference: Preference) -> list[str]:
    fields = [f"formula = {_text(preference.formula)}"]
    fields += [f"claimant = {_text(preference.claimant)}"] if preference.claimant else []
    fields += [f"grounds = {_list(preference.grounds)}"] if preference.grounds else []
    if preference.assumption == bool(preference.grounds):
        fields.append(f"assumption = {'true' if preference.assumption else 'false'}")
    return fields


def _all(pattern: Iterable[tuple[str, bool]]) -> str:
    return " and ".join(("" if value else "not ") + quoted(name) for name, value in pattern)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _list(values: Iterable[str]) -> str:
    return "[" + ", ".join(_text(v) for v in values) + "]"
