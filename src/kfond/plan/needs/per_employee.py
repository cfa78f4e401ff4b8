"""Seats per employee and year, beside what was measured before: a plan that is too full shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kfond.catalogue.lines import Held, Total
from kfond.plan.needs.persons import as_persons
from kfond.settings import Settings


@dataclass(frozen=True, slots=True)
class Measured:
    """Participations per employee and year as measured: `participations` in the years, on today's employees.

    They are the total that the source states. `in_rows`: what its rows, course by course, come to, and `rate_of_rows`
    the same per employee and year; None where no row states any.
    """

    first_year: int
    last_year: int
    participations: int
    rate: Decimal
    in_rows: int | None
    rate_of_rows: Decimal | None


@dataclass(frozen=True, slots=True)
class SeatsPerEmployee:
    """Seats per employee and year in `areas`; `measured` None: nothing was counted before.

    `is_too_many`: more than the setting seats_warning times what was measured.
    """

    areas: tuple[str, ...]
    rate: Decimal
    measured: Measured | None
    is_too_many: bool


def seats_per_employee(
    seats: Mapping[str, int],
    employees: Mapping[str, Decimal],
    years: int,
    totals: Iterable[Total],
    settings: Settings,
    held: Iterable[Held] = (),
) -> SeatsPerEmployee | None:
    """The rates of a plan of so many calendar years; None where the employees of no area with seats are known.

    `seats` and `employees`: by area; open seats of a course whose need is not known are not among them. Areas
    without known employees are left out on both sides, so that the rate is of the same persons. `held`: the rows
    beside the totals.
    """
    areas = tuple(area for area in sorted(seats) if seats[area] and employees.get(area))
    if not areas:
        return None
    people = sum((employees[area] for area in areas), Decimal(0))
    rate = Decimal(sum(seats[area] for area in areas)) / years / people
    measured = _measured(totals, areas, employees, held)
    is_too_many = measured is not None and rate > measured.rate * settings.seats_warning
    return SeatsPerEmployee(areas, as_persons(rate), measured, is_too_many)


def _measured(
    totals: Iterable[Total], areas: tuple[str, ...], employees: Mapping[str, Decimal], held: Iterable[Held]
) -> Measured | None:
    """The newest period's totals of these areas; a total of no area is of all of them."""
    mine = [total for total in totals if total.area in ("", *areas)]
    if not mine:
        return None
    newest = max((total.last_year, total.first_year) for total in mine)
    counted = [total for total in mine if (total.last_year, total.first_year) == newest]
    whole = [total for total in counted if not total.area]
    counted, of_areas = (whole, areas) if whole else (counted, tuple(total.area for total in counted))
    people = sum((employees[area] for area in dict.fromkeys(of_areas)), Decimal(0))
    participations = sum(total.participations.number for total in counted)
    last, first = newest
    in_rows = [
        row.participations.number
        for row in held
        if row.participations and first <= row.first_year and row.last_year <= last
        if whole or row.area in ("", *of_areas)
    ]

    def rate_of(number: int) -> Decimal:
        return as_persons(Decimal(number) / (last - first + 1) / people)

    return Measured(
        first,
        last,
        participations,
        rate_of(participations),
        sum(in_rows) if in_rows else None,
        rate_of(sum(in_rows)) if in_rows else None,
    )
