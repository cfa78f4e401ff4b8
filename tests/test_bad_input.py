"""Bad input: what a coordinator may hand to kfond by mistake, and the full text that comes back.

Each case shows the input and every word on stderr; nothing is written for the file.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from kfond.cli import app
from workbooks import CATALOGUE, HELD, STAFFING, Rows, with_cell, write_workbook


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    """Exit code and stderr of a kfond command."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stderr


def a_web_page(path: Path) -> None:
    path.write_text("<table><tr><td>Orust</td></tr></table>\n", encoding="utf-8")  # some systems' "Excel"


def a_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


def an_encrypted_file(path: Path) -> None:
    stream = "EncryptedPackage".encode("utf-16-le")  # how Office wraps a workbook with a password
    path.write_bytes(OLE + b"\0" * 504 + stream)


def half_an_old_workbook(path: Path) -> None:
    path.write_bytes(OLE + b"\0" * 504)


def a_zip_that_is_no_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("letter.txt", "Hej")


def half_a_workbook(path: Path) -> None:
    write_workbook(path, Blad1=STAFFING)
    path.write_bytes(path.read_bytes()[:900])


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """The staffing workbook with one part of its zip changed."""
    write_workbook(path, Blad1=STAFFING)
    with zipfile.ZipFile(path) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, content in parts.items():
            new.writestr(part, content)


def a_billion_laughs(path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l9;</x>'.encode()
    with_part(path, "xl/worksheets/sheet1.xml", lambda _: bomb)


def a_billion_laughs_in_utf_16(path: Path) -> None:
    with_part(
        path, "xl/worksheets/sheet1.xml", lambda _: '<!DOCTYPE x [<!ENTITY a "ha">]><x/>'.encode("utf-16")
    )


def a_part_that_swells(path: Path) -> None:
    with_part(path, "xl/media/photo.bmp", lambda _: bytes(11 * 1024 * 1024))


def a_text_of_over_100_mebibytes(path: Path) -> None:
    path.write_bytes(b"Personal;Orust\n" + bytes(100 * 1024 * 1024))


def a_figure_in_column_513(path: Path) -> None:
    write_workbook(path, Blad1=[*STAFFING, [""] * 512 + [1]])


def a_text_without_end(path: Path) -> None:
    path.write_text('Personal;Orust\n"Antal;3\n' + "x" * 33_000, encoding="utf-8")


def a_text_beyond_what_can_be_cut(path: Path) -> None:
    path.write_text('Personal;Orust\n"Antal;3\n' + "x" * 140_000, encoding="utf-8")


def a_decimal_comma_between_commas(path: Path) -> None:
    path.write_text("Personal,Orust,Tanum\nAntal tjänster,4,5,3\nAntal 0-2 år,1,1\n", encoding="utf-8")


def an_empty_workbook(path: Path) -> None:
    write_workbook(path, Blad1=[])


def a_formula_that_nothing_calculated(path: Path) -> None:
    write_workbook(path, Blad1=STAFFING)
    workbook = load_workbook(path)
    workbook["Blad1"]["B3"] = "=1+2"
    workbook.save(path)


SAVE_IT = "Open it in Excel or LibreOffice, save it as .xlsx without a password, and import that."
COPY_IT = "Copy the table alone to a new workbook, save it as .xlsx, and import that."
NO_WORKBOOK = "The file is neither a workbook nor a table of text, whatever its name says."


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (a_web_page, f"sheet.xlsx: {NO_WORKBOOK} {SAVE_IT}"),
        (a_picture, f"sheet.xlsx: {NO_WORKBOOK} {SAVE_IT}"),
        (an_empty_file, "sheet.xlsx: The file is empty: it holds 0 bytes. Ask the sender for it again."),
        (an_encrypted_file, f"sheet.xlsx: The file is encrypted with a password. {SAVE_IT}"),
        (a_zip_that_is_no_workbook, f"sheet.xlsx: {NO_WORKBOOK} {SAVE_IT}"),
        (half_a_workbook, f"sheet.xlsx: The file is damaged or no workbook. {SAVE_IT}"),
        (half_an_old_workbook, f"sheet.xlsx: The file is damaged or no workbook. {SAVE_IT}"),
        (a_billion_laughs, f"sheet.xlsx: The file is damaged or no workbook. {SAVE_IT}"),
        (a_billion_laughs_in_utf_16, f"sheet.xlsx: The file is damaged or no workbook. {SAVE_IT}"),
        (
            a_part_that_swells,
            f"sheet.xlsx: The file becomes more than 200 times larger when it is unpacked. {COPY_IT}",
        ),
        (
            a_text_of_over_100_mebibytes,
            f"sheet.xlsx: The file is larger than 100 megabytes when it is unpacked. {COPY_IT}",
        ),
        (
            a_figure_in_column_513,
            "sheet.xlsx, Blad1!SS7: There is something to the right of column 512, where no table reaches. "
            "Empty the columns to the right of the table.",
        ),
        (
            a_text_without_end,
            "sheet.xlsx, sheet!A2: The cell holds more than 32767 characters. "
            "Shorten the text, or close a quotation mark that was left open.",
        ),
        (
            a_text_beyond_what_can_be_cut,
            f"sheet.xlsx: A cell holds more than 32767 characters. {COPY_IT}",
        ),
        (
            a_decimal_comma_between_commas,
            "sheet.xlsx, sheet!D2: Line 2 has 4 cells, but the heading on line 1 has 3. "
            "Put quotation marks around a cell that holds a comma or a semicolon.",
        ),
        (
            an_empty_workbook,
            "sheet.xlsx: The workbook holds nothing: no cell of it is filled. "
            "Check that the right file was saved and sent.",
        ),
        (
            a_formula_that_nothing_calculated,
            "sheet.xlsx, Blad1!B3: The formula =1+2 has no value: no program has calculated it. "
            "Open the file in Excel and save it, or write the figure instead of the formula.",
        ),
    ],
)
def test_a_file_that_is_no_readable_workbook(
    make: Callable[[Path], None], told: str, empty_folder: Path
) -> None:
    make(empty_folder / "sheet.xlsx")

    code, stderr = run("import", "sheet.xlsx")

    assert (code, stderr) == (3, told + "\n")
    assert not (empty_folder / "kfond.db").exists()


