"""Parley follows a negotiation through the press.

Three verbs are the whole public API:

    read:       Report  -> Record      what this report says, entry by entry
    reconcile:  Record  -> Dossier     what all reports say, point by point
    analyse:    Dossier -> Outlook     which outcomes hold, and whose words that rests on
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from parley.analysis import analyse
    from parley.model.text import Report
    from parley.pipeline import read
    from parley.reconcile import reconcile

__all__ = ["Report", "analyse", "read", "reconcile"]

_HOME = {
    "Report": "parley.model.text",
    "read": "parley.pipeline",
    "reconcile": "parley.reconcile",
    "analyse": "parley.analysis",
}


def __getattr__(name: str) -> Any:
    """The verbs on first use, so that `import parley` stays quick."""
    if name not in _HOME:
        raise AttributeError(f"parley has no {name!r}; it has {', '.join(__all__)}")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)
