"""Which mentions of meetings are entries of their own, and who takes part: a linear judge over the rules."""

from parley.reading.judging.meetings.judge import read

__all__ = ["read"]
