"""One document in several formats: each holds the same figures, in the same order and in the same cells."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest
from lxml import etree

from kfond import db
from kfond.plan.actions import proposal
from kfond.reports.actions import report_of
from kfond.reports.annual.as_document import as_document as report_document
from kfond.reports.documents.blocks import (
    Block,
    Box,
    Heading,
    ListBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    plain,
    tables_in,
)
from kfond.reports.documents.document import Document
from kfond.reports.documents.parsing import blocks_of
from kfond.reports.fronts import front_of
from kfond.reports.plan.as_document import as_document as plan_document
from kfond.reports.writers.docx import as_docx
from kfond.reports.writers.html import as_html
from kfond.reports.writers.pdf import as_pdf

TODAY = date(2018, 1, 15)
FIGURE = re.compile(r"[−+]?\d+(?:,\d+)?")
SIGNS = {0x200B: None, 0x2060: None, 0xAD: "-"}  # where a word may be divided; the hyphens of a PDF
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWN_NOWHERE = {"script", "style", "svg", "template", "title"}
ENDING = {"p", "li", "td", "th", "caption", "h1", "h2", "h3", "h4", "summary", "div", "dt", "dd", "br"}

Table = list[list[str]]


class Read(NamedTuple):
    """What a file says, and the cells of its tables; None for a format that has no cells."""

    text: str
    tables: list[Table] | None


def report(path: Path) -> Document:
    with db.reading(path) as session:
        found = report_of(session, 2017)
        return report_document(found, front_of(session, found.title, "Utkast", TODAY))


def plan(path: Path) -> Document:
    with db.reading(path) as session:
        found = proposal(session, 2018, 2018, TODAY)
        return plan_document(found, front_of(session, "Kompetensplan", "Förslag", TODAY))


DOCUMENTS = {"report": report, "plan": plan}


class Page(HTMLParser):
    """The text of a web page and the cells of its tables, as somebody reads them without script."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tables: list[Table] = []
        self._hidden = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in SHOWN_NOWHERE:
            self._hidden += 1
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in SHOWN_NOWHERE:
            self._hidden -= 1
        if tag in ("td", "th"):
            self._in_cell = False
        if tag in ENDING:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self.said.append(data)
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def read_html(document: Document) -> Read:
    page = Page()
    page.feed(as_html(document))
    page.close()
    return Read("".join(page.said), page.tables)


def read_docx(document: Document) -> Read:
    with zipfile.ZipFile(io.BytesIO(as_docx(document))) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    rows = (
        [list(row.iter(f"{WORD}tc")) for row in table.iter(f"{WORD}tr")] for table in body.iter(f"{WORD}tbl")
    )
    tables = [[[_said(cell) for cell in row] for row in table] for table in rows]
    return Read("\n".join(_said(each) for each in body.iter(f"{WORD}p")), tables)


def _said(element: etree._Element) -> str:
    parts = element.iter(f"{WORD}t", f"{WORD}br")
    return "".join(part.text or "" if part.tag == f"{WORD}t" else " " for part in parts)


def read_pdf(document: Document) -> Read:
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(document))).pages
    return Read("\n".join(page.extract_text() for page in pages), None)


READERS = {"html": read_html, "docx": read_docx, "pdf": read_pdf}


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of the document in its order, those of its tables cell by cell.

    Not the line below the title: a PDF has that at the head of its first page.
    """
    for block in blocks:
        match block:
            case Heading(line=line) | Paragraph(line=line, is_front=False):
                yield plain(line)
            case Box(blocks=inner):
                yield from lines_of(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from lines_of(item)
            case TableBlock(caption, heads, _, rows):
                yield plain(caption)
                yield from (plain(cell) for row in (heads, *rows) for cell in row)
            case PictureBlock(data=TableBlock() as data):
                yield from lines_of([data])
            case _:
                pass


def figures_in(text: str) -> list[str]:
    """Its figures; a sign such as ½ is two of them, as a PDF gives it."""
    return FIGURE.findall(unicodedata.normalize("NFKC", text.translate(SIGNS)))


def first_lacking(wanted: Sequence[str], present: Sequence[str]) -> str:
    """The first figure that does not come in its turn, with those before it; "" where all do.

    What a format adds (the list of contents, numbers of pages, heads repeated) may stand between.
    """
    rest = iter(present)
    for at, figure in enumerate(wanted):
        if not any(figure == other for other in rest):
            return " ".join(wanted[max(at - 5, 0) : at + 1])
    return ""


def cells(tables: Iterable[Table]) -> list[Table]:
    return [[[" ".join(cell.translate(SIGNS).split()) for cell in row] for row in table] for table in tables]


@pytest.fixture(scope="module")
def documents(fyrbodal_db: Path) -> Mapping[str, Document]:
    return {name: made(fyrbodal_db) for name, made in DOCUMENTS.items()}


@pytest.fixture(scope="module", params=[(name, form) for name in DOCUMENTS for form in READERS], ids="-".join)
def held(request: pytest.FixtureRequest, documents: Mapping[str, Document]) -> tuple[Sequence[Block], Read]:
    """The blocks of a document, and what one of its files says."""
    name, form = request.param
    return blocks_of(documents[name].markdown), READERS[form](documents[name])


def test_each_format_holds_every_figure_of_text_and_tables_in_order(
    held: tuple[Sequence[Block], Read],
) -> None:
    blocks, read = held
    wanted = figures_in("\n".join(lines_of(blocks)))
    present = figures_in(read.text)
    assert len(wanted) > 300
    assert first_lacking(wanted, present) == ""
    changed = [*wanted[:200], "987654", *wanted[201:]]
    assert first_lacking(changed, present).endswith("987654")
    assert first_lacking([*wanted, *wanted[-100:]], present) != "", "no format says so much beside"


def test_each_cell_stands_where_the_document_has_it(held: tuple[Sequence[Block], Read]) -> None:
    blocks, read = held
    if read.tables is None:
        pytest.skip("the text of a PDF has no cells")
    told = [[list(map(plain, row)) for row in (table.heads, *table.rows)] for table in tables_in(blocks)]
    assert cells(read.tables) == cells(told)
