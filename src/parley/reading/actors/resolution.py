"""A mention without context to country and sector, from the bundled tables."""

from __future__ import annotations

from datetime import date


def resolve_mention(text: str, *, hint: str = "", on: date | None = None) -> tuple[str | None, str | None]:
    """(country, sector) of a mention; `hint` is a role or place known beforehand, `on` the day it was written."""
    return None, None
