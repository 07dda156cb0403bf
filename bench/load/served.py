"""A desk in a process of its own, and somebody who uses it as a browser does."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import httpx2

_SERVE = (
    "import sys; from parley.web.serving import Asked, run; "
    "run(Asked(archive=sys.argv[1], host='127.0.0.1', port=0, show=False, names=(), owner='load', header='', "
    "trusted=(), https=False, without_accounts=False, workers=2, allow_private=False))"
)


class Server:
    """`parley serve` over an archive, at a free port."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> Server:
        log = self._file.with_suffix(".log")
        with log.open("w", encoding="utf-8") as out:
            self._process = subprocess.Popen([sys.executable, "-c", _SERVE, str(self._file)], stderr=out)
        while not (found := re.search(r"http://\S+", log.read_text(encoding="utf-8"))):
            if self._process.poll() is not None:
                raise RuntimeError(f"the server did not start: {log.read_text(encoding='utf-8')}")
            time.sleep(0.1)
        self.address = found.group().rstrip("/")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        ended = self._process.poll()
        self._process.terminate()
        self._process.wait(timeout=60)
        if kind is not None:
            told = self._file.with_suffix(".log").read_text(encoding="utf-8")[-4000:]
            sys.stderr.write(
                f"the server {'ran' if ended is None else f'had ended ({ended})'}; it said:\n{told}\n"
            )


class Browser:
    """Somebody with cookies and the token of the last page."""

    def __init__(self, address: str) -> None:
        self._client = httpx2.Client(base_url=address, timeout=600, follow_redirects=True, trust_env=False)
        for _ in range(100):
            try:
                self.get("/healthz")
                break
            except httpx2.TransportError:
                time.sleep(0.1)

    def get(self, path: str) -> str:
        """A page as text."""
        answer = self._client.get(path)
        answer.raise_for_status()
        return answer.text

    def _token(self, path: str) -> str:
        found = re.search(r'name="csrf" content="([0-9a-f]+)"', self.get(path))
        assert found is not None
        return found.group(1)

    def upload(self, name: str, texts: Sequence[str]) -> str:
        """Give files to be read; the address of the job."""
        files = [("files", (f"report{n}.txt", text.encode(), "text/plain")) for n, text in enumerate(texts)]
        path = f"/n/{name}/import"
        answer = self._client.post(path, data={"csrf": self._token(path)}, files=files)
        answer.raise_for_status()
        return "/jobs/" + str(answer.url).rpartition("/")[2]

    def wait(self, job: str) -> str:
        """Wait until a job is over; what it says then."""
        while True:
            told = self.get(job)
            if 'data-state="done"' in told or 'data-state="failed"' in told:
                return told
            time.sleep(0.5)

    def confirm(self, name: str, entry: str) -> bool:
        """Confirm an entry; whether the server took it."""
        headers = {"x-csrf": self._token(f"/n/{name}/import"), "hx-request": "true"}
        answer = self._client.post(f"/n/{name}/entries/{entry}/judge", data={"kind": "confirm"}, headers=headers)
        return answer.status_code == 200
