"""From a record to a dossier: what all reports say, point by point."""

from parley.reconcile.assembly import reconcile

__all__ = ["reconcile"]
