"""The outlook as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from parley.model.dispute import Outlook


def write_json(outlook: Outlook) -> str:
    """One JSON object: dispute, equilibria by concept, findings."""
    return json.dumps(_plain(asdict(outlook)), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _plain(value: Any) -> Any:
    """Sets as sorted lists, tuples as lists."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value
