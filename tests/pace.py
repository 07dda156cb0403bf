"""How fast this machine is just now, for tests that bound the work of the processor in seconds."""

from __future__ import annotations

import time
from collections import Counter

import numpy as np

_USUAL = 0.1  # seconds that the sample of work takes on the machine on which the bounds were set


def slower() -> float:
    """How many times slower than that machine, at least 1: for its make, or for what runs beside."""
    began = time.process_time()
    counts = Counter(str(n * 7919 % 10_007) for n in range(120_000))
    sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    numbers = (np.arange(400_000) * 7919 % 400_009).astype(float)
    np.sort(numbers).cumsum()
    return max(1.0, (time.process_time() - began) / _USUAL)
