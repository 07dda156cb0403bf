"""A value that may be a moment late: made by one thread at a time, while the others have the one before."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """What `make` gives, at most so many seconds old when somebody asks, and made for nobody otherwise.

    >>> made = []
    >>> count = Lately(lambda: made.append(1) or len(made), seconds=60)
    >>> count.get(), count.get(), count.forget(), count.get()
    (1, 1, None, 2)
    """

    def __init__(self, make: Callable[[], T], *, seconds: float) -> None:
        self._make, self._seconds = make, seconds
        self._lock, self._keeping = Lock(), Lock()
        self._kept: tuple[float, T] | None = None
        self._forgotten = 0

    def forget(self) -> None:
        """Make it anew when it is asked for next; what is being made now may not know yet what changed."""
        with self._keeping:
            self._kept = None
            self._forgotten += 1

    def get(self) -> T:
        """The value. Only who asks first, or right after `forget`, waits for another thread that is making it."""
        kept = self._kept
        if kept is not None and monotonic() < kept[0]:
            return kept[1]
        if not self._lock.acquire(blocking=kept is None):
            assert kept is not None  # else it would have waited
            return kept[1]
        try:
            return self._anew(kept)
        finally:
            self._lock.release()

    def _anew(self, before: tuple[float, T] | None) -> T:
        with self._keeping:
            now, forgotten = self._kept, self._forgotten
        if now is None or now is before:
            value = self._make()
            now = (monotonic() + self._seconds, value)
            with self._keeping:
                if forgotten == self._forgotten:
                    self._kept = now
        return now[1]
