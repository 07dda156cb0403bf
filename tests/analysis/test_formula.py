"""Preference statements: what they mean and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from parley.analysis.formula import evaluate
from parley.errors import BadDispute

A, B, C = (np.array([bool(code >> bit & 1) for code in range(8)]) for bit in range(3))
TAKEN = {"a": A, "b": B, "c": C}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a", A),
        ("not a", ~A),
        ("a and not b", A & ~B),
        ("a or b and c", A | (B & C)),
        ("a if b", A | ~B),
        ("a iff b", A == B),
        ("not (a or b) iff c", ~(A | B) == C),
        ("not not a", A),
    ],
)
def test_meaning(formula: str, expected: np.ndarray) -> None:
    assert evaluate(formula, TAKEN).tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("formula", "complaint"),
    [
        ("a b", "nothing may follow"),
        ("(a and b", "opened and not closed"),
        ("a and", "an option name is missing before 'the end'"),
        ("and a", "an option name is missing before 'and'"),
        ("a and x", "there is no option 'x'; the options are a, b, c"),
        ("", "missing"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_mend(formula: str, complaint: str) -> None:
    with pytest.raises(BadDispute, match=complaint.replace("(", r"\(")):
        evaluate(formula, TAKEN)
