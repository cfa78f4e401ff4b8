"""A real annual report and a real plan in a browser: axe-core finds nothing, nothing is cut, a figure leads home."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from browser import opened_browser
from kfond.cli import app

pytestmark = pytest.mark.browser
PAPERS = {"report": ("report", "--year", "2017"), "plan": ("plan", "--year", "2018")}
SCROLLED = "Array.from(document.querySelectorAll('.scroll')).filter(it => it.scrollWidth > it.clientWidth + 1).length"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def addresses(fyrbodal_db: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Where the report and the plan of the published workbook lie as pages."""
    folder = tmp_path_factory.mktemp("pages")
    for name, words in PAPERS.items():
        file = folder / f"{name}.html"
        done = CliRunner().invoke(
            app, [*words, "-o", str(file), "--db", str(fyrbodal_db), "--today", "2019-01-15"]
        )
        assert done.exit_code == 0, done.output
    return {name: (folder / f"{name}.html").as_uri() for name in PAPERS}


@pytest.mark.parametrize(
    ("name", "width", "scheme"), [("report", 1280, "dark"), ("report", 360, "light"), ("plan", 1280, "light")]
)
def test_axe_finds_nothing_and_nothing_reaches_over_the_side(
    browser: Any, addresses: dict[str, str], name: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 800}
    page = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True).new_page()
    page.goto(addresses[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1280:
        assert page.evaluate(SCROLLED) == 0
    page.add_style_tag(content=".scroll { background: none !important }")  # axe takes no contrast on a shade
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(it["id"], it["nodes"][0]["html"]) for it in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_the_keyboard_leads_from_a_figure_to_its_cells_and_back(
    browser: Any, addresses: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(addresses["report"])
    page.get_by_role("link", name="1\N{NO-BREAK SPACE}003").first.press("Enter")
    entry = page.locator("li:has(:target)").last
    assert "staffing.xlsx, Genomförda kurser!E4–E15" in entry.inner_text()
    entry.locator("a.back").press("Enter")
    assert "%C3%A5rsrapport" in page.url
