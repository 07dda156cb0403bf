"""A thin client for `POST <endpoint>/chat/completions`, the form that OpenAI and most local servers speak."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from parley.errors import BadSetting, ParleyError

Message = Mapping[str, str]

_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_SETTINGS = frozenset({400, 401, 403, 404, 405, 422})
_LONGEST_WAIT = 30.0
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class NoAnswer(ParleyError):
    """The model's server gave no answer that can be used, after all tries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the model is asked, and on which terms.

    `url` is the address up to `/v1` ("http://127.0.0.1:8080/v1"); `key` goes into the Authorization header and is
    taken from the environment by the caller; `seconds` bounds one answer whole, however slowly it trickles in;
    `tries` counts the first one; `limit` bounds an answer in bytes.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0
    tries: int = 3
    limit: int = 4_000_000
    wait: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        if not self.url.lower().startswith(("http://", "https://")):
            raise BadSetting(f"--endpoint {self.url!r} is no web address: write it as http://127.0.0.1:8080/v1")
        if not self.model:
            raise BadSetting("--model names the model to ask: give it")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and whether it stopped because it had written enough."""

    text: str
    cut: bool = False


class _Again(Exception):
    """A fault that may pass: the reason, and how long to wait, in seconds, where the server says so."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class _Unstructured(Exception):
    """The server does not take a JSON schema."""


def ask(endpoint: Endpoint, messages: Sequence[Message], schema: Mapping[str, Any]) -> Reply:
    """The model's reply. Faults that may pass are tried again, with growing pauses; raises NoAnswer after that.

    A server that refuses the schema as such is asked once more without it: the messages describe it too.
    """
    body: dict[str, Any] = {"model": endpoint.model, "messages": list(messages), "temperature": 0}
    form = {"type": "json_schema", "json_schema": {"name": "entries", "strict": True, "schema": schema}}
    try:
        return _patiently(endpoint, body | {"response_format": form})
    except _Unstructured:
        return _patiently(endpoint, body)


def _patiently(endpoint: Endpoint, body: Mapping[str, Any]) -> Reply:
    for attempt in range(1, endpoint.tries + 1):
        try:
            return _once(endpoint, body)
        except _Again as fault:
            if attempt == endpoint.tries:
                raise NoAnswer(f"{endpoint.url}: {fault} ({attempt} tries)") from fault
            pause = fault.wait if fault.wait is not None else 2.0 ** (attempt - 1)
            endpoint.wait(min(max(pause, 0.0), _LONGEST_WAIT))
    raise NoAnswer(f"{endpoint.url}: no try is allowed")


def _once(endpoint: Endpoint, body: Mapping[str, Any]) -> Reply:
    """One request, one reply."""
    import httpx2

    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    deadline = time.monotonic() + endpoint.seconds
    address = endpoint.url.rstrip("/") + "/chat/completions"
    proxies = (urlsplit(endpoint.url).hostname or "") not in _HERE  # a server on this machine needs none
    try:
        with (
            httpx2.Client(timeout=endpoint.seconds, follow_redirects=False, trust_env=proxies) as client,
            client.stream("POST", address, json=dict(body), headers=headers) as response,
        ):
            data = _whole(endpoint, response, deadline)
            _judge(endpoint, response.status_code, response.headers.get("retry-after", ""), data, body)
    except httpx2.TimeoutException as fault:
        raise _Again(f"no answer within {endpoint.seconds:g} seconds") from fault
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as fault:
        raise BadSetting(f"--endpoint {endpoint.url!r} cannot be used: {fault}") from fault
    except httpx2.HTTPError as fault:
        raise _Again(f"cannot be reached ({fault or type(fault).__name__})") from fault
    return _reply(data)


def _whole(endpoint: Endpoint, response: Any, deadline: float) -> bytes:
    """The body, within the time and the size allowed."""
    data = bytearray()
    for piece in response.iter_bytes():
        data += piece
        if len(data) > endpoint.limit:
            raise NoAnswer(f"{endpoint.url}: the answer is longer than {endpoint.limit:,} bytes")
        if time.monotonic() > deadline:
            raise _Again(f"no whole answer within {endpoint.seconds:g} seconds")
    return bytes(data)


def _judge(endpoint: Endpoint, status: int, after: str, data: bytes, body: Mapping[str, Any]) -> None:
    """Pass an answer of 200; everything else is tried again, asked differently, or final."""
    if status == 200:
        return
    told = data[:300].decode("utf-8", "replace").strip()
    if status in _AGAIN:
        raise _Again(f"the server answered {status}", float(after) if after.isdigit() else None)
    if status in (400, 422) and "response_format" in body:
        raise _Unstructured
    hint = " (is PARLEY_MODEL_KEY set?)" if status in (401, 403) else ""
    kind = "refused" if status in _SETTINGS else "answered"
    raise NoAnswer(f"{endpoint.url}: the server {kind} with {status}{hint}: {told or 'no reason given'}")


def _reply(data: bytes) -> Reply:
    """The text in an answer; a refusal by the model itself is an empty reply."""
    try:
        choice = json.loads(data)["choices"][0]
        text = choice["message"].get("content") or ""
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as fault:
        raise _Again("the answer is not in the form of a chat completion") from fault
    if not isinstance(text, str):
        raise _Again("the answer holds no text")
    return Reply(text, choice.get("finish_reason") == "length")
