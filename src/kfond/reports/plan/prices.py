"""What is agreed and what it costs: promised seats, the price per person in small groups, ways out for too few."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.formatting import join_and, number
from kfond.periods import Term
from kfond.plan.costs.commitments import SettledCommitment, commitments_by_year, settle_commitments
from kfond.plan.costs.per_head import Neighbours, Proposal, TooSmall, below_minimum, prices_per_head
from kfond.plan.costs.values import Price
from kfond.plan.costs.years import Sum, sum_of
from kfond.plan.payments import charged_for, prices_in
from kfond.plan.proposal import CoursePlan, Plan
from kfond.reports.plan.kronor import UNKNOWN, has_prices, kronor
from kfond.reports.plan.words import LANGUAGE, area_name
from kfond.reports.tables import Column, Table

NEAR = 2
"""Persons above the smallest group within which a group counts as small."""
NOT_KNOWN_YET = "inte känt än"
FILLS = {True: "ja", False: "nej", None: UNKNOWN}


def settled_commitments(plan: Plan) -> tuple[SettledCommitment, ...]:
    """Each promise of seats for a year of the plan, with what the plan makes of it."""
    years = range(plan.first_year, plan.last_year + 1)
    mine = [each for each in plan.basis.commitments if each.year in years]
    used = {(each.code, each.course, each.year): 0 for each in mine}
    for found in plan.rounds:
        for share in found.shares:
            place = (share.need.code, found.course.slug, found.term.year)
            if place in used and share.seats is None:  # open: nobody knows yet how many it takes
                del used[place]
            elif place in used:
                used[place] += share.seats or 0
    return settle_commitments(mine, used)


def promised_cost(plan: Plan, code: str) -> Sum:
    """What a municipality pays for all its promises in the plan's years."""
    return sum_of(
        [
            (str(year), costs.total)
            for (year, of), costs in commitments_by_year(settled_commitments(plan)).items()
            if of == code
        ]
    )


def commitments_table(plan: Plan) -> Table | None:
    """The promises with what they come to by the plan; None where nobody has promised anything."""
    names = {covered.code: covered.municipality for covered in plan.coverage}
    courses = {course.course.course.slug: course.course.course.name for course in plan.courses}
    rows = tuple(
        (
            names.get(each.commitment.code, each.commitment.code),
            courses.get(each.commitment.course, each.commitment.course),
            str(each.commitment.year),
            number(each.commitment.packages),
            kronor(each.commitment.price),
            NOT_KNOWN_YET if each.used is None else number(each.used),
            NOT_KNOWN_YET if each.unused is None else number(each.unused),
            kronor(each.amount) if each.amount is not None else f"minst {kronor(each.least)}",
        )
        for each in settled_commitments(plan)
    )
    if not rows:
        return None
    heads = ("Paket", "Pris per paket, kr", "I planen", "Outnyttjat", "Att betala, kr")
    columns = (
        Column("Kommun", False),
        Column("Kurs", False),
        Column("År", False),
        *(Column(head) for head in heads),
    )
    return Table("Åtaganden om utbildningspaket, antal och kronor", columns, rows)


def promises_by_year_table(plan: Plan) -> Table | None:
    """What each municipality pays for all its promises of a year, how much of it for seats that nobody uses, and what
    it owes whatever happens; None where nobody has promised anything."""
    names = {covered.code: covered.municipality for covered in plan.coverage}
    settled = settled_commitments(plan)
    rows = []
    for (year, code), costs in commitments_by_year(settled).items():
        mine = [each for each in settled if (each.commitment.year, each.commitment.code) == (year, code)]
        unused = sum_of([(each.commitment.course, each.for_nothing) for each in mine])
        rows.append(
            (
                names.get(code, code),
                str(year),
                number(costs.parts),
                kronor(sum(each.least for each in mine)),
                kronor(costs.total),
                kronor(unused.total),
            )
        )
    if not rows:
        return None
    heads = ("Åtaganden", "Minst att betala, kr", "Att betala enligt planen, kr", "Därav outnyttjat, kr")
    columns = (Column("Kommun", False), Column("År", False), *(Column(head) for head in heads))
    return Table("Kommunens alla åtaganden ett år, antal och kronor", columns, tuple(rows))


