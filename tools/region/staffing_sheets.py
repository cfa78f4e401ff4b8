"""The staffing of the region, 2014 to 2017: each year in another layout, as years bring it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl.styles import Alignment

from region.dice import Dice
from region.files import HEADED, RULE, Look, add_sheet, new_book, save_workbook
from region.staff import BY_NAME, MUNICIPALITIES, Municipality, Staff

LABELS = {
    "positions": "Antal tjänster myndutövning",
    "social_work_degree": "Antal socionomer",
    "other_education": "Antal annan utb",
    "consultants": "Konsulter",
    "band_0_2": "Antal 0-2 år inom BoU",
    "band_2_5": "Antal 2-5 år inom BoU",
    "band_over_5": "Antal >5 år inom BoU",
    "vacancies": "Vakanta tjänster",
    "admin_support": "Adm tjänst som avlastning",
}
SHORT = {
    "positions": "Tjänster",
    "social_work_degree": "Socionomer",
    "other_education": "Annan utb",
    "consultants": "Konsulter",
    "band_0_2": "0-2 år",
    "band_2_5": "2-5 år",
    "band_over_5": "> 5 år",
    "vacancies": "Vakanta tjänster",
    "admin_support": "Adm avlastning",
}
SILENT = {2016: BY_NAME["Åre"]}
"""Who did not answer that year."""

Figures = Mapping[str, Decimal]


def as_of(year: int) -> date:
    """The day that a year's figures speak of."""
    return date(year, 3, 31)


def plainly(measure: str, figure: Decimal) -> object:
    """A figure as a careful person types it; the share of a post in words of a share."""
    if measure == "admin_support":
        return {0: "Nej", Decimal("0.5"): "50 %", 1: "1 tjänst"}.get(figure, f"{figure * 100:.0f} %")
    return int(figure) if figure % 1 == 0 else float(figure)


def freely(measure: str, figure: Decimal, dice: Dice) -> object:
    """A figure as people write it when nobody tells them how: most plainly, some with words around them."""
    if dice.roll(0.72):
        return plainly(measure, figure)
    whole = int(figure)
    comma = _comma(figure)
    if measure == "admin_support":
        return (
            dice.pick(("Nej", "nej", "0")) if not figure else dice.pick((f"Ja ca {figure * 100:.0f}%", "Ja"))
        )
    if measure == "positions":
        return dice.pick((comma, f"ca {whole}", f"{comma} ", f"{comma} tj"))
    if measure in ("consultants", "vacancies") and not figure:
        return dice.pick(("-", "Nej", "Inga", "0"))
    return dice.pick((f"ca {whole}", f"{whole}?", f"{whole}-{whole + 1}", "?", str(whole), f"{whole} st"))


def _comma(figure: Decimal) -> str:
    """A figure with a decimal comma."""
    return f"{figure.normalize() + 0:f}".replace(".", ",")


def write_staffing(folder: Path, staff: Staff) -> None:
    """Write the sheets of 2014 to 2017; those of 2018 are the municipalities' own replies."""
    _write_2014(folder, staff)
    _write_2015(folder, staff)
    for place in MUNICIPALITIES:
        if SILENT[2016] is not place:
            _write_2016(folder / "personal-2016", staff, place)
    _write_2017(folder, staff)


def _write_2014(folder: Path, staff: Staff) -> None:
    """Two tables below each other, municipalities as columns."""
    half = len(MUNICIPALITIES) // 2
    tables = [
        _upright([(place.name, staff.figures(as_of(2014), place)) for place in some], Dice("typed", 2014))
        for some in (MUNICIPALITIES[:half], MUNICIPALITIES[half:])
    ]
    rows = [*tables[0], [], [], *tables[1]]
    book = new_book()
    sheet = add_sheet(book, "Bilaga", ["Personalsituation inom BoU mars 2014"], rows, Look(is_neat=False))
    for cell in sheet[sheet.max_row - len(LABELS)]:
        cell.font, cell.alignment = HEADED, Alignment(horizontal="center")
    save_workbook(book, folder / "personal-2014.xlsx", date(2014, 5, 6))


