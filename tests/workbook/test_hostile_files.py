"""Files that are damaged, endless or made to do harm: each ends in a refusal, and soon."""

import io
import struct
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kfond.errors import Refusal
from kfond.workbook import read_workbook
from samples import (
    KINDS,
    MESSY,
    as_docx,
    as_xls,
    as_xlsx,
    book_parts,
    document,
    sheet_part,
    strings,
    table,
    zipped,
)

ONE = "<row r='1'><c r='A1'><v>1</v></c></row>"
ONE_TEXT = {"xl/sharedStrings.xml": strings("<t>a</t>")}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "The file is damaged or no workbook. Open it in Excel or LibreOffice"
NO_WORKBOOK = "The file is neither a workbook nor a table of text, whatever its name says."
POINTS_NOWHERE = "b.xlsx, Blad1!A1: The cell points to a text or a look that is not in the file"
SECONDS = 20


def refusal_of(content: bytes, folder: Path, name: str = "b.xlsx") -> str:
    (folder / name).write_bytes(content)
    began = time.process_time()
    with pytest.raises(Refusal) as refusal:
        read_workbook(folder / name)
    assert time.process_time() - began < SECONDS
    return str(refusal.value)


def without(parts: Mapping[str, str | bytes], name: str) -> dict[str, str | bytes]:
    return {part: content for part, content in parts.items() if part != name}


def laughs(root: str) -> str:
    ten = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY l0 "ha">{ten}]><{root}>&l9;</{root}>'


OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (without(book_parts(ONE), "xl/workbook.xml"), NO_WORKBOOK),
        (
            without(book_parts(ONE), "xl/worksheets/sheet1.xml"),
            "b.xlsx, Blad1: The sheet is named in the file, but is not in it.",
        ),
        (
            without(book_parts(ONE), "xl/_rels/workbook.xml.rels"),
            "The sheet is named in the file, but is not in it.",
        ),
        (book_parts("<row><c t='s'><v>1</v></c></row>") | ONE_TEXT, POINTS_NOWHERE),
        (book_parts("<row><c t='s'><v>-1</v></c></row>") | ONE_TEXT, POINTS_NOWHERE),
        (book_parts("<row><c t='s'><v>0</v></c></row>"), POINTS_NOWHERE),
        (book_parts("<row><c s='7'><v>42796</v></c></row>"), POINTS_NOWHERE),
        (book_parts("<row r='-5'><c r='A-5'><v>1</v></c></row>"), DAMAGED),
        (book_parts("<row r='0'><c><v>1</v></c></row>"), DAMAGED),
        (book_parts("<row r='fem'/>"), DAMAGED),
        (book_parts("<row r='1'><c r='A0'><v>1</v></c></row>"), DAMAGED),
        (book_parts("<row r='1'><c r='XFE1'><v>1</v></c></row>"), DAMAGED),
        (book_parts("<row r='1048576'><c><v>1</v></c></row><row><c><v>1</v></c></row>"), DAMAGED),
        (book_parts("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"), DAMAGED),
        (book_parts(ONE, "{rows}<mergeCells><mergeCell ref='A1:ÅÄÖ'/></mergeCells>"), DAMAGED),
        (book_parts(ONE, "{rows}<oavslutat>"), DAMAGED),
        (book_parts(ONE) | {"xl/styles.xml": "<styleSheet"}, DAMAGED),
        (
            book_parts(ONE, listed='<sheet name="BLAD1" sheetId="2" r:id="b"/>')
            | {"xl/worksheets/sheet2.xml": sheet_part(ONE)},
            "b.xlsx, BLAD1: Two sheets have the name “BLAD1”. Give each sheet a name of its own.",
        ),
        (
            book_parts(ONE, listed='<sheet name="x" sheetId="2" r:id="a"/>' * 501),
            "more than 500 sheets or tables",
        ),
        (book_parts(ONE) | {"xl/worksheets/sheet1.xml": laughs("worksheet")}, DAMAGED),
        (book_parts(ONE) | {"xl/worksheets/sheet1.xml": laughs("worksheet").encode("utf-16")}, DAMAGED),
        (book_parts(ONE) | {"xl/workbook.xml": laughs("workbook")}, DAMAGED),
        (book_parts(ONE) | {"xl/_rels/workbook.xml.rels": OUTSIDE}, DAMAGED),
        (book_parts(ONE) | {"xl/styles.xml": OUTSIDE}, DAMAGED),
        ({"word/document.xml": laughs("document")}, DAMAGED),
        ({"word/document.xml": OUTSIDE}, DAMAGED),
        (book_parts(ONE) | {"xl/WORKBOOK.xml": "<x/>"}, DAMAGED),
        (
            book_parts("<row><c r='XFD1048576'><v>1</v></c></row>"),
            "b.xlsx, Blad1!XFD1048576: There is something to",
        ),
        (
            book_parts(f"<row><c t='inlineStr'><is><t>{'x' * 32_768}</t></is></c></row>"),
            "more than 32767 characters",
        ),
    ],
)
def test_parts_that_do_not_fit(parts: Mapping[str, str | bytes], told: str, tmp_path: Path) -> None:
    assert told in refusal_of(zipped(parts), tmp_path)


