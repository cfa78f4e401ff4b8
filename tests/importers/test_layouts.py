"""Sheets of many layouts, read without a mapping: each with its golden figures and all that is told of it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from kfond.importers import Asked, staffing
from kfond.registry.names import Register
from kfond.staffing.returns import Return
from kfond.workbook import read_workbook
from layouts import LAYOUTS
from workbooks import write_workbook

ROOT = Path(__file__).parents[2]
COLUMNS = (
    "municipality", "unit", "area", "includes", "definition", "as_of", "measure",
    "typed", "quality", "value", "low", "high", "review", "note", "cell",
)  # fmt: skip


@pytest.fixture(scope="module")
def register() -> Register:
    folder = ROOT / "src" / "kfond" / "data" / "register"
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return Register.of({row["code"]: row["name"] for row in csv.DictReader(lines)}, {})


def as_csv(returns: list[Return]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(
        [
            "municipality",
            "unit",
            "area",
            "definition",
            "as_of",
            "measure",
            "typed",
            "quality",
            "value",
            "low",
            "high",
            "review",
            "note",
            "cell",
        ]
    )
    for answer in returns:
        for figure in answer.figures:
            reading = figure.reading
            table.writerow(
                [
                    answer.municipality, answer.unit, answer.area, answer.includes, answer.definition, answer.as_of,
                    figure.measure, reading.verbatim, reading.quality, reading.value, reading.low, reading.high,
                    "review" if reading.review else "", reading.note,
                    f"{figure.source.place.sheet}!{figure.source.place.cell}",
                ]
            )  # fmt: skip
    return text.getvalue()


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_is_read_without_a_mapping(
    name: str, tmp_path: Path, register: Register, is_golden: Callable[[str, str], bool]
) -> None:
    workbook = read_workbook(LAYOUTS[name].write(tmp_path))
    assert all(staffing.fit(sheet, Asked(register)) for sheet in workbook.sheets)

    sheets = [staffing.read(sheet, Asked(register)) for sheet in workbook.sheets]

    assert [problem.in_words("en") for sheet in sheets for problem in sheet.problems] == []
    assert is_golden(f"layouts/{name}.csv", as_csv([answer for sheet in sheets for answer in sheet.returns]))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("units_below_a_merged_municipality", []),
        (
            "one_sheet_for_each_municipality",
            [],
        ),
        (
            "the_file_is_named_for_its_municipality",
            ["The sum in D5 is 7, but B5–C5 come to 6; neither is changed."],
        ),
        (
            "measures_in_two_blocks_with_sums",
            [
                "The sum in G6 is 7, but D6–F6 come to 5; neither is changed.",
                "The sum in F12 is 9, but F9–F11 come to 8; neither is changed.",
            ],
        ),
        (
            "full_time_equivalents",
            [
                "Does not count posts, so kept apart from them (kfond staffing --other-sources): "
                "“Antal åa” (A3), “varav socionomer” (A4)."
            ],
        ),
        ("municipalities_and_units_down_the_side", []),  # 58, 46 and 13 are right; 2 may be, with a "?" in it
        ("codes_and_names", ["The code “181” (C2) lacks its leading zero; read as 0181 Södertälje."]),
    ],
)
def test_what_is_told_of_a_layout(name: str, told: list[str], tmp_path: Path, register: Register) -> None:
    sheets = read_workbook(LAYOUTS[name].write(tmp_path)).sheets

    notices = [notice for sheet in sheets for notice in staffing.read(sheet, Asked(register)).told]

    assert [notice.in_words("en") for notice in notices] == told


ORUST_3_POSTS = [["Antal tjänster", 3, 7], ["Antal 0-2 år", 1, 2], ["Antal 2-5 år", 1, 3]]
TITLE = ["Personal inom BoU mars 2017"]
WRITE_NAME = "Write the name of a municipality or its four-digit code."
WRITE_DAY = "Write the whole day in the heading, such as 2016-03-31, or give this year's with --as-of."


@pytest.mark.parametrize(
    ("name", "above", "told"),
    [
        (
            "Blad1",
            [TITLE, ["", 2021, 2023]],
            [
                "B2: “2021” may be the code of Vansbro, or a year. "
                "Write the municipality's name, or the day such as 2021-03-31.",
                "C2: “2023” may be the code of Malung-Sälen, or a year. "
                "Write the municipality's name, or the day such as 2023-03-31.",
            ],
        ),
        (
            "Orust",
            [["Personal inom BoU mars 2018"], ["", 2016, 2017]],
            [
                f"B2: “2016” does not say which day the figures speak of. {WRITE_DAY}",
                f"C2: “2017” does not say which day the figures speak of. {WRITE_DAY}",
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Orust", "Tanum"], ["", "Lysekil", "Enhet 1"]],
            [
                "B3: The column stands below Orust and below Lysekil. Leave the municipality that its figures are of."
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Uddevalla", "Uddevalla 1"]],
            [
                "B2: Uddevalla has a column of its own beside columns of its units (C2). "
                "Write “Summa Uddevalla” if it is their sum, or name the unit."
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Orust Tanum", "Lysekil"]],
            [f"B2: “Orust Tanum” is no Swedish municipality. {WRITE_NAME}"],
        ),
        (
            "Blad1",
            [TITLE, ["", "1421 Tanum", 9999]],
            [
                f"B2: “1421 Tanum” gives the code of Orust with another name. {WRITE_NAME}",
                f"C2: “9999” is no Swedish municipality. {WRITE_NAME}",
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Hbo", "Håbo"]],
            [
                "B2: “Hbo” is no Swedish municipality. Did you mean Håbo, Habo? Write the name or the four-digit code."
            ],
        ),
        (
            "Tanum",
            [["Personal inom BoU i Orust mars 2017"], ["", "Mottag", "Utredning"]],
            [
                "A1: Two municipalities could be meant: Orust (A1) and Tanum (the sheet's name). "
                "Write the municipality above its figures, or take the other name away."
            ],
        ),
        (
            "Blad1",
            [TITLE, ["Kommun: Orsut"], ["", "Mottag", "Utredning"]],
            [
                "A2: “Orsut” is no Swedish municipality. Did you mean Orust? Write the name or the four-digit code."
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Mottag", "Utredning"]],
            [
                f"B2: “Mottag” is no Swedish municipality. {WRITE_NAME}",
                f"C2: “Utredning” is no Swedish municipality. {WRITE_NAME}",
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Svar"]],
            [
                "A2: No municipality stands in the headings of the staffing table. "
                "Write one municipality in each column, above its figures, or the only one in the sheet's title."
            ],
        ),
        (
            "Blad1",
            [TITLE, ["", "Orust", "Tanum"], ["Tjänster antal", 3, 8]],
            [
                "A3: “Tjänster antal” asks for the same as “Antal tjänster” in A4. "
                "Leave one of the rows, or write what tells them apart."
            ],
        ),
    ],
)
def test_headings_that_leave_a_doubt_are_a_problem_that_names_it(
    name: str, above: list[list[object]], told: list[str], tmp_path: Path, register: Register
) -> None:
    path = write_workbook(tmp_path / "personal.xlsx", **{name: [*above, *ORUST_3_POSTS]})

    (sheet,) = read_workbook(path).sheets
    read = staffing.read(sheet, Asked(register))

    assert [
        problem.in_words("en").removeprefix(f"personal.xlsx, {name}!") for problem in read.problems
    ] == told
    doubted = {line[0] for line in told}  # the letters of the columns
    assert [a.name for a in read.returns if a.source.place.cell[0] in doubted] == []


def test_a_partial_import_keeps_the_columns_whose_headings_are_clear(
    tmp_path: Path, register: Register
) -> None:
    path = write_workbook(tmp_path / "personal.xlsx", Blad1=[TITLE, ["", "Hbo", "Tanum"], *ORUST_3_POSTS])

    read = staffing.read(read_workbook(path).sheets[0], Asked(register))

    assert [str(problem.place) for problem in read.problems] == ["personal.xlsx, Blad1!B2"]
    assert [(a.name, a.source.place.cell) for a in read.returns] == [("Tanum", "C2")]


def readings(returns: list[Return]) -> list[tuple[object, ...]]:
    return [
        (answer.name, answer.area, answer.as_of, figure.measure, reading.quality, reading.low, reading.high)
        for answer in returns
        for figure in answer.figures
        for reading in [figure.reading]
    ]


@pytest.mark.parametrize(
    "name", [name for name, layout in LAYOUTS.items() if len(layout.sheets) == 1 and not layout.comments]
)
def test_a_layout_without_its_merged_cells_is_read_alike(
    name: str, tmp_path: Path, register: Register
) -> None:
    """As text there are no merged cells: what stood in one stands in its first, and nothing in the others."""
    layout = LAYOUTS[name]
    ((sheet_name, rows),) = layout.sheets.items()
    stem = Path(layout.file).stem if sheet_name.startswith("B") else sheet_name
    with (tmp_path / f"{stem}.csv").open("w", encoding="utf-8", newline="") as file:
        width = max(map(len, rows))
        csv.writer(file, delimiter=";").writerows([*row, *[""] * (width - len(row))] for row in rows)

    (as_workbook,) = read_workbook(layout.write(tmp_path)).sheets
    (as_text,) = read_workbook(tmp_path / f"{stem}.csv").sheets

    read = staffing.read(as_text, Asked(register))
    assert [problem.in_words("en") for problem in read.problems] == []
    assert readings(list(read.returns)) == readings(list(staffing.read(as_workbook, Asked(register)).returns))
