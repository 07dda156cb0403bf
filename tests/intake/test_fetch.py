"""Addresses: what is fetched, and what is refused. The server runs on this machine, there is no network."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from parley.errors import Unreadable
from parley.intake import load
from parley.intake.fetch import Refused, fetch, public_address
from tests.intake.samples import STORY, page


class Pages(BaseHTTPRequestHandler):
    """One page for each way in which a server can behave."""

    def do_GET(self) -> None:
        """Answer by path."""
        getattr(self, "page_" + self.path.strip("/").split("/")[0], self.page_missing)()

    def answer(self, body: bytes, code: int = 200, **headers: str) -> None:
        """Send headers and body."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page_talks(self) -> None:
        self.answer(page().encode(), Content_Type="text/html; charset=utf-8")

    def page_plain(self) -> None:
        self.answer(STORY.encode("cp1252"), Content_Type="text/plain; charset=iso-8859-1")

    def page_missing(self) -> None:
        self.answer(b"no", 404)

    def page_moved(self) -> None:
        self.answer(b"", 302, Location="/talks")

    def page_circle(self) -> None:
        self.answer(b"", 302, Location="/circle")

    def page_file(self) -> None:
        self.answer(b"", 302, Location="file:///etc/hostname")

    def page_packed(self) -> None:
        self.answer(gzip.compress(page().encode()), Content_Type="text/html", Content_Encoding="gzip")

    def page_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 50_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def page_brotli(self) -> None:
        self.answer(b"x", Content_Encoding="br")

    def page_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"a" * 65_536)
        except OSError:
            return

    def page_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b"a")
                self.wfile.flush()
        except OSError:
            return

    def page_silent(self) -> None:
        self.server.over.wait(5)  # type: ignore[attr-defined]

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    server.over = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()


@pytest.mark.parametrize("path", ["talks", "moved", "packed"])
def test_pages_are_read(site, path):
    taken = load([f"{site}/{path}"], allow_private=True)
    assert [str(fault) for fault in taken.left_out] == []
    (report,) = taken.reports
    assert (report.outlet, report.source) == ("The Harbour Gazette", f"{site}/{path}")
    assert report.url == f"{site}/{'packed' if path == 'packed' else 'talks'}"


def test_plain_text_in_its_charset(site):
    (report,) = load([f"{site}/plain"], allow_private=True).reports
    assert report.text == STORY


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nowhere", "the server answered 404 Not Found"),
        ("circle", "redirects more than 5 times"),
        ("file", "which is not a web page"),
        ("bomb", "larger than 5 MB"),
        ("endless", "larger than 5 MB"),
        ("brotli", "packed as 'br'"),
    ],
)
def test_pages_are_left_out_with_a_reason(site, path, reason):
    taken = load([f"{site}/{path}", f"{site}/talks"], allow_private=True)
    assert len(taken.reports) == 1
    (fault,) = taken.left_out
    assert reason in str(fault)
    assert fault.source == f"{site}/{path}"


@pytest.mark.parametrize(("path", "reason"), [("drip", "too slowly"), ("silent", "did not answer within 0.4")])
def test_slow_servers_are_given_up(site, path, reason):
    with pytest.raises(Unreadable, match=reason):
        fetch(f"{site}/{path}", allow_private=True, seconds=0.4)


def test_private_addresses_are_refused(site):
    for address in (f"{site}/talks", site.replace("127.0.0.1", "localhost"), site.replace("127.0.0.1", "[::1]")):
        (fault,) = load([address]).left_out
        assert "leads into a private network" in str(fault)


@pytest.mark.parametrize(
    "address",
    [
        *["10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
        *["::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
    ],
)
def test_no_inner_address_is_public(address):
    with pytest.raises(Refused):
        public_address(address, 80)


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(Refused, match=r"news\.example leads into a private network"):
        public_address("news.example", 80)


def test_a_redirect_into_this_machine_is_refused(site, monkeypatch):
    """The first host passes as public although it is served from here; the second does not."""
    from parley.intake import fetch as module

    check = module.public_address
    monkeypatch.setattr(
        module, "public_address", lambda host, port: "127.0.0.1" if host == "news.example" else check(host, port)
    )
    port = site.rpartition(":")[2]
    monkeypatch.setattr(Pages, "page_moved", lambda self: self.answer(b"", 302, Location=f"{site}/talks"))
    assert fetch(f"http://news.example:{port}/talks").data
    with pytest.raises(Unreadable, match=r"127\.0\.0\.1 leads into a private network"):
        fetch(f"http://news.example:{port}/moved")


@pytest.mark.parametrize(
    "address", ["http://", "http://[", "https://user@:99999/", "http://no-such-host.invalid/"]
)
def test_addresses_that_are_none(address):
    (fault,) = load([address]).left_out
    assert str(fault).startswith(address)
