"""Write staffing.xlsx, the demonstration workbook: published tables as a coordinator keeps them.

    python tools/make_demo.py         writes src/kfond/data/demo/staffing.xlsx and refreshes examples/
    python tools/make_demo.py DIR     writes DIR/staffing.xlsx and nothing else

The staffing sheet is copied from data/demo/bilaga1-personal-2017.xlsx, the catalogue and the courses held
from tests/data/fyrbodal/*.csv. The same sources give the same bytes.
"""

import csv
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reproducible import save_reproducibly

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "data" / "fyrbodal"
DEMO = ROOT / "src" / "kfond" / "data" / "demo"
EXAMPLES = ROOT / "examples"
BILAGA_1 = "bilaga1-personal-2017.xlsx"
STAFFING = "staffing.xlsx"
ADOPTED = datetime(2017, 9, 1)  # noqa: DTZ001 - a date on paper, and Excel's times have no zone

Source = Mapping[str, str]
Line = dict[str, str | int]

HEADING_ROW = 3
CATALOGUE_TITLE = "Kurskatalog 2018/2019 för BoU (antagen 2017-09-01) och missbruk (förslag)"
CATALOGUE_WIDTHS = {
    "Område": 11,
    "Band": 14,
    "Möts": 12,
    "Kompetensbehov": 38,
    "Kurs": 34,
    "Frekvens": 22,
    "Senaste start": 10,
    "Minsta grupp": 9,
    "Största grupp": 9,
    "Dagar": 8,
    "Andra namn": 26,
    "Ersätter": 18,
    "Fördjupar": 20,
    "Anmärkning": 20,
}
HISTORY_TITLE = "Genomförda utbildningar inom BoU 2014-2017"
HISTORY_WIDTHS = {
    "Kurs": 34,
    "Format": 22,
    "Dagar": 8,
    "Antal tillfällen": 11,
    "Deltagare": 11,
    "Kommuner": 11,
    "Planeras hösten 2017": 13,
    "Fördjupar": 28,
    "Läge enligt redovisningen": 52,
}
RESERVATIONS = (
    "Förbehåll: deltagarna kommer inte enbart från BoU (Handläggning och dokumentation).",
    "Förbehåll: vissa utbildningar räknas inte här: traumamedveten omsorg 2016 och två utbildningar för "
    "arbetsledare redovisas för sig.",
    "Förbehåll: uppgifterna för hösten 2017 är preliminära.",
)

BOU_BANDS = {"intro_0_2": "0-2 år", "mid_3_5": "3-5 år", "exp_gt5": "> 5 år", "leader": "Arbetsledare"}
MISSBRUK_BANDS = {
    "Handläggare och behandlingspersonal": "Handläggare och behandlare",
    "Första linjens arbetsledare-missbruk": "Arbetsledare",
}
MEETS = {"local": "lokalt", "shared": "gemensamt"}
PLANNED = {"yes": "ja", "no": "nej", "not_stated": ""}

# What course_aliases.csv calls the same course: anywhere, or on the line of one band only.
SAME_COURSE = {"intro_0_2": ("same", "same (band 0-2)"), "mid_3_5": ("same", "same (band 3-5)")}
SAME_COURSE_ANYWHERE = ("same",)
# Two spellings within the plan itself; course_aliases.csv ties only the courses held to the plan.
OTHER_SPELLINGS = {
    "FoU-caféer": "FoU-café",
    "Genomgång av webbutb och Fyrbodals utbildningar": (
        "Genomgång av webbutbildningar och Fyrbodals utbildningar"
    ),
}
DEEPENS = {"BBIC fördjupning": "BBiC-grundutbildning (troligen)"}
FOOTNOTE_MARK = " ¹"
FOOTNOTE = "Länkar till filmer finns i en egen bilaga"


