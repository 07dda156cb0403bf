"""Somebody who uses the desk without a network: cookies, tokens, forms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from parley.desk import Desk
from parley.web.app import application
from parley.web.settings import Settings


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
        """A page; the dossier is waited for."""
        for _ in range(200):
            answer = self.client.get(path, headers=headers)
            if "refresh" not in answer.headers:
                break
        assert answer.status_code == status, answer.text
        return answer.text

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
