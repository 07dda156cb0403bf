"""A real browser for the tests of pages; without a Chromium on this machine they are skipped."""

from __future__ import annotations

import os
import shutil

import pytest

CHROMIUM = os.environ.get("PARLEY_CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
in_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt install chromium, or set PARLEY_CHROMIUM"),
]


@pytest.fixture(scope="module")
def browser():
    """The browser of one file of tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
