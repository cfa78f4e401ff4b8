"""The same table as a file of every kind, each made with as little as the kind allows."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook

from workbooks import Rows

MESSY: Rows = [
    ["Personal inom BoU mars 2017"],
    ["", "Orust", "Tanum", "Åmål"],
    ["Antal tjänster", 8, 7, "6,5 +förstärkn=8"],
    ["Socionomer", "ca 3", "2-3", "alla"],
    ["Antal 0-2 år", 1, "1?", 0],
    ["Antal 2-5 år", 2, "", "vet ej"],
    ["Antal >5 år", 5, "4,5", "resten; utom chefen"],
    ["Administrativ avlastning", "Ja ca 50%", "Nej", "Ja, 0,5"],
]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def as_xlsx(rows: Rows) -> bytes:
    workbook = Workbook()
    workbook.active.title = "Blad1"
    for row in rows:
        workbook.active.append([None if cell == "" else cell for cell in row])
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def as_xls(rows: Rows) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Blad1")
    for at, row in enumerate(rows):
        for column, content in enumerate(row):
            if content != "":
                sheet.write(at, column, content)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def ods_cell(content: object) -> str:
    if content == "":
        return "<table:table-cell/>"
    if isinstance(content, int):
        return f'<table:table-cell office:value-type="float" office:value="{content}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(content))}</text:p></table:table-cell>'


def as_ods(rows: Rows) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    table = "".join(
        f"<table:table-row>{''.join(ods_cell(content) for content in row)}</table:table-row>" for row in rows
    )
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f'<office:document-content xmlns:office="{space}:office:1.0" '
            f'xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Blad1">{table}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def document(body: str, **parts: str) -> bytes:
    """A Word document with that body; `comments` and `footnotes` are other parts of it."""
    made = {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'}
    made |= {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}">{text}</w:{name}>' for name, text in parts.items()
    }
    return zipped({"[Content_Types].xml": "<Types/>", **made})


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run, with these properties of the run."""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr>{words}</w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell with these paragraphs in it."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows, each of them cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def as_docx(rows: Rows) -> bytes:
    """The first row, which is a title, as a paragraph; the rest as a table."""
    title, *body = rows
    return document(
        paragraph(str(title[0]))
        + table(*("".join(cell(paragraph(str(content))) for content in row) for row in body))
    )


def as_text(rows: Rows, delimiter: str, encoding: str) -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


KINDS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": as_xlsx,
    "xls": as_xls,
    "ods": as_ods,
    "docx": as_docx,
    "csv, UTF-8 with mark, semicolon": lambda rows: as_text(rows, ";", "utf-8-sig"),
    "csv, Windows-1252, semicolon": lambda rows: as_text(rows, ";", "cp1252"),
    "csv, UTF-8, comma": lambda rows: as_text(rows, ",", "utf-8"),
    "tsv, UTF-16": lambda rows: as_text(rows, "\t", "utf-16"),
}


SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_TIES = "http://schemas.openxmlformats.org/package/2006/relationships"


def ties(**targets: str) -> str:
    """The relations of a part: each keyword is an id, of the kind and to the part that it says ("kind part")."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{TIES}/{target.split()[0]}" Target="{target.split()[1]}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE_TIES}">{listed}</Relationships>'


def sheet_part(rows: str, around: str = "{rows}") -> str:
    """The XML of a sheet with these rows; `around` says what stands beside them."""
    inner = around.format(rows=f"<sheetData>{rows}</sheetData>")
    return f'<worksheet xmlns="{SHEETS}" xmlns:r="{TIES}">{inner}</worksheet>'


def book_parts(rows: str, around: str = "{rows}", listed: str = "", more: str = "") -> dict[str, str | bytes]:
    """The parts of a workbook whose first sheet, Blad1, has these rows as they stand in the XML.

    `listed` is put into the list of sheets, `more` beside that list.
    """
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": ties(a="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{TIES}"><sheets>'
        f'<sheet name="Blad1" sheetId="1" r:id="a"/>{listed}</sheets>{more}</workbook>',
        "xl/_rels/workbook.xml.rels": ties(
            a="worksheet worksheets/sheet1.xml",
            b="worksheet worksheets/sheet2.xml",
            c="chartsheet chartsheets/sheet1.xml",
            s="sharedStrings sharedStrings.xml",
            t="styles styles.xml",
        ),
        "xl/worksheets/sheet1.xml": sheet_part(rows, around),
    }


def styles(*looks: tuple[str, str]) -> str:
    """Styles: each look a number format and what its font says, such as ("d-mmm", "<strike/>")."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for at, (code, _) in enumerate(looks)
    )
    fonts = "".join(f"<font>{font}</font>" for _, font in looks)
    xfs = "".join(f'<xf numFmtId="{200 + at}" fontId="{at}"/>' for at in range(len(looks)))
    return (
        f'<styleSheet xmlns="{SHEETS}"><numFmts>{formats}</numFmts><fonts>{fonts}</fonts>'
        f'<cellStyleXfs><xf numFmtId="14" fontId="0"/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>'
    )


def strings(*items: str) -> str:
    """Shared strings, each as it stands in the XML."""
    return f'<sst xmlns="{SHEETS}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'
