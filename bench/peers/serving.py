"""What every peer's program shares: documents in, findings out, as JSON lines, and what it cost.

Runs in the peer's own environment: standard library only.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from typing import Any


def serve(find: Callable[[dict[str, Any]], list[dict[str, Any]]]) -> None:
    """Answer each document of the standard input; the last line tells CPU seconds, children included, and MiB."""
    before = _seconds()
    for line in sys.stdin:
        if line.strip():
            try:
                found = find(json.loads(line))
            except Exception as fault:
                print(f"{type(fault).__name__}: {fault}", file=sys.stderr)
                found = []
            print(json.dumps({"found": found}))
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": _seconds() - before, "memory": peak / 1024}))


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)
