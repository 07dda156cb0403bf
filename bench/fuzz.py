"""Hostile inputs over intake and the API: none may end in an error that nobody foresaw, and the process must live.

    ./go bench fuzz --count 100000

Input number N depends on the seed and N alone, so a run can be split, resumed (`--state FILE`) and a fault
repeated (`--only N`). Inputs are tried in a child process: if one kills it, that is counted and the next child
goes on behind it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bench.common import record, table
from bench.fuzzing.doors import Door, doors

CHILD = 10_000  # inputs that one child process tries
SLOW = 10.0  # seconds of work: a single small input must not take longer
MEMORY = 4 << 30  # bytes of address space of a child, so that a bomb ends in an error, not in the swap


@dataclass(slots=True)
class Tally:
    """What became of the inputs so far."""

    next: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def take(self, outcome: str, seconds: float) -> None:
        """Count one input."""
        self.next += 1
        self.counts[outcome] += 1
        self.slowest = max(self.slowest, seconds)

    @property
    def unhandled(self) -> int:
        """Inputs that ended as none may."""
        return sum(n for outcome, n in self.counts.items() if outcome.endswith(("UNHANDLED", "DIED", "SLOW")))


def tried(seed: int, number: int, ways: dict[str, tuple[int, Door]]) -> tuple[str, str]:
    """Try one input: "door: outcome", and where it went wrong."""
    random = Random(f"{seed} {number}")
    name = random.choices(list(ways), [weight for weight, _ in ways.values()])[0]
    began = time.process_time()  # of this process, for other work on the machine is not the input's fault
    try:
        outcome, where = ways[name][1](random), ""
    except Exception:  # what nobody foresaw is just what is looked for
        outcome, where = "UNHANDLED", traceback.format_exc(limit=-6)
    spent = time.process_time() - began
    if spent > SLOW:
        outcome, where = "SLOW", f"{spent:.1f} s"
    return f"{name}: {outcome}", where


def in_process(seed: int, first: int, count: int) -> Tally:
    """Try inputs in this process."""
    tally = Tally(first)
    with tempfile.TemporaryDirectory() as folder, doors(Path(folder)) as ways:
        for number in range(first, first + count):
            _count(tally, number, seed, ways)
    return tally


def _count(tally: Tally, number: int, seed: int, ways: dict[str, tuple[int, Door]]) -> None:
    began = time.perf_counter()
    outcome, where = tried(seed, number, ways)
    tally.take(outcome, time.perf_counter() - began)
    if where:
        tally.faults.append(f"input {number}, {outcome}\n{where}")


def _child(seed: int, first: int, count: int, pipe: Any) -> None:
    """Try inputs and tell each outcome at once, so that a death loses none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with (
        tempfile.TemporaryDirectory() as folder,
        Path("/dev/null").open("w") as quiet,
        redirect_stderr(quiet),
        doors(Path(folder)) as ways,
    ):
        for number in range(first, first + count):
            began = time.perf_counter()
            pipe.send((*tried(seed, number, ways), time.perf_counter() - began))
    pipe.close()


def run(seed: int, tally: Tally, count: int, state: Path | None) -> None:
    """Try inputs in child processes until so many are done; remember after each child how far it came."""
    fresh = multiprocessing.get_context("spawn")
    while tally.next < count:
        (ours, theirs), known = fresh.Pipe(duplex=False), len(tally.faults)
        child = fresh.Process(target=_child, args=(seed, tally.next, min(CHILD, count - tally.next), theirs))
        child.start()
        theirs.close()
        _listen(tally, ours)
        child.join()
        if child.exitcode:
            tally.faults.append(f"input {tally.next}: the process ended with {child.exitcode}")
            tally.take("DIED", 0.0)
        if state:
            state.write_text(json.dumps({"seed": seed, "next": tally.next, "counts": tally.counts}), "utf-8")
        print(f"{tally.next:>9,} inputs, {tally.unhandled} unhandled", *tally.faults[known:], sep="\n", flush=True)


def _listen(tally: Tally, ours: Any) -> None:
    while True:
        try:
            outcome, where, seconds = ours.recv()
        except EOFError:
            return
        if where:
            tally.faults.append(f"input {tally.next}, {outcome}\n{where}")
        tally.take(outcome, seconds)


def main(argv: Sequence[str]) -> int:
    """Try the inputs and print what became of them; 1 if any ended as none may."""
    parser = argparse.ArgumentParser(prog="./go bench fuzz", description="Hostile inputs over intake and API.")
    parser.add_argument("--count", type=int, default=100_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other inputs")
    parser.add_argument("--state", type=Path, help="go on from here, and keep here how far it came")
    parser.add_argument("--only", type=int, help="try this one input again and show where it goes wrong")
    parser.add_argument("--record", action="store_true", help="write the table into bench/results.md")
    asked = parser.parse_args(argv)
    if asked.only is not None:
        print("\n".join(in_process(asked.seed, asked.only, 1).faults) or "nothing went wrong")
        return 0
    tally, began = _begun(asked.seed, asked.state), time.perf_counter()
    run(asked.seed, tally, asked.count, asked.state)
    shown = _shown(tally, asked.seed, time.perf_counter() - began)
    print(shown)
    if asked.record:
        record("fuzz", f"## Hostile inputs\n\n{shown}")
    return 1 if tally.unhandled else 0


def _begun(seed: int, state: Path | None) -> Tally:
    if state is None or not state.exists():
        return Tally()
    kept = json.loads(state.read_text("utf-8"))
    return Tally(kept["next"], Counter(kept["counts"])) if kept["seed"] == seed else Tally()


def _shown(tally: Tally, seed: int, seconds: float) -> str:
    """The counts by door and outcome, and the line that matters."""
    rows = sorted(tally.counts.items())
    line = (
        f"{tally.next:,} inputs (seed {seed}) in {seconds:.0f} s: {tally.unhandled} unhandled; the slowest took "
        f"{tally.slowest:.1f} s. The process is alive."
    )
    return line + "\n\n" + table(["door and outcome", "inputs"], [(name, f"{count:,}") for name, count in rows])


if __name__ == "__main__":
    import sys

    raise SystemExit(main(sys.argv[1:]))
