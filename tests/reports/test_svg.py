"""The SVG of a picture: the same again, safe, whole, and told to a reader who does not see."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kfond.reports.annual.sections.care_costs import DRAWN, PARTS
from kfond.reports.pictures.drawing import draw
from kfond.reports.pictures.kinds import Amount, Bars, Stacks
from kfond.reports.pictures.lettering import plain
from picture_samples import PICTURES, titles

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("key", PICTURES)
def test_the_svg_is_that_of_the_golden_file(key: str) -> None:
    drawing = draw(PICTURES[key], key)
    for size, svg in (("wide", drawing.wide), ("narrow", drawing.narrow)):
        assert svg == (GOLDEN / f"{key}-{size}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", PICTURES)
def test_a_reader_who_does_not_see_gets_title_and_description(key: str) -> None:
    drawing = draw(PICTURES[key], key)
    for svg in (drawing.wide, drawing.narrow):
        root = ElementTree.fromstring(svg)
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and told is not None
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert (title.text, told.text) == (PICTURES[key].titles.title, drawing.description)


def test_ids_differ_between_pictures_and_sizes() -> None:
    drawings = [draw(PICTURES["stacks"], key) for key in ("one", "two")]
    found = [
        re.findall(r'\bid="([^"]+)"', svg) for drawing in drawings for svg in (drawing.wide, drawing.narrow)
    ]
    assert len(found[0]) == 4  # title, description, two patterns
    assert len(set(itertools.chain(*found))) == sum(map(len, found))


@pytest.mark.parametrize("key", PICTURES)
def test_nothing_from_outside_and_no_style_is_needed(key: str) -> None:
    svg = draw(PICTURES[key], key).wide
    assert not re.search(r"<style|style=|var\(|foreignObject|href|@import|<script", svg)
    for element in ElementTree.fromstring(svg).iter():
        painted = element.get("class")
        assert painted is None or element.get("fill") or element.get("stroke"), painted


def test_a_long_part_is_named_whole_above_its_column() -> None:
    parts = ("Arvode", "Omkostnader", "Konsulentkostnad")
    rows = (("Familjehem", (Amount(520), Amount(310), Amount(0))),)
    drawing = draw(Stacks(titles("Titel", "Vad ett vårddygn kostar", ("kr", "kr")), parts, rows), "parts")
    for svg in (drawing.wide, drawing.narrow):
        words = {"".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")}
        assert words >= set(parts)


def test_the_parts_of_a_care_day_are_called_in_the_picture_as_in_the_table() -> None:
    named = {PARTS[parts[0]]: name for name, parts in DRAWN.items()}
    assert all(name.startswith(part) for part, name in named.items())


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", 'A" onload="x', "R&D 'Ale'", "a\x00b\x1bc", "{{ 7 * 7 }}", "]]>", "\ud800"],
)
def test_a_hostile_name_stays_text(hostile: str) -> None:
    drawing = draw(Bars(titles(hostile, hostile, ("<", ">")), ((hostile, Amount(7)),)), hostile)
    for svg in (drawing.wide, drawing.narrow):
        root = ElementTree.fromstring(svg.encode("utf-8"))
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "rect", "text", "path"}
        assert root.findtext(f"{SVG}title") == plain(hostile)
