"""What the municipalities sent in the spring of 2018, as they sent it: each in its own way, one of them wrong."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from region.dice import Dice
from region.files import (
    MARK,
    Look,
    Rows,
    add_sheet,
    new_book,
    save_csv,
    save_docx,
    save_ods,
    save_workbook,
    save_xls,
)
from region.staff import BY_NAME, Municipality, Staff
from region.staffing_sheets import LABELS, SHORT, as_of, freely, plainly

DAY = as_of(2018)
SENT = date(2018, 4, 20)
TITLE = "Personalsituation inom BoU 31 mars 2018"


def write_replies(folder: Path, staff: Staff) -> None:
    """Write a file, or two, for each municipality."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in WRITERS.items():
        write(folder, staff, BY_NAME[name])


def _habo(folder: Path, staff: Staff, place: Municipality) -> None:
    """The form as it was sent out, with last year's figures beside this year's."""
    now, before = (staff.figures(as_of(year), place) for year in (2018, 2017))
    rows: list[list[object]] = [["", "Habo 2018", "Habo 2017"]]
    rows += [[label, plainly(m, now[m]), plainly(m, before[m])] for m, label in LABELS.items()]
    _save_book(folder / "Habo.xlsx", "Personal", TITLE, rows)


def _haabo(folder: Path, staff: Staff, place: Municipality) -> None:
    """Saved as CSV from Excel: Windows-1252, semicolons, decimal commas."""
    save_csv(folder / "Håbo personal 180331.csv", [[TITLE], [MARK], *_column(staff, place)], ";", "cp1252")


def _karlshamn(folder: Path, staff: Staff, place: Municipality) -> None:
    """Sent twice: in the first file a decimal comma got lost, and a band was wrong."""
    right = staff.figures(DAY, place)
    wrong = {**right, "vacancies": right["vacancies"] * 10, "band_2_5": right["band_2_5"] + 1}
    for name, figures in (("Karlshamn", wrong), ("Karlshamn_rättad", right)):
        rows: list[list[object]] = [["", place.name]]
        rows += [[label, plainly(m, figures[m])] for m, label in LABELS.items()]
        _save_book(folder / f"{name}.xlsx", "Blad1", TITLE, rows)


def _malung(folder: Path, staff: Staff, place: Municipality) -> None:
    """In the old format, with the name as people there say it."""
    rows = _column(staff, place)
    rows[0] = ["", "Malung Sälen"]
    save_xls(folder / "Malung-Sälen.xls", "mars 2018", [[TITLE], [MARK], [], *rows])


def _nora(folder: Path, staff: Staff, place: Municipality) -> None:
    """Broken: a heading that is no municipality, an error for a figure, a date for "2-3", fewer than none."""
    figures = staff.figures(DAY, place)
    rows: list[list[object]] = [["", "Noora", ""]]
    rows += [[label, plainly(m, figures[m])] for m, label in LABELS.items()]
    rows[1][1] = "#REF!"
    rows[6][1] = date(2018, 3, 2)
    rows[8][1] = -1
    rows[9].append("halvtid")
    _save_book(folder / "Nora.xlsx", "Blad1", TITLE, rows)


def _oxelosund(folder: Path, staff: Staff, place: Municipality) -> None:
    """From LibreOffice, with the measures side by side and one row of figures."""
    figures = staff.figures(DAY, place)
    rows = [
        [TITLE],
        [MARK],
        [],
        ["Kommun", *SHORT.values()],
        [place.name, *(plainly(m, figures[m]) for m in SHORT)],
    ]
    save_ods(folder / "Oxelösund.ods", "Personal", rows, SENT)


