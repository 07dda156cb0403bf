"""Stories: reports that tell of the same talks or the same turn of events, grouped."""

from parley.reconcile.stories.grouping import Stories, group

__all__ = ["Stories", "group"]
