"""Tables in Word documents, from the XML that stands in the file."""

from pathlib import Path

import pytest

from kfond.errors import Refusal
from kfond.importers.layout import titles
from kfond.provenance import Place, Source
from kfond.workbook import Workbook, read_workbook
from kfond.workbook.sheets import Span
from samples import cell, document, paragraph, table


def read(folder: Path, body: str, **parts: str) -> Workbook:
    (folder / "svar.docx").write_bytes(document(body, **parts))
    return read_workbook(folder / "svar.docx")


def of_first(folder: Path, body: str) -> dict[str, object]:
    """The cells of the first table, by address."""
    return {cell.address: cell.content for cell in read(folder, body).sheets[0].cells.values()}


def row(*texts: str) -> str:
    return "".join(cell(paragraph(text)) for text in texts)


def test_each_table_is_a_sheet_with_the_paragraphs_before_it_as_titles(tmp_path: Path) -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr><w:r><w:t>Personal mars 2017</w:t></w:r></w:p>'
    book = read(
        tmp_path,
        heading
        + paragraph("Inom BoU")
        + table(row("Antal tjänster", "4,5"))
        + paragraph("Inom ekonomi")
        + table(row("Antal tjänster", "0181")),
    )

    assert [sheet.name for sheet in book.sheets] == ["Tabell 1", "Tabell 2"]
    assert [list(titles(sheet, 1)) for sheet in book.sheets] == [
        ["Inom BoU", "Personal mars 2017", "Tabell 1", "svar.docx"],
        ["Inom ekonomi", "Personal mars 2017", "Tabell 2", "svar.docx"],
    ]
    assert [sheet.source(1, 2) for sheet in book.sheets] == [
        Source(Place("svar.docx", "Tabell 1", "B1"), "4,5"),
        Source(Place("svar.docx", "Tabell 2", "B1"), "0181"),
    ]
    assert next(titles(book.sheets[0].turned(), 1)) == "Inom BoU"


def test_an_empty_table_counts_and_a_frame_around_tables_does_not(tmp_path: Path) -> None:
    frame = table(cell(table(row("inre 1")) + paragraph("")) + cell(table(row("inre 2")) + paragraph("")))
    boxed = table(cell(paragraph("yttre") + table(row("inre 3"))))

    book = read(tmp_path, table(row("", "")) + frame + boxed)

    assert {sheet.name: [cell.content for cell in sheet.cells.values()] for sheet in book.sheets} == {
        "Tabell 2": ["inre 1"],
        "Tabell 3": ["inre 2"],
        "Tabell 4": ["yttre"],
        "Tabell 5": ["inre 3"],
    }
    assert book.sheets[3].titles == ("yttre",)


def test_merged_cells_keep_the_grid(tmp_path: Path) -> None:
    wide, tall, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    sheet = read(
        tmp_path,
        table(
            cell(paragraph("Kommun"), tall) + cell(paragraph("Orust"), wide) + cell(paragraph("Tanum")),
            cell(paragraph(""), below) + row("2016", "2017", "2017"),
            '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + row("7", "8"),
        ),
    ).sheets[0]

    assert {cell.address: cell.content for cell in sheet.cells.values()} == {
        "A1": "Kommun",
        "B1": "Orust",
        "D1": "Tanum",
        "B2": "2016",
        "C2": "2017",
        "D2": "2017",
        "C3": "7",
        "D3": "8",
    }
    assert set(sheet.merged) == {Span(1, 1, 2, 1), Span(1, 2, 1, 3)}
    assert [sheet.heading(1, column) for column in (2, 3)] == ["Orust", "Orust"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (paragraph("två") + paragraph("stycken"), "två\nstycken"),
        ("<w:p><w:r><w:t>två</w:t><w:br/><w:t>rader</w:t></w:r></w:p>", "två\nrader"),
        (
            "<w:p><w:r><w:t>Habo</w:t><w:tab/><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r></w:p>",
            "Habo\t1-2",
        ),
        (
            "<w:p><w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins></w:p>",
            "5",
        ),
        ("<w:p><w:moveFrom><w:r><w:t>3</w:t></w:r></w:moveFrom><w:r><w:t>5</w:t></w:r></w:p>", "5"),
        (paragraph("3", "<w:strike/>") + paragraph("5"), "5"),
        (paragraph("3", '<w:strike w:val="0"/>'), "3"),
        (paragraph("3", "<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>"), "3"),
        (paragraph("3", "<w:vanish/>") + paragraph("5"), "5"),
        (
            "<w:p><w:r><w:t>3</w:t></w:r>"
            "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
            "3¹",
        ),
        (
            "<w:p><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:t>8</w:t></w:r></w:p>",
            "8",
        ),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + paragraph("Skriv antal här")
            + "</w:sdtContent></w:sdt>"
            + paragraph("8"),
            "8",
        ),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_a_reader_of_the_document_sees(content: str, text: str, tmp_path: Path) -> None:
    assert of_first(tmp_path, table(row("Antal") + cell(content))) == {"A1": "Antal", "B1": text}


def test_a_row_that_a_tracked_change_deletes_is_not_there(tmp_path: Path) -> None:
    body = table(row("a", "1"), "<w:trPr><w:del/></w:trPr>" + row("b", "2"), row("c", "3"))
    book = read(tmp_path, body)

    assert {cell.address: cell.content for cell in book.sheets[0].cells.values()} == {
        "A1": "a",
        "B1": "1",
        "A2": "c",
        "B2": "3",
    }
    assert [notice.in_words("en") for notice in book.notices] == [
        "svar.docx has tracked changes that nobody has accepted: what was put in was read, what was deleted was not."
    ]


def test_comments_and_footnotes_hang_on_their_cell(tmp_path: Path) -> None:
    pointed = (
        "<w:p><w:r><w:t>3</w:t></w:r><w:r><w:commentReference w:id='7'/></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    book = read(
        tmp_path,
        table(row("Antal") + cell(pointed)),
        comments=f"<w:comment w:id='7' w:author='Kim Test'>{paragraph('inkl. vikarier')}</w:comment>",
        footnotes=f"<w:footnote w:id='2'>{paragraph('Avser april')}</w:footnote>",
    )

    assert book.sheets[0].cells[(1, 2)].comment == "inkl. vikarier\nAvser april"


def test_figures_struck_through_are_told_of(tmp_path: Path) -> None:
    book = read(tmp_path, table(row("Antal") + cell(paragraph("3", "<w:strike/>") + paragraph("5"))))

    assert [notice.in_words("en") for notice in book.notices] == [
        "In the table “Tabell 1” figures are struck through and were left out: B1."
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (paragraph("Hej!"), "The document has no table. Put the figures in a table, or leave the file out"),
        (table(row("")) * 501, "The file has more than 500 sheets or tables. Copy the table alone"),
        ('<w:p><w:tc><w:tcPr><w:gridSpan w:val="två"/></w:tcPr></w:tc></w:p>', "The file is damaged"),
        (table('<w:tc><w:tcPr><w:gridSpan w:val="två"/></w:tcPr></w:tc>'), "The file is damaged"),
        (table(cell(paragraph(""), '<w:gridSpan w:val="99999999"/>') + row("1")), "right of column 512"),
        (table(row("x" * 32_768)), "The cell holds more than 32767 characters."),
        ("<w:tbl>", "The file is damaged"),
    ],
)
def test_documents_that_cannot_be_read(body: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read(tmp_path, body)

    assert told in str(refusal.value)
