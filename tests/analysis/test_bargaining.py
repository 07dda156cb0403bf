"""Expected utility: the published car-emission case, KTAB's table form, and clear refusals."""

from __future__ import annotations

import pytest

from parley.analysis.bargaining import Bargainer, course, read_csv, rounds
from parley.errors import BadDispute

# Introduction of emission standards for mid-size cars (EEC 1988), years of delay: Bueno de Mesquita 1994.
EEC = """Actor,Capability,Position,Salience
Netherlands,0.08,4,0.8
Belgium,0.08,7,0.4
Luxembourg,0.03,4,0.2
Germany,0.16,4,0.8
France,0.16,10,0.6
Italy,0.16,10,0.6
UK,0.16,10,0.9
Ireland,0.05,7,0.1
Denmark,0.05,4,1.0
Greece,0.08,7,0.7
"""


def test_the_car_emission_case_oscillates_as_the_original_code_does() -> None:
    found = rounds(read_csv(EEC), 10)
    medians = [round(r.median, 2) for r in found]
    assert medians == [7.0, 8.42, 9.61, 9.96, 9.96, 9.96, 7.47, 8.82, 9.67, 9.67, 7.0]
    assert found[0].mean == pytest.approx(7.389955686853767, abs=1e-12)
    assert found[1].risk[0] == pytest.approx(1.4056527842180304, abs=1e-12)
    assert course(found).startswith("does not settle: the median moves between 7 and 9.96")


@pytest.mark.parametrize("text", ["Actor,Position\nA,3", "Actor,Position,Salience,Capability\nA,x,1,1"])
def test_a_table_that_cannot_be_used_names_its_line(text: str) -> None:
    with pytest.raises(BadDispute, match=r"line 2: .*every row needs Actor, Position, Salience"):
        read_csv(text)


def test_actors_who_all_agree_are_refused() -> None:
    with pytest.raises(BadDispute, match="differ in position"):
        rounds([Bargainer("a", 3, 1, 1), Bargainer("b", 3, 1, 1)])
