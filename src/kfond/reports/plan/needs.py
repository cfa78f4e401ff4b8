"""Who needs what: the persons of each band with the cells behind them, those who lack each course, the requests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kfond.catalogue.lines import Band
from kfond.formatting import interval, join_and, number, percent, swedish_key
from kfond.plan.estimates import Estimate
from kfond.plan.needs.bands import measures_of
from kfond.plan.needs.values import Need, State
from kfond.plan.proposal import CoursePlan, LinePlan, Plan
from kfond.provenance import Source
from kfond.reports.plan.words import for_whom
from kfond.reports.tables import Column, Table
from kfond.reports.wording import NO_SPAN, NOT_KNOWN
from kfond.staffing.boxes import Box

OBSERVED, ALLOCATED, LOCALLY = "observerat", "fördelat, inte observerat", "delvis egen utbildning"
PLANNED = "enligt antagen plan, inte bekräftat"
NOBODY = "ingen uppgift"
NO_ROUND = "ingen start"


def band_table(plan: Plan, area: str, band: Band) -> dict[str, object] | None:
    """The persons of a band in each municipality, today and when the plan begins; None for one without figures."""
    by_municipality = next(needs for of_area, needs in plan.staff if of_area == area)
    rows = tuple(
        (need.municipality, *_box_words(part.box), *_expected(plan, area, need.code, band), _cells(part.box))
        for need in by_municipality
        for part in need.bands
        if part.band is band
    )
    if not rows:
        return None
    courses = sorted(
        {line.line.course.name for line in plan.lines if _asks(line, area, band)}, key=swedish_key
    )
    columns = (
        Column("Kommun", False),
        Column("I bladen"),
        Column("Lägst–högst"),
        Column(f"Väntas {plan.terms[0].label}"),
        Column("80 %-spann"),
        Column("Celler", False),
    )
    caption = f"Personal {area} {for_whom([band])}, antal personer"
    return {"courses": join_and(courses), "table": Table(caption, columns, rows)}


def _asks(line: LinePlan, area: str, band: Band) -> bool:
    own = any(found.groups is not None for found in line.rounds)
    return line.line.stated.area == area and line.line.stated.band is band and own


def _box_words(box: Box) -> tuple[str, str]:
    best = NOT_KNOWN if box.best is None else number(box.best, 1)
    if box.low == box.best == box.high:
        return best, NO_SPAN
    return best, interval(box.low, box.high, 1)


def _expected(plan: Plan, area: str, code: str, band: Band) -> tuple[str, str]:
    """Persons of a band when the plan begins, and their interval."""
    staff = plan.forecast.places.get((area, code), {})
    (measure,) = measures_of([band])
    if measure not in staff:
        return NOT_KNOWN, NOT_KNOWN
    first = staff[measure][0]
    return number(first.best, 1), interval(first.low, first.high)


def _cells(box: Box) -> str:
    """Where the figure stands. The words of a cell are shown only where they gave no figure by themselves."""
    cells = {str(source.place): _words_of(source, box.is_bounded) for source in box.sources}
    return "; ".join(f"{address}{words}" for address, words in cells.items())


def _words_of(source: Source, is_bounded: bool) -> str:
    if source.reviewed:
        return f" ”{source.verbatim or 'tom'}”, {source.reviewed}"
    return f" ”{source.verbatim or 'tom'}”" if is_bounded else ""


def courses_table(plan: Plan) -> Table | None:
    """Each course whose need is known: whom it is for, who has it, who lacks it; None where no need is known."""
    rows = tuple(
        _course_row(course)
        for course in plan.courses
        if course.need.state in (State.KNOWN, State.PARTLY) and course.need.total
    )
    if not rows:
        return None
    columns = (
        Column("Kurs", False),
        Column("Personer"),
        Column("Har kursen"),
        Column("Hur det är känt", False),
        Column("Saknar kursen"),
        Column("80 %-spann"),
        Column("Tar plats"),
    )
    return Table(f"Behovet kurs för kurs {plan.terms[0].label}, personer och andel", columns, rows)


def _course_row(course: CoursePlan) -> tuple[str, ...]:
    known = [member for member in course.need.members if not member.is_missing]
    least = "minst " if course.need.state is State.PARTLY else ""
    trained = [member.trained.persons for member in known if member.trained]
    lacking = course.need.total[0]
    return (
        course.course.course.name,
        least + number(sum((member.eligible[0].best for member in known), Decimal(0)), 1),
        number(_sum(trained), 1) if trained else NOBODY,
        _how_known(known),
        least + number(lacking.best, 1),
        interval(lacking.low, lacking.high, 1),
        percent(course.need.take_up.share),
    )


def _how_known(members: list[Need]) -> str:
    found = [member.trained for member in members if member.trained]
    if not found:
        return NOBODY
    kinds = [ALLOCATED] if any(each.is_allocated for each in found) else []
    if any(each.by_plans for each in found):
        kinds.append(PLANNED)
    if any(each.has_local for each in found):
        kinds.append(LOCALLY)
    return ", ".join(kinds if kinds and kinds != [LOCALLY] else [OBSERVED, *kinds])


def _sum(estimates: list[Estimate]) -> Decimal:
    return sum((each.best for each in estimates), Decimal(0))


def requests_table(plan: Plan) -> Table | None:
    """What municipalities have asked for, and what the plan gives them; None where nothing was asked for."""
    rows = tuple(
        sorted(
            (row for course in plan.courses for row in _requests(plan, course)),
            key=lambda row: (swedish_key(row[0]), swedish_key(row[1]), row[2]),
        )
    )
    if not rows:
        return None
    columns = (
        Column("Kommun", False),
        Column("Kurs", False),
        Column("Termin", False),
        Column("Begärt"),
        Column("Minst"),
        Column("I planen"),
        Column("Cell", False),
    )
    return Table("Begärda platser, och vad planen ger, antal", columns, rows)


def _requests(plan: Plan, course: CoursePlan) -> Iterator[tuple[str, ...]]:
    given = {
        (found.term, share.need.code): share.seats
        for found in course.rounds
        for share in found.shares
        if share.seats is not None
    }
    for member in course.need.members:
        for term, request in zip(plan.terms, member.requests, strict=False):
            if request is None:
                continue
            seats = given.get((term, member.code))
            yield (
                member.municipality,
                course.course.course.name,
                term.label,
                number(request.seats),
                number(request.fewest) if request.fewest else "inget krav",
                NO_ROUND if seats is None else number(seats),
                str(request.source.place) if request.source else NOT_KNOWN,
            )