def per_head_table(plan: Plan) -> Table | None:
    """The price per person one below the smallest group, at it and one above, where groups are small."""
    rows = tuple(row for course in plan.courses if _is_small(course) for row in _per_head(plan, course))
    if not rows:
        return None
    heads = ("Minsta grupp", "En färre", "Minsta gruppen", "En fler")
    columns = (Column("Kurs", False), *(Column(head) for head in heads))
    return Table("Priset per person i små grupper, antal personer och kronor per person", columns, rows)


def _is_small(course: CoursePlan) -> bool:
    return course.missing is not None or bool(_small_rounds(course))


def _small_rounds(course: CoursePlan) -> list[Term]:
    """The terms in which its groups are hardly larger than the smallest."""
    return [
        found.term
        for found in course.rounds
        if found.groups
        if found.seats is not None and found.seats <= (course.size.smallest + NEAR) * found.groups
    ]


def _per_head(plan: Plan, course: CoursePlan) -> Iterator[tuple[str, ...]]:
    """A row for each price that holds where its groups are small, with the terms where there are several prices."""
    size, settings = course.size, plan.basis.settings
    own = [found.term for found in course.rounds if found.groups]
    prices = prices_in(plan, course, _small_rounds(course) or own)
    for terms, price in prices:
        charged = charged_for(plan, price)
        found = prices_per_head(price, course.days, size.smallest, size.largest, settings, charged)
        by_persons = {each.persons: each.price for each in found}
        name, labels = course.course.course.name, join_and([term.label for term in terms])
        yield (
            name if len(prices) == 1 else f"{name}, {labels}",
            number(size.smallest),
            *(kronor(by_persons.get(persons)) for persons in range(size.smallest - 1, size.smallest + 2)),
        )


def too_few_table(plan: Plan) -> Table | None:
    """What can be done for each course with some but too few in line, cheapest per person first; else None."""
    rows = tuple(
        (course.course.course.name, *_way(way, plan))
        for course in plan.courses
        if course.not_planned and 0 < (course.missing or 0) < course.size.smallest
        for way in below_minimum(_too_small(plan, course))
    )
    if not rows:
        return None
    columns = [Column("Kurs", False), Column("Vad som kan göras", False), Column("Gruppen fylls", False)]
    if has_prices(plan):
        columns += [Column("Kostnad, kr"), Column("Per person, kr")]
    return Table("Kurser som har för få, vad som kan göras, personer och kronor", tuple(columns), rows)


def _way(way: Proposal, plan: Plan) -> Iterator[str]:
    yield way.what.in_words(LANGUAGE)
    yield FILLS[way.fills]
    if has_prices(plan):
        yield kronor(way.cost)
        yield "ingen plats" if way.served == 0 else kronor(way.per_person)


def _too_small(plan: Plan, course: CoursePlan) -> TooSmall:
    missing = course.missing or 0
    after = len(plan.terms)
    total = course.need.total
    return TooSmall(
        persons=course.size.smallest - missing,
        smallest=course.size.smallest,
        largest=course.size.largest,
        price=_price_now(plan, course),
        later_price=course.prices[after],
        days=course.days,
        neighbours=tuple(_neighbours(plan, course)),
        next_term=plan.horizon[after].label,
        later=int(total[after].best * course.need.take_up.share) if len(total) > after else None,
    )


def _price_now(plan: Plan, course: CoursePlan) -> Price | None:
    """What it would cost to run a course that is not planned: in the first term that is not over."""
    prices = prices_in(plan, course, ())
    return prices[0][1] if prices else None


def _neighbours(plan: Plan, course: CoursePlan) -> Iterator[Neighbours]:
    """The same course in another area, with those who are in line for it."""
    for other in plan.courses:
        if other is course or other.course.course.slug != course.course.course.slug:
            continue
        name = f"{other.course.course.name}, {area_name(other.course.area)}"
        planned = [found for found in other.rounds if found.seats]
        if planned:
            yield Neighbours(name, planned[0].seats or 0, True)
        elif other.missing is not None:
            yield Neighbours(name, other.size.smallest - other.missing, False)
