"""Ways to spoil bytes: flipped, cut, doubled, spliced, and sown with what parsers have stumbled over before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

TOKENS: tuple[bytes, ...] = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xf4\x90\x80\x80",
        b"\x1b[2J",
        b"\x85",
    ),
    *(b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xef\xbf\xbe", b"\xf0\x9d\x95\xbf" * 5),
    *(
        b"<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
        b"<![CDATA[",
        b"]]>",
        b"<?xml version='9'?>",
    ),
    *(
        b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
        b"&#0;",
        b"&#xD800;",
        b"&#99999999;",
        b"&nbsp;",
        b"<!--",
        b"-->",
    ),
    *(b"charset=utf-7", b"charset=x-none", b"encoding='utf-16'", b"charset=idna", b"charset=punycode"),
    *(b"=?utf-8?b?////?=", b"=?x?q?=00?=", b"Content-Transfer-Encoding: base64\r\n", b"boundary=", b"--b1--"),
    *(b'{"a":' * 50, b"[" * 2000, b"1e999", b"-0", b"NaN", b'"\\ud800"', b"\\u0000", b"null", b"9" * 5000),
    *(b"0000-00-00", b"9999-12-31", b"2031-02-30", b"10000-01-01T99:99:99+99:99", b"Tue, 99 Foo 99999"),
    *(b"https://[::1", b"javascript:alert(1)", b"http://\x00", b"//", b"?" * 300, b"%00%ff", b"../" * 40),
    *(b"<div>" * 3000, b"<table><tr>" * 300, b"<a " + b"x='y' " * 500 + b">", b"\xe2\x80\x8b" * 500, b"(" * 800),
    *(b"/Type /Page", b"endobj", b"<< /Length 99999999 >>", b"stream\n", b"0 R ", b"%PDF-9.9"),
    *(
        b"WARC-Type: revisit",
        b"Content-Length: 99999999999",
        b"Content-Length: -1",
        b"HTTP/1.1 abc",
        b"WARC/9.9\r\n",
    ),
)
Spoiler = Callable[[Random, bytearray, Sequence[bytes]], None]


def spoiled(random: Random, seed: bytes, others: Sequence[bytes]) -> bytes:
    """The seed after one to eight accidents; now and then noise that was never a file."""
    if random.random() < 0.03:
        return random.randbytes(random.randrange(2000))
    data = bytearray(seed)
    for _ in range(random.randrange(1, 9)):
        random.choice(_WAYS)(random, data, others)
        if len(data) > 200_000:
            del data[200_000:]
    return bytes(data)


def _flip(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    for _i in range(random.randrange(1, 12)):
        if data:
            data[random.randrange(len(data))] = random.randrange(256)


def _cut(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    start = random.randrange(len(data) + 1)
    del data[start : start + random.randrange(1, 400)]


def _end(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    del data[random.randrange(len(data) + 1) :]


def _double(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    start = random.randrange(len(data) + 1)
    piece = data[start : start + random.randrange(1, 200)]
    data[start:start] = piece * random.choice((1, 2, 40))


def _sow(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = random.randrange(len(data) + 1)
    data[at:at] = random.choice(TOKENS)


def _replace(random: Random, data: bytearray, _: Sequence[bytes]) -> None:
    at = random.randrange(len(data) + 1)
    token = random.choice(TOKENS)
    data[at : at + len(token)] = token


def _splice(random: Random, data: bytearray, others: Sequence[bytes]) -> None:
    other = random.choice(others)
    start, at = random.randrange(len(other) + 1), random.randrange(len(data) + 1)
    data[at:at] = other[start : start + random.randrange(1, 1500)]


_WAYS: tuple[Spoiler, ...] = (_flip, _cut, _end, _double, _sow, _sow, _replace, _splice)
