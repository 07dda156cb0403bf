"""Which of several things spoken of is meant: what is named most, near by above all.

A mention up to 30 words back counts 2, up to 120 words back 1, any other half. Counted by bisection, so that a
text that names its talks ten thousand times is not walked through at every mention.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

CLOSE, NEAR = 30, 120  # words


def nearness(places: Sequence[int], at: int) -> float:
    """What mentions at these places, in order and all before `at`, count for there.

    >>> nearness([0, 900, 990], 1000)
    3.5
    """
    close, near = (len(places) - bisect_left(places, at - far) for far in (CLOSE, NEAR))
    return 0.5 * len(places) + 0.5 * near + close


class Spoken:
    """Things by the places where they are named."""

    def __init__(self, named: Iterable[tuple[int, str]]) -> None:
        self._named = sorted(named, key=lambda pair: pair[0])
        self._at = [place for place, _ in self._named]
        self._places: dict[str, list[int]] = {}
        self._most: list[tuple[int, str]] = []
        for place, thing in self._named:
            self._places.setdefault(thing, []).append(place)
            count = len(self._places[thing]), thing
            self._most.append(max(self._most[-1], count) if self._most else count)

    def before(self, at: int) -> str | None:
        """What is spoken of most before a place, the later name of equals; None where nothing is.

        Only what is named near by can outdo what is named most often.
        """
        end = bisect_left(self._at, at)
        if not end:
            return None
        start = bisect_left(self._at, at - NEAR)
        rivals = {self._most[end - 1][1], *(thing for _, thing in self._named[start:end])}
        return max(rivals, key=lambda thing: (self._weight(thing, at), thing))

    def _weight(self, thing: str, at: int) -> float:
        places = self._places[thing]
        last = bisect_left(places, at)
        near, close = (last - bisect_left(places, at - far) for far in (NEAR, CLOSE))
        return 0.5 * last + 0.5 * near + close
