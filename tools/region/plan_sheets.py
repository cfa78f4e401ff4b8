"""What the plan asks for besides staff and courses: needs, movements, prices, commitments, trainers, limits, breaks,
material."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from region.courses import COURSES, Course
from region.dice import Dice
from region.files import Look, Rows, add_sheet, new_book, save_workbook
from region.staff import BY_NAME, MUNICIPALITIES, Municipality, Staff, Worker

BANDS = {"0-2": "0-2 år", "2-5": "2-5 år", ">5": "> 5 år"}
TERMS = {
    "VT2017": (date(2017, 1, 1), date(2017, 6, 30)),
    "HT2017": (date(2017, 7, 1), date(2017, 12, 31)),
    "VT2018": (date(2018, 1, 1), date(2018, 6, 30)),
    "HT2018": (date(2018, 7, 1), date(2018, 12, 31)),
}
"""The terms of which every municipality told who left and who came."""

ASKING = tuple(BY_NAME[name] for name in ("Karlshamn", "Sala", "Ystad", "Åre"))
"""The municipalities that said what they need in 2019; the others are silent."""
ASKED_IN = {
    "VT2019": ("Första året i barnavården", "BBIC grund", "LVU grund", "Barnsamtal"),
    "HT2019": ("Signs of Safety", "Anknytning och trygghet", "Familjesamtal", "Traumamedvetet arbetssätt"),
}
LEAST = 2
"""The fewest seats that are of use to a municipality that sends nobody alone."""

PRICES: Sequence[tuple[str, int | None, int | None, int | None, int | None, str, int | None]] = (
    ("Första året i barnavården", 6_000, 8_500, 450, 18_000, "", None),
    ("BBIC grund", 4_000, None, 300, 14_000, "Ystad", None),
    ("LVU grund", 3_000, 12_000, 250, None, "", None),
    ("Barnsamtal", 4_000, 8_500, 350, 16_000, "", None),
    ("Utredningar som går att läsa", 3_000, 8_500, 250, None, "", None),
    ("Yrkeshandledning i grupp", None, 4_200, None, None, "", None),
    ("Signs of Safety", 8_000, 11_000, 900, 30_000, "", 4_800),
    ("LVU fördjupning", 3_000, 12_000, 250, None, "", None),
    ("BBIC fördjupning", 4_000, None, 300, 9_000, "Ystad", None),
    ("Anknytning och trygghet", 6_000, 9_500, 450, None, "", 3_900),
    ("Familjesamtal", 4_000, 8_500, 350, None, "", None),
    ("Våld i nära relationer", 4_000, 9_500, 300, None, "", None),
    ("Traumamedvetet arbetssätt", 4_000, 9_500, 300, 12_000, "Karlshamn", None),
    ("Handledare för nya", 5_000, 6_500, 400, None, "", None),
    ("Forum för arbetsledare", 3_500, None, 150, None, "", None),
    ("Ny som arbetsledare", 5_000, 9_500, 450, None, "", None),
)
"""A course, then kronor a group, a day, a participant, for the trainer of a group, who lends the trainer, the fee."""

COMMITMENTS = (
    ("Karlshamn", "Signs of Safety", 4, 5_200),
    ("Sala", "Signs of Safety", 4, 5_200),
    ("Ystad", "Signs of Safety", 3, 5_200),
    ("Ystad", "Anknytning och trygghet", 6, 4_100),
)
"""A municipality, the course of its package, packages in 2019, kronor a package: some are too many, some too few."""

TRAINERS = (
    ("metodhandledare i Ystad", "BBIC grund", "VT2019", 1),
    ("metodhandledare i Ystad", "BBIC fördjupning", "HT2019", 1),
    ("traumahandledare i Karlshamn", "Traumamedvetet arbetssätt", "HT2019", 1),
    ("utbildningsföretag", "Signs of Safety", "", 2),
    ("högskola", "Anknytning och trygghet", "", 1),
    ("handledare från universitetet", "Yrkeshandledning i grupp", "", 4),
)

WINTER_BREAKS = {
    "Habo": 7, "Håbo": 9, "Karlshamn": 8, "Malung-Sälen": 9, "Nora": 8,
    "Oxelösund": 8, "Sala": 9, "Ystad": 8, "Åre": 10, "Älvsbyn": 10,
}  # fmt: skip
"""The week of the winter break of 2019; invented, as everything here is."""
COMMON_BREAKS = (
    ("Jullov", date(2018, 12, 20), date(2019, 1, 8)),
    ("Påsklov", date(2019, 4, 15), date(2019, 4, 22)),
    ("Sommarledighet", date(2019, 6, 17), date(2019, 8, 16)),
    ("Höstlov", date(2019, 10, 28), date(2019, 11, 1)),
    ("Jullov", date(2019, 12, 20), date(2020, 1, 8)),
)

AGREED_PER_CENT = {
    "Habo": 6, "Håbo": 9, "Karlshamn": 18, "Malung-Sälen": 7, "Nora": 6,
    "Oxelösund": 7, "Sala": 13, "Ystad": 21, "Åre": 7, "Älvsbyn": 6,
}  # fmt: skip

MATERIAL = (
    ("BoU", "0-2 år", "Att lyssna på barn", "film", "film/lyssna", 24, "guide/lyssna"),
    ("BoU", "0-2 år", "Din första utredning", "webbkurs", "webbkurs/utredning", 90, ""),
    ("BoU", "2-5 år", "När familjen inte vill", "film", "film/vill-inte", 31, "guide/vill-inte"),
    ("BoU", "> 5 år", "Att handleda en ny kollega", "guide", "guide/handleda", "", ""),
    ("BoU", "", "Sekretess i vardagen", "webbkurs", "webbkurs/sekretess", 45, "guide/sekretess"),
    ("", "Arbetsledare", "Samtal om arbetsbördan", "guide", "guide/arbetsborda", 20, ""),
)
ADDRESS = "https://www.example.org/"


@dataclass(frozen=True)
class Movement:
    """Who left and who came in a municipality, term and band: persons of the model."""

    place: Municipality
    term: str
    band: str
    leavers: int
    own_request: int
    pensions: int
    to_member: int
    hires: int


def movements(staff: Staff) -> Iterator[Movement]:
    """The movements of two years; bands in which nobody moved are told with noughts."""
    for term, (first, last) in TERMS.items():
        for place in MUNICIPALITIES:
            there = [w for w in staff.workers if w.municipality is place and not w.is_supervisor]
            left = [w for w in there if w.ended and first <= w.ended <= last]
            came = [w for w in there if first <= w.began <= last]
            for band in BANDS:
                mine = [worker for worker in left if worker.band_on(worker.ended or last) == band]
                reasons = Counter(_reason(worker) for worker in mine)
                hires = sum(worker.band_on(worker.began) == band for worker in came)
                yield Movement(
                    place, term, band, len(mine), reasons["own"], reasons["pension"], reasons["member"], hires
                )


def _reason(worker: Worker) -> str:
    """Why somebody left; those who go to a neighbour ask for it themselves and are told apart."""
    dice = Dice("left", worker.municipality.code, worker.number)
    years = worker.years_on(worker.ended or worker.began)
    if years >= 15 and dice.roll(0.5):
        return "pension"
    return "member" if dice.roll(0.2) else "own" if dice.roll(0.8) else "other"


@dataclass(frozen=True)
class Asked:
    """The seats that a municipality asks for on a course in a term; `least` None where any number is of use."""

    place: Municipality
    course: Course
    term: str
    seats: int
    least: int | None


def needs(staff: Staff) -> Iterator[Asked]:
    """What four municipalities ask for: one seat for each who is there in January 2019 and lacks the course."""
    by_name = {course.name: course for course in COURSES}
    for place in ASKING:
        for term, names in ASKED_IN.items():
            for course in (by_name[name] for name in names):
                there = [
                    w for w in staff.on(date(2019, 1, 1), place) if w.band_on(date(2019, 1, 1)) == course.band
                ]
                seats = sum(course.name not in worker.taken for worker in there)
                wants_company = seats >= LEAST and Dice("least", place.code, course.name).roll(0.4)
                yield Asked(place, course, term, seats, LEAST if wants_company else None)


def write_plan_sheets(folder: Path, staff: Staff) -> None:
    """Write every sheet that only the plan asks for; the courses must have been held before."""
    _write_needs(folder, staff)
    _write_movements(folder, staff)
    _write_prices(folder)
    _write_commitments(folder)
    _write_trainers(folder)
    _write_limits(folder)
    _write_breaks(folder)
    _write_material(folder)


def _write_needs(folder: Path, staff: Staff) -> None:
    """One municipality wrote "ca" before a figure."""
    rows: list[list[object]] = [
        ["Kommun", "Kurs", "Termin", "Önskade platser", "Minst så många", "Anmärkning"]
    ]
    for asked in needs(staff):
        is_rough = (asked.place.name, asked.course.name) == ("Sala", "Barnsamtal")
        seats = f"ca {asked.seats}" if is_rough else asked.seats
        note = "beror på hur rekryteringen går" if is_rough else ""
        rows.append([asked.place.name, asked.course.name, asked.term, seats, asked.least or "", note])
    look = Look(widths=(16, 32, 10, 11, 11, 32))
    _save(folder, "behov-2019.xlsx", "Behov", "Kommunernas behov av platser", rows, look, date(2018, 11, 30))


def _write_movements(folder: Path, staff: Staff) -> None:
    book = new_book()
    every = list(movements(staff))
    headings = ["Kommun", "Område", "Erfarenhet", "Slutat", "Varav på egen begäran", "Varav pension",
                "Varav till annan kommun i förbundet", "Nyanställda"]  # fmt: skip
    for term in TERMS:
        rows: list[list[object]] = [list(headings)]
        for m in (m for m in every if m.term == term):
            own = m.own_request + m.to_member  # who goes to a neighbour has asked for it
            counts = (m.leavers, own, m.pensions, m.to_member, m.hires)
            rows.append([m.place.name, "BoU", BANDS[m.band], *counts])
        look = Look(widths=(16, 10, 12, 9, 13, 10, 18, 12))
        add_sheet(book, term, [f"Avgångar och nyanställningar {term}"], rows, look)
    save_workbook(book, folder / "rorlighet-2017-2018.xlsx", date(2019, 1, 25))


def _write_prices(folder: Path) -> None:
    rows: list[list[object]] = [
        ["Kurs", "Gäller år", "Pris per grupp", "Pris per kursdag", "Pris per deltagare", "Utbildare per grupp",
         "Utlånande kommun", "Avgift per deltagare"]
    ]  # fmt: skip
    for course, *parts in PRICES:
        rows.append([course, 2019, *("" if part is None else part for part in parts)])
    look = Look(widths=(32, 9, 11, 11, 11, 11, 16, 11))
    _save(folder, "priser-2019.xlsx", "Priser", "Kurspriser", rows, look, date(2018, 11, 23))


def _write_commitments(folder: Path) -> None:
    rows: list[list[object]] = [["Kommun", "Kurs eller paket", "År", "Antal paket", "Pris per paket"]]
    rows += [[name, course, 2019, packages, price] for name, course, packages, price in COMMITMENTS]
    look = Look(widths=(16, 28, 8, 10, 12))
    _save(
        folder,
        "ataganden-2019.xlsx",
        "Åtaganden",
        "Åtaganden om utbildningspaket",
        rows,
        look,
        date(2018, 12, 3),
    )


def _write_trainers(folder: Path) -> None:
    rows: list[list[object]] = [["Utbildare", "Kurs", "Termin", "Högst antal grupper"]]
    rows += [list(trainer) for trainer in TRAINERS]
    look = Look(widths=(32, 28, 10, 12))
    _save(folder, "utbildare-2019.xlsx", "Utbildare", "Utbildare", rows, look, date(2018, 11, 23))


def _write_limits(folder: Path) -> None:
    """Two municipalities have decided no budget; the shares are those of an agreement."""
    rows: list[list[object]] = [
        ["Kommun", "År", "Utbildningsdagar per person och termin", "Egen budget", "Invånare", "Avtalad andel"]
    ]
    for place in MUNICIPALITIES:
        budget: object = "" if place.name in ("Nora", "Åre") else 6_500 * sum(place.posts)
        days: object = {"Ystad": 5, "Älvsbyn": 3}.get(place.name, 4)
        share = f"{AGREED_PER_CENT[place.name]} %"
        rows.append([place.name, 2019, days, budget, 1_150 * sum(place.posts), share])
    look = Look(widths=(16, 8, 18, 12, 12, 12))
    _save(folder, "ramar-2019.xlsx", "Ramar", "Kommunernas ramar", rows, look, date(2018, 11, 23))


def _write_breaks(folder: Path) -> None:
    rows: list[list[object]] = [["Kommun", "Lov", "När"]]
    rows += [["", name, f"{first} till {last}"] for name, first, last in COMMON_BREAKS]
    rows += [[name, "Sportlov", f"v. {week} 2019"] for name, week in WINTER_BREAKS.items()]
    look = Look(widths=(16, 18, 26))
    _save(folder, "lov-2019.xlsx", "Lov", "Lov", rows, look, date(2018, 10, 5))


def _write_material(folder: Path) -> None:
    rows: list[list[object]] = [["Område", "Band", "Titel", "Slag", "Länk", "Längd i minuter", "Studieguide"]]
    for area, band, title, kind, link, minutes, guide in MATERIAL:
        rows.append([area, band, title, kind, ADDRESS + link, minutes, guide and ADDRESS + guide])
    look = Look(widths=(10, 14, 30, 10, 44, 9, 44))
    _save(folder, "material.xlsx", "Material", "Filmer, guider och webbkurser", rows, look, date(2018, 9, 14))


def _save(folder: Path, file: str, name: str, title: str, rows: Rows, look: Look, day: date) -> None:
    """A workbook of one sheet."""
    book = new_book()
    add_sheet(book, name, [title], rows, look)
    save_workbook(book, folder / file, day)
