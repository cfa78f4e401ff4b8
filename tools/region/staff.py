"""Who works in the made-up association: people who are hired, grow experienced and leave.

Every figure of the staffing sheets is counted from the same people, so that the newcomers of one year are the
experienced of a later one, and those who have been to a course are among those who were there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from region.dice import Dice

ASSOCIATION = "Övningsförbundet"
FIRST_DAY, LAST_DAY = date(1996, 4, 1), date(2019, 3, 31)  # the first years only fill the posts
YEARS = (2014, 2015, 2016, 2017, 2018)

LEAVING = {"0-2": 0.28, "2-5": 0.2, ">5": 0.14}
"""The chance in a year that somebody with so many years in child welfare leaves."""
UNREST = {2014: 1.1, 2015: 1.5, 2016: 1.5, 2017: 0.9, 2018: 0.7}
"""How many times as many left in a year: the association had two hard years."""
FILLED = {2015: 0.6, 2016: 0.65, 2017: 0.9, 2018: 0.9}
"""The chance that a post that is vacant is filled within half a year; in other years 0.8."""
EXPERIENCED = 0.2  # of those hired come from child welfare elsewhere
WITH_DEGREE = 0.88
PART_TIME = 0.12
COVERED = 0.5  # of the vacant posts, by a consultant
SUPERVISORS_LEAVE = 0.12


@dataclass(frozen=True)
class Municipality:
    """A municipality of the association: its posts in each unit, its supervisors, and its administrative support."""

    name: str
    code: str
    posts: tuple[int, ...]
    supervisors: int
    admin_support: Decimal

    @property
    def units(self) -> tuple[str, ...]:
        """The numbers of its units; one without a number where it has no units."""
        return tuple(str(n) for n in range(1, len(self.posts) + 1)) if len(self.posts) > 1 else ("",)


MUNICIPALITIES = (
    Municipality("Habo", "0643", (6,), 1, Decimal(0)),
    Municipality("Håbo", "0305", (9,), 1, Decimal("0.5")),
    Municipality("Karlshamn", "1082", (18,), 3, Decimal(1)),
    Municipality("Malung-Sälen", "2023", (7,), 1, Decimal(0)),
    Municipality("Nora", "1884", (6,), 1, Decimal("0.25")),
    Municipality("Oxelösund", "0481", (7,), 1, Decimal(0)),
    Municipality("Sala", "1981", (13,), 2, Decimal("0.5")),
    Municipality("Ystad", "1286", (12, 8), 3, Decimal(1)),
    Municipality("Åre", "2321", (7,), 1, Decimal(0)),
    Municipality("Älvsbyn", "2560", (5,), 1, Decimal("0.2")),
)
BY_NAME = {place.name: place for place in MUNICIPALITIES}


@dataclass(eq=False)
class Worker:
    """Somebody who works with children's cases, or supervises those who do. `since`: in child welfare, anywhere."""

    municipality: Municipality
    unit: str
    number: int
    since: date
    began: date
    has_degree: bool
    rate: Decimal
    is_supervisor: bool = False
    ended: date | None = None
    taken: set[str] = field(default_factory=set)  # courses, by their newest name

    def works_on(self, day: date) -> bool:
        """Whether employed that day."""
        return self.began <= day and (self.ended is None or day <= self.ended)

    def years_on(self, day: date) -> int:
        """Whole years in child welfare."""
        return day.year - self.since.year - ((day.month, day.day) < (self.since.month, self.since.day))

    def band_on(self, day: date) -> str:
        """How long in child welfare: 0-2, 2-5 or >5 years."""
        years = self.years_on(day)
        return "0-2" if years < 2 else "2-5" if years < 5 else ">5"


