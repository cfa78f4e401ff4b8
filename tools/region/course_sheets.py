"""The catalogues, the participations year by year, what municipalities bought, and the summary of five years."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from region.courses import BANDS, COURSES, NEEDS, Course, Seat, Training, order
from region.dice import Dice
from region.files import Look, Rows, add_sheet, new_book, save_workbook
from region.staff import MUNICIPALITIES, YEARS, Municipality

IN_SHEETS = {"0-2": "0-2 år", "2-5": "2-5 år", ">5": "> 5 år", "supervisors": "Arbetsledare"}
COUNTS = {"inside": "i summan", "outside": "utanför summan", "own_heading": "egen rubrik"}
CATALOGUES = {2015: date(2015, 6, 12), 2017: date(2017, 6, 9)}
LISTED = ("Signs of Safety", "VT2018", 1)
"""The round of which the region has a list of persons instead of counts."""

Seats = Sequence[Seat]
Counted = tuple[Course, str, int, date, Municipality, str]


def write_courses(folder: Path, training: Training) -> None:
    """Write every sheet about courses."""
    for year, day in CATALOGUES.items():
        _write_catalogue(folder, year, day)
    _write_2014(folder, training.of_year(2014))
    _write_2015(folder, training.of_year(2015))
    _write_2016(folder, training.of_year(2016))
    _write_2017(folder, training.of_year(2017))
    _write_2018(folder, training.of_year(2018))
    _write_persons(folder, training)
    _write_bought(folder, training)
    _write_summary(folder, training)


def is_listed(seat: Seat) -> bool:
    """Whether the seat stands in the list of persons."""
    return (seat.course.name, seat.term, seat.number) == LISTED


def counted(seats: Iterable[Seat]) -> list[tuple[Counted, int]]:
    """How many of each municipality and band came to each round, in the order of time."""
    found = Counter(
        (s.course, s.term, s.number, s.day, s.worker.municipality, s.band) for s in seats if not is_listed(s)
    )
    places = {place: number for number, place in enumerate(MUNICIPALITIES)}
    return sorted(
        found.items(), key=lambda item: (item[0][3], item[0][0].name, item[0][2], places[item[0][4]])
    )


def _write_catalogue(folder: Path, year: int, day: date) -> None:
    is_new = year == 2017
    headings = ["Område", "Band", "Möts", "Kompetensbehov", "Kurs", "Frekvens", "Senaste start", "Minsta grupp",
                "Största grupp", "Dagar", "Ersätter", "Fördjupar", "Anmärkning"]  # fmt: skip
    headings[-1:-1] = ["Förkunskaper"] * is_new
    rows: list[list[object]] = [headings]
    for band, wording in BANDS.items():
        rows += [["BoU", wording, met, need] for of, met, need in NEEDS if of == band]
        for course in (course for course in COURSES if course.band == band):
            often = course.often[is_new]
            if often is not None:
                rows.append(["BoU", wording, "gemensamt", "", *_catalogue_line(course, often, day, is_new)])
    book = new_book()
    look = Look(widths=(8, 13, 12, 36, 32, 22, 11, 9, 9, 8, 20, 16, *[16] * is_new, 26))
    titles = [f"Kurskatalog för barn och unga, antagen {day}"]
    sheet = add_sheet(book, "Kurskatalog", titles, rows, look)
    sheet.freeze_panes = "A5"
    save_workbook(book, folder / f"kurskatalog-{year}.xlsx", day)


def _catalogue_line(course: Course, often: str, day: date, is_new: bool) -> list[object]:
    """A course from its name to its remark; a course whose name is new says what it replaces.

    In the newer catalogue the course that another deepens is to be taken before it.
    """
    earlier = [term for term in course.terms if order(term) <= (day.year, "1")]
    name = course.name if is_new else course.before or course.name
    days = int(course.days) if course.days == int(course.days) else course.days
    replaced = course.before if is_new else ""
    return [
        name,
        often,
        earlier[-1] if earlier else "",
        *course.size,
        days,
        replaced,
        course.deepens,
        *[course.deepens] * is_new,
        course.note,
    ]


def _write_2014(folder: Path, seats: Seats) -> None:
    """One row a round and municipality, the term in words of the trade."""
    rows: list[list[object]] = [
        ["Kurs", "Omgång", "Termin", "Kommun", "Målgrupp", "Antal deltagare", "Räknas"]
    ]
    for (course, term, number, _, place, band), came in counted(seats):
        name = course.name_in(term)
        rows.append([name, number, term, place.name, IN_SHEETS[band], came, COUNTS[course.counts]])
    rows.append(["Summa", "", "", "", "", len(seats), ""])
    look = Look(widths=(32, 9, 11, 16, 14, 11, 16), last_is_sum=True)
    _save(folder, "deltagare-2014.xlsx", "Deltagare", ["Deltagare i utbildningar 2014"], rows, look)


def _write_2015(folder: Path, seats: Seats) -> None:
    """With other headings, days instead of terms, and an empty row after each round."""
    rows: list[list[object]] = [
        ["Utbildning", "Datum", "Tillfälle", "Kommun", "Erfarenhet", "Deltagare", "Ingår i summan"]
    ]
    answers = {"inside": "ja", "outside": "nej", "own_heading": "egen rubrik"}
    before: tuple[Course, int] | None = None
    for (course, term, number, day, place, band), came in counted(seats):
        if before and before != (course, number):
            rows.append([])
        before = (course, number)
        experience = "erfarna" if band == ">5" else IN_SHEETS[band]
        rows.append([course.name_in(term), day, number, place.name, experience, came, answers[course.counts]])
    look = Look(widths=(32, 12, 10, 16, 14, 11, 14), is_neat=False)
    _save(folder, "deltagare-2015.xlsx", "2015", ["Utbildningar 2015, vilka som kom"], rows, look)


def _write_2016(folder: Path, seats: Seats) -> None:
    """Municipalities as columns, with a sum at the end of each row and under all of them."""
    names = [place.name for place in MUNICIPALITIES]
    rows: list[list[object]] = [["Kurs", "Omgång", "Termin", "Målgrupp", "Räknas", *names, "Summa"]]
    came = dict(counted(seats))
    rounds = dict.fromkeys((course, term, number, band) for course, term, number, _, _, band in came)
    sums: Counter[str] = Counter()
    for course, term, number, band in rounds:
        of_round = Counter(
            {key[4].name: n for key, n in came.items() if (*key[:3], key[5]) == (course, term, number, band)}
        )
        sums += of_round
        cells = [of_round[name] or "" for name in names]
        about = [course.name_in(term), number, term, IN_SHEETS[band], COUNTS[course.counts]]
        rows.append([*about, *cells, of_round.total()])
    rows.append(["Summa", "", "", "", "", *(sums[name] for name in names), sums.total()])
    look = Look(widths=(30, 9, 10, 13, 16, *[11.0] * len(names), 9), last_is_sum=True)
    _save(folder, "deltagare-2016.xlsx", "Matris", ["Deltagare 2016 per kommun"], rows, look)


def _write_2017(folder: Path, seats: Seats) -> None:
    """A sheet for each term, which only its title names."""
    book = new_book()
    for term in ("VT2017", "HT2017"):
        rows: list[list[object]] = [["Kurs", "Grupp", "Kommun", "Antal", "Band", "Räknas", "Kommentar"]]
        for (course, _, number, _day, place, band), came in counted(s for s in seats if s.term == term):
            remark = (
                "en gick efter lunch" if Dice("remark", course.name, number, place.code).roll(0.02) else ""
            )
            about = [course.name_in(term), f"{number}", place.name, came, IN_SHEETS[band]]
            rows.append([*about, COUNTS[course.counts], remark])
        look = Look(widths=(32, 8, 16, 8, 14, 16, 26), is_neat=False)
        add_sheet(book, term, [f"Deltagare {term}"], rows, look)
    save_workbook(book, folder / "deltagare-2017.xlsx", date(2018, 1, 19))


def _write_2018(folder: Path, seats: Seats) -> None:
    """With what is only preliminary marked: the autumn was not over when the list was written."""
    rows: list[list[object]] = [
        ["Kurs", "Omgång", "När", "Kommun", "Målgrupp", "Deltagare", "Räknas", "Preliminärt", "Anmärkning"]
    ]
    for (course, term, number, _, place, band), came in counted(seats):
        is_early = term == "HT2018"
        remark = "enligt anmälan" if is_early and course.name == "Familjesamtal" else ""
        about = [course.name_in(term), number, term, place.name, IN_SHEETS[band], came, COUNTS[course.counts]]
        rows.append([*about, "ja" if is_early else "nej", remark])
    look = Look(widths=(32, 9, 9, 16, 13, 10, 16, 11, 20))
    _save(folder, "deltagare-2018.xlsx", "Deltagare", ["Deltagare 2018, hösten preliminär"], rows, look)


def _write_persons(folder: Path, training: Training) -> None:
    """The list that hung on the door of one round: a row a person, under keys instead of names."""
    course, term, _ = LISTED
    rows: list[list[object]] = [["Kurs", "Namn", "Kommun", "År i yrket"]]
    there = [seat for seat in training.seats if is_listed(seat)]
    for number, seat in enumerate(there, start=1):
        rows.append([course, f"Person {number}", seat.worker.municipality.name, IN_SHEETS[seat.band]])
    look = Look(widths=(22, 14, 18, 14), is_neat=False)
    name = "deltagarlista-signs-of-safety-vt2018.xlsx"
    _save(folder, name, "Lista", [f"Deltagarlista {course} {term}"], rows, look)


def _write_bought(folder: Path, training: Training) -> None:
    rows: list[list[object]] = [
        ["Kommun", "Utbildning", "När", "Anordnare", "Antal deltagare", "Målgrupp", "Dagar", "Kostnad"]
    ]
    for event, came in training.bought.items():
        about = [event.place.name, event.course, event.term, event.arranged, came, IN_SHEETS[event.band]]
        rows.append([*about, event.days, event.cost if event.cost is not None else ""])
    look = Look(widths=(16, 28, 10, 20, 11, 12, 8, 11))
    titles = ["Utbildning som kommunerna själva har ordnat 2015-2018"]
    _save(folder, "egen-utbildning.xlsx", "Egen utbildning", titles, rows, look)


def _write_summary(folder: Path, training: Training) -> None:
    """What the board was told after five years: only courses that count, under the names they have now."""
    inside = [seat for seat in training.seats if seat.course.counts == "inside"]
    rows: list[list[object]] = [["Kurs", "Dagar", "Antal tillfällen", "Deltagare", "Kommuner", "Anmärkning"]]
    for course in COURSES:
        seats = [seat for seat in inside if seat.course is course]
        if seats:
            times = len({(seat.term, seat.number) for seat in seats})
            reached = f"{len({seat.worker.municipality for seat in seats})} av {len(MUNICIPALITIES)}"
            note = f"hette tidigare {course.before}" if course.before else ""
            rows.append([course.name, course.days, times, len(seats), reached, note])
    rows.append(["Summa", "", "", len(inside), "", ""])
    look = Look(widths=(34, 9, 12, 12, 12, 34), last_is_sum=True)
    title = f"Genomförda utbildningar inom BoU {YEARS[0]}-{YEARS[-1]}"
    sheet = _save(folder, f"genomforda-{YEARS[0]}-{YEARS[-1]}.xlsx", "Genomförda", [title], rows, look)
    for text in (
        "Förbehåll: seminarier och försök räknas inte här, och utbildning för arbetsledare redovisas för sig.",
        "Förbehåll: uppgifterna för hösten 2018 är preliminära.",
    ):
        sheet.append([text])


def _save(folder: Path, file: str, name: str, titles: Sequence[str], rows: Rows, look: Look) -> Worksheet:
    """A workbook of one sheet."""
    book = new_book()
    sheet = add_sheet(book, name, titles, rows, look)
    save_workbook(book, folder / file, date(2019, 1, 18))
    return sheet
