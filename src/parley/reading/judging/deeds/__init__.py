"""A trained judge of deeds: which words tell that something was done, and who did it (see `judge`)."""

from parley.reading.judging.deeds.judge import judged

__all__ = ["judged"]
