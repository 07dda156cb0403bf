"""Keeping the garbage collector away from what is kept for long.

An open dossier is some 300,000 objects. A full collection looks at every one of them, twenty dossiers take it
seconds, and it holds the interpreter meanwhile: no page is answered, and connections that were silent are closed
when it ends, with a request on its way in them. Nearly nothing of a dossier hangs in cycles (some hundred objects
of those made while one is computed), so counting references frees it when it is replaced.
"""

from __future__ import annotations

import gc

_THRESHOLDS = (10_000, 20, 100)
"""Allocations before a young collection, young ones before a middle one, middle ones before a full one."""


def calm() -> None:
    """Collect rarely; what is there now (modules, templates) is never looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def settle() -> None:
    """Leave all that lives now out of later collections; it is still freed once nothing refers to it."""
    gc.freeze()