def read_table(name: str) -> list[Source]:
    """Read the rows of one of the published tables, each cell as text."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def with_certainty(name: str, alias: Source) -> str:
    """The name, marked when the two names are only likely to belong together."""
    return name if alias["certainty"] == "stated" else f"{name} (troligen)"


def other_names(row: Source, aliases: Iterable[Source]) -> str:
    """What else the course on this plan line is called."""
    same = SAME_COURSE.get(row["band_code"], SAME_COURSE_ANYWHERE)
    held = [
        with_certainty(alias["history_name"], alias)
        for alias in aliases
        if alias["plan_name"] == row["course"] != alias["history_name"] and alias["relation"] in same
    ]
    spelling = OTHER_SPELLINGS.get(row["course"])
    return "; ".join([*held, spelling] if spelling else held)


def related(name: str, relation: str, aliases: Iterable[Source], *, known_as: str, other: str) -> str:
    """The courses in the column `other` of which `name`, in the column `known_as`, stands in the relation."""
    return "; ".join(
        with_certainty(alias[other], alias)
        for alias in aliases
        if alias[known_as] == name and alias["relation"] == relation
    )


def bou_course_line(row: Source, aliases: Sequence[Source]) -> Line:
    """One course of the plan for child welfare."""
    course = row["course"]
    return {
        "Område": "BoU",
        "Band": BOU_BANDS[row["band_code"]],
        "Möts": MEETS[row["need"]],
        "Kurs": course.removesuffix(FOOTNOTE_MARK),
        "Frekvens": row["frequency_verbatim"],
        "Andra namn": other_names(row, aliases),
        "Ersätter": related(course, "replaced by", aliases, known_as="plan_name", other="history_name"),
        "Fördjupar": DEEPENS.get(course, ""),
        "Anmärkning": FOOTNOTE if course.endswith(FOOTNOTE_MARK) else "",
    }


def bou_need_line(band_code: str, need: str, item: str) -> Line:
    """One need of the plan for child welfare that has no course of its own."""
    return {
        "Område": "BoU",
        "Band": BOU_BANDS[band_code],
        "Möts": MEETS[need],
        "Kompetensbehov": item,
    }


def bou_lines() -> list[Line]:
    """The plan for child welfare: band by band, what is needed before what is offered."""
    plan, shared_needs = read_table("plan_courses"), read_table("plan_joint_needs")
    aliases = read_table("course_aliases")
    in_both = {(need["band_code"], need["item"]) for need in shared_needs}
    lines: list[Line] = []
    for band in BOU_BANDS:
        rows = [row for row in plan if row["band_code"] == band]
        needs = [row for row in rows if row["alignment"] == "need_only"]
        lines += [
            bou_need_line(band, row["need"], row["course"])
            for row in needs
            if (band, row["course"]) not in in_both
        ]
        lines += [
            bou_need_line(band, need["need"], need["item"])
            for need in shared_needs
            if need["band_code"] == band
        ]
        lines += [bou_course_line(row, aliases) for row in rows if row not in needs]
    return lines


def missbruk_lines() -> list[Line]:
    """The plan for addiction care: its areas of need follow the national guidelines."""
    delivery = {row["phrase_verbatim"]: row["delivery"] for row in read_table("frequency_phrases")}
    return [
        {
            "Område": "missbruk",
            "Band": MISSBRUK_BANDS[row["target_group"]],
            "Möts": "lokalt" if delivery[row["frequency_verbatim"]] == "local" else "gemensamt",
            "Kompetensbehov": row["guideline_area_verbatim"],
            "Kurs": row["course"],
            "Frekvens": row["frequency_verbatim"],
        }
        for row in read_table("plan_missbruk")
    ]


def number(text: str) -> str | int:
    """A figure as a number; what the report leaves out stays empty, never zero."""
    return int(text) if text else ""


def history_lines() -> list[Line]:
    """The recurring courses held, one line each."""
    aliases = read_table("course_aliases")
    return [
        {
            "Kurs": row["course"],
            "Format": row["format_verbatim"],
            "Dagar": number(row["days"]),
            "Antal tillfällen": number(row["times_given"]),
            "Deltagare": number(row["participants_2014_2017"]),
            "Kommuner": f"{row['municipalities_of_14']} av 14",
            "Planeras hösten 2017": PLANNED[row["planned_autumn_2017"]],
            "Fördjupar": related(
                row["course"], "deepens", aliases, known_as="history_name", other="plan_name"
            ),
            "Läge enligt redovisningen": row["status_verbatim"],
        }
        for row in read_table("courses_history")
    ]


def stated_total() -> Line:
    """The report's own total, which also counts courses that it does not list."""
    facts = {row["fact"]: row["value"] for row in read_table("facts")}
    return {"Kurs": "Summa enligt redovisningen", "Deltagare": number(facts["participants_total_2014_2017"])}


