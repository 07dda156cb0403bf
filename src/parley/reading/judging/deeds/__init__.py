"""A trained judge of deeds: which words tell that something was done, and who did it (see `judge`)."""

from parley.reading.judging.deeds.judge import judged
from parley.reading.judging.deeds.model import Model

__all__ = ["Model", "judged"]