def _sala(folder: Path, staff: Staff, place: Municipality) -> None:
    """Not counted at all: a list of the people, under their employment numbers."""
    there = sorted(staff.on(DAY, place), key=lambda worker: worker.began)
    rows: list[list[object]] = [
        [
            "Anställningsnummer",
            "Befattning",
            "Anställningsdatum",
            "År inom BoU",
            "Sysselsättningsgrad",
            "Utbildning",
        ]
    ]
    for number, worker in enumerate(there, start=1):
        degree = "socionom" if worker.has_degree else "annan utbildning"
        share = f"{worker.rate * 100:.0f} %"
        years = worker.years_on(DAY)
        rows.append([f"A-{number:03}", "socialsekreterare", worker.began, years, share, degree])
    _save_book(folder / "Sala personallista.xlsx", "Lista", f"Sala, personal inom BoU {DAY}", rows, width=20)


def _ystad(folder: Path, staff: Staff, place: Municipality) -> None:
    """Two units, each with its column, and a sum of both."""
    units = [staff.figures(DAY, place, unit) for unit in place.units]
    rows: list[list[object]] = [["", "Ystad 1", "Ystad 2", "Summa"]]
    for measure, label in LABELS.items():
        cells = [plainly(measure, figures[measure]) for figures in units]
        is_counted = measure != "admin_support"
        rows.append([label, *cells, plainly(measure, _sum(units, measure)) if is_counted else ""])
    _save_book(folder / "Ystad.xlsx", "Personal", TITLE, rows)


def _are(folder: Path, staff: Staff, place: Municipality) -> None:
    """A letter with the table in it."""
    before = ["Åre kommun", TITLE, MARK, "Hej! Här kommer våra uppgifter. Hör av er om något är oklart."]
    after = ["Vi har haft svårt att rekrytera under hösten men hoppas på våren."]
    save_docx(folder / "Åre.docx", before, [["Uppgift", place.name], *_column(staff, place)[1:]], after, SENT)


def _alvsbyn(folder: Path, staff: Staff, place: Municipality) -> None:
    """As one writes when one knows everybody: words around the figures, a footnote, a remark in the margin."""
    figures = staff.figures(DAY, place)
    dice = Dice("typed", 2018, place.code)
    rows: list[list[object]] = [["", "Älvsbyn*", "Kommentar"]]
    rows += [[label, freely(m, figures[m], dice), ""] for m, label in LABELS.items()]
    rows[5][1] = f"{_word(figures['band_0_2'])} st"
    rows[7][2] = "hon går i pension till sommaren"
    rows += [[], ["* Vi delar jour med grannkommunen, den är inte med här"]]
    _save_book(folder / "Älvsbyn svar mars 2018.xlsx", "Blad1", TITLE, rows)


WRITERS: dict[str, Callable[[Path, Staff, Municipality], None]] = {
    "Habo": _habo,
    "Håbo": _haabo,
    "Karlshamn": _karlshamn,
    "Malung-Sälen": _malung,
    "Nora": _nora,
    "Oxelösund": _oxelosund,
    "Sala": _sala,
    "Ystad": _ystad,
    "Åre": _are,
    "Älvsbyn": _alvsbyn,
}


def _column(staff: Staff, place: Municipality) -> list[list[object]]:
    """The nine measures of one municipality, one below the other."""
    figures = staff.figures(DAY, place)
    return [["", place.name], *([label, plainly(m, figures[m])] for m, label in LABELS.items())]


def _sum(units: list[dict[str, Decimal]], measure: str) -> Decimal:
    return sum((figures[measure] for figures in units), Decimal(0))


def _word(figure: Decimal) -> str:
    return ("noll", "en", "två", "tre", "fyra", "fem", "sex")[int(figure)]


def _save_book(target: Path, sheet: str, title: str, rows: Rows, width: float = 14) -> None:
    """A workbook as a municipality sends it: one plain sheet."""
    book = new_book()
    most = max(len(row) for row in rows)
    look = Look(widths=(32 if width == 14 else width, *[width] * (most - 1)), is_neat=False)
    add_sheet(book, sheet, [title], rows, look)
    save_workbook(book, target, SENT)
