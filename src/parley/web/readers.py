"""Reading in a process of its own, which gives way to everything else: pages stay quick while reports come in."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from threading import Lock
from typing import Any

from parley.desk.taking import Into, TakenIn, take_in
from parley.errors import ArchiveError
from parley.model.text import Report
from parley.store import Archive

GIVES_WAY = 10
"""How much less claim on the processor reading has than pages, in steps of Unix niceness."""
_LOOK = 0.25  # seconds between looks at how far it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Reports to be read into a negotiation of the archive at a place."""

    number: int
    where: str
    negotiation: str
    reports: tuple[Report, ...]
    author: str
    workers: int


class Readers:
    """One reading process, started when first needed and kept, for it takes seconds to load its models."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._told: Any = None
        self._done: dict[int, int] = {}
        self._count = 0

    def close(self) -> None:
        """Stop reading; what was read is kept."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)

    def read(
        self,
        negotiation: str,
        reports: tuple[Report, ...],
        *,
        author: str,
        workers: int,
        told: Callable[[int], None],
    ) -> TakenIn:
        """Read reports and keep them; `told` hears how many are done. Raises ArchiveError where it is cut off."""
        with self._lock:
            self._count += 1
            task = Task(
                number=self._count,
                where=self._where,
                negotiation=negotiation,
                reports=reports,
                author=author,
                workers=workers,
            )
            work = self._begun().submit(_work, task)
        try:
            return self._watched(task.number, work, told)
        except BrokenProcessPool:
            with self._lock:
                self._pool = None
            raise ArchiveError(
                "reading was cut off (out of memory?): what was read is kept, add the reports once more"
            ) from None

    def _watched(self, number: int, work: Future[TakenIn], told: Callable[[int], None]) -> TakenIn:
        while True:
            try:
                return work.result(timeout=_LOOK)
            except TooLate:
                told(self._so_far(number))

    def _so_far(self, number: int) -> int:
        with self._lock:
            while self._told is not None and not self._told.empty():
                one, done = self._told.get()
                self._done[one] = self._done.get(one, 0) + done
            return self._done.get(number, 0)

    def _begun(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # a forked process would share locks with our threads
            self._told = context.SimpleQueue()
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(self._told,))
        return self._pool


_steps: Any = None


def _begin(steps: Any) -> None:
    global _steps
    _steps = steps
    os.nice(GIVES_WAY)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A reading process must not outlive a desk that was killed: what it has not kept yet is read again."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(task: Task) -> TakenIn:
    """In the reading process: read and keep, shard by shard."""
    with Archive.open(task.where) as archive:
        into = Into(archive=archive, negotiation=task.negotiation, author=task.author, workers=task.workers)
        return take_in(into, task.reports, lambda count: _steps.put((task.number, count)))
