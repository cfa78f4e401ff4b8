"""Placements, workload, interviews, indicators and other regions, as sheets."""

from datetime import date
from pathlib import Path

from region.care import MEASURED_IN, REGIONS, interviews, placements, workload
from region.files import Look, add_sheet, new_book, save_workbook
from region.staff import MUNICIPALITIES, Staff

LIMIT = 100
SICK_LEAVE = {2015: 7.9, 2016: 8.4, 2017: 7.6, 2018: 7.1}
TURNOVER = (
    "Antal som slutat under året delat med medelantalet anställda den 31 december året före och samma år"
)
SICK = "Sjukfrånvarotimmar delat med ordinarie arbetstid, handläggare inom BoU i alla tio kommunerna"


def write_care(folder: Path, staff: Staff) -> None:
    """Write every sheet of what is neither staff nor courses."""
    _write_placements(folder)
    _write_workload(folder, staff)
    _write_interviews_2015(folder)
    _write_interviews_2017(folder)
    _write_indicators(folder, staff)
    _write_regions(folder)


def _write_placements(folder: Path) -> None:
    """A sheet a year; a form in which nobody was placed and nobody came or left has no row."""
    book = new_book()
    found = list(placements())
    counts = ["Pågående", "Påbörjade", "Avslutade", "varav oplanerade", "Vårddygn", "Kostnad"]
    for year in (2016, 2017, 2018):
        rows: list[list[object]] = [["Kommun", "Placeringsform", *counts]]
        for p in found:
            if p.year == year and (p.ongoing or p.started or p.ended):
                rows.append(
                    [p.place.name, p.form, p.ongoing, p.started, p.ended, p.breakdowns, p.days, p.cost]
                )
        look = Look(widths=(16, 28, 11, 11, 11, 12, 11, 13))
        sheet = add_sheet(book, f"{year}", [f"Placeringar {year}"], rows, look)
        for cell in sheet["H"][4:]:
            cell.number_format = "#,##0"
        sheet.freeze_panes = "A5"
    save_workbook(book, folder / "placeringar-2016-2018.xlsx", date(2019, 2, 8))


def _write_workload(folder: Path, staff: Staff) -> None:
    book = new_book()
    measured = list(workload(staff))
    for day in MEASURED_IN:
        rows: list[list[object]] = [
            ["Kommun", "Enhet", "Modell", "Poäng per ärende", "Handläggare", "Andel över gränsen", "Gräns"]
        ]
        for m in (m for m in measured if m.day == day):
            share = f"{100 * m.above / m.workers:.0f} %"
            rows.append([m.place.name, m.unit, "Göteborgsmodellen", m.points, m.workers, share, LIMIT])
        look = Look(widths=(16, 8, 22, 12, 13, 13, 9))
        add_sheet(book, f"{day.year}", [f"Arbetstyngd, mätning oktober {day.year}"], rows, look)
    save_workbook(book, folder / "arbetstyngd.xlsx", date(2017, 11, 24))


QUESTIONS = {
    "day": "Intervjudag",
    "introduction": "Finns introduktionsplan?",
    "individual_plans": "Finns individuella kompetensplaner?",
    "supervision": "Handledning",
    "themes": "Önskade teman",
    "reasonable": "Hur många ärenden är rimligt?",
}


def _write_interviews_2015(folder: Path) -> None:
    """A row for each municipality."""
    rows: list[list[object]] = [["Kommun", *QUESTIONS.values()]]
    rows += [[of.place.name, *(getattr(of, question) for question in QUESTIONS)] for of in interviews(2015)]
    book = new_book()
    look = Look(widths=(16, 12, 22, 18, 18, 42, 18))
    add_sheet(book, "Intervjuer", ["Intervjuer med arbetsledare våren 2015"], rows, look)
    save_workbook(book, folder / "intervjuer-2015.xlsx", date(2015, 4, 10))


def _write_interviews_2017(folder: Path) -> None:
    """A column for each municipality, as when the answers are typed in during the talks."""
    answers = list(interviews(2017))
    rows: list[list[object]] = [["Kommun", *(of.place.name for of in answers)]]
    rows += [[wording, *(getattr(of, question) for of in answers)] for question, wording in QUESTIONS.items()]
    book = new_book()
    look = Look(widths=(34, *[19.0] * len(answers)), is_neat=False)
    add_sheet(book, "Svar", ["Intervjuer med arbetsledare"], rows, look)
    save_workbook(book, folder / "intervjuer-2017.xlsx", date(2017, 4, 7))


def _write_indicators(folder: Path, staff: Staff) -> None:
    """Turnover of each municipality, counted from the people of the model, and sick leave of all together."""
    rows: list[list[object]] = [
        ["Indikator", "Kommun", "Period", "Värde", "Mäts i", "Utgångsläge", "Mål", "Definition"]
    ]
    for place in MUNICIPALITIES:
        start = _turnover(staff, 2015, place)
        for year in (2015, 2016, 2017, 2018):
            value = _turnover(staff, year, place)
            rows.append(["Personalomsättning", place.name, year, value, "procent", start, 15, TURNOVER])
    for year, value in SICK_LEAVE.items():
        rows.append(["Sjukfrånvaro", "", year, value, "procent", SICK_LEAVE[2015], 6.5, SICK])
    book = new_book()
    look = Look(widths=(22, 16, 9, 9, 10, 12, 8, 70))
    add_sheet(book, "Indikatorer", ["Indikatorer för kompetensförsörjningen"], rows, look)
    save_workbook(book, folder / "indikatorer.xlsx", date(2019, 2, 15))


def _turnover(staff: Staff, year: int, place: object) -> float:
    left, employed = staff.turnover(year, place)  # type: ignore[arg-type]
    return float(round(100 * left / employed, 1))


def _write_regions(folder: Path) -> None:
    rows: list[list[object]] = [
        [
            "Region",
            "Utbildning",
            "Antal invånare",
            "Antal dagar",
            "Start",
            "Kostnad per deltagare",
            "Utbildare",
        ]
    ]
    rows += [list(region) for region in REGIONS]
    book = new_book()
    look = Look(widths=(20, 26, 12, 18, 12, 24, 20))
    add_sheet(book, "Andra regioner", ["Andra regioners utbildningar (påhittade regioner)"], rows, look)
    save_workbook(book, folder / "andra-regioner.xlsx", date(2018, 11, 9))
