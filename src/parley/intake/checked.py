"""What an HTTP client connects through: checked addresses only, and never past the deadline."""

from __future__ import annotations

import time
from collections.abc import Container
from typing import Any

import httpcore2

from parley.intake import guard


class Stream(httpcore2.NetworkStream):
    """A connection that ends at the deadline, however busily the other side drips.

    `deadline` is on the clock `time.monotonic`; each read and write gets only the time that is left.
    """

    def __init__(self, inner: Any, deadline: float) -> None:
        self.inner, self.deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self.inner.read(max_bytes, left(self.deadline, timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, left(self.deadline, timeout))

    def close(self) -> None:
        self.inner.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> Any:
        secured = self.inner.start_tls(ssl_context, server_hostname, left(self.deadline, timeout))
        return Stream(secured, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Connects to the very addresses that were checked; `private` as in `guarded`."""

    def __init__(self, deadline: float, private: bool | Container[str]) -> None:
        self.deadline, self.private = deadline, private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: Any = None,
        socket_options: Any = None,
    ) -> Any:
        free = self.private if isinstance(self.private, bool) else host in self.private
        *most, last = guard.addresses(host, port) if free else guard.public_addresses(host, port)
        for address in most:
            try:
                return self._connected(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return self._connected(last, port, timeout, local_address, socket_options)

    def _connected(self, address: str, port: int, timeout: float | None, *how: Any) -> Stream:
        inner = httpcore2.SyncBackend().connect_tcp(address, port, left(self.deadline, timeout), *how)
        return Stream(inner, self.deadline)

    def sleep(self, seconds: float) -> None:
        time.sleep(left(self.deadline, seconds))


def left(deadline: float, timeout: float | None) -> float:
    """The seconds that are left, at most `timeout`. Raises ReadTimeout when there are none."""
    rest = deadline - time.monotonic()
    if rest <= 0:
        raise httpcore2.ReadTimeout("no time is left")
    return rest if timeout is None else min(rest, timeout)
