"""Documents as Word files: what Word and a screen reader are told, and an organisation's own look."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from kfond.errors import ExitCode, Refusal
from kfond.reports.documents.blocks import (
    Align,
    Block,
    Box,
    Heading,
    ListBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    Text,
    plain,
)
from kfond.reports.documents.document import Document, Front
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.writers.docx import as_docx
from kfond.reports.writers.docx.widths import Room, widths
from kfond.reports.writers.images import as_png
from sample_document import DRAWING, HOSTILE, MARKDOWN, sample

EXAMPLE = Path(__file__).parents[2] / "examples" / "staffing.xlsx"
FRONT = Front(title="Rapport", organisation="Övningsförbundet", day=date(2018, 2, 1))


def part(content: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def written(markdown: str, style: Path | None = None) -> bytes:
    return as_docx(Document(FRONT, markdown), style)


def attribute(element: Any, name: str) -> str:
    return str(element.get(qn(name)))


def style_names(content: bytes) -> dict[str, str]:
    """The names of the styles by their ids."""
    styles = part(content, "word/styles.xml").findall(qn("w:style"))
    return {attribute(style, "w:styleId"): attribute(style.find(qn("w:name")), "w:val") for style in styles}


def words(paragraph: Any) -> str:
    """The text of a paragraph; a new line within it reads as a space, as it does in a block."""
    parts = paragraph.iter(qn("w:t"), qn("w:br"))
    return "".join(one.text if one.tag == qn("w:t") else " " for one in parts)


def paragraphs(content: bytes, style: str = "") -> list[str]:
    """The text of every paragraph that has any, or of those in one style, by its name in the file."""
    names = style_names(content)
    found = [
        (names[attribute(one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"), "w:val")], words(one))
        for one in part(content).iter(qn("w:p"))
    ]
    return [text for name, text in found if text and style in ("", name)]


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of every block, in the order of the document."""
    for block in blocks:
        match block:
            case Heading(line=line) | Paragraph(line=line):
                yield plain(line)
            case Box(blocks=inner):
                yield from texts(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from texts(item)
            case TableBlock(caption, heads, _, rows):
                yield plain(caption)
                yield from (plain(cell) for row in (heads, *rows) for cell in row)
            case PictureBlock(data=TableBlock() as data):
                yield from texts([data])
            case _:
                pass


def test_a_word_file_holds_the_text_of_the_document_and_no_other() -> None:
    assert paragraphs(as_docx(sample())) == [text for text in texts(blocks_of(MARKDOWN)) if text]


def test_hostile_text_stays_text() -> None:
    content = as_docx(sample())
    assert HOSTILE in paragraphs(content)
    assert part(content).findall(f".//{qn('w:instrText')}") == []


def test_signs_that_no_file_of_word_may_hold_are_left_out() -> None:
    assert paragraphs(written("# Rapport\n\nett\x0btvå\x1ftre \ufffe"))[1] == "etttvåtre "


def test_the_same_document_is_the_same_file() -> None:
    assert as_docx(sample()) == as_docx(sample())


def test_headings_have_the_styles_that_word_makes_its_outline_from() -> None:
    content = as_docx(sample())
    assert paragraphs(content, "Title") == ["Årsrapport 2017, å ä ö"]
    assert paragraphs(content, "heading 1") == [
        "Personalläget",
        "Deltagartillfällen",
        "Definitioner och källor",
    ]
    assert paragraphs(content, "heading 2") == ["Fientlig text"]


def test_every_table_has_a_head_that_is_repeated_rows_that_stay_whole_and_row_names() -> None:
    tables = list(part(as_docx(sample())).iter(qn("w:tbl")))
    assert len(tables) == 2
    for table in tables:
        rows = table.findall(qn("w:tr"))
        heads = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        assert (attribute(look, "w:firstRow"), attribute(look, "w:firstColumn")) == ("1", "1")
        assert attribute(table.getprevious().find(f"{qn('w:pPr')}/{qn('w:pStyle')}"), "w:val") == "Caption"


def test_numbers_are_set_to_the_right_and_no_rule_is_upright() -> None:
    document = part(as_docx(sample()))
    row = next(document.iter(qn("w:tbl"))).findall(qn("w:tr"))[1]
    sides = [cell.find(f".//{qn('w:jc')}") for cell in row.findall(qn("w:tc"))]
    assert [side is not None for side in sides] == [False, True, True, False]
    rules = {rule.tag for borders in document.iter(qn("w:tcBorders")) for rule in borders}
    assert rules == {qn("w:top"), qn("w:bottom")}


def test_every_picture_says_what_it_shows() -> None:
    about = next(part(as_docx(sample())).iter(qn("wp:docPr")))
    assert (about.get("descr"), about.get("title")) == (DRAWING.description, DRAWING.title)


def test_a_picture_that_the_document_lacks_is_said_in_words() -> None:
    assert "Staplar: 5 och 6." in paragraphs(written("# Rapport\n\n![Staplar: 5 och 6.](picture:borta)"))


def test_a_figure_leads_to_its_entry() -> None:
    document = part(as_docx(sample()))
    places = {
        attribute(start, "w:name"): words(start.getparent()) for start in document.iter(qn("w:bookmarkStart"))
    }
    links = [
        (words(link), places[attribute(link, "w:anchor")].partition(".")[0])
        for link in document.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    ]
    assert links == [
        ("45,5", "Vakanta tjänster: 45,5"),
        ("1 003", "Deltagartillfällen: 1 003"),
        ("1", "Vakanta tjänster: 45,5"),
    ]


def test_a_figure_without_an_entry_is_its_words_alone() -> None:
    content = written("# Rapport\n\nI allt [15](figure:okänd) tjänster.")
    assert paragraphs(content)[1] == "I allt 15 tjänster."
    assert list(part(content).iter(qn("w:hyperlink"))) == []


def test_a_link_leads_out_of_the_document() -> None:
    content = as_docx(sample())
    ties = part(content, "word/_rels/document.xml.rels")
    assert [tie.get("Target") for tie in ties if tie.get("TargetMode") == "External"] == [
        "https://example.org/sida"
    ]


def test_a_numbered_list_begins_anew_and_lists_may_nest() -> None:
    content = written("# Rapport\n\n1. ett\n2. två\n   - inne\n\nText.\n\n1. om igen")
    numbering = part(content, "word/numbering.xml")
    items = [
        (
            words(one),
            attribute(sign.find(qn("w:ilvl")), "w:val"),
            attribute(sign.find(qn("w:numId")), "w:val"),
        )
        for one in part(content).iter(qn("w:p"))
        for sign in one.iter(qn("w:numPr"))
    ]
    assert [(text, level) for text, level, _ in items] == [
        ("ett", "0"),
        ("två", "0"),
        ("inne", "1"),
        ("om igen", "0"),
    ]
    lists = [number for _, _, number in items]
    assert lists[0] == lists[1] and len(set(lists)) == 3
    starts = {
        attribute(one, "w:numId"): one.find(f".//{qn('w:startOverride')}")
        for one in numbering.iter(qn("w:num"))
    }
    assert starts[lists[0]] is not None and starts[lists[3]] is not None and starts[lists[2]] is None


@pytest.mark.parametrize(("sections", "is_listed"), [(4, False), (5, True)])
def test_more_than_four_sections_get_a_contents_list_that_shows_at_once(
    sections: int, is_listed: bool
) -> None:
    content = written("# Rapport\n\n" + "\n\n".join(f"## Del {n}\n\nText." for n in range(1, sections + 1)))
    document = part(content)
    assert ("TOC" in "".join(code.text for code in document.iter(qn("w:instrText")))) is is_listed
    names = {attribute(one, "w:name") for one in document.iter(qn("w:bookmarkStart"))}
    links = {words(one): attribute(one, "w:anchor") for one in document.iter(qn("w:hyperlink"))}
    assert list(links) == ([f"Del {n}" for n in range(1, sections + 1)] if is_listed else [])
    assert set(links.values()) == names
    assert part(content, "word/settings.xml").find(qn("w:updateFields")) is None, (
        "Word would ask when it opens"
    )


def test_the_language_is_swedish() -> None:
    content = as_docx(sample())
    languages = [attribute(one, "w:val") for one in part(content, "word/styles.xml").iter(qn("w:lang"))]
    assert languages == ["sv-SE"]
    assert docx.Document(io.BytesIO(content)).core_properties.language == "sv-SE"


def test_the_file_tells_of_itself_and_its_day_is_the_documents() -> None:
    about = docx.Document(io.BytesIO(as_docx(sample()))).core_properties
    assert (about.title, about.author) == ("Årsrapport 2017, å ä ö", "Övningsförbundet")
    assert about.subject == "Utkast · Dnr ÖF 2018/12"
    assert about.created == about.modified and about.created.date() == date(2018, 2, 1)


def test_status_and_case_number_stand_on_the_first_page_title_and_page_on_each() -> None:
    section = docx.Document(io.BytesIO(as_docx(sample()))).sections[0]
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_header.paragraphs] == ["Utkast · Dnr ÖF 2018/12"]
    assert [one.text for one in section.header.paragraphs] == [""]
    for foot in (section.footer, section.first_page_footer):
        assert [one.text for one in foot.paragraphs] == ["Årsrapport 2017, å ä ö\tSida 1 av 1"]
        assert re.findall(r"PAGE|NUMPAGES", etree.tostring(foot._element).decode()) == ["PAGE", "NUMPAGES"]


