"""Dask as the engine past one machine (extra `dask`): the same shards, on workers anywhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from parley.errors import BadSetting, MissingPart, Unreadable
from parley.model.record import Record
from parley.model.text import Report
from parley.scale.kept import fingerprint
from parley.scale.shards import Shard, read_shard

RETRIES = 2
"""How often a shard is given to another worker after one was lost."""
_PATIENCE = "20s"


def run(shards: Sequence[Sequence[Report]], *, workers: int, scheduler: str) -> Iterator[Shard]:
    """The shards, read on the workers of a scheduler or on as many processes here, in order.

    Raises MissingPart without Dask, BadSetting if the scheduler does not answer or its workers hold another
    version of Parley, whose record might not be the same.
    """
    with _client(workers, scheduler) as client:
        _check(client, scheduler)
        futures = client.map(read_shard, shards, pure=False, retries=RETRIES, key="parley-shard")
        for shard, future in zip(shards, futures, strict=True):
            yield _result(future, shard)
            future.release()


@contextmanager
def _client(workers: int, scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster
    except ImportError as fault:
        raise MissingPart(
            'Dask is not installed: pip install ".[dask]" in Parley\'s folder, or leave out --engine dask'
        ) from fault
    if scheduler:
        with _reached(Client, scheduler) as client:
            yield client
        return
    # no dashboard: it would open a port that nobody asked for
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=max(workers, 1),
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
            silence_logs=40,
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield client


def _reached(client: Any, scheduler: str) -> Any:
    try:
        return client(scheduler, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as fault:
        raise BadSetting(f"no Dask scheduler answers at {scheduler!r}: start one with `dask scheduler`") from fault


def _check(client: Any, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=60)
        found = client.run(fingerprint)
    except TimeoutError as fault:
        raise BadSetting(f"the scheduler {scheduler} has no worker: start one with `dask worker`") from fault
    except (ImportError, AttributeError) as fault:
        raise BadSetting("a Dask worker has no Parley, or another one: install this version on each") from fault
    for worker, version in sorted(found.items()):
        if version != fingerprint():
            raise BadSetting(f"the Dask worker {worker} has another version of Parley: install this one there")


def _result(future: Any, shard: Sequence[Report]) -> Shard:
    """What became of a shard; one that takes worker after worker down is left out, report by report."""
    from distributed import KilledWorker

    try:
        record, failures = future.result()
    except KilledWorker:
        reason = f"could not be read (it took {RETRIES + 1} workers down)"
        return Record(), tuple(Unreadable(report.label, reason) for report in shard)
    return record, failures
