"""The web page of a document: what stands in the file, before any browser looks at it."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from fontTools.ttLib import TTFont

from kfond.reports.documents.blocks import plain, tables_in
from kfond.reports.documents.document import Document, Drawing, Front
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.render import cell
from kfond.reports.writers.html import as_html
from sample_document import HOSTILE, MARKDOWN, sample

GOLDEN = Path(__file__).parent.parent / "golden"
WOFF2 = sorted(
    (path for path in (files("kfond") / "data" / "fonts").iterdir() if path.name.endswith("woff2")), key=str
)


def page_of(document: Document) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(as_html(document))


def written(markdown: str, **drawings: Drawing) -> lxml.html.HtmlElement:
    return page_of(Document(Front("Titel"), f"# Titel\n\nUtkast\n\n{markdown}", pictures=drawings))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_page_is_marked_up_for_those_who_do_not_see_it() -> None:
    page = page_of(sample())
    assert page.get("lang") == "sv"
    assert page.findtext(".//title") == "Årsrapport 2017, å ä ö – Övningsförbundet"
    assert [len(page.findall(f".//{tag}")) for tag in ("h1", "header", "main", "footer")] == [1, 1, 1, 1]
    assert page.xpath("//a[@class='skip']/@href") == ["#innehall"]
    first = page.find(".//table")
    assert words(first.find("caption")) == "Tjänster och vakanser per kommun, antal"
    assert [words(head) for head in first.xpath("thead//th[@scope='col']")] == [
        "Kommun",
        "Tjänster",
        "Vakanta",
        "Stöd",
    ]
    assert [words(head) for head in first.xpath("tbody//th[@scope='row']")] == [
        "Orust",
        "Strömstad",
        "Åmål",
        "Summa",
    ]
    assert [words(row[0]) for row in first.xpath(".//tr[@class='sum']")] == ["Summa"]


def test_the_words_of_the_page_are_those_of_the_document() -> None:
    page = words(page_of(sample()).find(".//body"))
    for table in tables_in(blocks_of(MARKDOWN)):
        for line in (table.caption, *table.heads, *(it for row in table.rows for it in row)):
            assert " ".join(plain(line).split()) in page


def test_no_id_stands_twice_and_every_link_within_the_page_leads_somewhere() -> None:
    again = (
        "## Bild\n\n![x](picture:courses)\n\n## Bild\n\n![x](picture:courses)\n\n## Innehall\n\n## Tabell 1\n"
    )
    document = sample()
    page = page_of(replace(document, markdown=f"{MARKDOWN}\n{again}"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {unquote(href[1:]) for href in page.xpath("//a/@href") if href.startswith("#")}
    assert targets
    assert targets <= set(ids)


def test_ids_within_a_picture_are_its_own() -> None:
    svg = '<svg aria-labelledby="t d"><title id="t"/><desc id="d"/><pattern id="p"/><rect fill="url(#p)"/></svg>'
    page = as_html(
        Document(
            Front("T"),
            "# T\n\n![a](picture:a)\n\n![b](picture:a)\n",
            pictures={"a": Drawing("", "", svg, svg)},
        )
    )
    for name in ("bild-1-bred", "bild-1-smal", "bild-2-bred", "bild-2-smal"):
        assert f'aria-labelledby="{name}-t {name}-d"' in page
        assert f'id="{name}-p"' in page
        assert f"url(#{name}-p)" in page


@pytest.mark.parametrize(
    "place", ["title", "organisation", "case_number", "status", "version", "fingerprint"]
)
def test_markup_in_the_front_is_plain_text(place: str) -> None:
    document = sample()
    hostile = replace(document, front=replace(document.front, **{place: HOSTILE}))
    assert len(page_of(hostile).findall(".//script")) == 1


def test_hostile_text_is_plain_text_wherever_it_stands() -> None:
    it = cell(HOSTILE)
    page = written(
        f"## {it}\n\n{it}\n\n- {it}\n\nTabell: {it}\n\n| {it} | b |\n|:---|---:|\n| {it} | {it} |\n"
    )
    assert len(page.findall(".//script")) == 1
    assert words(page.find(".//body")).count(HOSTILE) == 7


def test_a_day_stands_on_one_line_wherever_it_stands() -> None:
    page = page_of(
        Document(Front("Prov"), "# Prov\n\nFrån 2021-08-01 till **2021-12-31**, dnr 12021-08-011.\n")
    )
    assert [day.text for day in page.iter("span") if day.get("class") == "day"] == [
        "2021-08-01",
        "2021-12-31",
    ]
    assert "Från 2021-08-01 till 2021-12-31, dnr 12021-08-011." in page.text_content()


def test_the_file_asks_for_nothing_from_elsewhere() -> None:
    page = as_html(sample())
    outside = set(re.findall(r"""(?:https?:)?//[^\s"'<>)]+""", page)) - {"https://example.org/sida"}
    assert {it for it in outside if "w3.org" not in it and ";base64," not in it and "." in it} == set()
    assert "default-src 'none'" in page
    assert "@import" not in page