def _write_2015(folder: Path, staff: Staff) -> None:
    """Municipalities as rows under grouped headings, with a sum at the end."""
    figures = {place: staff.figures(as_of(2015), place) for place in MUNICIPALITIES}
    groups = ["", "Tjänster och utbildning", "", "", "", "Erfarenhet av barn och unga", "", "", "Övrigt", ""]
    headings = ["Kommun", *SHORT.values()]
    rows = [[place.name, *(plainly(m, figures[place][m]) for m in SHORT)] for place in MUNICIPALITIES]
    counted = [m for m in SHORT if m != "admin_support"]
    sums = ["Summa", *(plainly(m, sum(of[m] for of in figures.values())) for m in counted), ""]
    book = new_book()
    look = Look(heading_rows=2, last_is_sum=True)
    titles = ["Personal inom barn och unga", "Avser 2015-03-31"]
    sheet = add_sheet(book, "2015", titles, [groups, headings, *rows, sums], look)
    for area in ("B5:E5", "F5:H5", "I5:J5"):
        sheet.merge_cells(area)
    sheet.freeze_panes = "B7"
    save_workbook(book, folder / "personal-2015.xlsx", date(2015, 4, 24))


def _write_2016(folder: Path, staff: Staff, place: Municipality) -> None:
    """A file of one municipality: this year's figures beside last year's, under two rows of headings."""
    days = (as_of(2016), as_of(2015))
    now, before = (staff.figures(day, place) for day in days)
    dice = Dice("typed", 2016, place.code)
    rows: list[list[object]] = [
        ["", place.name, "", "Kommentar"],
        ["", *(f"31 mars {day.year}" for day in days), ""],
    ]
    for measure, label in LABELS.items():
        remark = ""
        if measure == "vacancies" and now[measure] > before[measure]:
            remark = "svårt att rekrytera"
        rows.append([label, freely(measure, now[measure], dice), plainly(measure, before[measure]), remark])
    book = new_book()
    look = Look(widths=(32, 14, 14, 30), heading_rows=2)
    sheet = add_sheet(book, "Personal", [f"Personalläget inom BoU, {place.name}"], rows, look)
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("D4:D5")
    save_workbook(book, folder / f"{place.name} 2016.xlsx", date(2016, 4, 15))


def _write_2017(folder: Path, staff: Staff) -> None:
    """As the table that went round for everybody to fill in: units, footnotes, and what people write."""
    marks = {"Karlshamn": "*", "Håbo": "**"}
    columns = [
        (f"{place.name} {unit}".strip() + marks.get(place.name, ""), staff.figures(as_of(2017), place, unit))
        for place in MUNICIPALITIES
        for unit in place.units
    ]
    dice = Dice("typed", 2017)
    tables = [_upright(some, dice, is_free=True) for some in (columns[:6], columns[6:])]
    posts = {heading: figures["positions"] for heading, figures in columns}
    for heading, measure, typed in (
        ("Håbo**", "positions", f"{_comma(posts['Håbo**'] - 1)} + 1 vikarie = {_comma(posts['Håbo**'])}"),
        ("Malung-Sälen", "positions", f"{_comma(posts['Malung-Sälen'])} (+2 utförare)"),
        ("Ystad 1", "social_work_degree", "Alla utom konsulterna"),
        ("Åre", "social_work_degree", "samtliga"),
    ):
        table = tables[heading in tables[1][0]]
        table[1 + list(LABELS).index(measure)][table[0].index(heading)] = typed
    notes = [["* Inkl EKB"], ["** Handläggarna delas med familjerätten sedan i höstas"]]
    rows = [*tables[0], *notes, [], *tables[1]]
    book = new_book()
    look = Look(widths=(32, *[14.0] * 6), is_neat=False)
    sheet = add_sheet(book, "Bilaga 1", ["Personalsituation inom BoU mars 2017"], rows, look)
    for row in (4, sheet.max_row - len(LABELS)):
        for cell in sheet[row]:
            cell.font, cell.border = HEADED, RULE
    save_workbook(book, folder / "personal-2017.xlsx", date(2017, 5, 12))


def _upright(
    columns: Sequence[tuple[str, Figures]], dice: Dice, *, is_free: bool = False
) -> list[list[object]]:
    """A table with the measures as rows and a column for each of the headings."""
    rows: list[list[object]] = [["", *(heading for heading, _ in columns)]]
    for measure, label in LABELS.items():
        typed = [
            freely(measure, figures[measure], dice) if is_free else plainly(measure, figures[measure])
            for _, figures in columns
        ]
        rows.append([label, *typed])
    return rows
