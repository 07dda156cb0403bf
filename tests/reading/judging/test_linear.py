"""The arithmetic under the judges: what is learnt goes with yes, is kept, and stays between nought and one."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from parley.reading.judging.linear import Linear, fit, load, save


def test_fit_parts_what_can_be_parted() -> None:
    model = fit([["a", "x"], ["a"], ["b", "x"], ["b"]] * 3, [1, 1, 0, 0] * 3, penalty=0.1)
    assert model.likely(["a"]) > 0.9 > 0.1 > model.likely(["b"])
    assert abs(model.likely(["x"]) - 0.5) < 0.1


def test_what_counts_for_more_is_believed_sooner() -> None:
    model = fit([["a"], ["a"]] * 3, [1, 0] * 3, [1.0, 0.1] * 3, penalty=0.1)
    assert model.likely(["a"]) > 0.8


def test_features_that_are_too_rare_are_left_out() -> None:
    assert set(fit([["a"], ["a"], ["b"]], [1, 1, 0], least=2).weights) <= {"a"}


def test_what_is_saved_is_loaded_and_the_same_bytes_twice(tmp_path: Path) -> None:
    model = fit([["a", "x"], ["b"]] * 3, [1, 0] * 3)
    for file in (tmp_path / "one.npz", tmp_path / "two.npz"):
        save(file, {"kept": model, "empty": Linear({}, 1.0)}, [0.25])
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert load(tmp_path / "one.npz") == ({"kept": model, "empty": Linear({}, 1.0)}, (0.25,))


@given(
    st.dictionaries(st.text(max_size=3), st.floats(-50, 50), max_size=5), st.floats(-50, 50), st.text(max_size=3)
)
def test_what_is_likely_lies_between_nought_and_one_and_the_unknown_changes_nothing(
    weights: dict[str, float], bias: float, name: str
) -> None:
    model = Linear(weights, bias)
    assert 0.0 < model.likely(weights) < 1.0
    if name not in weights:
        assert model.likely([*weights, name]) == model.likely(weights)