def test_a_file_that_is_not_there(empty_folder: Path) -> None:
    code, stderr = run("import", "personal.xlsx")

    looked = empty_folder / "personal.xlsx"
    assert (code, stderr) == (
        3,
        f"personal.xlsx: There is no such file. Check the name; kfond looked for {looked}.\n",
    )


NO_DAY = with_cell(STAFFING, 1, 1, "Personal inom BoU")
NO_AREA = with_cell(STAFFING, 1, 1, "Personal mars 2017")
MISSPELT = with_cell(STAFFING, 2, 2, "Orsut")
NOWHERE = with_cell(STAFFING, 2, 2, "Blåbärsskogen")
HEADLESS = with_cell(STAFFING, 2, 3, "")
BESIDE: Rows = [
    [*row, "", *other]
    for row, other in zip(
        STAFFING,
        [
            [],
            ["", "Mellerud"],
            ["Vakanser", 2],
            ["Antal tjänster", 5],
            ["Antal konsulter", 1],
            ["Antal 0-2 år", 0],
        ],
        strict=True,
    )
]
TWICE = with_cell(STAFFING, 2, 3, "Orust")
HABO = with_cell(STAFFING, 2, 2, "Hbo")


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        (
            {"Protokoll": [["Möte den 3 mars"], ["Närvarande", "8"]]},
            "sheet.xlsx, Protokoll: No table that kfond knows was found. A staffing sheet has the municipalities "
            "along one side and rows such as “Antal tjänster” and “Antal 0-2 år” along the other; a list has "
            "headings such as Kurs, Kommun and Deltagare. Say what it is with --kind, and what its own words mean "
            "with --map 'Own word=Known word'; kfond import --template KIND -o FILE.xlsx writes a sheet with the "
            "words that are known.",
        ),
        (
            {"Blad1": NO_DAY},
            "sheet.xlsx, Blad1: The sheet does not say which day its figures speak of. "
            "Give the day with --as-of, as year-month-day, or write it in the title.",
        ),
        (
            {"Blad1": NO_AREA},
            "sheet.xlsx, Blad1: The sheet does not say which area its staff work in. "
            "Give it with --area BoU, or write it in the title.",
        ),
        (
            {"Blad1": MISSPELT},
            "sheet.xlsx, Blad1!B2: “Orsut” is no Swedish municipality. "
            "Did you mean Orust? Write the name or the four-digit code.",
        ),
        (
            {"Blad1": NOWHERE},
            "sheet.xlsx, Blad1!B2: “Blåbärsskogen” is no Swedish municipality. "
            "Write the name of a municipality or its four-digit code.",
        ),
        (
            {"Blad1": HABO},
            "sheet.xlsx, Blad1!B2: “Hbo” is no Swedish municipality. "
            "Did you mean Håbo, Habo? Write the name or the four-digit code.",
        ),
        (
            {"Blad1": HEADLESS},
            "sheet.xlsx, Blad1!C2: The column has figures but no municipality in its heading. "
            "Write the municipality here. Do not empty the column before you know that no decimal comma has cut "
            "the figures to its left in two.",
        ),
        (
            {"Blad1": BESIDE},
            "sheet.xlsx, Blad1!E3: A second column of row labels begins here: two tables stand beside each other. "
            "Put the tables below each other, or on a sheet each.",
        ),
        (
            {"Blad1": TWICE},
            "sheet.xlsx, Blad1!C2: “Orust” is a second column for Orust; the first is in B2. "
            "If they are two units, number both headings: Orust 1 and Orust 2.",
        ),
        (
            {"Kurser": with_cell(CATALOGUE, 1, 1, "Kurskatalog")},
            "sheet.xlsx, Kurser: The catalogue does not say which day it was adopted or is from. "
            "Give the day with --as-of, as year-month-day, or write it in the title.",
        ),
        (
            {"Kurser": with_cell(CATALOGUE, 3, 2, "nästan nya")},
            "sheet.xlsx, Kurser!B3: “nästan nya” is no known band. "
            "Write one of: 0-2 år, 3-5 år, > 5 år, arbetsledare, handläggare och behandlare.",
        ),
        (
            {"Kurser": with_cell(CATALOGUE, 3, 8, "en hög")},
            "sheet.xlsx, Kurser!H3: “en hög” is no plain number. "
            "Write a number such as 12, or leave the cell empty.",
        ),
        (
            {"Kurser": with_cell(CATALOGUE, 3, 7, 20)},
            "sheet.xlsx, Kurser!G3: The smallest group of LVU (20) is larger than the largest (10). "
            "Write a smaller number here.",
        ),
        (
            {"Kurser": [*CATALOGUE, CATALOGUE[2]]},
            "sheet.xlsx, Kurser!E4: “LVU” stands twice for the same band; first in E3. Keep one of the rows.",
        ),
        (
            {"Hållna": with_cell(HELD, 1, 1, "Genomförda utbildningar inom BoU")},
            "sheet.xlsx, Hållna: The list of courses held does not say for which years it speaks. "
            "Write the years in the title, such as 2014-2017.",
        ),
        (
            {"Hållna": with_cell(HELD, 3, 3, "många")},
            "sheet.xlsx, Hållna!C3: “många” is no whole number. "
            "Write a number such as 12, or leave the cell empty where it is not known.",
        ),
    ],
)
def test_a_sheet_that_cannot_be_placed(sheets: dict[str, Rows], told: str, empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", **sheets)

    code, stderr = run("import", "sheet.xlsx")

    assert (code, stderr) == (3, told + "\n")
    assert not (empty_folder / "kfond.db").exists()


def test_all_problems_are_told_at_once_and_nothing_is_kept(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=MISSPELT, Kurser=with_cell(CATALOGUE, 3, 1, "Tandvård"))

    code, stderr = run("import", "sheet.xlsx")

    assert code == 3
    assert [line.split(": ")[0] for line in stderr.splitlines()] == [
        "sheet.xlsx, Blad1!B2",
        "sheet.xlsx, Kurser!A3",
    ]
    assert not (empty_folder / "kfond.db").exists()


def test_one_bad_file_does_not_stop_a_good_one(empty_folder: Path) -> None:
    write_workbook(empty_folder / "good.xlsx", Blad1=STAFFING)
    write_workbook(empty_folder / "bad.xlsx", Blad1=MISSPELT)

    code, stderr = run("import", "bad.xlsx", "good.xlsx")

    assert code == 3
    assert "bad.xlsx, Blad1!B2" in stderr
    assert "good.xlsx [Blad1] staff as of 2017-03-31" in stderr


def test_strict_makes_a_cell_for_review_a_problem(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=with_cell(STAFFING, 4, 2, "alla utom chefen"))

    assert run("import", "sheet.xlsx", "--strict") == (
        3,
        "sheet.xlsx, Blad1!B4: “alla utom chefen” cannot be read with certainty. "
        "Write a plain figure, and the words in a comment.\n",
    )
    assert run("import", "sheet.xlsx")[0] == 0


def test_a_plan_without_a_catalogue_names_the_command_that_makes_one(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=STAFFING)
    run("import", "sheet.xlsx")

    assert run("plan", "--year", "2018") == (
        3,
        "There is no course catalogue yet. Import a sheet with the headings Område, Band, Kurs and Frekvens "
        "(kfond import FILE); kfond demo writes one to start from.\n",
    )


def test_a_plan_from_figures_that_are_too_old_is_refused(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=STAFFING, Kurser=CATALOGUE)
    run("import", "sheet.xlsx")

    assert run("plan", "--year", "2027") == (
        3,
        "The newest staff figures are from 2017-03-31, 116 months before the plan. Import newer figures, or "
        "accept older ones: kfond settings set refuse_after_months 116.\n",
    )


def test_a_plan_of_years_before_the_catalogue_is_refused(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=STAFFING, Kurser=CATALOGUE)
    run("import", "sheet.xlsx")

    assert run("plan", "--year", "2015") == (
        3,
        "The course catalogue entered in HT2017, later than 2014-12-31. "
        "Plan a later year, or from a later day (--as-of).\n",
    )


def test_a_plan_of_very_many_years_is_refused(empty_folder: Path) -> None:
    assert run("plan", "--year", "2018", "--to", "2040") == (
        2,
        "A plan covers 6 years at most. Plan fewer years at a time.\n",
    )


def test_a_day_cannot_change_what_was_imported_before(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=STAFFING)
    run("import", "sheet.xlsx")

    assert run("import", "sheet.xlsx", "--as-of", "2018-03-31") == (
        3,
        "sheet.xlsx: The same content was imported before (batch 1); a day or an area cannot change it. "
        "Take it back first: kfond undo 1.\n",
    )


def test_a_folder_or_a_pattern_with_nothing_to_read(empty_folder: Path) -> None:
    (empty_folder / "sheets").mkdir()

    assert run("staffing", "--db", "sheets") == (
        4,
        f"{empty_folder / 'sheets'} is a folder. Name a file in it with --db.\n",
    )
    kinds = "(.csv, .docm, .docx, .ods, .tsv, .xls, .xlsm, .xlsx)"
    assert run("import", "sheets") == (
        3,
        f"sheets: The folder has no file that kfond reads {kinds}. "
        "Put the files there, or name the folder that they are in.\n",
    )
    assert run("import", "*.xlsx") == (
        3,
        f"*.xlsx: No file that kfond reads has such a name {kinds}. "
        "Check the pattern, and the folder that you are in.\n",
    )


def test_a_plan_cannot_be_written_as_a_picture(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=STAFFING, Kurser=CATALOGUE)
    run("import", "sheet.xlsx")

    assert run("plan", "--year", "2018", "-o", "plan.png") == (
        2,
        "A document cannot be written as “plan.png”. End the file's name with one of "
        ".md, .html, .docx, .pdf, .xlsx, .json, .csv, .ics.\n",
    )
    assert not (empty_folder / "plan.png").exists()
