"""Time for the watch, through one seam: tests turn it by hand, and a signal ends every wait."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What the watch knows of time."""

    def now(self) -> datetime:
        """The time, in UTC."""

    def wait(self, seconds: float) -> bool:
        """Let so much time go by; True at once if the watch is to stop."""


class SystemClock:
    """The machine's clock. `stop` may be called from a signal handler."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> bool:
        """Let so much time go by; True at once if the watch is to stop."""
        return self._stopped.wait(max(seconds, 0.0))

    def stop(self) -> None:
        """End this wait and all later ones."""
        self._stopped.set()
