"""The page in a real browser: it opens quotations, fits a phone, obeys keys, and asks nobody for anything."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from parley import views
from tests.browser import SLOW, in_browser, in_view
from tests.views import hostile
from tests.views.istanbul import dossier

pytestmark = in_browser
WIDE, PHONE, SMALL = {"width": 1440, "height": 900}, {"width": 390, "height": 844}, {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page")
    for name, found in (("brief", dossier()), ("hostile", hostile.dossier())):
        (folder / f"{name}.html").write_text(views.html(found), encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser, files):
    """Opens a page and, at the end, checks that it made no complaint and no request."""
    contexts, complaints, requests = [], [], []

    def go(name="brief", viewport=WIDE, **how):
        context = browser.new_context(viewport=viewport, **how)
        context.set_default_timeout(SLOW)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(Path(files / f"{name}.html").as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []


def _lit(page):
    return "".join(page.locator("mark.on").all_inner_texts())


def test_a_line_opens_its_words_beside_it(visit):
    page = visit()
    page.get_by_role("link", name="The i Paper ¶6").first.click()
    assert _lit(page) == "Russia’s delegation will led by presidential aide Vladimir Medinksy"
    assert in_view(page, "mark.on")["x"] > WIDE["width"] / 2


def test_without_script_a_link_still_leads_to_its_words(visit):
    page = visit(java_script_enabled=False)
    page.get_by_role("link", name="The i Paper ¶6").first.click()
    assert page.locator("mark:target").inner_text().startswith("Russia’s delegation")
    assert in_view(page, "mark:target")


def test_words_lead_back_to_their_line(visit):
    page = visit()
    page.locator("mark", has_text="Sanctions from Europe").first.click()
    assert "Sanctions from Europe" in page.locator(".line.now").inner_text()


def test_keys(visit):
    page = visit()
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".line.now").inner_text().startswith("Zelensky was to attend")
    assert _lit(page)
    page.keyboard.press("Escape")
    assert page.locator(".line.now").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("medinksy heads")
    assert page.locator(".line:visible").count() == 1
    assert page.locator("#found").inner_text().startswith("1 of ")
    page.keyboard.press("Escape")
    assert page.locator(".line:visible").count() > 20


def test_tab_reaches_the_skip_link_first(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "brief"


@pytest.mark.parametrize("viewport", [PHONE, SMALL])
@pytest.mark.parametrize("name", ["brief", "hostile"])
def test_a_phone_need_not_scroll_sideways(visit, viewport, name):
    page = visit(name, viewport)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_on_a_phone_a_report_opens_over_the_brief_and_closes(visit):
    page = visit(viewport=PHONE, has_touch=True)
    page.get_by_role("link", name="The i Paper ¶6").first.tap()
    assert page.locator("mark.on").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="Close").tap()
    assert not page.locator("#papers").is_visible()
    assert page.locator(".line.now").is_visible()


def test_theme_follows_the_system_and_can_be_turned(visit):
    page = visit(color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(ground) != dark


def test_print_shows_everything_and_no_tools(visit):
    page = visit()
    page.emulate_media(media="print")
    assert not page.locator("#filter").is_visible()
    assert page.locator("article").first.is_visible()


_CONTRAST = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (text) => {
    const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb(text).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = [];
  for (const node of document.querySelectorAll("body *")) {
    const text = [...node.childNodes].some((c) => c.nodeType === 3 && c.textContent.trim());
    if (!text || !node.offsetParent) continue;
    const pair = [light(getComputedStyle(node).color), light(ground(node))].sort((a, b) => b - a);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) poor.push(`${node.className || node.tagName} ${ratio.toFixed(2)}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(visit, scheme):
    page = visit(color_scheme=scheme)
    page.keyboard.press("j")
    assert page.evaluate(_CONTRAST) == []


def test_every_control_has_a_name_and_headings_do_not_skip(visit):
    page = visit()
    assert page.locator("button, input").count() == 3
    for control in page.locator("button:visible, input:visible").all():
        assert control.evaluate("n => (n.labels?.[0]?.textContent || n.textContent).trim()")
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map((h) => +h.tagName[1])")
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_hostile_text_runs_nothing(visit):
    page = visit("hostile")
    page.locator(".line").first.click()
    page.wait_for_timeout(200)
    assert page.locator("script").count() == 1
    assert "<script>alert(1)</script>" in page.locator("article").inner_text()
