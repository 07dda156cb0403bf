"""Long work off the request path: one thread a job, with progress that a page can show."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from parley.errors import NotThere, ParleyError

KEPT = 100
"""Jobs that are over and can still be looked at."""

Progress = Callable[[int, int], None]
"""Told by the work: how much is done, of how much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of long work as it stands. `state` is "waiting", "running", "done" or "failed"."""

    id: str
    title: str
    negotiation: str = ""
    done: int = 0
    total: int = 0
    state: str = "waiting"
    error: str = ""
    result: Any = None


class Jobs:
    """The jobs of one process, in the order they were started."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._threads: dict[str, threading.Thread] = {}
        self._count = 0

    def start(self, title: str, work: Callable[[Progress], Any], *, negotiation: str = "") -> Job:
        """Begin a piece of work in a thread of its own; it is given a function to tell its progress."""
        with self._lock:
            self._count += 1
            job = Job(id=str(self._count), title=title, negotiation=negotiation)
            self._jobs[job.id] = job
            self._forget()
            name = f"parley job {job.id}"
            thread = threading.Thread(target=self._run, args=(job.id, work), name=name, daemon=True)
            self._threads[job.id] = thread
            thread.start()  # before anybody can wait for it
        return job

    def job(self, job_id: str) -> Job:
        """The job as it stands now. Raises NotThere."""
        with self._lock:
            found = self._jobs.get(job_id)
        if found is None:
            raise NotThere(f"there is no job {job_id!r} any more")
        return found

    def all(self) -> tuple[Job, ...]:
        """All jobs, the last one first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def wait(self, job_id: str, timeout: float | None = None) -> Job:
        """Wait until a job is over (or for so many seconds), and say how it stands."""
        with self._lock:
            thread = self._threads.get(job_id)
        if thread is not None:
            thread.join(timeout)
        return self.job(job_id)

    def _run(self, job_id: str, work: Callable[[Progress], Any]) -> None:
        self._change(job_id, state="running")
        try:
            result = work(lambda done, total: self._change(job_id, done=done, total=total))
        except ParleyError as fault:
            self._change(job_id, state="failed", error=str(fault))
        except Exception as fault:  # a thread has nobody to tell: the page that asks must see it
            self._change(job_id, state="failed", error=f"{type(fault).__name__}: {fault}")
        else:
            self._change(job_id, state="done", result=result)
        self._threads.pop(job_id, None)

    def _change(self, job_id: str, **changed: Any) -> None:
        with self._lock:
            self._jobs[job_id] = replace(self._jobs[job_id], **changed)

    def _forget(self) -> None:
        over = [j.id for j in self._jobs.values() if j.state in ("done", "failed")]
        for job_id in over[: max(len(self._jobs) - KEPT, 0)]:
            del self._jobs[job_id]
