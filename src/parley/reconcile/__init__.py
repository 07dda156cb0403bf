"""From a record to a dossier: what all reports say, point by point."""

from parley.reconcile.assembly import reconcile
from parley.reconcile.reconciler import Reconciler

__all__ = ["Reconciler", "reconcile"]
