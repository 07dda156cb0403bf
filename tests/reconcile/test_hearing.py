"""One question judged account by account: what is kept equals what is judged at once, whatever comes and goes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.model.judgements import Relation
from parley.reconcile.claims import Claim, Draft, Verdict
from parley.reconcile.hearing import Hearing

ACCOUNTS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from("abc"), st.integers(0, 1)), min_size=1, max_size=3
)
REPORTS = st.lists(ACCOUNTS, min_size=1, max_size=9)


def claim(report: str, number: int, order: int, group: str, rank: int) -> Claim:
    account: Any = SimpleNamespace(order=float(order), report=report)
    entry: Any = SimpleNamespace(id=f"{report}-{number // 2}", anchor=SimpleNamespace(start=number))
    return Claim(account=account, entry=entry, group=group, rank=rank)


def question(kind: str, claims: list[Claim]) -> Draft:
    return Draft(kind=kind, slot="s", key=("k",), question="", claims=tuple(claims))


def rule(one: Claim, two: Claim) -> Verdict | None:
    if one.report == two.report:
        return None
    if one.group == two.group:
        return (Relation.ADDS if one.rank else Relation.AGREES), "alike"
    later = two.account.order > one.account.order
    return (Relation.SUPERSEDES if later else Relation.CONTRADICTS), f"{one.group} and {two.group}"


@pytest.mark.parametrize("kind", ["position", "meeting"])
@given(data=st.data())
def test_what_is_kept_equals_what_is_judged_at_once(kind, data):
    told = {f"r{i}": a for i, a in enumerate(data.draw(REPORTS))}
    made = {r: [claim(r, n, *one) for n, one in enumerate(a)] for r, a in told.items()}
    hearing = Hearing()
    for _ in range(4):
        shown = data.draw(st.lists(st.sampled_from(sorted(made)), unique=True))
        for report in data.draw(st.lists(st.sampled_from(sorted(made)), max_size=1)):  # told anew
            made[report] = [claim(report, n, *one) for n, one in enumerate(told[report])]
        draft = question(kind, [c for r in sorted(shown) for c in made[r]])
        assert hearing.judged(draft, rule) == Hearing().judged(draft, rule)


def test_only_what_stands_behind_a_new_account_is_judged_again():
    asked: list[tuple[str, str]] = []

    def heard(one: Claim, two: Claim) -> Verdict | None:
        asked.append((one.report, two.report))
        return rule(one, two)

    claims = [claim(f"r{day}", 0, day, "ab"[day % 2], 0) for day in range(6)]
    hearing = Hearing()
    hearing.judged(question("meeting", claims[:5]), heard)
    asked.clear()
    hearing.judged(question("meeting", claims), heard)
    assert {two for _, two in asked} == {"r5"}
    asked.clear()
    assert hearing.judged(question("meeting", claims[1:]), heard) == Hearing().judged(
        question("meeting", claims[1:]), rule
    )
    assert all("r0" not in pair for pair in asked)
