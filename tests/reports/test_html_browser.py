"""The web page in a real browser: axe-core finds nothing, nothing is cut, the script helps and is not needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from browser import opened_browser
from kfond.reports.writers.html import as_html
from sample_document import MARKDOWN, sample

pytestmark = pytest.mark.browser
WIDTHS = (1280, 768, 360)
SORTED = """
## Sortering

Tabell: Att sortera, antal

| Kommun | Platser | När |
|:---|---:|:---|
| Örebro | ca 12 | HT 2017 |
| Ale | 1\N{NO-BREAK SPACE}234,5 | VT 2018 |
| Åmål | uppgift saknas | oklart |
| Eda | −2,5 | VT 2017 |
| Ärla | 5–8 | HT 2018 |
| Summa | 1\N{NO-BREAK SPACE}250 | |

Tabell: En bred tabell, antal

| Kommun | Deltagartillfällen | Kompetensutveckling | Kursansvariga | Genomströmning | Utbildningsinsatser |
|:---|---:|---:|---:|---:|---:|
| Ale | 1 | 2 | 3 | 4 | 5 |
| Eda | 1 | 2 | 3 | 4 | 5 |
| Orust | 1 | 2 | 3 | 4 | 5 |

## Fjärde

## Femte
"""


def text_of_the_page() -> str:
    return as_html(replace(sample(), markdown=MARKDOWN + SORTED))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the sample lies as a page."""
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(text_of_the_page(), encoding="utf-8")
    return file.as_uri()


def opened(browser: Any, address: str, width: int = 1280, **how: Any) -> Any:
    page = browser.new_context(viewport={"width": width, "height": 800}, **how).new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.goto(address)
    return page


def test_nothing_is_asked_of_the_network_and_the_console_is_silent(browser: Any, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(address)
    assert [it[:40] for it in asked if not it.startswith("data:font")] == [address[:40]]
    assert page.evaluate("document.fonts.check('17px \"Kfond Sans\"')")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_axe_finds_nothing(browser: Any, address: str, width: int, scheme: str, script: bool) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page = opened(browser, address, width, color_scheme=scheme, bypass_csp=True)
    if not script:  # axe is a script itself: what ours has made is taken back instead
        page.set_content(re.sub(r"(?s)<script>.*</script>", "", text_of_the_page()))
    page.add_style_tag(content=".scroll { background: none !important }")  # axe takes no contrast on a shade
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']})")
    assert [(it["id"], it["nodes"][0]["html"]) for it in found["violations"]] == []
    unsure = [(it["id"], node["html"]) for it in found["incomplete"] for node in it["nodes"]]
    assert [it for it in unsure if it[0] != "color-contrast"] == []
    if width == max(
        WIDTHS
    ):  # where nothing is scrolled out of sight, text in pictures alone is left to the palette
        assert [it for it in unsure if not it[1].startswith("<text")] == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("width", [*WIDTHS, 320])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_reaches_over_the_side_of_the_page(
    browser: Any, address: str, width: int, script: bool
) -> None:
    page = opened(browser, address, width, java_script_enabled=script)
    assert page_width(page) <= width


def page_width(page: Any) -> int:
    """How wide the page wants to be, asked without a script in it."""
    session = page.context.new_cdp_session(page)
    return int(session.send("Page.getLayoutMetrics")["cssContentSize"]["width"])


@pytest.mark.parametrize(
    ("head", "once", "twice"),
    [
        ("Kommun", "Ale Eda Åmål Ärla Örebro Summa", "Örebro Ärla Åmål Eda Ale Summa"),
        ("Platser", "Eda Ärla Örebro Ale Åmål Summa", "Ale Örebro Ärla Eda Åmål Summa"),
        ("När", "Eda Örebro Ale Ärla Åmål Summa", "Ärla Ale Örebro Eda Åmål Summa"),
    ],
)
def test_a_table_is_sorted_by_a_button_in_its_head(
    browser: Any, address: str, head: str, once: str, twice: str
) -> None:
    page = opened(browser, address)
    table = page.locator("table", has_text="Att sortera")
    button = table.get_by_role("button", name=head, exact=True)
    names = table.locator("tbody th")
    before = " ".join(names.all_inner_texts())
    sorted_by = table.locator("th[scope=col]", has_text=head)
    seen = []
    for _ in range(3):
        button.click()
        seen.append((" ".join(names.all_inner_texts()), sorted_by.get_attribute("aria-sort")))
    assert seen == [(once, "ascending"), (twice, "descending"), (before, None)]
    assert page.faults == []


def test_a_picture_is_switched_to_its_table_and_back(browser: Any, address: str) -> None:
    page = opened(browser, address)
    picture = page.locator("figure.picture")
    assert (picture.locator("svg").first.is_visible(), picture.locator("table").is_visible()) == (True, False)
    picture.get_by_role("button", name="Tabell").click()
    assert (picture.locator("svg").first.is_visible(), picture.locator("table").is_visible()) == (False, True)
    picture.get_by_role("button", name="Bild").click()
    assert picture.locator("svg").first.is_visible()


@pytest.mark.parametrize(
    ("width", "seen"), [(1280, "0 0 640 120"), (479, "0 0 360 120"), (480, "0 0 640 120")]
)
def test_one_drawing_of_a_picture_is_seen(browser: Any, address: str, width: int, seen: str) -> None:
    page = opened(browser, address, width)
    drawings = page.locator("figure.picture svg")
    assert [it.get_attribute("viewBox") for it in drawings.all() if it.is_visible()] == [seen]


def test_without_a_script_everything_can_be_read(browser: Any, address: str) -> None:
    page = opened(browser, address, 360, java_script_enabled=False)
    page.locator("summary").click()
    assert page.locator("figure.picture table").is_visible()
    assert page.get_by_role("button").count() == 0
    page.get_by_role("link", name="45,5").click()
    assert page.url.endswith("#siffra%3Astaffing.vacancies")


def test_only_a_table_that_is_scrolled_stops_the_tabulator(browser: Any, address: str) -> None:
    wide, narrow = (opened(browser, address, width).locator(".scroll[tabindex]") for width in (1280, 360))
    wide.page.wait_for_timeout(100)
    narrow.page.wait_for_timeout(100)
    assert wide.count() == 0
    assert narrow.page.get_by_role("group", name="En bred tabell, antal").count() == 1


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_is_folded_in_print(browser: Any, address: str, script: bool, tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    page = opened(browser, address, java_script_enabled=script)
    page.emulate_media(media="print")
    assert page.locator("figure.picture table").is_visible()
    assert page.locator("figure.picture svg").first.is_visible()
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
