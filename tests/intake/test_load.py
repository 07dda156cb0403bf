"""What is taken in, what is left out and why, and who says when and where a report came out."""

from __future__ import annotations

from datetime import date

import pytest

from parley.errors import BadSetting
from parley.intake import load
from tests.intake.samples import STORY, page

GERMAN = (
    "Die Unterhändler aus Nordland und Süderland trafen sich am Montag in Oslo und sagten, dass sie in der "
    "nächsten Woche zurückkehren würden. Die Gesandte sagte vor Journalisten, es sei schwierig gewesen."
)


def reasons(*paths) -> list[str]:
    """Why things were left out."""
    return [str(fault) for fault in load(paths).left_out]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n ", "the file is empty"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "binary"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00" * 20, "binary"),
        ("a.txt", b"a" * 5_000_001, "5.0 MB is too large"),
        ("a.txt", GERMAN.encode(), "not in English (it looks like 'de')"),
        ("a.txt", b"Subscribe\n\nShare\n", "no sentence"),
        ("a.pdf", b"%PDF-1.4 broken", "PDF cannot be opened"),
        ("a.json", b'{"a": 1}', "data file"),
        ("a.html", b"<html><body></body></html>", "no text"),
        ("a.eml", b"Subject: x\r\nContent-Type: image/png\r\n\r\nabc", "no text part"),
    ],
)
def test_left_out_with_a_reason_and_the_rest_is_read(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text(STORY, encoding="utf-8")
    taken = load([tmp_path])
    assert [r.source for r in taken.reports] == ["z.txt"]
    (fault,) = taken.left_out
    assert fault.source == name
    assert reason in str(fault)
    assert "\n" not in str(fault)


def test_what_is_not_there(tmp_path):
    assert reasons(tmp_path / "no.txt") == [f"{tmp_path / 'no.txt'}: there is no such file or folder"]
    assert reasons(tmp_path) == [f"{tmp_path}: this folder holds no reports"]


def test_folders_in_order_without_hidden_and_house_files(tmp_path):
    for name in ("b.txt", "sub/a.txt", ".hidden.txt", ".git/x.txt", "NOTICE", "LICENSE.md", "README.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{STORY}\n\nThis was told as {name}.", encoding="utf-8")
    seen: list[tuple[int, int, str]] = []
    taken = load([tmp_path, tmp_path / "b.txt"], on_progress=lambda *step: seen.append(step))
    assert [r.source for r in taken.reports] == ["b.txt", "a.txt"]
    assert [(done, of) for done, of, _ in seen] == [(0, 2), (1, 2), (2, 2)]


def test_the_same_text_twice_is_one_report_in_any_order(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\ntitle: Talks stall\noutlet: The Gazette\n---\n{STORY}", encoding="utf-8")
    paths = [tmp_path / "a.txt", tmp_path / "b.md"]
    (one,) = load(paths).reports
    (other,) = load(reversed(paths)).reports
    assert one == other
    assert (one.title, one.outlet) == ("Talks stall", "The Gazette")


def test_a_stated_outlet_outranks_an_inferred_one_of_the_same_text(tmp_path):
    text = f"Talks stall\n\n{STORY}\n\nSubscribe to Harbour Letters"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\noutlet: The Gazette\n---\n{text}", encoding="utf-8")
    (one,) = load([tmp_path]).reports
    assert (one.outlet, one.outlet_inferred) == ("The Gazette", False)


def test_sidecar(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "reports.toml").write_text(
        '[[report]]\nfile = "a.txt"\noutlet = "The Gazette"\npublished = 2031-03-05\nurl = "https://g.example/a"\n',
        encoding="utf-8",
    )
    for asked in (tmp_path, tmp_path / "a.txt"):
        (report,) = load([asked]).reports
        assert (report.outlet, report.published, report.published_by) == (
            "The Gazette",
            date(2031, 3, 5),
            "sidecar",
        )
        assert report.url == "https://g.example/a"


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('[[report]]\nfile = "a.txt"\noutlets = "X"', "line 3: 'outlets' is not known: use file, outlet"),
        (
            '[[report]]\nfile = "a.txt"\n\n[[report]]\nfile = "b.txt"\npublished = "May"',
            "line 6: 'published' is 'May'",
        ),
        ('[[report]]\noutlet = "X"', "line 1: this [[report]] names no file"),
        ('[[report]]\nfile = ""', "line 2: 'file' must be text"),
        ("[[report]\n", "line 1"),
        ("outlet = 'X'", "line 1: 'outlet' is not known: write [[report]] tables"),
        ("[report]\nfile = 'a.txt'", "line 1: 'report' is one table"),
    ],
)
def test_sidecar_that_is_not_understood(tmp_path, toml, complaint):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "reports.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(BadSetting) as caught:
        load([tmp_path])
    assert complaint in str(caught.value)
    assert "reports.toml" in str(caught.value)


def test_a_sidecar_entry_without_its_file_is_told(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "reports.toml").write_text('[[report]]\nfile = "b.txt"\n', encoding="utf-8")
    assert reasons(tmp_path) == ["b.txt: reports.toml names it, but it is not there"]


def test_who_says_when_it_came_out(tmp_path):
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    general = load([tmp_path], published=date(2030, 1, 1), outlet="The Times").reports
    assert [(r.published, r.published_by) for r in general] == [
        (date(2031, 3, 4), "metadata"),
        (date(2030, 1, 1), "reader"),
    ]
    assert [r.outlet for r in general] == ["The Harbour Gazette", "The Times"]
    named = load(
        [tmp_path], published_for={"the harbour gazette": date(2030, 1, 2)}, outlet_for={"b.txt": "X"}
    ).reports
    assert [(r.published, r.outlet) for r in named] == [(date(2030, 1, 2), "The Harbour Gazette"), (None, "X")]


def test_a_day_for_an_inferred_outlet(tmp_path):
    (tmp_path / "a.txt").write_text(f"{STORY}\n\nSubscribe to Harbour Letters", encoding="utf-8")
    (report,) = load([tmp_path], published_for={"Harbour Letters": date(2031, 3, 4)}).reports
    assert (report.published, report.published_by, report.outlet_inferred) == (date(2031, 3, 4), "reader", True)


def test_a_name_that_no_report_bears(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(BadSetting, match=r"no report is called 'b.txt': give a file name or an outlet"):
        load([tmp_path], published_for={"b.txt": date(2031, 3, 4)})
