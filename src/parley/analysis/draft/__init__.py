"""From a dossier to a first model of the dispute: words become options and preferences, with their grounds."""

from parley.analysis.draft.drafting import draft

__all__ = ["draft"]
