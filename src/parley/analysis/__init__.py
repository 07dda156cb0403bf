"""From a dossier to an outlook: which outcomes hold, and whose words that rests on."""

from __future__ import annotations

from parley.model.dispute import Outlook
from parley.model.dossier import Dossier


def analyse(dossier: Dossier) -> Outlook:
    """Draft a model of the dispute from what was said, and solve it; every finding names its grounds.

    Raises BadDispute if the reports give nothing to model.
    """
    # Imported here because NumPy takes a while and not every command analyses.
    from parley.analysis.draft import draft
    from parley.analysis.solve import solve

    return solve(draft(dossier))
