"""Somebody who uses the desk without a network: cookies, tokens, forms."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from parley.desk import Desk
from parley.web.app import application
from parley.web.settings import Settings
from tests.patient import LONG


class Person:
    """A browser's worth of a person at a desk."""

    def __init__(self, file: str | Path, *, desk: Desk | None = None, client: str = "127.0.0.1", **settings: Any):
        self.desk, self._own = desk or Desk.open(file), desk is None
        made = Settings(archive=str(file), owner="Kim", **settings)
        self.client = TestClient(
            application(self.desk, made),
            base_url="http://localhost:8321",
            client=(client, 50000),
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def __enter__(self) -> Person:
        self.client.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.client.__exit__(None, None, None)
        if self._own:
            self.desk.close()

    def get(self, path: str, status: int = 200, **headers: str) -> str:
        """A page; what it waits for is waited for."""
        answer = self.answer(path, **headers)
        assert answer.status_code == status, answer.text
        return answer.text

    def answer(self, path: str, **headers: str) -> Response:
        """What is answered once it is ready; until then a page says that it will load again."""
        until = time.monotonic() + LONG
        while _unready(answer := self.client.get(path, headers=headers)):
            assert time.monotonic() < until, f"{path} is never ready: {answer.text}"
            time.sleep(0.02)
        return answer

    def token(self, path: str = "/") -> str:
        """The token that forms carry."""
        found = re.search(r'name="csrf" content="([0-9a-f]+)"', self.client.get(path).text)
        assert found is not None
        return found.group(1)

    def send(self, path: str, status: int = 303, *, htmx: bool = False, page: str = "/", **fields: Any) -> Any:
        """A form, with the token of a page."""
        headers = {"hx-request": "true"} if htmx else {}
        data = {"csrf": self.token(page), **fields}
        answer = self.client.post(path, data=data, headers=headers)
        assert answer.status_code == status, answer.text
        return answer

    def links(self, page: str, pattern: str) -> list[str]:
        """The addresses on a page that fit a pattern."""
        return list(dict.fromkeys(re.findall(rf'href="({pattern})"', self.get(page))))


def _unready(answer: Response) -> bool:
    """Whether a page, or a part of one, is to be asked for again by itself."""
    part = answer.text.startswith("<div") and 'hx-trigger="load' in answer.text
    return "refresh" in answer.headers or part
