"""The desk in a real browser: import, read, correct, search, what if, roles, phone; axe on each page."""

from __future__ import annotations

import shutil
import socket
import threading
import time

import pytest
import uvicorn

from parley.desk import Desk
from parley.web.app import inner
from parley.web.guard import Guard
from parley.web.settings import Settings
from parley.web.site import Site
from tests.browser import SLOW, expect, in_browser, in_view
from tests.web.conftest import AT, FIRST, reports

pytestmark = in_browser
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
N = f"/n/{AT}"
PASSWORD = "a long enough one"
PAGES = (
    *("/", "/new", N, f"{N}/coming", f"{N}/table", f"{N}/voices", f"{N}/ground", f"{N}/timeline"),
    *(f"{N}/disagreements", f"{N}/changes", f"{N}/actors", f"{N}/reports", f"{N}/review", f"{N}/analysis"),
    *(
        f"{N}/exports",
        f"{N}/import",
        f"{N}/search?q=sailors",
        "/search?q=sailors",
        "/admin",
        "/account",
        "/nothing",
    ),
)
NOT_COMING = ".margin > li:has(summary:has-text('will not attend'))"


class Served:
    """A desk that a browser can reach."""

    def __init__(self, file) -> None:
        self.desk = Desk.open(file)
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        settings = Settings(archive=str(file), owner="Kim")
        site = Site(self.desk, settings)
        site.rooms.begin(AT).result(SLOW / 1000)  # nobody is to meet the page that says "in a moment"
        made = Guard(inner(site), settings)
        self.server = uvicorn.Server(uvicorn.Config(made, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self):
        self.thread.start()
        while not self.server.started:
            assert self.thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        return self

    def __exit__(self, *_):
        self.server.should_exit = True
        self.thread.join(SLOW / 1000)
        self.desk.close()


@pytest.fixture(scope="module")
def shared(read_once, tmp_path_factory):
    """One desk for the tests that only look."""
    copy = tmp_path_factory.mktemp("browser") / "desk.db"
    shutil.copy(read_once, copy)
    with Served(copy) as served:
        yield served


@pytest.fixture
def own(file):
    """A desk for a test that changes it."""
    with Served(file) as served:
        yield served


@pytest.fixture
def visit(browser):
    """Opens pages and, at the end, checks that they made no complaint and asked nobody else for anything."""
    contexts, complaints, strange = [], [], []

    def go(served, path, viewport=WIDE, **how):
        context = browser.new_context(viewport=viewport, base_url=served.address, **how)
        context.set_default_timeout(SLOW)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if "status of 4" not in m.text else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda r: strange.append(r.url) if not r.url.startswith(served.address) else None)
        opened(page, path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []
    assert strange == []


def opened(page, path):
    """Open a page; the dossier and the outlook are waited for."""
    page.goto(path)
    page.locator("progress[aria-label=Opening], progress[aria-label=Working]").wait_for(state="detached")


RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],  # what is well is not told node by node
}


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["wide", "dark", "phone"])
def test_axe_finds_nothing_on_any_page(visit, shared, how):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = visit(shared, N, **how)
    report, actor = _samples(page)
    found = [*PAGES, report, actor] if not how else [N, f"{N}/review", report]  # wide shows what all share
    for path in found:
        opened(page, path)
        told = axe.run(page, options=RULES)
        worst = [(v["id"], v["nodes"][0]["html"][:160]) for v in told.response["violations"]]
        assert worst == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def _samples(page) -> list[str]:
    """A report and an actor."""
    opened(page, f"{N}/reports")
    report = page.locator(".rows h3 a").first.get_attribute("href")
    opened(page, f"{N}/actors")
    return [report, page.locator("tbody th a").first.get_attribute("href")]


def test_a_line_opens_its_report_beside_it_and_back(visit, shared):
    page = visit(shared, f"{N}/table")
    page.locator(".line .refs a").first.click()
    assert in_view(page, "#paper mark.on")["x"] > WIDE["width"] / 2
    words = page.locator("#paper mark.on").first.inner_text()
    page.keyboard.press("Escape")
    page.locator("#paper mark", has_text=words).first.click()
    expect(page.locator(".line.now")).to_have_count(1)


def test_keys_step_through_lines_and_open_reports(visit, shared):
    page = visit(shared, f"{N}/ground")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("#paper mark.on").first).to_contain_text("seized")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_notes_and_words_of_a_report_lead_to_each_other(visit, shared):
    page = visit(shared, f"{N}/reports")
    page.locator(".rows h3 a", has_text="planned").click()
    note = page.locator(NOT_COMING).first
    note.click(position={"x": 4, "y": 4})
    assert "will not attend" in page.locator("mark.on").first.inner_text()
    page.locator("mark", has_text="demanded the release").first.click(position={"x": 8, "y": 8})
    assert "Chile" in page.locator(".margin > li.on").first.inner_text()


