"""The joint courses of a simulated region: who wants a seat, which rounds fill, who takes a course again."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kfond.catalogue.lines import Band
from kfond.periods import Term, terms_of_years
from simulator.region import CHILD_WELFARE, Person, Region, as_years, band_of

NEW, SOME_YEARS, EXPERIENCED = Band.NEW, Band.SOME_YEARS, Band.EXPERIENCED
BANDS = (NEW, SOME_YEARS, EXPERIENCED)
AGAIN = 0.02  # of those who have a course and are still in its bands, who want it again
LOCAL = 0.03  # how often a municipality buys a course for itself in a term
HASTE = 0.25  # how far a municipality's wish for a course varies from term to term, as a share
FEWEST = 8  # a round for fewer is not held
BEFORE = 4  # years of courses before the first that counts
GIVEN_UP = 0.1  # of those who want a seat, who then do not come


@dataclass(frozen=True, slots=True)
class Course:
    """A course: for which bands, in which terms, the seats of one round; `draw` multiplies how many want it."""

    slug: str
    bands: tuple[Band, ...]
    every: int  # terms between rounds
    first: int  # the term of a year, counted from the first VT, in which its rounds begin
    seats: int
    draw: float


COURSES = (
    Course("intro", (NEW,), 1, 0, 25, 1.3),
    Course("lvu", (NEW, SOME_YEARS), 2, 0, 34, 1.0),
    Course("samtal", (SOME_YEARS,), 2, 1, 20, 0.9),
    Course("anknytning", (SOME_YEARS, EXPERIENCED), 3, 0, 32, 0.8),
    Course("trauma", (EXPERIENCED,), 3, 1, 20, 0.7),
    Course("mi", (NEW, SOME_YEARS, EXPERIENCED), 4, 2, 40, 0.6),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A municipality in one round: how many it wanted to send, how many came."""

    code: str
    wanted: int
    came: int


@dataclass(frozen=True, slots=True)
class Round:
    """A course in one term. `is_full`: more wanted a seat than there were. Municipalities with staff, by code."""

    course: Course
    term: Term
    day: date
    is_full: bool
    members: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class LocalRound:
    """A course that a municipality bought for itself."""

    course: Course
    term: Term
    day: date
    code: str
    came: int


@dataclass(frozen=True, slots=True)
class Held:
    """All rounds, joint and local, in order of time."""

    rounds: tuple[Round, ...]
    local: tuple[LocalRound, ...]


def day_of_courses(term: Term) -> date:
    """When a term's rounds begin."""
    return date(term.year, 2, 1) if term.half == 1 else date(term.year, 9, 1)


def simulated_courses(region: Region, dice: random.Random, first_year: int, last_year: int) -> Held:
    """The rounds of all years, the earlier ones that nobody has lists of included."""
    trained: dict[str, set[int]] = {course.slug: set() for course in COURSES}
    rounds, local = [], []
    for number, term in enumerate(terms_of_years(first_year - BEFORE, last_year)):
        staff = _staff(region, term)
        for course in COURSES:
            if (number - course.first) % course.every == 0:
                held = _round(course, term, staff, region, trained[course.slug], dice)
                rounds += [held] if held else []
            local += _bought(course, term, staff, trained[course.slug], dice)
    return Held(tuple(rounds), tuple(local))


def _staff(region: Region, term: Term) -> dict[str, list[tuple[Person, Band]]]:
    time = as_years(day_of_courses(term))
    return {
        place.code: [
            (spell.person, BANDS[band_of(spell.person, time)])
            for spell in region.staff_on(place.code, CHILD_WELFARE, time)
        ]
        for place in region.places
    }


def _round(
    course: Course,
    term: Term,
    staff: dict[str, list[tuple[Person, Band]]],
    region: Region,
    trained: set[int],
    dice: random.Random,
) -> Round | None:
    """The course in this term, or None where too few wanted it; those who come are trained from then on."""
    want: dict[str, list[Person]] = {}
    for place in region.places:
        share = min(0.95, place.keenness * course.draw * dice.lognormvariate(0, HASTE))
        want[place.code] = [
            person
            for person, band in staff[place.code]
            if band in course.bands and dice.random() < (AGAIN if person.number in trained else share)
        ]
    queue = [(code, person) for code, persons in want.items() for person in persons]
    if len(queue) < FEWEST:
        return None
    dice.shuffle(queue)
    seated = queue[: course.seats]
    came = [(code, person) for code, person in seated if len(queue) > course.seats or _comes(dice)]
    trained.update(person.number for _, person in came)
    members = tuple(
        Wanted(code, len(persons), sum(code == other for other, _ in came)) for code, persons in want.items()
    )
    return Round(course, term, day_of_courses(term), len(queue) >= course.seats, members)


def _comes(dice: random.Random) -> bool:
    return dice.random() >= GIVEN_UP


def _bought(
    course: Course,
    term: Term,
    staff: dict[str, list[tuple[Person, Band]]],
    trained: set[int],
    dice: random.Random,
) -> Iterable[LocalRound]:
    """A municipality now and then trains most of those who lack a course by itself."""
    for code, members in staff.items():
        lacking = [
            person for person, band in members if band in course.bands and person.number not in trained
        ]
        if len(lacking) > 3 and dice.random() < LOCAL:
            taught = [person for person in lacking if dice.random() < 0.7]
            trained.update(person.number for person in taught)
            yield LocalRound(course, term, day_of_courses(term), code, len(taught))