class Staff:
    """The people of the association, 1996 to 2019."""

    def __init__(self) -> None:
        self.workers: list[Worker] = []
        for place in MUNICIPALITIES:
            for unit, posts in zip(place.units, place.posts, strict=True):
                self._live(place, unit, posts, is_supervisor=False)
            self._live(place, "", place.supervisors, is_supervisor=True)

    def on(self, day: date, place: Municipality, unit: str = "") -> list[Worker]:
        """Those who work with cases in a municipality, or in one unit of it."""
        return [
            worker
            for worker in self.workers
            if worker.municipality is place
            and unit in ("", worker.unit)
            and worker.works_on(day)
            and not worker.is_supervisor
        ]

    def figures(self, day: date, place: Municipality, unit: str = "") -> dict[str, Decimal]:
        """The nine measures of a staffing sheet, by the names that kfond gives them."""
        if not unit and len(place.units) > 1:
            of_units = [self.figures(day, place, each) for each in place.units]
            whole = {measure: sum(each[measure] for each in of_units) for measure in of_units[0]}
            return {**whole, "admin_support": place.admin_support}
        there = self.on(day, place, unit)
        posts = sum(_posts(n, day) for u, n in zip(place.units, place.posts, strict=True) if unit in ("", u))
        vacant = max(0, posts - len(there))
        bands = [worker.band_on(day) for worker in there]
        dice = Dice("consultants", place.code, unit, day)
        counted = {
            "positions": sum((worker.rate for worker in there), Decimal(0)),
            "social_work_degree": sum(worker.has_degree for worker in there),
            "other_education": sum(not worker.has_degree for worker in there),
            "consultants": sum(dice.roll(COVERED) for _ in range(vacant)),
            "band_0_2": bands.count("0-2"),
            "band_2_5": bands.count("2-5"),
            "band_over_5": bands.count(">5"),
            "vacancies": vacant,
            "admin_support": place.admin_support,
        }
        return {measure: Decimal(count) for measure, count in counted.items()}

    def turnover(self, year: int, place: Municipality) -> tuple[int, Decimal]:
        """How many left in a year, and the mean number employed at its ends."""
        left = [
            worker
            for worker in self.workers
            if worker.municipality is place and not worker.is_supervisor and worker.ended
            if worker.ended.year == year
        ]
        ends = (date(year - 1, 12, 31), date(year, 12, 31))
        return len(left), Decimal(sum(len(self.on(day, place)) for day in ends)) / 2

    def _live(self, place: Municipality, unit: str, posts: int, *, is_supervisor: bool) -> None:
        """Half a year after the other: some leave, and some of the vacant posts are filled."""
        dice = Dice("staff", place.code, unit, is_supervisor)
        there: list[Worker] = []
        for start in _half_years():
            vacant = (posts if is_supervisor else _posts(posts, start)) - len(there)
            for worker in [w for w in there if dice.roll(_leaving(w, start))]:
                worker.ended = _month(start, dice.between(1, 6)) - timedelta(days=1)
                there.remove(worker)
            chance = FILLED.get(start.year, 0.8)
            hired = sum(is_supervisor or dice.roll(chance) for _ in range(vacant))
            there += [self._hire(place, unit, start, dice, is_supervisor) for _ in range(hired)]

    def _hire(self, place: Municipality, unit: str, start: date, dice: Dice, is_supervisor: bool) -> Worker:
        began = _month(start, dice.between(0, 5)).replace(day=dice.pick((1, 1, 15)))
        before = dice.between(4, 90) if is_supervisor or dice.roll(EXPERIENCED) else 0  # months elsewhere
        part_time = dice.pick((Decimal("0.75"), Decimal("0.5"))) if dice.roll(PART_TIME) else Decimal(1)
        hired = Worker(
            municipality=place,
            unit=unit,
            number=1 + sum(worker.municipality is place for worker in self.workers),
            since=_month(began, -before - (84 if is_supervisor else 0)),
            began=began,
            has_degree=dice.roll(WITH_DEGREE),
            rate=part_time,
            is_supervisor=is_supervisor,
        )
        self.workers.append(hired)
        return hired


def _posts(posts: int, day: date) -> int:
    """The posts of a unit that day: the larger ones got one more in 2016."""
    return posts + (1 if posts >= 9 and day >= date(2016, 1, 1) else 0)


def _leaving(worker: Worker, start: date) -> float:
    """The chance to leave within half a year."""
    if worker.is_supervisor:
        return SUPERVISORS_LEAVE / 2
    in_a_year = LEAVING[worker.band_on(start)] * UNREST.get(start.year, 1)
    return float(1 - (1 - in_a_year) ** 0.5)


def _half_years() -> Iterator[date]:
    start = FIRST_DAY
    while start < LAST_DAY:
        yield start
        start = _month(start, 6)


def _month(day: date, months: int) -> date:
    """The same day some months later; earlier where `months` is negative."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)
