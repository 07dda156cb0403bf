"""What was fetched, written as a WARC file that survives a crash."""

from __future__ import annotations

import io
import re
import uuid
import zlib
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from parley.errors import Unreadable
from parley.intake.unpack import GZIP
from parley.intake.web import Answer, Hop

_LOST_ON_THE_WAY = ("transfer-encoding", "connection", "keep-alive")
"""Headers that describe how bytes travelled and are not true of the body as kept."""

_LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.I | re.M)
_PIECE = 1 << 20


class Captures:
    """A WARC file that what was fetched is added to.

    What a crash left half written at its end is cut off when the file is opened again.
    """

    def __init__(self, path: Path) -> None:
        from warcio.warcwriter import WARCWriter

        _cut(path)
        self._stream = path.open("ab")
        self._writer = WARCWriter(self._stream, gzip=path.name.lower().endswith(".gz"), warc_version="1.1")
        if not self._stream.tell():
            self._writer.write_record(self._info(path.name))

    def __enter__(self) -> Captures:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing more will be added."""
        self._stream.close()

    def add(self, answer: Answer, at: datetime) -> None:
        """Every request and response that led to an answer, at this time."""
        for number, hop in enumerate(answer.hops):
            self._exchange(hop, at.astimezone(UTC), number)
        self._stream.flush()

    def _exchange(self, hop: Hop, at: datetime, number: int) -> None:
        from warcio.statusandheaders import StatusAndHeaders

        when = at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        kept = [(n, v) for n, v in hop.headers if n.lower() not in _LOST_ON_THE_WAY]
        response = self._writer.create_warc_record(
            hop.url,
            "response",
            payload=io.BytesIO(hop.body),
            length=len(hop.body),
            http_headers=StatusAndHeaders(f"{hop.status} {hop.reason}".strip(), kept, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": when, "WARC-Record-ID": _id(hop.url, when, number, "response")},
        )
        request = self._writer.create_warc_record(
            hop.url,
            "request",
            payload=io.BytesIO(b""),
            length=0,
            http_headers=StatusAndHeaders(
                f"GET {_target(hop.url)} HTTP/1.1", list(hop.asked), is_http_request=True
            ),
            warc_headers_dict={"WARC-Date": when, "WARC-Record-ID": _id(hop.url, when, number, "request")},
        )
        self._writer.write_request_response_pair(request, response)

    def _info(self, name: str) -> Any:
        facts = {"software": "Parley", "format": "WARC File Format 1.1"}
        record = self._writer.create_warcinfo_record(name, facts)
        # the first record says what the file is; when it was begun is when its first page came
        record.rec_headers.replace_header("WARC-Record-ID", _id(name, "", 0, "warcinfo"))
        return record


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _id(url: str, when: str, number: int, kind: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {when} {number} {url}')}>"


def _cut(path: Path) -> None:
    """Cut off a record at the end that is not whole. Raises Unreadable for a file that is no WARC."""
    if not path.exists() or not path.stat().st_size:
        return
    sound = _sound(path)
    if not sound:
        raise Unreadable(path.name, "this is no WARC file: name another one to keep captures in")
    with path.open("r+b") as stream:
        stream.truncate(sound)


def _sound(path: Path) -> int:
    """Up to which byte the records are whole."""
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
        stream.seek(0)
        return _sound_packed(stream) if packed else _sound_plain(stream)


def _sound_packed(stream: BinaryIO) -> int:
    """Each record is a gzip member of its own: where the last one ends that ends."""
    end, rest, read = 0, b"", 0
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while rest or (rest := stream.read(_PIECE)):
            read += len(rest)
            member.decompress(rest, _PIECE)
            rest = member.unconsumed_tail
            read -= len(rest)
            if member.eof:
                rest = member.unused_data
                read -= len(rest)
                end, member = read, zlib.decompressobj(zlib.MAX_WBITS | 16)
    except zlib.error:
        return end
    return end


def _sound_plain(stream: BinaryIO) -> int:
    """Each record says its length: where the last one ends that is followed by its two empty lines."""
    end = 0
    while stream.readline(100).startswith(b"WARC/"):
        head = b"".join(iter(lambda: stream.readline(100_000).strip(b"\r\n") + b"\n", b"\n"))
        length = _LENGTH.search(head)
        if not length:
            return end
        stream.seek(int(length[1]), io.SEEK_CUR)
        if stream.read(4) != b"\r\n\r\n":
            return end
        end = stream.tell()
    return end
