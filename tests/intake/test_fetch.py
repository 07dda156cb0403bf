"""Addresses: what is fetched, and what is refused. The server runs on this machine, there is no network."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import Unreadable
from parley.intake import load
from parley.intake.fetch import fetch
from parley.intake.guard import Refused, public_address
from parley.intake.unpack import capped, gunzipped, unpacked
from parley.intake.web import Terms, ask
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

    def page_for_good(self) -> None:
        self.answer(b"", 301, Location="/moved")

    def page_next_door(self) -> None:
        self.answer(b"", 302, Location=f"http://localhost:{self.server.server_address[1]}/talks")

    def page_busy(self) -> None:
        self.answer(b"later", 429, Retry_After="120")

    def page_picture(self) -> None:
        self.answer(b"\x89PNG", Content_Type="image/png")

    def page_huge(self) -> None:
        self.answer(b"a", Content_Type="text/html", Content_Length="999999999999")

    def page_heads(self) -> None:
        """Headers without end, a few bytes at a time."""
        self.send_response(200)
        try:
            while not self.server.over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b"X-More: a\r\n")
                self.wfile.flush()
        except OSError:
            return

    def page_packed(self) -> None:
        self.answer(gzip.compress(page().encode(), mtime=0), Content_Type="text/html", Content_Encoding="gzip")

    def page_bomb(self) -> None:
        self.answer(gzip.compress(b"a" * 50_000_000, mtime=0), Content_Type="text/html", Content_Encoding="gzip")

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
        self.server.over.wait(120)  # type: ignore[attr-defined]

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
        ("picture", "it is image/png, which holds no text"),
        ("huge", "larger than 5 MB"),
    ],
)
def test_pages_are_left_out_with_a_reason(site, path, reason):
    taken = load([f"{site}/{path}", f"{site}/talks"], allow_private=True)
    assert len(taken.reports) == 1
    (fault,) = taken.left_out
    assert reason in str(fault)
    assert fault.source == f"{site}/{path}"


@pytest.mark.parametrize("path", ["drip", "heads", "silent"])
def test_slow_servers_are_given_up(site, path):
    began = time.monotonic()
    with pytest.raises(Unreadable, match=r"did not answer within 0\.4 seconds"):
        fetch(f"{site}/{path}", allow_private=True, seconds=0.4)
    assert time.monotonic() - began < 60  # none of them ends before 120


def test_a_host_may_be_allowed_without_allowing_the_rest(site):
    assert fetch(f"{site}/talks", allow_private={"127.0.0.1"}).data
    with pytest.raises(Unreadable, match="localhost leads into a private network"):
        fetch(f"{site}/next_door", allow_private={"127.0.0.1"})


def test_an_answer_keeps_what_was_said_on_the_way(site):
    answer = ask(f"{site}/for_good", {"If-None-Match": '"v1"'}, Terms(private=True))
    assert [hop.status for hop in answer.hops] == [301, 302, 200]
    assert (answer.moved, answer.url) == (f"{site}/moved", f"{site}/talks")
    assert ("if-none-match", '"v1"') in {(name.lower(), value) for name, value in answer.hops[0].asked}
    assert answer.hops[-1].body == answer.data


def test_any_status_is_an_answer(site):
    answer = ask(f"{site}/busy", terms=Terms(private=True))
    assert (answer.status, answer.headers["retry-after"], answer.data) == (429, "120", b"")


@pytest.mark.parametrize("packed", [zlib.compress, lambda data: zlib.compress(data)[2:-4], gzip.compress])
def test_packed_bodies(packed):
    assert capped(unpacked([packed(b"talks " * 99)], "deflate", 9999), 9999) == b"talks " * 99


def test_gzip_members_in_a_row_are_one_file():
    assert gunzipped(gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0), 99) == b"one two"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(gzip.compress(b"a" * 10**6) * 9, mtime=0), None),
        (gzip.compress(b"a" * 10**6, mtime=0), "larger than"),
        (gzip.compress(b"abc" * 99, mtime=0)[:-9], "ends in the middle"),
        (b"\x1f\x8bnothing of the kind", "cannot be undone"),
    ],
)
def test_damaged_and_swollen_files(data, reason):
    if reason is None:
        assert len(gunzipped(data, 99_999)) < 99_999
        return
    with pytest.raises(ValueError, match=reason):
        gunzipped(data, 99_999)


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "identity"]))
def test_no_bytes_are_worse_than_a_complaint(data, encoding):
    with suppress(ValueError):
        assert len(capped(unpacked([data], encoding, 1000), 1000)) <= 1000


def test_private_addresses_are_refused(site):
    for address in (f"{site}/talks", site.replace("127.0.0.1", "localhost"), site.replace("127.0.0.1", "[::1]")):
        (fault,) = load([address]).left_out
        assert "leads into a private network" in str(fault)


@pytest.mark.parametrize(
    "address",
    [
        *["10.1.2.3", "192.168.0.1", "172.16.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"],
        *["::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
        *["::7f00:1", "::ffff:0:7f00:1", "2001:0:1:2:3:4:80ff:fffe", "fe80::1%lo", "255.255.255.255", "192.0.2.7"],
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
    from parley.intake import guard as module

    check = module.public_addresses
    monkeypatch.setattr(
        module,
        "public_addresses",
        lambda host, port: ["127.0.0.1"] if host == "news.example" else check(host, port),
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
