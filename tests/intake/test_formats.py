"""Every kind of file, made here, read through `load`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from parley.intake import load
from parley.intake.decode import decode
from tests.intake.samples import STORY, mail, page, pdf, saved_page

FIRST = "Negotiators from Norland and Sudria met in Oslo on Monday and said that they would return next week."


def one(folder, name: str, data: bytes):
    """The only report of a folder with one file."""
    (folder / name).write_bytes(data)
    taken = load([folder])
    assert [str(fault) for fault in taken.left_out] == []
    (report,) = taken.reports
    assert FIRST in report.text
    assert "\r" not in report.text
    return report


def test_plain_text(tmp_path):
    report = one(tmp_path, "talks.txt", STORY.replace("\n", "\r\n").encode())
    assert (report.text, report.source, report.published, report.language) == (STORY, "talks.txt", None, "en")


def test_plain_text_with_lines_of_metadata(tmp_path):
    head = "Title: Norland talks stall\nSource: The Gazette\nDate: 2031-03-04\nURL: https://g.example/x\n\n"
    report = one(tmp_path, "talks.txt", (head + STORY).encode())
    assert (report.title, report.outlet, report.url) == (
        "Norland talks stall",
        "The Gazette",
        "https://g.example/x",
    )
    assert (report.text, report.published) == (STORY, date(2031, 3, 4))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(tmp_path, encoding):
    assert one(tmp_path, "talks.txt", STORY.encode(encoding)).text == STORY


def test_markdown_with_front_matter(tmp_path):
    front = (
        '---\ntitle: "Norland talks stall"\nsite: The Gazette\ndate: 2031-03-04T10:00:00Z\ntags:\n  - talks\n---\n'
    )
    body = STORY.replace("Oslo", "[Oslo](https://example.org/oslo)", 1).replace("difficult", "**difficult**")
    report = one(tmp_path, "talks.md", (front + body).encode())
    assert (report.title, report.outlet, report.published) == (
        "Norland talks stall",
        "The Gazette",
        date(2031, 3, 4),
    )
    assert report.published_by == "metadata"
    assert report.text == STORY


@pytest.mark.parametrize("name", ["talks.html", "talks", "talks.txt"])
def test_html_with_json_ld(tmp_path, name):
    report = one(tmp_path, name, page().encode())
    assert (report.outlet, report.published) == ("The Harbour Gazette", date(2031, 3, 4))
    assert (report.title, report.author) == ("Norland talks stall over prisoners", "Ida Holm")
    assert "Cookie" not in report.text


def test_html_in_a_declared_charset(tmp_path):
    data = page().replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252")
    assert "“We want a ceasefire" in one(tmp_path, "talks.html", data).text


def test_html_without_a_date_stays_undated(tmp_path):
    data = page().replace('"datePublished": "2031-03-04T09:30:00Z",', "").encode()
    assert one(tmp_path, "talks.html", data).published is None


def test_pdf(tmp_path):
    lines = [
        *["Norland talks stall", "", FIRST[:57].strip(), FIRST[57:].strip(), ""],
        *["The envoy told reporters that the nego-", "tiators had found no way to end it (so far).", "", "12"],
    ]
    report = one_pdf(tmp_path, lines)
    assert "the negotiators had found no way to end it (so far)." in report.text
    words = [" ".join(report.text[p.start : p.end].split()) for p in report.body()]
    assert words[:2] == ["Norland talks stall", FIRST]
    assert not any(word == "12" for word in words)


def one_pdf(folder, lines):
    (folder / "talks.pdf").write_bytes(pdf(lines))
    (report,) = load([folder]).reports
    return report


@pytest.mark.parametrize("html", [False, True])
def test_mail(tmp_path, html):
    report = one(tmp_path, "talks.eml", mail(html))
    assert (report.title, report.published) == ("Norland talks stall", date(2031, 3, 4))


def test_mail_whose_plain_part_only_points_at_the_page(tmp_path):
    head, _, body = mail(html=True).partition(b"\r\n\r\n")
    kind = head.rpartition(b"Content-Type")[0] + b'Content-Type: multipart/alternative; boundary="yy"\r\n\r\n'
    plain = b"--yy\r\nContent-Type: text/plain\r\n\r\nOpen this message in a browser.\r\n"
    html = b"--yy\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body + b"\r\n--yy--\r\n"
    assert one(tmp_path, "talks.eml", kind + plain + html).outlet == "The Harbour Gazette"


def test_saved_page_has_the_day_of_the_page_not_of_saving(tmp_path):
    report = one(tmp_path, "talks.mhtml", saved_page())
    assert (report.outlet, report.published) == ("The Harbour Gazette", date(2031, 3, 4))
    assert report.url == "https://gazette.example/talks"


def test_json_lines(tmp_path):
    rows = [
        {
            "id": "a1",
            "text": STORY,
            "title": "Talks stall",
            "outlet": "The Gazette",
            "published": "2031-03-04T05:00:00",
        },
        {"id": "a2", "title": "no text"},
        {"text": STORY + "\r\n\r\nIt was the fourth round.", "published": None},
    ]
    lines = [json.dumps(row) for row in rows]
    (tmp_path / "many.jsonl").write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    taken = load([tmp_path / "many.jsonl"])
    assert [r.source for r in taken.reports] == ["many.jsonl#a1", "many.jsonl#3"]
    assert taken.reports[0].published == date(2031, 3, 4)
    assert "\r\n" in taken.reports[1].text
    assert [str(fault).split(":")[1] for fault in taken.left_out] == [" line 2", " line 4"]


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"", ""), (b"a\r\nb\rc\n", "a\nb\nc\n"), ("né".encode("cp1252"), "né"), (b"\x89PNG\x00\x00\x01", None)],
)
def test_decoding(data, text):
    assert decode(data) == text


def test_a_charset_that_does_not_exist_is_passed_over():
    assert decode("né".encode(), "no-such-charset") == "né"


@pytest.mark.parametrize(
    "charset", ["iso-8859-1", "windows-1251", "utf-16", "no-such-charset", "punycode", "utf-7"]
)
def test_a_wrong_charset_does_no_harm(charset):
    assert decode("“Žižek” said".encode(), charset) == "“Žižek” said"
    assert decode(b"<p>\\u003cscript", charset) == b"<p>\\u003cscript".decode() or charset == "utf-16"


def test_a_stray_byte_does_not_turn_a_text_into_another():
    text = "“Так”, – сказал он. " * 40
    assert decode(text.encode() + b"\xe2\x80") == text + "\ufffd"
