"""Parley follows a negotiation through the press.

Three verbs are the whole public API:

    read:       Report  -> Record      what this report says, entry by entry
    reconcile:  Record  -> Dossier     what all reports say, point by point
    analyse:    Dossier -> Outlook     which outcomes hold, and whose words that rests on
"""

from __future__ import annotations

__version__ = "0.1.0"
