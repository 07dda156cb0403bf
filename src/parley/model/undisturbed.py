"""Work that makes no cycles, without Python's collector of cycles looking for some meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MUCH = 200_000
"""Things made after which all are looked through once and counted as old; else the collector would do so three
times over, each time in the midst of some small piece of work that comes later."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector from walking through all that is kept while this is worked on; it goes on afterwards.

    >>> with undisturbed():
    ...     gc.isenabled()
    False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if gc.get_count()[0] > _MUCH:
                gc.collect()
            gc.enable()
