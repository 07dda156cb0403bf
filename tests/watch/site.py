"""A newsroom on this machine, with a clock that is turned by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

START = datetime(2031, 5, 15, 9, 30, tzinfo=UTC)

ARTICLE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><article>
<h1>{title}</h1>
<p>Negotiators from Norland and Sudria met in Oslo on Monday and said that they would return next week.</p>
<p>The envoy of Norland told reporters that the talks about fishing quotas had been difficult.
“{title},” he said.</p>
<p>A diplomat who was in the room said the two sides were still far apart on the question of prisoners.</p>
</article></body></html>"""

ELSEWHERE = """<!DOCTYPE html>
<html lang="en"><head><title>Bakers win</title></head><body><article><h1>Bakers win</h1>
<p>The bakers of the harbour won the cup on Sunday, and said that they had never been so happy about a match.</p>
<p>The captain told reporters that the team would have a rest, and that the next game was far away for all.</p>
</article></body></html>"""

Page = tuple[int, bytes, dict[str, str]]


class Turned:
    """A clock that jumps instead of waiting; after `rounds` waits of a minute or more it says stop."""

    def __init__(self, rounds: int = 10**9) -> None:
        self.time, self.waits, self.rounds, self.stopped = START, [], rounds, False

    def now(self) -> datetime:
        """The time it shows."""
        return self.time

    def wait(self, seconds: float) -> bool:
        """Jump."""
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)
        self.stopped = self.stopped or sum(w >= 60 for w in self.waits) > self.rounds
        return self.stopped


class Newsroom:
    """A server that answers with what `pages` says, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[dict[str, str]], Page]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        room = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                room.asked.append((self.path, headers))
                page = room.pages.get(self.path, (404, b"no", {}))
                code, body, more = page(headers) if callable(page) else page
                self.send_response(code)
                for name, value in {"Content-Length": str(len(body)), **more}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.at = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def article(self, path: str, title: str, head: str = "", **headers: str) -> str:
        """Put a report about the talks at a path, and say its address."""
        body = ARTICLE.format(title=title, head=head).encode()
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, body, {"Content-Type": "text/html; charset=utf-8", **more})
        return self.at + path

    def elsewhere(self, path: str) -> str:
        """Put a report about something else at a path."""
        self.pages[path] = (200, ELSEWHERE.encode(), {"Content-Type": "text/html; charset=utf-8"})
        return self.at + path

    def rss(self, path: str, *items: tuple[str, str], day: str = "", **headers: str) -> str:
        """Put a feed of (title, link) at a path, and say its address."""
        date = f"<pubDate>{day}</pubDate>" if day else ""
        rows = "".join(f"<item><title>{t}</title><link>{link}</link>{date}</item>" for t, link in items)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, body.encode(), {"Content-Type": "application/rss+xml", **more})
        return self.at + path

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.asked]

    def close(self) -> None:
        """Stop answering."""
        self.server.shutdown()
        self.server.server_close()