def print_across(sheet: Worksheet) -> None:
    """Landscape, one page wide and as many pages long as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def copy_staffing(book: Workbook) -> None:
    """Add the staffing sheet with the published cells at their published addresses."""
    published = load_workbook(DEMO / BILAGA_1)["Bilaga 1"]
    sheet = book.create_sheet(published.title)
    for row in published.iter_rows():
        for cell in row:
            if cell.value is not None:
                kept = sheet.cell(cell.row, cell.column, cell.value)
                kept.font, kept.alignment = copy(cell.font), copy(cell.alignment)
    for letter, column in published.column_dimensions.items():
        sheet.column_dimensions[letter].width = column.width
    for merged in published.merged_cells.ranges:
        sheet.merge_cells(merged.coord)
    sheet.freeze_panes = published.freeze_panes
    print_across(sheet)


def write_line(sheet: Worksheet, row: int, headings: Sequence[str], line: Line) -> None:
    """Write what the line states; what it does not state stays an empty cell."""
    for column, heading in enumerate(headings, start=1):
        if line.get(heading, "") != "":
            cell = sheet.cell(row, column, line[heading])
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def add_list(
    book: Workbook, name: str, title: str, widths: Mapping[str, int], lines: list[Line]
) -> Worksheet:
    """Add a sheet with a title, one heading row that stays in view, and the lines, ready to be filtered."""
    sheet = book.create_sheet(name)
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14)
    headings = list(widths)
    for column, (heading, width) in enumerate(widths.items(), start=1):
        cell = sheet.cell(HEADING_ROW, column, heading)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, line in enumerate(lines, start=HEADING_ROW + 1):
        write_line(sheet, row, headings, line)
    sheet.freeze_panes = f"A{HEADING_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{get_column_letter(len(widths))}{HEADING_ROW + len(lines)}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    print_across(sheet)
    return sheet


def add_history(book: Workbook) -> None:
    """Add the courses held, the report's total under them, and what a reader must bear in mind."""
    lines = history_lines()
    sheet = add_list(book, "Genomförda kurser", HISTORY_TITLE, HISTORY_WIDTHS, lines)
    total_row = HEADING_ROW + len(lines) + 1
    write_line(sheet, total_row, list(HISTORY_WIDTHS), stated_total())
    for cell in sheet[total_row]:
        cell.font = Font(bold=True)
    for row, reservation in enumerate(RESERVATIONS, start=total_row + 2):
        sheet.cell(row, 1, reservation)


def build_workbook() -> Workbook:
    """The three sheets of a coordinator's workbook: staffing, catalogue, courses held."""
    book = Workbook()
    book.remove(book.active)
    copy_staffing(book)
    add_list(book, "Kurskatalog", CATALOGUE_TITLE, CATALOGUE_WIDTHS, bou_lines() + missbruk_lines())
    add_history(book)
    return book


def main(arguments: Sequence[str]) -> None:
    """Write the workbook into the given folder, or into the package and examples/."""
    folder = Path(arguments[0]) if arguments else DEMO
    save_reproducibly(build_workbook(), folder / STAFFING, ADOPTED)
    if not arguments:
        for name in (STAFFING, BILAGA_1):
            shutil.copyfile(DEMO / name, EXAMPLES / name)
    print(f"wrote {folder / STAFFING}")


if __name__ == "__main__":
    main(sys.argv[1:])
