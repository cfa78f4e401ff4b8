"""The same table from every kind of file: the same readings, each with its place in the file that was sent."""

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlwt
from openpyxl import load_workbook
from typer.testing import CliRunner

from kfond.cli import app
from kfond.errors import Refusal
from kfond.workbook import read_workbook
from kfond.workbook.limits import require_within_limits
from kfond.workbook.sheets import Sheet, SheetCell, address_of
from samples import KINDS, MESSY, as_docx, as_ods, as_text, as_xlsx, document, paragraph
from workbooks import CATALOGUE, HELD, STAFFING, write_workbook


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KFOND_LANG", "en")
    monkeypatch.delenv("KFOND_DB", raising=False)
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a kfond command."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stdout, result.stderr


def readings(file: str) -> list[dict[str, object]]:
    """What `kfond staffing --json` says after a file was imported into a database of its own, without sources."""
    database = f"{file}.db"
    assert run("--db", database, "import", file)[0] == 0
    cells = json.loads(run("--db", database, "staffing", "--json")[1])
    assert [cell.pop("source") for cell in cells]
    return cells  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", list(KINDS)[1:])
def test_the_same_table_gives_the_same_readings(kind: str, empty_folder: Path) -> None:
    (empty_folder / "expected").write_bytes(KINDS["xlsx"](MESSY))
    (empty_folder / "sheet").write_bytes(KINDS[kind](MESSY))  # without a suffix: the content tells the kind

    expected = readings("expected")

    assert len(expected) == 18
    assert readings("sheet") == expected


@pytest.mark.parametrize("kind", KINDS)
def test_catalogues_and_courses_held_come_from_every_kind(kind: str, empty_folder: Path) -> None:
    for name, rows in {"catalogue": CATALOGUE, "held": HELD}.items():
        (empty_folder / name).write_bytes(KINDS[kind](rows))

    code, _, told = run("import", "catalogue", "held")

    assert code == 0
    assert "course catalogue from 2017-09-01 (" in told
    assert ": 1 course line, 0 needs without a course" in told
    assert "courses held 2014–2017: 1 course, 90 participations in all" in told


@pytest.mark.parametrize(
    ("kind", "sheet"),
    [("xlsx", "Blad1"), ("xls", "Blad1"), ("ods", "Blad1"), ("csv, Windows-1252, semicolon", "orust 2017")],
)
def test_a_cell_keeps_its_place(kind: str, sheet: str, empty_folder: Path) -> None:
    (empty_folder / "orust 2017.csv").write_bytes(KINDS[kind](MESSY))

    read = read_workbook(empty_folder / "orust 2017.csv").sheets[0]

    assert (str(read.place(4, 2)), read.text(4, 2)) == (f"orust 2017.csv, {sheet}!B4", "ca 3")
    assert read.text(7, 4) == "resten; utom chefen"


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_is_not_seen_is_said(kind: str, empty_folder: Path) -> None:
    (empty_folder / f"sheet.{kind}").write_bytes(KINDS[kind](STAFFING))

    assert (
        f"sheet.{kind} is no .xlsx file: its comments, hidden rows and columns and formulas are not seen, "
        "and a cell with an error looks empty.\n"
    ) in run("import", f"sheet.{kind}")[2]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Antal;Orust;Tanum\nTjänster;4,5;3\n", ["Tjänster", "4,5", "3"]),
        ("Personal, mars 2017\nAntal\tOrust\nTjänster\t4,5\n", None),
        ('Antal,Orust,Tanum\nTjänster,"4,5",3\n', ["Tjänster", "4,5", "3"]),
        ("sep=;\nAntal;Orust\nTjänster;4,5\n", ["Tjänster", "4,5"]),
        ("Antal;Orust;Tanum\nTjänster;4,5\n", ["Tjänster", "4,5"]),
        ('Antal;Orust\nTjänster;"4,5\nvarav 1 vakant"\n', ["Tjänster", "4,5\nvarav 1 vakant"]),
    ],
)
def test_how_lines_are_cut(text: str, row: list[str] | None, empty_folder: Path) -> None:
    (empty_folder / "a.csv").write_text(text, encoding="utf-8")

    sheet = read_workbook(empty_folder / "a.csv").sheets[0]

    at, cut = (2, row) if row else (3, ["Tjänster", "4,5"])
    assert [cell.text for _, cell in sheet.row(at)] == cut
    assert sheet.cells[(at, 2)].address == f"B{at}"