def test_the_contents_are_listed_from_five_sections_on() -> None:
    few, many = (written("".join(f"## Avsnitt {it}\n\nText.\n\n" for it in range(n))) for n in (4, 5))
    assert few.find(".//nav") is None
    assert many.xpath("//nav//a/@href") == [f"#avsnitt-{it}" for it in range(5)]


def test_a_figure_leads_to_its_entry_and_the_entry_back_to_its_place() -> None:
    page = page_of(sample())
    marks = page.xpath("//a[@class='figured']")
    assert [(words(mark), mark.get("href")) for mark in marks] == [
        ("45,5", "#siffra%3Astaffing.vacancies"),
        ("1 003", "#siffra%3Aparticipations.recurring"),
        ("1", "#siffra%3Astaffing.vacancies"),
    ]
    assert marks[0].get("title") == "Vakanta tjänster: så är siffran räknad"
    assert page.get_element_by_id("siffra:staffing.vacancies").text_content() == "Vakanta tjänster: 45,5"
    assert [unquote(href) for href in page.xpath("//a[@class='back']/@href")] == [
        "#årsrapport-2017-å-ä-ö"
    ] * 2


def test_a_figure_that_nothing_explains_is_plain_text() -> None:
    assert written("[15](figure:okänd) platser").xpath("//a[@class='figured']") == []


def test_a_picture_that_is_missing_is_told_in_words_and_shows_its_table() -> None:
    page = written("![Tre staplar.](picture:k)\n\nTabell: T\n\n| a | b |\n|:---|---:|\n| x | 1 |\n")
    assert words(page.find(".//figure/p")) == "Bilden saknas. Tre staplar."
    assert page.find(".//details").get("open") is not None


def test_a_table_without_rows_says_so() -> None:
    assert words(written("Tabell: T\n\n| a | b |\n|:---|---:|\n").find(".//tbody")) == "Inga uppgifter."


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it; #abc and #aabbcc."""
    digits = colour.removeprefix("#")
    parts = [
        int(digits[it : it + 2] if len(digits) == 6 else digits[it // 2] * 2, 16) / 255 for it in (0, 2, 4)
    ]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_colour_can_be_told_from_paper_and_band(scheme: int) -> None:
    style = (files("kfond") / "templates" / "document.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#\w+);", re.findall(r":root \{(.*?)\}", style, re.S)[scheme]))
    for ground in (colours["paper"], colours["band"]):
        for name in ("ink", "muted", "blue", "teal", "ochre", "plum", "brick"):
            assert contrast(colours[name], ground) >= 4.5, name
    assert contrast(colours["rule"], colours["paper"]) >= 3


def test_what_the_page_carries_is_small() -> None:
    assert len(as_html(sample())) < 120_000


@pytest.mark.parametrize("font", WOFF2, ids=lambda font: font.name)
def test_the_fonts_have_every_sign_of_our_documents(font: Path) -> None:
    signs = set(MARKDOWN) | set("–”’·§−×½¹²³*†‡\N{NO-BREAK SPACE}\N{THIN SPACE}↑→←↓€…≤≥")
    for golden in ("annual-2017.md", "plan-2018-2019.md"):
        signs |= set((GOLDEN / golden).read_text(encoding="utf-8"))
    known = TTFont(BytesIO(font.read_bytes())).getBestCmap()
    assert {sign for sign in signs if ord(sign) not in known} == {"\n"}