def wide_table(columns: int) -> str:
    cells = [str(n) for n in range(1, columns + 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (cells, ["---"] * columns, cells))


@pytest.mark.parametrize(("columns", "lying"), [(9, [False]), (10, [False, True, False])])
def test_a_table_of_more_than_nine_columns_lies_with_its_heading_and_its_notes(
    columns: int, lying: list[bool]
) -> None:
    content = written(
        f"# Rapport\n\nFörst.\n\n## Bred\n\nTabell: Antal\n\n{wide_table(columns)}\n\nNot.\n\n## Sedan\n\nSist."
    )
    sections = docx.Document(io.BytesIO(content)).sections
    assert [section.page_width > section.page_height for section in sections] == lying
    assert all("Sida" in section.footer.paragraphs[0].text for section in sections)
    ends = [words(one.getparent().getparent()) for one in part(content).iter(qn("w:sectPr"))][:-1]
    assert ends == (["Först.", "Not."] if len(lying) == 3 else [])


# An organisation's own file


def own_style(folder: Path, name: str = "mall.docx") -> Path:
    """A file as a Swedish Word writes it: its own ids, a logo at the head, its own margins, and text of its own."""
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Pt(99)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(as_png(DRAWING.wide, 100)))
    section.footer.paragraphs[0].text = "Storgatan 1"
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.size = Pt(17)
    renamed = {"Heading1": "Rubrik1", "ListBullet": "Punktlista", "Caption": "Beskrivning"}
    for style in document.styles.element.iter(qn("w:style")):
        style.set(qn("w:styleId"), renamed.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    document.add_paragraph("Hemligt utkast")
    document.add_picture(io.BytesIO(as_png(DRAWING.narrow, 90)))
    settings = document.settings.element
    for tag in ("documentProtection", "trackRevisions", "updateFields"):
        settings.insert(0, docx.oxml.OxmlElement(f"w:{tag}"))
    path = folder / name
    document.save(path)
    return path


def test_an_organisations_own_file_gives_page_styles_head_and_foot(tmp_path: Path) -> None:
    content = as_docx(sample(), own_style(tmp_path))
    names = style_names(content)
    assert (names["Rubrik1"], names["Punktlista"], names["Beskrivning"]) == (
        "heading 1",
        "List Bullet",
        "caption",
    )
    used = {attribute(one, "w:val") for one in part(content).iter(qn("w:pStyle"))}
    assert {"Rubrik1", "Punktlista", "Beskrivning"} < used and "Heading1" not in names
    assert used <= set(names)
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert section.left_margin == Pt(99)
    assert [one.text for one in section.footer.paragraphs] == ["Storgatan 1"]
    assert len(list(section.header._element.iter(qn("wp:docPr")))) == 1
    assert paragraphs(content) == paragraphs(as_docx(sample()))


def test_nothing_of_what_the_file_said_comes_along(tmp_path: Path) -> None:
    content = as_docx(sample(), own_style(tmp_path))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any("Hemligt" in archive.read(name).decode("latin-1") for name in archive.namelist())
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2, "the logo, and the picture of the document"
    settings = part(content, "word/settings.xml")
    acting = ("documentProtection", "trackRevisions", "updateFields")
    assert [settings.find(qn(f"w:{tag}")) for tag in acting] == [None] * 3
    assert "en-US" not in etree.tostring(part(content, "word/styles.xml")).decode()


def test_the_same_document_in_the_same_look_is_the_same_file(tmp_path: Path) -> None:
    style = own_style(tmp_path)
    assert as_docx(sample(), style) == as_docx(sample(), style)


def with_part(path: Path, name: str, content: bytes, *, replace: tuple[bytes, bytes] = (b"", b"")) -> Path:
    """The file with one part more, and with something else in its list of kinds."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()} | ({name: content} if name else {})
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(*replace)
    with zipfile.ZipFile(path, "w") as archive:
        for one, inside in parts.items():
            archive.writestr(one, inside)
    return path


def test_a_template_of_word_gives_its_look_too(tmp_path: Path) -> None:
    kinds = (b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml")
    content = as_docx(sample(), with_part(own_style(tmp_path, "mall.dotx"), "", b"", replace=kinds))
    assert docx.Document(io.BytesIO(content)).sections[0].left_margin == Pt(99)


OLD, LOCKED = b"\xd0\xcf\x11\xe0" + b"\0" * 600, "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"Kort brev", "The file is damaged or no Word document."),
        (b"PK\x03\x04" + b"\0" * 50, "The file is damaged or no Word document."),
        (OLD, "The file is a Word document of the kind before 2007 (.doc), or another old one."),
        (OLD + LOCKED, "The file is encrypted with a password."),
    ],
)
def test_a_file_that_is_no_word_document_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        written("# Rapport", path)
    assert refused.value.code is ExitCode.DATA
    assert refused.value.problems[0].in_words("en") == (
        f"mall.docx: {what} Save it in Word as .docx, without password and macros, or leave out --style."
    )


def test_a_workbook_macros_and_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for name, path in (
        ("The file has macros.", with_part(own_style(tmp_path, "mall.docm"), "word/vbaProject.bin", b"x")),
        ("The file is damaged or no Word document.", with_part(own_style(tmp_path), "word/styles.xml", bomb)),
        ("The file is no Word document.", EXAMPLE),
    ):
        with pytest.raises(Refusal) as refused:
            written("# Rapport", path)
        assert refused.value.problems[0].what.in_words("en") == name


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        written("# Rapport", tmp_path / "borta.docx")
    assert refused.value.code is ExitCode.USAGE


def test_a_list_of_entries_is_set_small_and_other_lists_are_not() -> None:
    content = written("# Rapport\n\n- läses\n\n## Källor\n\n- **[Tjänster](entry:a)** 5\n  - cell B5\n")
    assert paragraphs(content, "kfond källor") == ["Tjänster 5", "cell B5"]
    assert paragraphs(content, "List Bullet") == ["läses"]


def test_a_short_text_stays_on_the_page_of_what_it_announces() -> None:
    content = written(
        "# Rapport\n\nFörst.\n\nSå blev det:\n\nTabell: Ett\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n"
        "## Insats\n\n*(Beskriv den)*\n\nVi gör så.\n\n*Sist.*"
    )
    kept = {
        words(one): one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        for one in part(content).iter(qn("w:p"))
    }
    assert (kept["Först."], kept["Så blev det:"]) == (False, True)
    assert (kept["(Beskriv den)"], kept["Vi gör så."], kept["Sist."]) == (True, False, False)


def test_words_stand_whole_in_a_broader_font_where_there_is_room() -> None:
    table = TableBlock((), ((Text("Kommun"),), (Text("Deltagartillfällen"),)), (Align.LEFT, Align.RIGHT), ())
    ours, broad = widths(table, Room(9000)), widths(table, Room(9000, 1.15))
    assert ours == broad


SIGN = 9 * 20 * 0.58  # about what a sign takes in a table's text, in twentieths of a point


@pytest.mark.parametrize(
    ("row", "at", "whole"),
    [
        ("Orust|2021-12-01|Teoridag för samtliga medarbetare", 1, "2021-12-01"),
        ("Orust|1|personalomsättning bland familjehemssekreterare", 2, "familjehemssekreterare"),
        ("Orust|27 arbetsledare/chefer|nådda deltagare i aktiviteter", 1, "arbetsledare/chefer"),
    ],
)
def test_dates_and_long_words_stand_whole_where_there_is_room(row: str, at: int, whole: str) -> None:
    cells = tuple((Text(cell),) for cell in row.split("|"))
    heads = ((Text("Kommun"),), (Text("Dag"),), (Text("Vad"),))
    table = TableBlock((), heads, (Align.LEFT,) * 3, (cells,))
    assert widths(table, Room(5600))[at] >= len(whole) * SIGN


def test_a_table_that_just_has_no_room_for_a_broader_font_comes_as_near_to_it_as_it_can() -> None:
    head = "Verifikation|Dag|Vad|Rad|Hela kostnaden|Ansökans andel|Cell"
    row = "v-examination|2021-12-01|examination|Examination|62 400|62 400|införd för sig"
    table = TableBlock(
        (),
        tuple((Text(cell),) for cell in head.split("|")),
        (Align.LEFT,) * 7,
        (tuple((Text(cell),) for cell in row.split("|")),),
    )
    broad = sum(widths(table, Room(20_000, 1.15)))
    just_too_narrow = next(
        room
        for room in range(broad, 0, -1)
        if widths(table, Room(room))[1] < widths(table, Room(room + 1))[1]
    )
    assert widths(table, Room(just_too_narrow))[1] >= 0.9 * widths(table, Room(20_000))[1]
