"""How full a plan is: its seats for each employee and year, beside what was used before."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kfond.messages import Message, say
from kfond.plan.needs.per_employee import Measured, seats_per_employee
from kfond.plan.proposal import Plan
from kfond.plan.reason import Reason

TENTH = Decimal("0.1")


def how_full(plan: Plan) -> Iterator[Reason]:
    """Seats per employee and year beside what was held before, so that too full a plan shows itself."""
    counted = {
        area: {
            need.code: sum(known, Decimal(0))
            for need in needs
            if (known := [part.box.best for part in need.bands if part.box.best is not None])
        }
        for area, needs in plan.staff
    }
    employees = {area: sum(by_code.values(), Decimal(0)) for area, by_code in counted.items()}
    seats: dict[str, int] = {}
    for found in plan.rounds:  # of those alone whose employees are counted too
        codes = counted.get(found.area, {})
        own = sum(share.seats or 0 for share in found.shares if share.need.code in codes)
        seats[found.area] = seats.get(found.area, 0) + own
    years = plan.last_year - plan.first_year + 1
    basis = plan.basis
    held = [each.held for each in basis.ties]
    found_rate = seats_per_employee(seats, employees, years, basis.totals, basis.settings, held)
    if found_rate is None:
        return
    yield Reason(
        "seats_per_employee",
        say(
            "The plan gives {rate} seats per employee and year in {areas}, open seats not counted.",
            rate=found_rate.rate.quantize(TENTH),
            areas=found_rate.areas,
        ),
    )
    measured = found_rate.measured
    if measured is None:
        return
    yield Reason("seats_measured", _measured_in_words(measured))
    if found_rate.is_too_many:
        yield Reason(
            "too_many_seats",
            say(
                "The plan gives more than {times} times as many seats as were used before.",
                times=plan.basis.settings.seats_warning,
            ),
        )


def _measured_in_words(measured: Measured) -> Message:
    """What was held before, by the source's own total; what its rows come to where that is another number."""
    total = say(
        "{first}–{last} there were {rate} participations per employee and year, counted from the source's "
        "total of {total} and on the same staff.",
        first=measured.first_year,
        last=measured.last_year,
        rate=measured.rate.quantize(TENTH),
        total=measured.participations,
    )
    if (
        measured.in_rows is None
        or measured.rate_of_rows is None
        or measured.in_rows == measured.participations
    ):
        return total
    more = measured.in_rows - measured.participations
    return say(
        "{total} The rows that were read, course by course, come to {rows}, which is {rate}: {why}. The plan is "
        "weighed against the total.",
        total=total,
        rows=measured.in_rows,
        rate=measured.rate_of_rows.quantize(TENTH),
        why=say("{count} more than the total, and the source does not tell why", count=more)
        if more > 0
        else say(
            "{count} are in the total alone, and the source does not tell of which courses", count=-more
        ),
    )
