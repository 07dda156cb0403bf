"""Run one benchmark by name, or list them."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(p.stem for p in HERE.glob("*.py") if p.stem not in ("__init__", "__main__", "common"))


def main() -> int:
    """Hand the rest of the command line to `bench/<name>.py`."""
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        print("usage: ./go bench NAME --data FILE... [--pred OUT.jsonl] [--peers]\nnames:", ", ".join(NAMES))
        return 2
    return int(importlib.import_module(f"bench.{sys.argv[1]}").main(sys.argv[2:]) or 0)


if __name__ == "__main__":
    raise SystemExit(main())
