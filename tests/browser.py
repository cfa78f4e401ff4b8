"""A browser for tests that look at pages as a reader would: Chromium, as the system has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
IS_NEEDED = os.environ.get("KFOND_NEEDS_BROWSER") == "1"


@contextmanager
def opened_browser() -> Iterator[Any]:
    """The browser; without one the tests are skipped, or fail where KFOND_NEEDS_BROWSER=1 asks for it."""
    if not CHROMIUM and not IS_NEEDED:
        pytest.skip("no Chromium on this machine")
    assert CHROMIUM, "KFOND_NEEDS_BROWSER=1, and there is no Chromium on this machine"
    if not IS_NEEDED:
        pytest.importorskip("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
