"""Readers that ask a server over HTTP/1.1, all in one process of their own, timing every answer.

A reader keeps one connection open, as a browser does, asks for a page, waits for all of it, and looks at it for a
time drawn evenly between two bounds before asking for the next one; (0, 0) asks without a pause.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from multiprocessing import get_context
from urllib.parse import urlsplit

Plan = Sequence[tuple[str, str]]
"""What a reader asks for in turn: the kind of page, and its path."""
Looks = tuple[float, float]
"""The least and the most seconds that a reader looks at a page."""


@dataclass
class Asked:
    """Seconds each page took, by kind, and how many answers were no page."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failed: int = 0

    def every(self) -> list[float]:
        """The times of all pages."""
        return [t for found in self.times.values() for t in found]

    def share_failed(self) -> float:
        """The part of requests without a page."""
        return self.failed / max(self.failed + len(self.every()), 1)


def ask_all(address: str, plans: Sequence[Plan], seconds: float, looks: Looks) -> Asked:
    """Let every reader follow its plan, over and over, for so many seconds."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, address, list(plans), seconds, looks).result()


def _run(address: str, plans: list[Plan], seconds: float, looks: Looks) -> Asked:
    return asyncio.run(_all(address, plans, seconds, looks))


async def _all(address: str, plans: list[Plan], seconds: float, looks: Looks) -> Asked:
    found, end = Asked(), time.perf_counter() + seconds
    await asyncio.gather(*(_reader(address, plan, end, looks, found, n) for n, plan in enumerate(plans)))
    return found


async def _reader(address: str, plan: Plan, end: float, looks: Looks, found: Asked, seed: int) -> None:
    chance, host = random.Random(seed), urlsplit(address)
    await asyncio.sleep(chance.random() * looks[1])  # they do not come all at once
    reading, writing = await asyncio.open_connection(host.hostname, host.port)
    cookie = ""
    for kind, path in cycle(plan):
        if time.perf_counter() >= end:
            break
        began = time.perf_counter()
        writing.write(f"GET {path} HTTP/1.1\r\nHost: {host.netloc}\r\n{cookie}\r\n".encode())
        status, fresh = await _answer(reading)
        took = time.perf_counter() - began
        cookie = f"Cookie: {fresh}\r\n" if fresh else cookie
        if status == 200:
            found.times.setdefault(kind, []).append(took)
        else:
            found.failed += 1
        if looks[1]:
            await asyncio.sleep(chance.uniform(*looks))
    writing.close()


async def _answer(reading: asyncio.StreamReader) -> tuple[int, str]:
    """The status of an answer whose length is told, and a cookie that it sets."""
    head = (await reading.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    fields = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    await reading.readexactly(int(fields.get("content-length", "0")))
    kept = next(
        (line.split(": ", 1)[1].split(";")[0] for line in head if line.lower().startswith("set-cookie")), ""
    )
    return int(head[0].split(" ")[1]), kept
