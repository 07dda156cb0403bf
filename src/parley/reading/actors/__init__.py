"""Actors: who acts and speaks in a report, on whose behalf, and which words mean them."""

from parley.reading.actors.cast import Cast, cast
from parley.reading.actors.resolution import resolve_mention

__all__ = ["Cast", "cast", "resolve_mention"]