def test_hidden_rows_and_columns_with_figures_are_told_of(empty_folder: Path) -> None:
    write_workbook(empty_folder / "sheet.xlsx", Blad1=STAFFING)
    workbook = load_workbook("sheet.xlsx")
    for row in (4, 9):  # nothing stands in row 9
        workbook["Blad1"].row_dimensions[row].hidden = True
    workbook["Blad1"].column_dimensions["C"].hidden = True
    workbook.save("sheet.xlsx")

    told = run("import", "sheet.xlsx")[2]

    assert "Hidden rows with figures on the sheet “Blad1”: 4. They were read like the others.\n" in told
    assert "Hidden columns with figures on the sheet “Blad1”: C. They were read like the others.\n" in told
    assert "2 columns in 2 municipalities" in told


def test_more_than_a_million_cells_are_refused() -> None:
    cell = SheetCell(1, "A1")
    sheet = Sheet("a.xlsx", "Blad1", {(row, 1): cell for row in range(1, 1_000_002)})

    with pytest.raises(
        Refusal, match=r"^a\.xlsx: The file has more than 1000000 filled cells\. Copy the table alone"
    ):
        require_within_limits([sheet])


@pytest.mark.parametrize(
    ("row", "column", "address"), [(1, 1, "A1"), (2, 26, "Z2"), (3, 27, "AA3"), (9, 703, "AAA9")]
)
def test_addresses(row: int, column: int, address: str) -> None:
    assert address_of(row, column) == address


def test_a_folder_is_read_file_by_file(empty_folder: Path) -> None:
    folder = empty_folder / "inkommet"
    (folder / "gammalt").mkdir(parents=True)
    for name, kind in {"Åmål.xlsx": "xlsx", "orust.XLS": "xls", "Tanum.csv": "csv, UTF-8, comma"}.items():
        (folder / name).write_bytes(KINDS[kind](STAFFING))
    (folder / "dals-ed.docx").write_bytes(as_docx(STAFFING))
    (folder / "följebrev.docx").write_bytes(document(paragraph("Hej! Här kommer vår tabell.")))
    (folder / "bengtsfors.csv").write_text("Möte;3 mars\n", encoding="utf-8")
    for name in ("~$Åmål.xlsx", ".~lock.orust.xls#", ".dold.csv", "karta.pdf"):
        (folder / name).write_bytes(b"x")

    code, _, told = run("import", "inkommet")

    assert code == 3
    assert told.splitlines()[0] == "Not read, since they are files of other kinds: följebrev.docx, karta.pdf."
    firsts = [
        line.split(" [")[0].split(",")[0] for line in told.splitlines() if " [" in line or "No table" in line
    ]
    assert firsts == ["bengtsfors.csv", "dals-ed.docx", "orust.XLS", "Tanum.csv", "Åmål.xlsx"]
    assert told.splitlines()[-1] == "5 files: 4 read, 1 with problems."


def test_a_pattern_that_the_shell_left_alone(empty_folder: Path) -> None:
    write_workbook(empty_folder / "b.xlsx", Blad1=STAFFING)
    (empty_folder / "a.csv").write_bytes(as_text(CATALOGUE, ";", "cp1252"))

    code, _, told = run("import", "*.xlsx")

    assert code == 0
    assert "b.xlsx [Blad1] staff" in told
    assert "a.csv" not in told


def test_a_day_in_an_old_workbook_is_read_as_in_a_new_one(empty_folder: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Blad1")
    sheet.write(0, 0, datetime(2017, 5, 2), xlwt.easyxf(num_format_str="yyyy-mm-dd"))  # noqa: DTZ001
    workbook.save("old.xls")
    (empty_folder / "new.xlsx").write_bytes(as_xlsx([[datetime(2017, 5, 2)]]))  # noqa: DTZ001

    old, new = (read_workbook(empty_folder / name).sheets[0] for name in ("old.xls", "new.xlsx"))

    assert old.content(1, 1) == new.content(1, 1) == datetime(2017, 5, 2)  # noqa: DTZ001


def with_repeats(rows: int, columns: int) -> bytes:
    """An .ods file whose first cell is repeated downwards and to the right."""
    made = as_ods([[1]])
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            text = text.replace("table-row>", f'table-row table:number-rows-repeated="{rows}">', 1)
            text = text.replace("table-cell ", f'table-cell table:number-columns-repeated="{columns}" ', 1)
            new.writestr(part, text)
    return target.getvalue()


def test_a_cell_repeated_to_the_last_corner_is_refused(empty_folder: Path) -> None:
    (empty_folder / "small.ods").write_bytes(with_repeats(3, 2))
    (empty_folder / "large.ods").write_bytes(with_repeats(1_048_576, 16_384))

    assert len(read_workbook(empty_folder / "small.ods").sheets[0].cells) == 6
    assert run("import", "large.ods")[::2] == (
        3,
        "large.ods: A table in the file reaches over more than 20000000 cells, filled or not. "
        "Copy the table alone to a new workbook, save it as .xlsx, and import that.\n",
    )
