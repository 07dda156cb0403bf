"""Packed bytes undone piece by piece, so that a bomb is noticed at the cap and not after it went off."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

GZIP = b"\x1f\x8b"


class TooLarge(ValueError):
    """More bytes than agreed."""


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> Iterator[bytes]:
    """Undo gzip or deflate. Raises ValueError for another packing, and for bytes that are not packed so."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        yield from chunks
    elif name in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(chunks, limit, zlib.MAX_WBITS | 32)
    else:
        raise ValueError(f"the page is packed as {encoding!r}, which was not asked for")


def capped(chunks: Iterable[bytes], limit: int) -> bytes:
    """All chunks as one. Raises TooLarge as soon as they hold more than `limit` bytes."""
    kept: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise TooLarge(f"the page is larger than {limit / 1e6:g} MB")
        kept.append(chunk)
    return b"".join(kept)


def gunzipped(data: bytes, limit: int) -> bytes:
    """A gzip file undone; other bytes as they are. Raises TooLarge, and ValueError for a damaged file."""
    return capped(unpacked([data], "gzip", limit), limit) if data.startswith(GZIP) else data


def _inflated(chunks: Iterable[bytes], limit: int, window: int) -> Iterator[bytes]:
    unpack = None
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if unpack is None or unpack.eof:  # gzip files may follow each other in one stream
                    unpack = zlib.decompressobj(_window(rest, window))
                yield unpack.decompress(rest, limit)
                rest = unpack.unconsumed_tail or unpack.unused_data
    except zlib.error as fault:
        raise ValueError("the page is packed in a way that cannot be undone") from fault
    if unpack is not None and not unpack.eof:
        raise ValueError("the page ends in the middle")


def _window(data: bytes, window: int) -> int:
    """Deflate with its header, gzip, or (as some servers send "deflate") without any header."""
    header = data[0] & 0x0F == 8 and len(data) > 1 and (data[0] << 8 | data[1]) % 31 == 0
    return window if header or data.startswith(GZIP) or data[:1] == GZIP[:1] else -zlib.MAX_WBITS