def test_without_script_a_link_leads_to_its_words(visit, shared):
    page = visit(shared, f"{N}/ground", java_script_enabled=False)
    page.locator(".refs a").first.click()
    assert "seized" in page.locator("mark:target").inner_text()


def test_reports_are_imported_read_and_searched(visit, own, tmp_path):
    file = tmp_path / "gazette.txt"
    file.write_text(FIRST.replace("Bergen", "Basel"), encoding="utf-8")
    page = visit(own, "/new")
    page.get_by_label("Title").fill("Basel talks")
    page.get_by_role("button", name="Follow it").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the files").click()
    page.wait_for_selector("[data-state=done]", timeout=10 * SLOW)  # reading gives way to all else
    assert "1 new report" in page.locator(".working").inner_text()
    page.get_by_role("link", name="Show the dossier").click()
    expect(page.locator("main")).to_contain_text("Where things stand")
    page.keyboard.press("/")
    page.keyboard.type("blockade")
    page.keyboard.press("Enter")
    assert page.locator(".snippet mark").first.inner_text() == "blockade"
    page.locator(".rows h3 a").first.click()
    page.wait_for_selector("mark")


def test_a_correction_is_made_in_the_margin_and_persists(visit, own):
    page = visit(own, f"{N}/reports")
    page.locator(".rows h3 a", has_text="planned").click()
    note = page.locator(NOT_COMING).first
    note.locator("summary").click()
    note.locator("select").first.select_option("may attend")
    note.locator("form", has_text="answer").get_by_role("button").click()
    page.wait_for_selector("text=The answer is now")
    own.desk.take_in(AT, reports())
    opened(page, f"{N}/coming")
    assert "may attend" in page.locator("main").inner_text()
    assert "set right by Kim" in page.locator("main").inner_text()


def test_the_queue_is_worked_with_one_key_each(visit, own):
    entry = next(e for e in own.desk.dossier(AT).record.entries if e.kind == "event")
    wrong = {"kind": "wrong entry", "entry": entry.id, "words": entry.anchor.words}
    own.desk.propose(AT, wrong, author="a program")
    page = visit(own, f"{N}/review")
    assert "a program proposes it" in page.locator(".case.now").inner_text()
    page.keyboard.press("a")
    page.wait_for_selector(".done:has-text('Accepted.'):not(.htmx-added)")  # htmx has made its buttons work, too
    assert [d.fields["kind"] for d in own.desk.archive.corrections(AT)] == ["wrong entry"]
    page.keyboard.press("u")
    page.wait_for_selector(".done:has-text('Taken back.')")
    assert own.desk.archive.corrections(AT) == ()


def test_what_if_is_answered_in_the_browser(visit, shared):
    page = visit(shared, f"{N}/analysis")
    boxes = page.locator("#wishes input[type=checkbox]")
    assert "As drafted" in page.locator("#difference").inner_text()
    boxes.first.uncheck()
    assert "As drafted" not in page.locator("#difference").inner_text()
    page.get_by_role("button", name="As drafted").click()
    assert boxes.first.is_checked()


def test_people_sign_in_and_see_what_their_role_allows(visit, own):
    for name in ("admin", "reader"):
        own.desk.people.add(name, PASSWORD, name)
    page = visit(own, f"{N}/timeline")
    page.get_by_label("Name").fill("reader")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**{N}/timeline")
    assert page.get_by_role("link", name="Admin").count() == 0
    opened(page, f"{N}/review")
    assert page.locator("[data-key=a]").count() == 0
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_on_a_phone_a_report_opens_over_the_page_and_closes(visit, shared):
    page = visit(shared, f"{N}/table", PHONE, has_touch=True)
    page.locator(".refs a").first.tap()
    page.wait_for_selector("#paper mark.on")
    page.get_by_role("button", name="Close").tap()
    assert not page.locator("#papers").is_visible()


def test_the_theme_is_remembered(visit, shared):
    page = visit(shared, N)
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    opened(page, f"{N}/coming")
    assert page.evaluate(ground) != light


def test_print_shows_the_words_and_no_tools(visit, shared):
    page = visit(shared, N)
    page.emulate_media(media="print")
    assert not page.locator(".site").is_visible()
    assert page.locator(".summary").is_visible()
