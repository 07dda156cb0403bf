"""Whether loops can be compiled here (extra `fast`: numba); every result is the same without, only later."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])

AVAILABLE = find_spec("numba") is not None
LARGE = 1 << 14  # states from which on it pays to load compiled code


def worth(states: int) -> bool:
    """Whether compiled code is at hand and the model is large enough for it."""
    return AVAILABLE and states >= LARGE


def compiled(function: F) -> F:
    """The function as machine code, kept on disk between runs where that is allowed; itself without numba."""
    if not AVAILABLE:
        return function
    from numba import njit

    try:
        return cast("F", njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no folder to keep it in
        return cast("F", njit(nogil=True)(function))
