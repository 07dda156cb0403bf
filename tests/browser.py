"""A real browser for the tests of pages; without a Chromium on this machine they are skipped."""

from __future__ import annotations

import os
import shutil
import time

import pytest

CHROMIUM = os.environ.get("PARLEY_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
in_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt install chromium, or set PARLEY_CHROMIUM"),
]
SLOW = 120_000
"""Milliseconds that anything in the browser may take: only what never comes is a fault."""
# Shared memory is small in many a container; a page in the background is not to be slowed down.
_CALM = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-timer-throttling"]


def expect(locator):
    """What is expected of a part of a page, waited for."""
    from playwright import sync_api

    sync_api.expect.set_options(timeout=SLOW)
    return sync_api.expect(locator)


def in_view(page, query):
    """The box of the first such element once it is within the window: a pane may scroll smoothly to it."""
    found, high = page.locator(query).first, page.viewport_size["height"]
    until = time.monotonic() + SLOW / 1000
    while not 0 <= (box := found.bounding_box())["y"] < high:
        assert time.monotonic() < until, f"{query} stays out of sight: {box}"
        page.wait_for_timeout(20)
    return box


@pytest.fixture(scope="module")
def browser():
    """The browser of one file of tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=CHROMIUM, args=_CALM, timeout=SLOW)
        yield opened
        opened.close()
