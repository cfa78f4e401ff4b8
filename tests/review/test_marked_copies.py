"""Marked copies: what is wrong or in doubt stands marked in the cell, and a corrected copy can be imported."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from typer.testing import CliRunner, Result

from kfond.cli import app
from kfond.workbook import read_workbook
from samples import as_docx
from workbooks import STAFFING, Rows, with_cell, write_workbook

Json = Any
FAULTY: Rows = [
    ["Placeringar 2017"],
    ["Kommun", "Placeringsform", "Pågående"],
    ["Orust", "Familjehem", "4 (+ jour)"],
    ["Tannum", "HVB", "ca 3"],
]
"""A municipality that there is none of (A4), and a cell that cannot be read with certainty (C3)."""
NUMBER = "20121212-1212"  # a test date with a valid check digit
QUESTION = (
    "[Fråga från samordnaren]\n"
    "”4 (+ jour)” går inte att läsa säkert. Vi läste det som 4.\n"
    "Skriv ett rent svar, och orden i en kommentar.\n"
    "[Slut på frågan. Svara gärna här under.]"
)


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def kfond(*words: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["--today", "2018-01-15", *words])
    assert result.exit_code == exit_code, result.output
    return result


def marked(rows: Rows = FAULTY, *options: str) -> Json:
    """The marked copy of a sheet, opened."""
    file = write_workbook(Path("blad.xlsx"), Blad1=rows)
    kfond("review", "--marked", str(file), *options)
    return load_workbook("blad - att rätta.xlsx")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def look(cell: Any) -> tuple[str, str]:
    """The colour and the frame of a cell."""
    return str(cell.fill.fgColor.rgb)[2:], str(cell.border.left and cell.border.left.style)


# --- what stands where ----------------------------------------------------------------------------------


def test_a_problem_and_a_doubt_differ_in_colour_and_in_frame_and_say_what_to_do() -> None:
    sheet = marked()["Blad1"]
    assert (look(sheet["A4"]), look(sheet["C3"]), look(sheet["B3"])) == (
        ("F8CBAD", "thick"),
        ("FFF2CC", "mediumDashed"),
        ("000000", "None"),
    )
    assert sheet["C3"].comment.text == QUESTION
    assert "”Tannum” är ingen svensk kommun.\nMenade du Tanum?" in sheet["A4"].comment.text
    assert sheet["A4"].value == "Tannum"


def test_the_first_sheet_lists_every_mark_and_leads_to_it() -> None:
    book = marked()
    assert (book.sheetnames, book.active.title) == (["Att rätta", "Blad1"], "Att rätta")
    listing = book["Att rätta"]
    assert listing["A2"].value.startswith("I blad.xlsx finns 1 fel och 1 fråga.")
    assert [[cell.value for cell in row[:6]] for row in listing.iter_rows(min_row=7)] == [
        ["Nr", "Slag", "Blad", "Cell", "Så står det", "Vad det gäller"],
        [1, "Fel", "Blad1", "A4", "Tannum", "”Tannum” är ingen svensk kommun."],
        [
            2,
            "Fråga",
            "Blad1",
            "C3",
            "4 (+ jour)",
            "”4 (+ jour)” går inte att läsa säkert. Vi läste det som 4.",
        ],
    ]
    assert [listing[f"D{row}"].hyperlink.location for row in (8, 9)] == ["'Blad1'!A4", "'Blad1'!C3"]


def test_a_problem_without_a_cell_stands_on_the_first_sheet_alone_and_names_no_option() -> None:
    book = marked(with_cell(STAFFING, 1, 1, "Personal inom BoU"))
    listing = book["Att rätta"]
    assert [cell.value for cell in listing[8]] == [
        1,
        "Fel",
        "Blad1",
        None,
        None,
        "Bladet säger inte vilken dag siffrorna gäller.",
        "Skriv i titeln vilken dag siffrorna gäller, till exempel 2017-03-31.",
    ]
    assert not any(cell.comment for row in book["Blad1"].iter_rows() for cell in row)


def test_options_of_an_import_help_here_too() -> None:
    rows = with_cell(with_cell(STAFFING, 1, 1, "Personal"), 4, 2, "alla utom chefen")
    book = marked(rows, "--as-of", "2017-03-31", "--area", "BoU")
    assert look(book["Blad1"]["B4"]) == ("FFF2CC", "mediumDashed")


def test_of_merged_cells_the_first_is_marked() -> None:
    file = write_workbook(Path("blad.xlsx"), Blad1=FAULTY)
    book = load_workbook(file)
    book["Blad1"].merge_cells("A4:A5")
    book.save(file)
    kfond("review", "--marked", str(file))
    sheet = load_workbook("blad - att rätta.xlsx")["Blad1"]
    assert "Tannum" in sheet["A4"].comment.text
    assert look(sheet["A4"]) == ("F8CBAD", "thick")


def test_formats_and_comments_of_the_sender_are_kept() -> None:
    file = write_workbook(Path("blad.xlsx"), Blad1=FAULTY)
    book = load_workbook(file)
    book["Blad1"]["C3"].comment = Comment("frågat enhetschefen", "avsändaren")
    book["Blad1"]["A1"].font = Font(bold=True)
    book["Blad1"].column_dimensions["A"].width = 33
    book.save(file)
    kfond("review", "--marked", str(file))
    sheet = load_workbook("blad - att rätta.xlsx")["Blad1"]
    assert sheet["C3"].comment.text == f"frågat enhetschefen\n\n{QUESTION}"
    assert (sheet["A1"].font.bold, sheet.column_dimensions["A"].width) == (True, 33)


def test_a_formula_that_nobody_calculated_is_marked_in_a_file_that_cannot_be_read() -> None:
    sheet = marked(with_cell(FAULTY, 3, 3, "=1+2"))["Blad1"]
    assert (sheet["C3"].value, look(sheet["C3"])) == ("=1+2", ("F8CBAD", "thick"))


def test_what_a_human_has_answered_is_asked_of_nobody() -> None:
    file = write_workbook(Path("blad.xlsx"), Blad1=with_cell(STAFFING, 4, 2, "alla utom chefen"))
    kfond("import", str(file))
    kfond("review", "set", "p2", "2", "--note", "telefon")
    assert "there is nothing to mark" in kfond("review", "--marked", str(file)).stderr
    assert names(Path()) == ["blad.xlsx", "kfond.db"]


# --- files of other kinds -------------------------------------------------------------------------------


def _as_csv(path: Path) -> Path:
    lines = (";".join(str(cell) for cell in row) for row in FAULTY)
    path = path.with_suffix(".csv")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _as_xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad1")
    for row, cells in enumerate(FAULTY):
        for column, content in enumerate(cells):
            sheet.write(row, column, content)
    path = path.with_suffix(".xls")
    book.save(str(path))
    return path


@pytest.mark.parametrize("written", [_as_csv, _as_xls])
def test_of_another_kind_of_file_a_plain_workbook_has_the_same_cells_at_the_same_addresses(
    written: Any,
) -> None:
    file = written(Path("svar"))
    kfond("review", "--marked", str(file))
    book = load_workbook("svar - att rätta.xlsx")
    sheet = book.worksheets[1]
    assert [sheet[at].value for at in ("A1", "A4", "C3")] == ["Placeringar 2017", "Tannum", "4 (+ jour)"]
    assert (look(sheet["A4"]), look(sheet["C3"])) == (("F8CBAD", "thick"), ("FFF2CC", "mediumDashed"))


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    _as_csv(Path("svar"))
    text = Path("svar.csv").read_text(encoding="utf-8").replace("ca 3", "=1+2")
    Path("svar.csv").write_text(text, encoding="utf-8")
    kfond("review", "--marked", "svar.csv")
    cell = load_workbook("svar - att rätta.xlsx").worksheets[1]["C4"]
    assert (cell.value, cell.data_type) == ("=1+2", "s")


def test_a_name_that_excel_does_not_allow_a_sheet_is_shortened() -> None:
    file = _as_csv(Path("Personal BoU [kopia] från kommunen mars 2017"))
    kfond("review", "--marked", str(file))
    book = load_workbook(f"{file.stem} - att rätta.xlsx")
    assert book.sheetnames[1] == "Personal BoU  kopia  från kommu"
    assert look(book.worksheets[1]["C3"]) == ("FFF2CC", "mediumDashed")


def test_macros_never_come_along_and_what_is_lost_is_told() -> None:
    file = write_workbook(Path("blad.xlsx"), Blad1=FAULTY)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    macros = file.rename("blad.xlsm")
    told = kfond("review", "--marked", str(macros)).stderr
    assert "The copy lacks what cannot be carried over from the file: macros.\n" in told
    assert "xl/vbaProject.bin" not in zipfile.ZipFile("blad - att rätta.xlsx").namelist()


# --- where it is written, and where not -----------------------------------------------------------------


def test_the_file_itself_is_never_written_over() -> None:
    file = write_workbook(Path("blad.xlsx"), Blad1=FAULTY)
    before = file.read_bytes()
    told = kfond("review", "--marked", "blad.xlsx", "-o", "./blad.xlsx", exit_code=2).stderr
    assert "may hold corrections; it was not touched" in told
    assert "ends in .xlsx" in kfond("review", "--marked", "blad.xlsx", "-o", "ut.xlsm", exit_code=2).stderr
    kfond("review", "--marked", "blad.xlsx", "-o", "ut.xlsx")
    assert (names(Path()), file.read_bytes()) == (["blad.xlsx", "ut.xlsx"], before)


def test_of_a_copy_that_came_back_the_next_copy_has_another_name() -> None:
    marked()
    kfond("review", "--marked", "blad - att rätta.xlsx")
    assert names(Path()) == ["blad - att rätta (2).xlsx", "blad - att rätta.xlsx", "blad.xlsx"]


@pytest.mark.parametrize("where", ["cell", "comment"])
def test_a_file_with_an_identity_number_gets_no_copy(where: str) -> None:
    file = write_workbook(Path("blad.xlsx"), Blad1=FAULTY)
    book = load_workbook(file)
    if where == "cell":
        book["Blad1"]["B9"] = NUMBER
    else:
        book["Blad1"]["C3"].comment = Comment(f"gäller {NUMBER}", "avsändaren")
    book.save(file)
    told = kfond("review", "--marked", "blad.xlsx", exit_code=3).stderr
    assert "No marked copy was written" in told
    assert NUMBER not in told
    assert names(Path()) == ["blad.xlsx"]


def test_a_file_that_cannot_be_opened_says_why() -> None:
    Path("trasig.xlsx").write_bytes(b"PK\x03\x04 and no more")
    told = kfond("review", "--marked", "trasig.xlsx", exit_code=3).stderr
    assert told.startswith("trasig.xlsx: The file is damaged or no workbook.")
    assert names(Path()) == ["trasig.xlsx"]


def test_a_file_without_a_table_gets_a_copy_that_says_so() -> None:
    book = marked([["Hej"]])
    assert [cell.value for cell in book["Att rätta"][8]][5] == "Här finns ingen tabell som kfond känner igen."


def test_options_of_a_marked_copy_need_a_file_to_mark() -> None:
    assert "kfond review --marked FILE" in kfond("review", "-o", "ut.xlsx", exit_code=2).stderr


def test_an_import_writes_copies_of_the_files_with_something_to_correct_and_of_no_other() -> None:
    write_workbook(Path("ren.xlsx"), Blad1=STAFFING)
    write_workbook(Path("fel.xlsx"), Blad1=FAULTY)
    _as_csv(Path("fel"))
    told = kfond("import", "ren.xlsx", "fel.xlsx", "fel.csv", "--marked", "ut/mars", exit_code=3).stderr
    assert names(Path("ut/mars")) == ["fel - att rätta (2).xlsx", "fel - att rätta.xlsx"]
    assert "Wrote ut/mars/fel - att rätta.xlsx: 1 error and 1 question are marked." in told.replace("\\", "/")


# --- the copy comes back --------------------------------------------------------------------------------


def test_a_corrected_copy_is_imported_without_our_sheet_and_our_questions() -> None:
    book = marked()
    book["Blad1"]["A4"], book["Blad1"]["C3"] = "Tanum", 2
    book.save("blad - att rätta.xlsx")
    told = kfond("import", "blad - att rätta.xlsx").stderr
    assert "placements: 2 rows in 2 municipalities, 2017-01-01 to 2017-12-31; 0 to review" in told
    assert "Att rätta" not in told
    assert json.loads(kfond("review", "--json").stdout) == []


def test_what_the_sender_writes_below_our_question_is_the_senders_own() -> None:
    book = marked()
    comment = book["Blad1"]["C3"].comment
    book["Blad1"]["C3"].comment = Comment(f"{comment.text}\nDet är 3 personer.", "avsändaren")
    book.save("svar.xlsx")
    (sheet,) = read_workbook(Path("svar.xlsx")).sheets
    assert {cell.address: cell.comment for cell in sheet.cells.values() if cell.comment} == {
        "C3": "Det är 3 personer."
    }


def test_a_copy_that_is_marked_again_has_nothing_left_of_the_first_time() -> None:
    book = marked()
    book["Blad1"]["A4"] = "Tanum"
    book.save("blad - att rätta.xlsx")
    kfond("review", "--marked", "blad - att rätta.xlsx", "-o", "igen.xlsx")
    again = load_workbook("igen.xlsx")
    assert again.sheetnames == ["Att rätta", "Blad1"]
    assert (look(again["Blad1"]["A4"])[1], again["Blad1"]["A4"].comment) == ("None", None)
    assert again["Blad1"]["C3"].comment.text == QUESTION


def test_a_sheet_of_the_senders_with_that_name_is_read() -> None:
    file = write_workbook(Path("blad.xlsx"), **{"Att rätta": FAULTY})
    kfond("review", "--marked", str(file))
    assert load_workbook("blad - att rätta.xlsx").sheetnames == ["Att rätta (2)", "Att rätta"]
    assert [sheet.name for sheet in read_workbook(Path("blad - att rätta.xlsx")).sheets] == ["Att rätta"]


def test_what_stood_before_a_table_of_a_document_lives_on_as_the_name_of_the_sheet() -> None:
    rows: Rows = [["", "Orust"], ["Antal tjänster", "alla utom 1"], ["Antal 0-2 år", 1], ["Antal 2-5 år", 1]]
    Path("svar.docx").write_bytes(as_docx([["Personal inom BoU mars 2018"], *rows]))

    kfond("review", "--marked", "svar.docx")
    told = kfond("import", "svar - att rätta.xlsx").stderr

    assert "[Personal inom BoU mars 2018] staff as of 2018-03-31" in told


def test_a_file_that_cannot_be_read_into_cells_is_never_called_faultless() -> None:
    lines = [
        "Personal inom BoU mars 2018,",
        ",Tanum",
        "Antal tjänster,7,5",
        "Antal 0-2 år,2",
        "Antal 2-5 år,3",
    ]
    Path("tanum.csv").write_text("\n".join(lines), encoding="utf-8")

    told = kfond("review", "--marked", "tanum.csv", exit_code=3).stderr

    assert "tanum.csv, tanum!C3: Line 3 has 3 cells and most lines have 2" in told
    assert "No marked copy can be made of a file that cannot be read." in told
    assert names(Path()) == ["tanum.csv"]


def test_a_copy_that_lies_there_is_not_written_over() -> None:
    write_workbook(Path("blad.xlsx"), Blad1=FAULTY)
    kfond("review", "--marked", "blad.xlsx")
    first = Path("blad - att rätta.xlsx").read_bytes()

    kfond("review", "--marked", "blad.xlsx")

    assert Path("blad - att rätta.xlsx").read_bytes() == first
    assert names(Path()) == ["blad - att rätta (2).xlsx", "blad - att rätta.xlsx", "blad.xlsx"]
