"""What a cell of .xlsx holds, shows and hangs on it, from the XML that stands in the file."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from kfond.errors import Refusal
from kfond.workbook import Sheet, Workbook, read_workbook
from samples import SHEETS, book_parts, sheet_part, strings, styles, ties, zipped

TEXT = "<row><c t='inlineStr'><is><t>Antal</t></is></c></row>"


def read(parts: dict[str, str | bytes], folder: Path) -> Workbook:
    (folder / "b.xlsx").write_bytes(zipped(parts))
    return read_workbook(folder / "b.xlsx")


def first(parts: dict[str, str | bytes], folder: Path) -> Sheet:
    return read(parts, folder).sheets[0]


def notices(parts: dict[str, str | bytes], folder: Path) -> list[str]:
    return [notice.in_words("en") for notice in read(parts, folder).notices]


@pytest.mark.parametrize(
    ("cell", "content"),
    [
        ("<c><v>3</v></c>", 3),
        ("<c><v>3.5</v></c>", 3.5),
        ("<c><v>1E3</v></c>", 1000.0),
        ("<c t='n'><v> 4 </v></c>", 4),
        ("<c t='b'><v>1</v></c>", True),
        ("<c t='b'><v>0</v></c>", False),
        ("<c t='e'><v>#N/A</v></c>", "#N/A"),
        ("<c t='str'><f>A1</f><v>ca 3</v></c>", "ca 3"),
        ("<c t='d'><v>2017-03-31T00:00:00</v></c>", datetime(2017, 3, 31)),  # noqa: DTZ001
        ("<c t='s'><v>1</v></c>", "0181"),  # a text that looks like a number stays a text
        ("<c t='s'><v>0</v></c>", "tre"),
        ("<c t='inlineStr'><is><t>två\nrader</t></is></c>", "två\nrader"),
        ("<c t='inlineStr'><is><t>a_x000D_b_x0000_</t></is></c>", "a\rb_x0000_"),
        ("<c><v>1_000</v></c>", "1_000"),  # Python would take it for a number
        ("<c><v>inf</v></c>", "inf"),
        ("<c s='0'><v>0.5</v></c>", 0.5),
    ],
)
def test_contents(cell: str, content: object, tmp_path: Path) -> None:
    parts = book_parts(f"<row>{cell}</row>")
    parts |= {
        "xl/sharedStrings.xml": strings("<t>tre</t>", "<t>0181</t>"),
        "xl/styles.xml": styles(("General", "")),
    }
    sheet = first(parts, tmp_path)

    assert (sheet.content(1, 1), type(sheet.content(1, 1))) == (content, type(content))


@pytest.mark.parametrize(
    "cell",
    [
        "<c/>",
        "<c s='0'/>",
        "<c t='s'><v/></c>",
        "<c t='str'><f>IF(A1=0,\"\",A1)</f><v></v></c>",  # an empty text is what the formula gave
        "<c t='inlineStr'><is><t>  </t></is></c>",
    ],
)
def test_cells_that_hold_nothing(cell: str, tmp_path: Path) -> None:
    sheet = first(book_parts(TEXT + f"<row>{cell}</row>"), tmp_path)

    assert list(sheet.cells) == [(1, 1)]


@pytest.mark.parametrize(
    ("number", "code", "content", "shown"),
    [
        ("42796", "d-mmm", datetime(2017, 3, 2), "2-mar"),  # noqa: DTZ001  (typed as 2-3)
        ("42796", "yyyy-mm-dd", datetime(2017, 3, 2), "2017-03-02"),  # noqa: DTZ001
        ("42796", '[$-41D]d" "mmmm" "yyyy;@', datetime(2017, 3, 2), "2 mars 2017"),  # noqa: DTZ001
        ("42796", "d/m", datetime(2017, 3, 2), "2/3"),  # noqa: DTZ001
        ("42796.75", "dddd hh:mm", datetime(2017, 3, 2, 18), "torsdag 18:00"),  # noqa: DTZ001
        ("0.5", "h:mm", time(12), "12:00"),
        ("1.5", "[h]:mm", timedelta(hours=36), ""),
        ("1", "yyyy-mm-dd", datetime(1900, 1, 1), "1900-01-01"),  # noqa: DTZ001
        ("-1", "yyyy-mm-dd", "########", ""),
        ("99999999999", "yyyy-mm-dd", "########", ""),
        ("0.5", "0%", 0.5, "50%"),
        ("0.125", "0.0%", 0.125, "12,5%"),
        ("181", "0000", 181, "0181"),
        ("5", '0" st"', 5, "5 st"),
        ("1234", "#\\ ##0", 1234, ""),
        ("5", "General", 5, ""),
        ("5", "0", 5, ""),
        ("5", '[Red]0" dagar"', 5, "5 dagar"),
        ("5", '"Dag" 0', 5, "Dag 5"),
        ("5", "0.00E+00", 5, ""),
        ("5000", "0,", 5000, ""),
    ],
)
def test_number_formats(number: str, code: str, content: object, shown: str, tmp_path: Path) -> None:
    parts = book_parts(f"<row><c s='0'><v>{number}</v></c></row>")
    cell = first(parts | {"xl/styles.xml": styles((code, ""))}, tmp_path).cells[(1, 1)]

    assert (cell.content, cell.shown) == (content, shown)


def test_days_counted_from_1904(tmp_path: Path) -> None:
    parts = book_parts("<row><c s='0'><v>41334</v></c></row>", more='<workbookPr date1904="1"/>')

    sheet = first(parts | {"xl/styles.xml": styles(("yyyy-mm-dd", ""))}, tmp_path)

    assert sheet.content(1, 1) == datetime(2017, 3, 2)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<r><t>3</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r>", "3¹"),
        ("<r><rPr><strike/></rPr><t>3</t></r><r><t> 5</t></r>", " 5"),
        ("<r><rPr><strike val='0'/></rPr><t>3</t></r><r><t>5</t></r>", "35"),
        ("<t>3</t><rPh sb='0' eb='1'><t>9</t></rPh>", "3"),
    ],
)
def test_letters_of_several_kinds(item: str, text: str, tmp_path: Path) -> None:
    parts = book_parts("<row><c t='s'><v>0</v></c></row>") | {"xl/sharedStrings.xml": strings(item)}

    assert first(parts, tmp_path).content(1, 1) == text


def test_figures_struck_through_are_told_of(tmp_path: Path) -> None:
    parts = book_parts(
        "<row><c s='1'><v>3</v></c><c t='s'><v>0</v></c><c s='1' t='inlineStr'><is><t>x</t></is></c></row>"
    )
    parts |= {
        "xl/styles.xml": styles(("General", ""), ("General", "<strike/>")),
        "xl/sharedStrings.xml": strings("<r><rPr><strike/></rPr><t>4</t></r><r><t>5</t></r>"),
    }

    assert notices(parts, tmp_path) == [
        "On the sheet “Blad1” figures are struck through: A1, B1. A cell that is struck through as a whole was "
        "read like the others; of other cells, what is struck through was left out."
    ]


def test_comments_without_the_names_of_those_who_wrote_them(tmp_path: Path) -> None:
    run = "<r><rPr><b/></rPr><t>{name}</t></r><r><t>{text}</t></r>"
    note = f"<comment ref='{{at}}' authorId='0'><text>{run}</text></comment>"
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    parts = book_parts("<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>")
    parts |= {
        "xl/worksheets/_rels/sheet1.xml.rels": ties(a="comments ../comments1.xml").replace(
            "</Relationships>", ""
        )
        + '<Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="/xl/threadedComments/threadedComment1.xml"/></Relationships>',
        "xl/comments1.xml": f"<comments xmlns='{SHEETS}'><authors><author>Kim Test</author></authors><commentList>"
        + note.format(at="A1", name="Kim Test:\n", text="inkl. vikarier")
        + note.format(at="B1", name="[Trådad kommentar]\n", text="Din version av Excel ...")
        + note.format(at="C9", name="", text="ingen siffra här")
        + "</commentList></comments>",
        "xl/threadedComments/threadedComment1.xml": f"<ThreadedComments xmlns='{threads}'>"
        "<threadedComment ref='B1'><text>Är det rätt?</text></threadedComment>"
        "<threadedComment ref='B1'><text>@Kim Test ja</text><mentions><mention startIndex='0' length='9'/></mentions>"
        "</threadedComment></ThreadedComments>",
    }
    book = read(parts, tmp_path)

    assert [cell.comment for cell in book.sheets[0].cells.values()] == [
        "inkl. vikarier",
        "Är det rätt?\nja",
        "",
    ]
    assert [notice.in_words("en") for notice in book.notices] == [
        "On the sheet “Blad1” empty cells have comments, which were not read: C9."
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_told_of(state: str, tmp_path: Path) -> None:
    parts = book_parts(TEXT, listed=f'<sheet name="Dold" sheetId="2" state="{state}" r:id="b"/>')
    parts["xl/worksheets/sheet2.xml"] = sheet_part(TEXT)
    book = read(parts, tmp_path)

    assert [(sheet.name, sheet.is_hidden) for sheet in book.sheets] == [("Blad1", False), ("Dold", True)]
    assert [notice.in_words("en") for notice in book.notices] == [
        "The sheet “Dold” is hidden. It was read like the others."
    ]


def test_values_from_another_file_and_macros_are_told_of(tmp_path: Path) -> None:
    parts = book_parts(
        "<row><c><f>[1]Blad1!A1</f><v>3</v></c><c><f t='shared' si='0' ref='B1:C1'>'[2]Åmål 2016'!$B$2</f>"
        "<v>4</v></c><c><f t='shared' si='0'/><v>5</v></c><c><f>SUM(Tabell1[[2016]:[2017]])</f><v>6</v></c></row>"
    )

    assert notices(parts | {"xl/vbaProject.bin": b"x"}, tmp_path) == [
        "The file has macros; they were not run.",
        "On the sheet “Blad1” formulas take their value from another file: A1, B1, C1. "
        "The values are those of the day when the file was last saved.",
    ]


@pytest.mark.parametrize(
    ("cell", "more"),
    [
        ("<c><f>1+2</f></c>", ""),
        ("<c><f>1+2</f><v></v></c>", ""),
        ("<c><f>1+2</f><v>0</v></c>", '<calcPr fullCalcOnLoad="1"/>'),  # as XlsxWriter writes it
    ],
)
def test_a_formula_that_nothing_calculated(cell: str, more: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"^b\.xlsx, Blad1!A1: The formula =1\+2 has no value"):
        read(book_parts(f"<row>{cell}</row>", more=more), tmp_path)


def test_a_picture_that_is_missing_and_a_chart_are_no_hindrance(tmp_path: Path) -> None:
    parts = book_parts(TEXT, listed='<sheet name="Diagram" sheetId="2" r:id="c"/>')
    parts |= {
        "xl/worksheets/_rels/sheet1.xml.rels": ties(a="drawing ../drawings/NULL"),
        "xl/chartsheets/sheet1.xml": f"<chartsheet xmlns='{SHEETS}'/>",
    }

    assert [sheet.name for sheet in read(parts, tmp_path).sheets] == ["Blad1"]


def test_a_workbook_with_a_chart_alone_holds_nothing(tmp_path: Path) -> None:
    parts = book_parts("", listed='<sheet name="Diagram" sheetId="2" r:id="c"/>')

    with pytest.raises(Refusal, match="holds nothing"):
        read(parts | {"xl/chartsheets/sheet1.xml": f"<chartsheet xmlns='{SHEETS}'/>"}, tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x="),
        lambda xml: xml.replace(SHEETS, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        lambda xml: xml.encode("utf-16"),
        lambda xml: "<?xml version='1.0' encoding='windows-1252'?>" + xml,
    ],
    ids=["prefix", "strict", "UTF-16", "Windows-1252"],
)
def test_other_ways_to_write_the_same_sheet(change: object, tmp_path: Path) -> None:
    parts = book_parts(
        "<row><c><v>1</v></c><c r='C1'><v>2</v></c><c><v>3</v></c></row><row r='4'><c><v>4</v></c></row>"
    )
    parts["xl/worksheets/sheet1.xml"] = change(parts["xl/worksheets/sheet1.xml"])  # type: ignore[operator]

    sheet = first(parts, tmp_path)

    assert {cell.address: cell.content for cell in sheet.cells.values()} == {
        "A1": 1,
        "C1": 2,
        "D1": 3,
        "A4": 4,
    }


def test_merged_cells(tmp_path: Path) -> None:
    sheet = first(
        book_parts(TEXT, around="{rows}<mergeCells><mergeCell ref='A1:C2'/></mergeCells>"), tmp_path
    )

    assert [sheet.heading(row, column) for row, column in ((1, 1), (2, 3), (3, 1))] == ["Antal", "Antal", ""]


CONTENTS = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9),
    st.booleans(),
    st.datetimes(datetime(1950, 1, 1), datetime(2050, 1, 1)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CONTENTS, min_size=1, max_size=6), min_size=1, max_size=6))
def test_cells_are_those_that_openpyxl_reads(
    rows: list[list[object]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("b") / "b.xlsx"
    book = Book()
    for row in [["Antal"], *rows]:
        book.active.append(
            [f"'{cell}" if isinstance(cell, str) and cell[:1] == "=" else cell for cell in row]
        )
    book.save(path)

    theirs = {
        (cell.row, cell.column): cell.value
        for row in load_workbook(path).active.iter_rows()
        for cell in row
        if cell.value is not None and str(cell.value).strip()
    }

    assert {at: cell.content for at, cell in read_workbook(path).sheets[0].cells.items()} == theirs