def test_what_is_only_odd_is_read(tmp_path: Path) -> None:
    odd = {name.upper().replace("/", "\\"): content for name, content in book_parts(ONE).items()}
    odd |= {
        "/etc/passwd": "x",
        "../../outside.xml": "<!DOCTYPE x>",
        "xl/externalLinks/externalLink1.xml": "<",
    }
    (tmp_path / "b.xlsx").write_bytes(zipped(odd))

    assert read_workbook(tmp_path / "b.xlsx").sheets[0].content(1, 1) == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "b.xlsx"]  # nothing was unpacked


@pytest.mark.parametrize(
    "rows",
    [
        f"<row>{'<c/>' * 16_384}</row>",
        "".join(f"<row r='{row}' s='1' customFormat='1'/>" for row in range(1, 1_000_001)),
    ],
    ids=["16 384 empty columns", "a million empty rows"],
)
def test_what_is_empty_costs_nothing(rows: str, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").write_bytes(
        zipped(book_parts(rows + "<row><c><v>1</v></c></row>"), zipfile.ZIP_DEFLATED)
    )

    began = time.process_time()
    sheet = read_workbook(tmp_path / "b.xlsx").sheets[0]

    assert [cell.content for cell in sheet.cells.values()] == [1]
    assert time.process_time() - began < SECONDS


def test_a_size_that_is_far_from_what_the_sheet_holds(tmp_path: Path) -> None:
    parts = book_parts(ONE, "<dimension ref='A1:XFD1048576'/>{rows}")
    (tmp_path / "b.xlsx").write_bytes(zipped(parts))

    assert len(read_workbook(tmp_path / "b.xlsx").sheets[0].cells) == 1


def a_bomb() -> bytes:
    return zipped(book_parts(ONE + " " * 30_000_000), zipfile.ZIP_DEFLATED)


def a_part_that_says_it_is_huge() -> bytes:
    """The size in the list of the zip is 2 GiB; the part itself is small."""
    made = bytearray(zipped(book_parts(ONE)))
    entry = made.rindex(b"PK\x01\x02")
    made[entry + 24 : entry + 28] = struct.pack("<I", 2**31)
    return bytes(made)


def a_part_that_says_it_is_small() -> bytes:
    """The size in the list of the zip is 10 bytes; the part itself has a hundred thousand."""
    made = bytearray(zipped(book_parts(ONE + " " * 100_000), zipfile.ZIP_DEFLATED))
    entry = made.rindex(b"PK\x01\x02")
    made[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(made)


def an_encrypted_part() -> bytes:
    made = bytearray(zipped(book_parts(ONE)))
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def a_name_that_stands_twice() -> bytes:
    target = io.BytesIO(zipped(book_parts(ONE)))
    with zipfile.ZipFile(target, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", sheet_part("<row><c><v>2</v></c></row>"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (a_bomb, "The file becomes more than 200 times larger when it is unpacked."),
        (a_part_that_says_it_is_huge, "The file is larger than 1024 megabytes when it is unpacked."),
        (a_part_that_says_it_is_small, DAMAGED),
        (an_encrypted_part, "The file is encrypted with a password."),
        (a_name_that_stands_twice, DAMAGED),
        (lambda: zipped(book_parts(ONE), zipfile.ZIP_LZMA), DAMAGED),
        (lambda: document(table("<w:tc/>") * 10_000), "The file has more than 500 sheets or tables."),
        (lambda: b"%PDF-1.7\n1 0 obj\n", NO_WORKBOOK),
        (lambda: b"{\\rtf1\\ansi Antal;3}", NO_WORKBOOK),
        (lambda: OLE + "WordDocument".encode("utf-16-le"), "a Word document of the kind before 2007 (.doc)"),
        (
            lambda: b"Antal;Orust;Tanum\n1;\x00;3\n",
            "b.xlsx, b!A2: Line 2 holds a sign that no text has, such as NUL",
        ),
        (lambda: b"\xff\xfeA", NO_WORKBOOK),
    ],
)
def test_files_that_do_harm_or_are_no_table(make: Callable[[], bytes], told: str, tmp_path: Path) -> None:
    assert told in refusal_of(make(), tmp_path)


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        (as_xlsx(MESSY), "svar.csv", "Antal tjänster"),
        (KINDS["csv, Windows-1252, semicolon"](MESSY), "svar.xlsx", "Antal tjänster"),
        (as_docx(MESSY), "svar.doc", "Socionomer"),
        (as_xls(MESSY), "svar.docx", "Antal tjänster"),
    ],
)
def test_the_content_tells_the_kind_whatever_the_name(
    content: bytes, name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)

    assert read_workbook(tmp_path / name).sheets[0].text(3, 1) == text


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "docx"])
def test_a_file_cut_short_anywhere(kind: str, tmp_path: Path) -> None:
    """Zips end with the list of their parts, so that no cut one is read; a cut .xls may still hold its cells."""
    whole = KINDS[kind](MESSY)
    (tmp_path / "b").write_bytes(whole)
    expected = read_workbook(tmp_path / "b").sheets[0].cells
    read = 0
    for length in range(8, len(whole) - 1, len(whole) // 60):
        (tmp_path / "b").write_bytes(whole[:length])
        try:
            assert read_workbook(tmp_path / "b").sheets[0].cells == expected
            read += 1
        except Refusal as refusal:
            assert len(refusal.problems) == 1
    assert read == 0 or kind == "xls"
