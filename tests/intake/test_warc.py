"""Web captures: written, read back as reports, cut and mended."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from parley.errors import Unreadable
from parley.intake import load
from parley.intake.captures import Captures
from parley.intake.web import Answer, Hop
from tests.intake.samples import STORY, page

AT = datetime(2031, 5, 15, 9, 30, tzinfo=UTC)
PAGE = page().encode()
KIND = ("content-type", "text/html; charset=utf-8")


def answer(url: str, body: bytes = PAGE, *headers: tuple[str, str], status: int = 200) -> Answer:
    """An answer as a server would give it."""
    hop = Hop(
        url=url, asked=(("host", "gazette.example"),), status=status, reason="OK", headers=headers, body=body
    )
    return Answer(address=url, url=url, status=status, hops=(hop,))


def kept(path, *answers: Answer):
    """The captures of these answers."""
    with Captures(path) as captures:
        for given_ in answers:
            captures.add(given_, AT)
    return path


@pytest.mark.parametrize("name", ["talks.warc", "talks.warc.gz"])
def test_what_was_kept_is_read_as_reports(tmp_path, name):
    path = kept(
        tmp_path / name,
        answer("https://gazette.example/a", PAGE, KIND),
        answer(
            "https://gazette.example/b",
            gzip.compress(STORY.encode("cp1252"), mtime=0),
            ("content-type", "text/plain"),
            ("content-encoding", "gzip"),
        ),
        answer("https://gazette.example/picture", b"\x89PNG", ("content-type", "image/png")),
        answer("https://gazette.example/gone", b"", KIND, status=404),
        answer("https://gazette.example/robots.txt", b"User-agent: *", ("content-type", "text/plain")),
    )
    taken = load([path])
    assert [str(fault) for fault in taken.left_out] == []
    first, second = taken.reports
    assert (first.url, first.outlet, first.published) == (
        "https://gazette.example/a",
        "The Harbour Gazette",
        date(2031, 3, 4),
    )
    assert first.source == f"{name}#https://gazette.example/a"
    assert (second.text, second.published) == (STORY, None)


def test_the_same_captures_are_the_same_bytes(tmp_path):
    one, two = (
        kept(tmp_path / f"{n}" / "x.warc", answer("https://g.example/a", PAGE, KIND))
        if not (tmp_path / f"{n}").mkdir()
        else None
        for n in "ab"
    )
    assert one.read_bytes().split(b"WARC-Type", 2)[2] == two.read_bytes().split(b"WARC-Type", 2)[2]


@pytest.mark.parametrize("name", ["talks.warc", "talks.warc.gz"])
def test_a_file_cut_by_a_crash_goes_on(tmp_path, name):
    path = kept(tmp_path / name, *(answer(f"https://g.example/{n}", PAGE + b"%d" % n, KIND) for n in range(3)))
    whole = path.read_bytes()
    for lost in (1, 5, 40, 400):
        path.write_bytes(whole[:-lost])
        kept(path, answer("https://g.example/new", PAGE, KIND))
        with path.open("rb") as stream:
            urls = [
                r.rec_headers.get_header("WARC-Target-URI")
                for r in ArchiveIterator(stream)
                if r.rec_type == "response"
            ]
        assert urls[-1] == "https://g.example/new"
        assert urls[:2] == ["https://g.example/0", "https://g.example/1"]


def test_another_file_is_not_touched(tmp_path):
    (tmp_path / "notes.txt").write_text("Mine.")
    with pytest.raises(Unreadable, match="this is no WARC file"):
        Captures(tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "Mine."


def test_a_bomb_in_a_capture_is_left_out(tmp_path):
    bomb = answer(
        "https://g.example/bomb", gzip.compress(b"a" * 50_000_000, mtime=0), KIND, ("content-encoding", "gzip")
    )
    taken = load([kept(tmp_path / "x.warc.gz", bomb, answer("https://g.example/a", PAGE, KIND))])
    assert len(taken.reports) == 1
    assert [str(fault) for fault in taken.left_out] == [
        "x.warc.gz#https://g.example/bomb: the page is larger than 5 MB"
    ]


def test_a_resource_record_is_a_page(tmp_path):
    with (tmp_path / "x.warc").open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        writer.write_record(
            writer.create_warc_record(
                "https://g.example/a", "resource", payload=io.BytesIO(PAGE), warc_content_type="text/html"
            )
        )
    (report,) = load([tmp_path / "x.warc"]).reports
    assert report.url == "https://g.example/a"


@pytest.mark.parametrize("data", [b"", b"nothing", b"\x1f\x8b\x08\x00", gzip.compress(b"nothing", mtime=0)])
def test_what_is_no_capture_is_told(tmp_path, data):
    (tmp_path / "x.warc.gz").write_bytes(data)
    (fault,) = load([tmp_path / "x.warc.gz"]).left_out
    assert str(fault).startswith("x.warc.gz: ")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_raises(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("damage")
    path = kept(folder / "x.warc", answer("https://g.example/a", PAGE, KIND))
    whole = bytearray(path.read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    path.write_bytes(whole)
    load([path])
    try:
        kept(path, answer("https://g.example/b", PAGE, KIND))
    except Unreadable:
        assert path.read_bytes() == whole
