"""Word forms as funders make them, written by the test: content controls, tables, headings, check boxes. Made up."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def control(tag: str, alias: str, inner: str = "", kind: str = "<w:text/>") -> str:
    """A content control as Word writes it, with its placeholder."""
    content = (
        inner
        or "<w:p><w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>Klicka här</w:t></w:r></w:p>"
    )
    return (
        f"<w:sdt {nsdecls('w')} {W14}><w:sdtPr><w:alias w:val='{alias}'/><w:tag w:val='{tag}'/>"
        f"<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def form_of(headings: list[str], hints: dict[str, str], controls: list[str], cells: list[str]) -> bytes:
    """A form: headings with room below, a hint in parenthesis beneath some, controls, and a table of labels."""
    document = docx.Document()
    for heading in headings:
        document.add_heading(heading, 2)
        if heading in hints:
            document.add_paragraph(f"({hints[heading]})")
        document.add_paragraph("")
    body = document.element.body
    for each in controls:
        body.insert(len(body) - 1, parse_xml(each))
    if cells:
        table = document.add_table(rows=len(cells), cols=2)
        for row, label in zip(table.rows, cells, strict=True):
            row.cells[0].text = f"{label}:"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def words_in(content: bytes) -> str:
    """Every word of a Word file, in order, with those of its controls and tables."""
    body = docx.Document(io.BytesIO(content)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    return " ".join(part.text or "" for part in body.iter(name))


def application(name: str) -> str:
    """The file of a made-up application."""
    return (Path(__file__).parent / "applications" / f"{name}.md").read_text(encoding="utf-8")
