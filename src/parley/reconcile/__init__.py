"""From a record to a dossier: what all reports say, point by point."""

from parley.reconcile.assembly import reconcile
from parley.reconcile.reconciler import STORIES, Reconciler

__all__ = ["STORIES", "Reconciler", "reconcile"]
