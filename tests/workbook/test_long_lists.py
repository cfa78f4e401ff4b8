"""Sheets with more than 50 000 filled cells: their first rows as cells, the rest one at a time."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from kfond.errors import Refusal
from kfond.workbook import Workbook, read_workbook
from samples import as_ods, as_text, as_xls, book_parts, strings, styles, zipped

ROWS = 10_001  # of five cells
LIST = [
    ["Namn", "Kommun", "Tjänst", "Början", "År"],
    *([f"p{n}", "Orust", 0.5, "2010", n] for n in range(1, ROWS)),
]


def in_xml(row: int, more: str = "") -> str:
    cells = (
        f'<c r="A{row}" t="s"><v>0</v></c><c r="B{row}" t="inlineStr"><is><t>Orust</t></is></c>'
        f'<c r="C{row}"><v>0.5</v></c><c r="D{row}" s="0"><v>42796</v></c><c r="E{row}"><v>{row}</v></c>'
    )
    return f'<row r="{row}">{cells}{more}</row>'


def read(folder: Path, rows: str, around: str = "{rows}") -> Workbook:
    parts = book_parts(rows, around)
    parts |= {"xl/sharedStrings.xml": strings("<t>p</t>"), "xl/styles.xml": styles(("yyyy-mm-dd", ""))}
    (folder / "b.xlsx").write_bytes(zipped(parts, zipfile.ZIP_DEFLATED))
    return read_workbook(folder / "b.xlsx")


def test_a_long_list_is_walked_row_by_row(tmp_path: Path) -> None:
    rows = "".join(in_xml(row) for row in range(3, 3 + ROWS))

    sheet = read(tmp_path, rows, "{rows}<mergeCells><mergeCell ref='A1:C2'/></mergeCells>").sheets[0]

    assert (sheet.is_long, sheet.last_row, len(sheet.cells)) == (True, 202, 1000)
    day = datetime(2017, 3, 2)  # noqa: DTZ001
    assert [sheet.content(3, column) for column in range(1, 6)] == ["p", "Orust", 0.5, day, 3]
    walked = list(sheet.rows())
    assert (len(walked), walked[0][0], walked[-1]) == (ROWS, 3, (10_003, ["p", "Orust", 0.5, day, 10_003]))
    assert [type(content) for content in walked[-1][1]] == [str, str, float, datetime, int]
    assert len(list(sheet.rows(after=10_000))) == 3
    assert len(list(sheet.rows())) == ROWS  # as often as one asks
    assert sheet.heading(2, 3) == sheet.text(1, 1)


@pytest.mark.parametrize("kind", ["xls", "ods", "csv", "tsv"])
def test_a_long_list_of_another_kind(kind: str, tmp_path: Path) -> None:
    made = {
        "xls": lambda: as_xls(LIST),
        "ods": lambda: as_ods(LIST),
        "csv": lambda: as_text(LIST, ";", "cp1252"),
        "tsv": lambda: as_text(LIST, "\t", "utf-16"),
    }
    (tmp_path / "lista").write_bytes(made[kind]())

    sheet = read_workbook(tmp_path / "lista").sheets[0]

    walked = list(sheet.rows())
    assert (sheet.is_long, len(walked), len(sheet.cells)) == (True, ROWS, 1000)
    assert [str(content) for content in walked[-1][1]] == ["p10000", "Orust", "0.5", "2010", "10000"]
    assert str(sheet.place(walked[-1][0], 5)) == "lista, {}!E10001".format(
        "lista" if kind[1:] == "sv" else "Blad1"
    )


def test_what_is_not_seen_in_a_long_list_is_said(tmp_path: Path) -> None:
    rows = "".join(in_xml(row) for row in range(1, ROWS))
    odd = in_xml(
        ROWS, '<c r="F1" t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c><c r="G1"><f>[1]Blad1!A1</f><v>1</v></c>'
    )

    book = read(tmp_path, rows + odd.replace("<row ", '<row hidden="1" '))

    assert [notice.in_words("en") for notice in book.notices] == [
        "The sheet “Blad1” is a long list: its comments, and the colours and formulas of its cells, are not read.",
        "On the sheet “Blad1” 1 row is hidden. It was read like the others.",
        "On the sheet “Blad1” 1 cell holds an error such as #N/A and is read as empty: F1.",
        "On the sheet “Blad1” formulas take their value from another file: G1. "
        "The values are those of the day when the file was last saved.",
    ]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ('<c r="XFD9"><v>1</v></c>', "reaches over more than 20000000 cells, filled or not"),
        ('<c r="XFE9"><v>1</v></c>', "The file is damaged"),
        ('<c r="A1048577"><v>1</v></c>', "The file is damaged"),
        ('<c r="F9"><v>1</x></c>', "The file is damaged"),
    ],
)
def test_long_lists_that_are_refused(last: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        read(tmp_path, "".join(in_xml(row) for row in range(1, ROWS)) + in_xml(ROWS, last))

    assert told in str(refusal.value)


def test_a_formula_without_a_value_is_a_problem_of_its_own(tmp_path: Path) -> None:
    last = f'<c r="F{ROWS}"><f>1+2</f><v></v></c>'
    workbook = read(tmp_path, "".join(in_xml(row) for row in range(1, ROWS)) + in_xml(ROWS, last))

    assert [str(problem.place) for problem in workbook.problems] == [f"{workbook.file}, Blad1!F{ROWS}"]
    assert workbook.problems[0].what.in_words("en").startswith("The formula =1+2 has no value")


def test_a_list_written_in_an_unusual_way_is_read_all_the_same(tmp_path: Path) -> None:
    rows = "".join(in_xml(row).replace('<c r="C', '<c s="0" r="C') for row in range(1, ROWS + 1))

    sheet = read(tmp_path, rows).sheets[0]

    assert (sheet.is_long, len(list(sheet.rows()))) == (False, ROWS)


def test_lines_that_do_not_fit_are_told_before_a_long_list_is_given_out(tmp_path: Path) -> None:
    text = (
        as_text(LIST, ";", "utf-8").replace(b"p9000;", b"p9000;;").replace(b"p9500;Orust", b"p9500;Oru\0st")
    )
    (tmp_path / "a.csv").write_bytes(text)
    with pytest.raises(
        Refusal, match=r"^a\.csv, a!A9501: Line 9501 holds a sign that no text has, such as NUL"
    ):
        read_workbook(tmp_path / "a.csv")

    (tmp_path / "a.csv").write_bytes(text.replace(b"\0", b""))
    with pytest.raises(
        Refusal, match=r"^a\.csv, a!F9001: Line 9001 has 6 cells, but the heading on line 1 has 5"
    ):
        read_workbook(tmp_path / "a.csv")


def test_of_many_lines_with_one_fault_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a;b;c\n" + "1;2;3;4\n" * 30, encoding="utf-8")

    with pytest.raises(Refusal) as refusal:
        read_workbook(tmp_path / "a.csv")

    told = [problem.in_words("en") for problem in refusal.value.problems]
    assert len(told) == 21
    assert told[0].startswith("a.csv, a!D2: Line 2 has 4 cells")
    assert told[-1].startswith("a.csv, a!D21: 10 more lines have the same fault.")
