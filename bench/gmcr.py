"""Graph models solved exactly: published and reference answers, and how time grows with the number of states.

./go bench gmcr --data FOLDER     with gmcr_cases.json and gmcr_random_reference.json in it
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from bench.common import arguments, below_floor, record, table
from parley.analysis import coalitions
from parley.analysis.compiled import LARGE
from parley.analysis.graph import Graph
from parley.analysis.stability import CONCEPTS, equilibria, stable

Case = dict[str, Any]
OUR_NAME = {"Nash": "nash", "GMR": "gmr", "SMR": "smr", "SEQ": "seq", "SSEQ": "sseq", "SIM": "sim"}
TRUSTED = ("published", "reference", "our reference solver")
SIZES = (8, 10, 12, 14, 16, 18, 20)
PEER = {256: "2.2 to 5.1", 1024: "18 to 57", 4096: "not solved in 420"}
"""Wall seconds of gmcr-py 0.4.1 on its five concepts, measured once on a machine of the same kind, same sizes."""


def main(argv: list[str]) -> int:
    """Solve every case and compare; time random models of growing size."""
    parser = arguments("gmcr", __doc__ or "")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="options of the random models timed")
    options = parser.parse_args(argv)
    folder = Path(options.data[0])
    random_right, random_all = _random(folder / "gmcr_random_reference.json")
    rows = list(_cases(folder / "gmcr_cases.json"))
    right = sum(r[3] == "exact" for r in rows if r[1].startswith(TRUSTED))
    asked = sum(r[1].startswith(TRUSTED) for r in rows)
    page = [
        f"random reference models: {random_right} of {random_all} answers exact",
        f"published and reference answers: {right} of {asked} exact",
        "",
        table(["case", "source of the answer", "concept", "ours"], rows),
        "",
        table(["states", *CONCEPTS, "all, CPU s", "gmcr-py, s"], [_timed(size) for size in options.sizes]),
    ]
    print("\n".join(page))
    if options.record:
        record("gmcr", "## gmcr\n\n" + "\n".join(page))
    reached = {"random exact": 100 * random_right / max(random_all, 1), "cases exact": 100 * right / max(asked, 1)}
    failed = below_floor(options.floors, reached)
    print("\n".join(failed))
    return 1 if failed else 0


def _random(file: Path) -> tuple[int, int]:
    right = asked = 0
    for model in json.loads(file.read_text(encoding="utf-8"))["models"] if file.exists() else ():
        graph = _graph(model["owner"], model["direction"], model["feasible_decimal"], model["payoffs"])
        for name, stable_for in model["stable"].items():
            for maker, expected in enumerate(stable_for):
                asked += 1
                right += np.flatnonzero(stable(graph, OUR_NAME[name], maker)).tolist() == expected
    return right, asked


def _graph(owner: list[int], direction: list[str], feasible: list[int], payoffs: list[list[int]]) -> Graph:
    mask = np.zeros(1 << len(owner), dtype=bool)
    mask[feasible] = True
    spread = np.zeros((len(payoffs), len(mask)), dtype=np.int64)
    spread[:, feasible] = payoffs
    return Graph(tuple(owner), tuple(direction), mask, spread)


def _cases(file: Path) -> Iterator[tuple[str, str, str, str]]:
    """One row for each answer on file: case, where the answer comes from, concept, exact or what differs."""
    for case in json.loads(file.read_text(encoding="utf-8")) if file.exists() else ():
        if "options" not in case or any((case.get("misperceptions") or {}).values()):
            continue
        graph = _case(case)
        for answer in case["expected"]:
            found = answer.get("equilibria")
            if not isinstance(found, dict):
                continue
            decimal = answer.get("state_ids") == "decimal codes"
            for concept in (c for c in OUR_NAME if c in found):
                blocs = tuple(tuple(b) for b in answer.get("coalitions", ()))
                verdict = _compare(_found(graph, OUR_NAME[concept], blocs), graph, found[concept], decimal=decimal)
                yield f"{case['id']} in blocs" if blocs else case["id"], answer["kind"], concept, verdict


def _case(case: Case) -> Graph:
    owner = [o["dm"] for o in case["options"]]
    direction = [o.get("direction", "both") for o in case["options"]]
    return _graph(owner, direction, case["feasible_decimal"], list(case["payoffs"].values()))


def _found(graph: Graph, concept: str, blocs: tuple[tuple[int, ...], ...]) -> list[int]:
    if blocs:
        return coalitions.equilibria(coalitions.Blocs(graph, blocs), concept)
    return [int(s) for s in equilibria(graph, concept)]


def _compare(found: list[int], graph: Graph, expected: list[int], *, decimal: bool) -> str:
    ours = found if decimal else [int(n) + 1 for n in np.searchsorted(graph.states, found)]
    return "exact" if ours == sorted(expected) else f"{ours} for {sorted(expected)}"


def _timed(size: int) -> list[object]:
    """CPU seconds of each concept on a random model of four decision makers, nothing worked out before.

    A small model with as many options for one decision maker warms up first: it loads what is compiled.
    """
    most = -(-size // 4)
    small = LARGE.bit_length() - 1
    _solved(tuple(0 if bit < most else 1 + bit % 3 for bit in range(small)))
    seconds = _solved(tuple(bit * 4 // size for bit in range(size)))
    states = 1 << size
    return [states, *(f"{s:.3f}" for s in seconds), f"{sum(seconds):.3f}", PEER.get(states, "not tried")]


def _solved(owner: tuple[int, ...]) -> list[float]:
    states = 1 << len(owner)
    payoffs = np.random.default_rng(len(owner)).integers(0, states, (4, states))
    graph = Graph(owner, ("both",) * len(owner), np.ones(states, dtype=bool), payoffs)
    seconds = []
    for concept in CONCEPTS:
        began = time.process_time()
        equilibria(graph, concept)
        seconds.append(time.process_time() - began)
    return seconds
