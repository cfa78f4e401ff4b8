"""What the municipalities send: sheets that are late, partly wrong and sometimes missing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kfond.cells import Expect, read_cell
from kfond.periods import Term, terms_of_years
from kfond.provenance import Place as Cell
from kfond.provenance import Source
from kfond.staffing.boxes import BANDS
from kfond.staffing.movements import Movement
from kfond.staffing.relations import resolved
from kfond.staffing.returns import Definition, Measure, Return, SourceKind, Stated
from simulator.places import Place
from simulator.region import CHILD_WELFARE, CHILDREN_ALONE, Region, Spell, as_years, band_of

# How often, in a sheet or in a cell of it. A careless municipality is twice as bad.
SILENT, LAST_YEARS, SWAPPED, UNIT_FORGOTTEN = 0.08, 0.03, 0.02, 0.03
EMPTY, ASKED, ABOUT, BETWEEN = 0.02, 0.01, 0.06, 0.04
FORGETS_A_LEAVER = 0.1
SOON, LATE, IS_LATE = 40, 200, 0.1  # days on average until a sheet comes, and the share that is late
MEASURES = (Measure.POSITIONS, Measure.VACANCIES, *BANDS)


@dataclass(frozen=True, slots=True)
class Sent:
    """A sheet of one unit, and the day it came."""

    came_on: date
    answer: Return


@dataclass(frozen=True, slots=True)
class SentMovement:
    """What a municipality told of leavers and hires, and the day it came."""

    came_on: date
    movement: Movement


def day_of_sheets(term: Term) -> date:
    """The day that the sheets of a term are about."""
    return date(term.year, 3, 31) if term.half == 1 else date(term.year, 9, 30)


def sheets(region: Region, dice: random.Random, first_year: int, last_year: int) -> tuple[Sent, ...]:
    """Every sheet sent for the terms of the years, in order of term and municipality."""
    return tuple(
        sent
        for place in region.places
        for area in (CHILD_WELFARE, CHILDREN_ALONE)
        for sent in _sheets_of(region, place, area, dice, terms_of_years(first_year, last_year))
    )


def _sheets_of(
    region: Region, place: Place, area: str, dice: random.Random, terms: Iterable[Term]
) -> Iterable[Sent]:
    before: dict[tuple[Term, str], tuple[str, ...]] = {}
    worse = 2 if place.is_careless else 1
    for term in terms:
        day = day_of_sheets(term)
        staff = region.staff_on(place.code, area, as_years(day))
        is_silent = dice.random() < SILENT * worse
        came_on = day + timedelta(
            days=round(dice.expovariate(1 / (LATE if dice.random() < IS_LATE else SOON)))
        )
        for unit, members, posts in _units(region, place, area, day, staff):
            cells = _cells(place, members, posts, day, dice)
            before[term, unit] = cells
            if dice.random() < LAST_YEARS * worse:
                cells = before.get((term + -2, unit), cells)
            forgotten = unit == "2" and dice.random() < UNIT_FORGOTTEN * worse
            if not is_silent and not forgotten:
                yield Sent(came_on, _answer(place, area, unit, day, cells))


def _units(
    region: Region, place: Place, area: str, day: date, staff: list[Spell]
) -> Iterable[tuple[str, list[Spell], int]]:
    """The units of a municipality with their staff and posts; none where the area has neither."""
    posts = region.posts_on(place.code, area, as_years(day))
    if not posts and not staff:
        return
    if area != CHILD_WELFARE or len(place.units) == 1:
        yield "", staff, posts
        return
    first = [spell for spell in staff if spell.person.number % 2 == 0]
    second = [spell for spell in staff if spell.person.number % 2 == 1]
    yield "1", first, posts - posts // 2
    yield "2", second, posts // 2


def _cells(place: Place, members: list[Spell], posts: int, day: date, dice: random.Random) -> tuple[str, ...]:
    """Posts, vacancies and the three bands, as typed."""
    worse = 2 if place.is_careless else 1
    vacant = max(0, posts - len(members))
    filled = sum(spell.person.rate for spell in members)
    bands = [0, 0, 0]
    for spell in members:
        bands[band_of(spell.person, as_years(day))] += 1
    if dice.random() < SWAPPED * worse:
        bands[1], bands[2] = bands[2], bands[1]
    typed = filled + vacant if place.posts_include_vacant else filled
    return (
        f"{typed:.2f}".replace(".", ","),
        str(vacant),
        *(_typed(number, dice, worse) for number in bands),
    )


def _typed(number: int, dice: random.Random, worse: int) -> str:
    """A number of persons as somebody in a hurry types it."""
    luck = dice.random() / worse
    for text, often in (
        ("", EMPTY),
        ("?", ASKED),
        (f"ca {max(1, number + dice.choice((-1, 0, 0, 1)))}", ABOUT),
        (f"{max(0, number - dice.choice((0, 1)))}-{number + dice.choice((1, 2))}", BETWEEN),
    ):
        if luck < often:
            return text
        luck -= often
    return str(number)


def _answer(place: Place, area: str, unit: str, day: date, cells: tuple[str, ...]) -> Return:
    figures = tuple(
        Stated(measure, read_cell(text, Expect.COUNT), Source(_cell(place, day, measure), text))
        for measure, text in zip(MEASURES, cells, strict=True)
    )
    head = Source(_cell(place, day, None), place.code)
    kind, definition = SourceKind.RETURN, Definition.TABLE
    return resolved(Return(place.code, place.code, unit, area, day, kind, definition, "", "", head, figures))


def _cell(place: Place, day: date, measure: Measure | None) -> Cell:
    return Cell(f"{place.code} {day}.xlsx", "Blad1", measure.value if measure else "A1")


def movements(
    region: Region, dice: random.Random, first_year: int, last_year: int
) -> tuple[SentMovement, ...]:
    """Leavers and hires of each term, of the municipalities that tell them; some leavers are forgotten."""
    return tuple(
        sent
        for place in region.places
        if place.tells_movements
        for term in terms_of_years(first_year, last_year)
        for sent in _movements_of(region, place, term, dice)
    )


def _movements_of(region: Region, place: Place, term: Term, dice: random.Random) -> Iterable[SentMovement]:
    came_on = term.end + timedelta(days=round(dice.expovariate(1 / SOON)))
    start, stop = as_years(term.start), as_years((term + 1).start)
    leavers, hires = [0, 0, 0], [0, 0, 0]
    to_member = [0, 0, 0]
    for spell in region.spells:
        if (spell.code, spell.area) != (place.code, CHILD_WELFARE):
            continue
        left = start <= spell.end < stop and not spell.is_reorganised
        if left and dice.random() >= FORGETS_A_LEAVER:
            band = band_of(spell.person, spell.end)
            leavers[band] += 1
            to_member[band] += bool(spell.left_for)
        if start <= spell.start < stop and spell.start == spell.tenure_from:
            hires[band_of(spell.person, spell.start)] += 1
    parts: list[tuple[Measure | None, int, int, int]] = [(None, sum(leavers), sum(to_member), sum(hires))]
    if place.tells_bands_of_movements:
        parts = list(zip(BANDS, leavers, to_member, hires, strict=True))
    for band_told, left_count, to_others, hired in parts:
        yield SentMovement(
            came_on,
            Movement(
                place.code, CHILD_WELFARE, term.start, term.end, band_told, left_count, None, None, to_others, hired,
                Source(Cell(f"{place.code} {term.label}.xlsx", "Blad2", band_told or "A1"), str(left_count)),
            ),
        )  # fmt: skip
