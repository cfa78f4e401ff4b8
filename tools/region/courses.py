"""What the made-up association offers its staff, and who came: the catalogue, the rounds held, the seats taken.

Some names are of well-known methods and laws (LVU, BBIC, Signs of Safety), the others are invented; that a course
is said to be held, how often and for whom is invented throughout.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from region.dice import Dice
from region.staff import BY_NAME, Municipality, Staff, Worker

BANDS = {"0-2": "0-2 år", "2-5": "3-5 år", ">5": "> 5 år", "supervisors": "Arbetsledare"}
"""A band of the model, and how the catalogue calls it: its middle band begins at 3, that of the sheets at 2."""

COMES = {"0-2": 0.6, "2-5": 0.7, ">5": 0.55, "supervisors": 0.65}
"""The chance that somebody of the band that a course is meant for, and who has not been to it, asks for a seat."""
COMES_LATER = 0.15
"""The same chance for those with more than five years at a course meant for the middle band."""


@dataclass(frozen=True)
class Course:
    """A course of the catalogues.

    band, days and size: whom it is for, its length, and the smallest and largest group.
    often: its frequency in the catalogues of 2015 and 2017; None where it is not in that one.
    held: the terms in which it ran, a term twice where two groups did.
    before: its name in the catalogue of 2015, where that was another. counts: inside, outside, own_heading.
    is_repeated: the same people come again.
    """

    name: str
    band: str
    days: float
    size: tuple[int, int]
    often: tuple[str | None, str | None]
    held: str
    before: str = ""
    deepens: str = ""
    note: str = ""
    counts: str = "inside"
    is_repeated: bool = False

    @property
    def terms(self) -> list[str]:
        """The terms in which a group began, in order."""
        return self.held.split()

    def name_in(self, term: str) -> str:
        """What it was called then: the new names came with the catalogue of June 2017."""
        return self.before if self.before and order(term) < order("HT2017") else self.name


EACH_YEAR, EVERY_OTHER, IN_BETWEEN, IF_NEEDED = "1 gång/år", "Vartannat år", "1-1½ år", "Vid behov"

COURSES = (
    Course("Första året i barnavården", "0-2", 3, (8, 20), ("1-2 ggr/år", "1-2 ggr/år"),
           "VT2014 HT2014 HT2015 VT2016 HT2016 VT2017 HT2017 VT2018 HT2018"),
    Course("BBIC grund", "0-2", 2, (8, 20), (EACH_YEAR, EACH_YEAR), "VT2014 VT2015 HT2016 HT2017 HT2018"),
    Course("LVU grund", "0-2", 1, (10, 30), (EACH_YEAR, EACH_YEAR), "HT2014 HT2015 HT2016 VT2018"),
    Course("Barnsamtal", "0-2", 2, (8, 18), (EACH_YEAR, EACH_YEAR), "VT2014 HT2015 VT2017 HT2018",
           before="Samtala med barn"),
    Course("Utredningar som går att läsa", "0-2", 1, (8, 20), (EACH_YEAR, EACH_YEAR), "HT2014 VT2016 HT2017",
           before="Dokumentation grund"),
    Course("Yrkeshandledning i grupp", "0-2", 5, (5, 8), ("ca 1-2 grupper/termin", "ca 1-2 grupper/termin"),
           "VT2014 HT2014 VT2015 HT2015 VT2016 VT2016 HT2016 VT2017 VT2017 HT2017 VT2018 VT2018 HT2018"),
    Course("Signs of Safety", "2-5", 3, (10, 24), (IF_NEEDED, EACH_YEAR), "HT2014 VT2016 HT2017 VT2018"),
    Course("LVU fördjupning", "2-5", 2, (8, 25), (EVERY_OTHER, EVERY_OTHER), "VT2015 VT2017",
           deepens="LVU grund"),
    Course("BBIC fördjupning", "2-5", 1, (8, 20), (None, EVERY_OTHER), "VT2018", deepens="BBIC grund"),
    Course("Anknytning och trygghet", "2-5", 4, (10, 24), (IN_BETWEEN, IN_BETWEEN), "HT2014 VT2016 HT2017"),
    Course("Familjesamtal", "2-5", 2, (8, 16), (EACH_YEAR, EVERY_OTHER), "VT2014 VT2015 HT2016 HT2018"),
    Course("MI i barnavården", "2-5", 2, (8, 16), (EVERY_OTHER, "Vid efterfrågan"), "HT2015"),
    Course("Våld i nära relationer", "2-5", 2, (10, 30), (IN_BETWEEN, IN_BETWEEN), "VT2015 HT2016 VT2018"),
    Course("Traumamedvetet arbetssätt", ">5", 2, (10, 30), (IN_BETWEEN, IN_BETWEEN), "HT2014 VT2016 VT2018"),
    Course("Handledare för nya", ">5", 5, (6, 12), (IF_NEEDED, EVERY_OTHER), "HT2015 VT2017"),
    Course("Svåra ärenden, seminarium", ">5", 0.5, (6, 25), ("1-2 ggr/år", "1-2 ggr/år"),
           "VT2014 VT2015 VT2016 HT2016 VT2017 HT2017 VT2018 HT2018", counts="outside", is_repeated=True),
    Course("Ny som arbetsledare", "supervisors", 3, (5, 12), (EVERY_OTHER, EVERY_OTHER), "HT2014 HT2016 HT2018",
           counts="own_heading"),
    Course("Forum för arbetsledare", "supervisors", 0.5, (5, 20), ("1-2 ggr/år", "2 ggr/år"),
           "VT2014 HT2014 VT2015 HT2015 VT2016 HT2016 VT2017 HT2017 VT2018 HT2018",
           counts="own_heading", is_repeated=True),
    Course("Systematisk uppföljning", "supervisors", 1, (5, 15), (IF_NEEDED, IF_NEEDED), "VT2016"),
    Course("Utredning med digitalt stöd", "2-5", 1, (6, 12), (None, "Testutbildning hösten 2018, utvärderas"),
           "HT2018", counts="outside"),
    Course("Samverkan med skolan", "2-5", 1, (10, 30), (None, "Undersöka behovet först"), ""),
    Course("Öppna föreläsningar", ">5", 0.5, (10, 60), ("", ""), "", note="Annonseras en månad före"),
)  # fmt: skip

NEEDS = (
    ("0-2", "lokalt", "Introduktion på arbetsplatsen med mentor"),
    ("0-2", "lokalt", "Kommunens egna rutiner, verksamhetssystem och delegation"),
    ("0-2", "gemensamt", "Grunderna i utredning, bedömning och uppföljning"),
    ("2-5", "lokalt", "Att vara medhandläggare åt nya"),
    ("2-5", "gemensamt", "Fördjupning i metod efter egen plan"),
    (">5", "gemensamt", "Att lära ut det man kan"),
    ("supervisors", "gemensamt", "Att leda i hög personalrörlighet"),
)
"""What a band needs without a course of its own: band, where it is met, in which words."""


@dataclass(frozen=True)
class Bought:
    """Training that a municipality bought or held itself: the course, when, of whom, for which band, what it cost."""

    place: Municipality
    course: str
    term: str
    arranged: str
    band: str
    days: float
    cost: int | None


BOUGHT = (
    Bought(BY_NAME["Karlshamn"], "Signs of Safety", "HT2015", "utbildningsföretag", "2-5", 2, 84_000),
    Bought(BY_NAME["Åre"], "Barnsamtal", "VT2016", "kommunen själv", "0-2", 1, None),
    Bought(BY_NAME["Ystad"], "Traumamedvetet arbetssätt", "HT2016", "högskola", ">5", 2, 52_000),
    Bought(BY_NAME["Sala"], "LVU grund", "VT2017", "advokatbyrå", "0-2", 1, 18_500),
    Bought(BY_NAME["Ystad"], "Signs of Safety", "VT2017", "utbildningsföretag", "2-5", 3, 96_000),
    Bought(BY_NAME["Malung-Sälen"], "BBIC grund", "HT2017", "kommunen själv", "0-2", 1, None),
    Bought(BY_NAME["Habo"], "Lösningsfokuserade möten", "VT2018", "konsult", ">5", 1, 12_000),
)


@dataclass(frozen=True)
class Seat:
    """Somebody on a round of a course: the round is numbered within its term."""

    course: Course
    term: str
    number: int
    day: date
    band: str
    worker: Worker


class Training:
    """All training 2014 to 2018, in the order of time: what was held jointly, and what municipalities bought."""

    def __init__(self, staff: Staff) -> None:
        self.seats: list[Seat] = []
        self.bought: dict[Bought, int] = {}
        held = sorted({(order(term), term) for course in COURSES for term in course.terms})
        for _, term in held:
            for event in (event for event in BOUGHT if event.term == term):
                self.bought[event] = self._buy(staff, event)
            for course in COURSES:
                if term in course.terms:
                    self.seats += self._run(staff, course, term)

    def of_year(self, year: int) -> list[Seat]:
        """The seats of the rounds that began in a year."""
        return [seat for seat in self.seats if seat.day.year == year]

    def _run(self, staff: Staff, course: Course, term: str) -> Iterator[Seat]:
        """The groups of one term: those who ask, up to the largest group, shared out over the groups."""
        dice = Dice("course", course.name, term)
        groups = course.terms.count(term)
        day = _first_day(term, dice)
        asking = [
            (worker, band)
            for worker in staff.workers
            if worker.works_on(day) and (course.is_repeated or course.name not in worker.taken)
            for band in ["supervisors" if worker.is_supervisor else worker.band_on(day)]
            if dice.roll(_chance(course, band))
        ]
        coming = dice.shuffled(asking)[: groups * course.size[1]]
        groups = min(groups, len(coming) // course.size[0])  # with too few for a group it is not held
        for place, (worker, band) in enumerate(coming if groups else ()):
            worker.taken.add(course.name)
            yield Seat(course, term, place % groups + 1, day, band, worker)

    def _buy(self, staff: Staff, event: Bought) -> int:
        """How many came to what a municipality bought: all whom it is for and who had not been to it."""
        dice = Dice("bought", event.course, event.term)
        day = _first_day(event.term, dice)
        there = [worker for worker in staff.on(day, event.place) if worker.band_on(day) == event.band]
        new = [worker for worker in there if event.course not in worker.taken]
        for worker in new:
            worker.taken.add(event.course)
        return len(new)


def _chance(course: Course, band: str) -> float:
    """How likely somebody of a band is to ask for a seat."""
    if band == course.band:
        return COMES[band]
    return COMES_LATER if (course.band, band) == ("2-5", ">5") else 0


def order(term: str) -> tuple[int, str]:
    """VT2014 comes before HT2014, and that before VT2015."""
    return int(term[2:]), "2" if term.startswith("HT") else "1"


def _first_day(term: str, dice: Dice) -> date:
    """A Tuesday, Wednesday or Thursday in the working part of a term."""
    months = (9, 10, 11) if term.startswith("HT") else (2, 3, 4, 5)
    day = date(int(term[2:]), dice.pick(months), dice.between(1, 20))
    while day.weekday() not in (1, 2, 3):
        day = day.replace(day=day.day + 1)
    return day
