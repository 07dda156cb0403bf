"""Terminal and Markdown with hostile text, long words and narrow screens."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from parley import views
from parley.views.notes import escaped
from tests.views import hostile
from tests.views.istanbul import dossier


def shown(found, width=80, **how):
    page = io.StringIO()
    views.terminal(found, Console(file=page, width=width, **how))
    return page.getvalue()


@pytest.mark.parametrize("width", [40, 80, 100, 160])
def test_no_line_is_wider_than_the_screen_or_ends_in_blanks(width):
    for line in shown(dossier(), width, color_system=None).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_piped_output_has_no_colour_codes():
    assert "\x1b" not in shown(dossier())


def test_quotations_are_exact():
    flat = re.sub(r"\s+", " ", shown(dossier()))
    assert "“Look, nothing is gonna happen until Putin and I get together”" in flat
    assert "will not attend if I wasn’t there — Donald Trump, Lib Fails ¶3" in flat


@pytest.mark.parametrize("how", [{"color_system": None}, {"force_terminal": True, "color_system": "truecolor"}])
def test_hostile_text_cannot_steer_the_terminal(how):
    text = re.sub(r"\x1b\[[0-9;]*m", "", shown(hostile.dossier(), **how))
    assert not set("\x1b\x07\x00\x85\u202e\u2066") & set(text)


def test_hostile_text_is_no_markup_in_notes():
    notes = views.markdown(hostile.dossier())
    notes.encode("utf-8")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(notes)
    assert not re.search(r"<(script|img|mark|style)", html)
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', html))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_escaped_text_is_shown_as_it_is(text):
    text = " ".join(text.split()) or "x"
    html = MarkdownIt("commonmark", {"html": True}).render(f"- {escaped(text)}")
    inner = re.sub(r"^<ul>\n<li>(.*)</li>\n</ul>\n$", r"\1", html, flags=re.S)
    unescaped = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped == text
