"""The files of the region: workbooks that look as people make them, and the other kinds that they send."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reproducible import save_reproducibly, save_zip

MARK = "Övningsmaterial: alla siffror är påhittade"
LETTERS = "Calibri"
MARKED = Font(name=LETTERS, size=11, italic=True, color="A8351F")
HEADED = Font(name=LETTERS, size=11, bold=True)
SHADED = PatternFill("solid", fgColor="E7ECF2")
RULE = Border(bottom=Side(style="thin", color="8A919C"))
GRID = Border(*[Side(style="thin", color="BFC4CB")] * 4)

Row = Sequence[object]
Rows = Sequence[Row]


@dataclass(frozen=True)
class Look:
    """How a sheet is dressed: neat ones have a shaded heading and a grid, plain ones nothing but bold headings."""

    widths: tuple[float, ...] = ()
    is_neat: bool = True
    heading_rows: int = 1
    last_is_sum: bool = False


def new_book() -> Workbook:
    """A workbook without sheets."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = MARK
    return book


def add_sheet(
    book: Workbook, name: str, titles: Sequence[str], rows: Rows, look: Look | None = None, mark: str = MARK
) -> Worksheet:
    """A sheet with its titles, the mark that the figures are made up, an empty row, and a table.

    An empty text leaves its cell empty. The table begins in the row after the empty one.
    """
    look = look or Look()
    sheet = book.create_sheet(name)
    for number, title in enumerate(titles, start=1):
        sheet.cell(number, 1, title).font = Font(name=LETTERS, bold=True, size=14 if number == 1 else 11)
    sheet.cell(len(titles) + 1, 1, mark).font = MARKED
    first = len(titles) + 3
    widths = look.widths or (26.0, *[11.0] * (max(map(len, rows), default=1) - 1))
    for number, row in enumerate(rows, start=first):
        is_heading = number < first + look.heading_rows
        for column, content in enumerate(row, start=1):
            _write(sheet, number, column, content, look, is_heading=is_heading)
        if len(row) > 1:
            lines = max(_lines(content, width) for content, width in zip(row, widths, strict=False))
            sheet.row_dimensions[number].height = 15 * lines
    if look.last_is_sum:
        for cell in sheet[first + len(rows) - 1]:
            cell.font = HEADED
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    _set_page(sheet)
    return sheet


def _write(sheet: Worksheet, row: int, column: int, content: object, look: Look, *, is_heading: bool) -> None:
    cell = sheet.cell(row, column)
    if content != "":
        cell.value = content
    if isinstance(content, date):
        cell.number_format = "yyyy-mm-dd"
    if is_heading:
        cell.font = HEADED
        side = "left" if column == 1 else "center"
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=side)
        if look.is_neat:
            cell.fill = SHADED
    elif isinstance(content, str) and content and column > 1:
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
    elif content != "":
        cell.alignment = Alignment(vertical="top")
    if look.is_neat:
        cell.border = GRID


def _lines(content: object, width: float) -> int:
    """How many lines a text takes in a column of so many letters."""
    return max(1, ceil(len(content) / width)) if isinstance(content, str) else 1


def _set_page(sheet: Worksheet) -> None:
    """Landscape, one page wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def save_workbook(book: Workbook, target: Path, day: date) -> None:
    """Write an .xlsx file, dated that day."""
    target.parent.mkdir(parents=True, exist_ok=True)
    save_reproducibly(book, target, _noon(day))


def save_csv(target: Path, rows: Rows, delimiter: str, encoding: str) -> None:
    """Write a table as text, decimals with a comma as a Swedish Excel does."""
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows([[_as_text(content) for content in row] for row in rows])
    target.write_bytes(text.getvalue().encode(encoding))


def save_xls(target: Path, name: str, rows: Rows) -> None:
    """Write a file of the old Excel."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(name)
    sheet.col(0).width = 30 * 256
    for number, row in enumerate(rows):
        for column, content in enumerate(row):
            if content != "":
                sheet.write(number, column, content, xlwt.easyxf("font: bold on" if number == 0 else ""))
    book.save(str(target))


def save_ods(target: Path, name: str, rows: Rows, day: date) -> None:
    """Write a file of LibreOffice."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    table = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    body = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(name)}">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    save_zip(
        target,
        {"mimetype": kind.encode(), "META-INF/manifest.xml": _xml(manifest), "content.xml": _xml(body)},
        _noon(day),
    )


def save_docx(target: Path, before: Sequence[str], rows: Rows, after: Sequence[str], day: date) -> None:
    """Write a letter with one table: paragraphs, the table, paragraphs."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    packed = "application/vnd.openxmlformats-package.relationships+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    table = "".join(f"<w:tr>{''.join(map(_docx_cell, row))}</w:tr>" for row in rows)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = max(len(row) for row in rows)
    grid = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    body = (
        f'<w:document xmlns:w="{space}"><w:body>{_paragraphs(before)}<w:tbl><w:tblPr><w:tblBorders>{sides}'
        f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{table}</w:tbl>{_paragraphs(after)}</w:body>"
        "</w:document>"
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{packed}"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="word/document.xml"/></Relationships>'
    )
    entries = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": body}
    save_zip(target, {name: _xml(text) for name, text in entries.items()}, _noon(day))


def number_of(figure: object) -> Mapping[str, object] | None:
    """The attributes of a figure in an .ods cell; None for words."""
    if isinstance(figure, int | float):
        return {"office:value-type": "float", "office:value": figure}
    return None


def _ods_cell(content: object) -> str:
    if content == "":
        return "<table:table-cell/>"
    attributes = number_of(content) or {"office:value-type": "string"}
    told = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell {told}><text:p>{escape(_as_text(content))}</text:p></table:table-cell>"


def _docx_cell(content: object) -> str:
    return f"<w:tc><w:tcPr/>{_paragraphs([_as_text(content)])}</w:tc>"


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in texts)


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def _as_text(content: object) -> str:
    return str(content).replace(".", ",") if isinstance(content, float) else str(content)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - a date on paper; files have no zone
