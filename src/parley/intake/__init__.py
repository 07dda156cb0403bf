"""From files, folders and addresses to reports divided into passages."""

from parley.intake.divide import divide
from parley.intake.load import Intake, load, take

__all__ = ["Intake", "divide", "load", "take"]
