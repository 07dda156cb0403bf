"""Reports that attack their readers: whatever they say is shown as words and runs nowhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from parley.desk import Desk
from parley.model.negotiation import Negotiation
from parley.model.text import Report
from tests.views.hostile import ATTACK, STEER
from tests.web.asking import Person

N = "/n/trap"
TEXT = f"""President Ada Berg of Chile will attend the talks with Iceland in Bergen on 3 March, she said on Monday.

"We want peace {ATTACK} now," Berg told reporters. {STEER}

Chile demanded {ATTACK} the release of the sailors. Iceland <img src=x onerror=alert(2)> refused.

On Sunday Chilean forces seized two ships near </textarea><script>alert(3)</script> Iceland."""
PAGES = (
    *(
        "",
        "/coming",
        "/table",
        "/voices",
        "/ground",
        "/timeline",
        "/disagreements",
        "/changes",
        "/actors",
        "/reports",
    ),
    *("/review", "/exports", "/search?q=peace", "/search?q=alert", "/describe", "/import", "/analysis"),
)


class Seen(HTMLParser):
    """What a browser would make of a page: elements with attributes that run or lead somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        runs = [name for name in found if name.startswith("on") or name == "style"]
        inline = tag == "script" and not str(found.get("src", "")).startswith("/static/")
        data = tag == "script" and found.get("type") == "application/json"
        leads = [v for k, v in found.items() if k in ("href", "src", "action") and not _safe(v or "")]
        if runs or leads or (inline and not data) or tag in ("img", "iframe", "object", "base", "embed"):
            self.bad.append(f"<{tag} {attrs}>")


def _safe(address: str) -> bool:
    return address.startswith(("/", "#", "https://example.org/")) and not address.startswith("//")


@pytest.fixture(scope="module")
def trap(tmp_path_factory):
    """An archive with one hostile report under a hostile title, outlet, address and author."""
    file = tmp_path_factory.mktemp("trap") / "trap.db"
    report = Report(
        text=TEXT, title=f"Trap {ATTACK}", outlet=f"Evil {ATTACK}{STEER}", published=date(2031, 2, 24),
        url="javascript:alert(document.domain)", author=ATTACK, source=f"../{ATTACK}",
    )  # fmt: skip
    with Desk.open(file) as desk:
        desk.archive.add_negotiation(Negotiation(id="trap", title=f"Trap {ATTACK}", parties=(ATTACK,)))
        desk.take_in("trap", [report, replace(report, title="Second", text=TEXT + " Again.", outlet="B", id="")])
        entry = desk.dossier("trap").record.entries[0]
        wrong = {"kind": "wrong entry", "entry": entry.id, "words": entry.anchor.words}
        desk.propose("trap", wrong, author=ATTACK, note=ATTACK)
        desk.correct("trap", {"kind": "confirm", "author": ATTACK, "entry": entry.id, "note": ATTACK})
    with Person(file) as person:
        yield person


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_attacks_as_words(trap, page):
    _harmless(trap.get(N + page))


def test_reports_actors_and_parts_show_attacks_as_words(trap):
    for page in (
        *trap.links(f"{N}/reports", rf"{N}/reports/[0-9a-f]+"),
        *trap.links(f"{N}/actors", rf"{N}/actors/[^\"]+"),
    ):
        _harmless(trap.get(page))
    report = trap.links(f"{N}/reports", rf"{N}/reports/[0-9a-f]+")[0]
    _harmless(trap.get(f"{report}/text"))
    assert "alert(3)" in trap.get(report)
    for path in ("/", "/admin", "/search?q=peace"):
        _harmless(trap.get(path))


@pytest.mark.parametrize(
    "path",
    [f"{N}/search?q={{}}", "/search?q={}", f"{N}/timeline?words={{}}", f"{N}/actors?words={{}}", "/{}", "/n/{}"],
)
def test_what_is_asked_is_shown_as_words(trap, path):
    asked = path.format(ATTACK.replace("%", "%25").replace("#", "%23"))
    _harmless(trap.client.get(asked).text)


def test_a_line_that_a_page_was_told_to_show_is_words(trap):
    trap.client.cookies.set("parley_said", "bad%20" + "<script>alert(1)</script>".replace("<", "%3C"))
    page = trap.get("/")
    _harmless(page)
    assert "alert(1)" in page


def test_steering_characters_never_reach_a_page(trap):
    page = trap.get(trap.links(f"{N}/reports", rf"{N}/reports/[0-9a-f]+")[0])
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e\u2066]", page)


def _harmless(page: str) -> None:
    seen = Seen()
    seen.feed(page)
    assert seen.bad == []
