"""What does not fit within what municipalities can take and pay: the days that they must decline, the kronor beyond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kfond.formatting import count_of, join_and, number
from kfond.plan.choice.declines import Handover, handovers
from kfond.plan.proposal import Plan
from kfond.reports.plan.kronor import UNKNOWN, kronor, share_of
from kfond.reports.plan.prices import promised_cost
from kfond.reports.tables import Column, Table
from kfond.reports.wording import NOT_KNOWN

HUNDREDTHS = 100


def declined_days(plan: Plan, code: str) -> Decimal:
    """Course days that a municipality must decline in the planned terms."""
    days = sum(
        each.days for each in plan.choice.declined if each.code == code and each.term < len(plan.terms)
    )
    return Decimal(days) / HUNDREDTHS


def beyond_budget(plan: Plan, code: str) -> int:
    """Öre beyond a municipality's own budget in the planned years."""
    return sum(
        each.amount for each in plan.choice.unpaid if each.code == code and _year(plan, each.year) is not None
    )


def has_unknown_days(plan: Plan, code: str) -> bool:
    """Whether a municipality's course days are more than those counted: it has seats, or may take open ones, in a
    round whose days or whose seats are not known; or how many days its staff can take is not known."""
    return code not in plan.task.limits.day_caps or any(
        share.seats is None or (share.seats > 0 and course.days is None)
        for course in plan.courses
        for found in course.rounds
        if found.groups is not None
        for share in found.shares
        if share.need.code == code
    )


def days_in_words(plan: Plan, code: str) -> str:
    """Course days to decline: "0" only where all days are known; "minst 2", or "inte känt", where some are not."""
    return _at_least(number(days := declined_days(plan, code)), days, has_unknown_days(plan, code))


def beyond_budget_in_words(plan: Plan, code: str) -> str:
    """Kronor beyond the own budget: "uppgift saknas" where none is stated, "0" only where all costs are known."""
    if code not in plan.task.limits.own_budgets:
        return NOT_KNOWN
    amount = beyond_budget(plan, code)
    return _at_least(kronor(amount), amount, has_unknown_costs(plan, code))


def has_unknown_costs(plan: Plan, code: str) -> bool:
    """Whether a municipality pays more than is known: for rounds without a price, or for seats that are open."""
    return bool(share_of(plan, code).unknown or promised_cost(plan, code).unknown)


def _at_least(words: str, figure: int | Decimal, has_unknown: bool) -> str:
    """A figure that may be more: at least so much, and not known where nothing is counted yet."""
    if not has_unknown:
        return words
    return f"minst {words}" if figure else UNKNOWN


def limits_in_short(plan: Plan) -> list[str]:
    """At most two sentences: who must decline days, and whose budget does not cover its part."""
    codes = [(covered.code, covered.municipality) for covered in plan.coverage]
    days = [f"{name} {days_in_words(plan, code)}" for code, name in codes if declined_days(plan, code)]
    kronor_beyond = [
        f"{name} {beyond_budget_in_words(plan, code)}" for code, name in codes if beyond_budget(plan, code)
    ]
    said = []
    if days:
        said.append(
            f"Personalen hinner inte med allt; dessa kommuner behöver avstå så många kursdagar: {join_and(days)}."
        )
    if kronor_beyond:
        said.append(f"Så många kronor ryms inte inom kommunens egen ram: {join_and(kronor_beyond)}.")
    return said


def limits_table(plan: Plan) -> Table | None:
    """Each municipality with what it must decline and when; None where everything fits."""
    handed: dict[tuple[str, int], list[Handover]] = {}
    for each in handovers(plan.task, plan.choice):
        handed.setdefault((each.release.code, each.release.term), []).append(each)
    rows = [
        (covered.municipality, *told)
        for covered in plan.coverage
        for told in (*_days(plan, covered.code, handed), *_money(plan, covered.code))
    ]
    if not rows:
        return None
    columns = (
        Column("Kommun", False),
        Column("När", False),
        Column("Vad", False),
        Column("Antal"),
        Column("Förslag", False),
    )
    return Table("Det som inte ryms hos kommunerna, och när, kursdagar och kronor", columns, tuple(rows))


def offered_seats(plan: Plan) -> Mapping[str, str]:
    """The seats that others are proposed to decline and each municipality is offered instead, by its code."""
    seats: dict[str, list[str]] = {}
    for each in handovers(plan.task, plan.choice):
        if each.release.term < len(plan.terms):
            course, term = plan.task.names[each.release.course], plan.horizon[each.release.term].label
            for code, offered in each.offered:
                seats.setdefault(code, []).append(f"{count_of(offered, 'plats')} i {course} {term}")
    return {code: join_and(parts) for code, parts in seats.items()}


def _days(
    plan: Plan, code: str, handed: Mapping[tuple[str, int], Sequence[Handover]]
) -> list[tuple[str, ...]]:
    return [
        (
            plan.horizon[each.term].label,
            "kursdagar att avstå",
            number(Decimal(each.days) / HUNDREDTHS, 1),
            _to_decline(plan, handed.get((each.code, each.term), ())),
        )
        for each in plan.choice.declined
        if each.code == code and each.term < len(plan.terms)
    ]


def _to_decline(plan: Plan, handed: Sequence[Handover]) -> str:
    """The seats of least weight that free so many days, and who is offered them."""
    seats = [
        f"{count_of(each.release.seats, 'plats')} i {plan.task.names[each.release.course]} ({_offer(plan, each)})"
        for each in handed
    ]
    return f"avstå {join_and(seats)}" if seats else "inget förslag"


def _offer(plan: Plan, handed: Handover) -> str:
    """Who is offered seats that are declined, and how many are offered to nobody."""
    names = {covered.code: covered.municipality for covered in plan.coverage}
    offered = [f"{names.get(code, code)} {number(seats)}" for code, seats in handed.offered]
    said = [f"erbjuds {join_and(offered)}"] if offered else []
    if handed.empty:
        said.append(f"{count_of(handed.empty, 'plats')} utan någon i kön som hinner")
    return "; ".join(said)


def _money(plan: Plan, code: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for each in plan.choice.unpaid:
        year = _year(plan, each.year)
        if each.code == code and year is not None:
            found.append(
                (
                    str(year),
                    "kronor över kommunens egen ram",
                    kronor(each.amount),
                    "frågan avgörs av kommunen",
                )
            )
    return found


def _year(plan: Plan, at: int) -> int | None:
    """The calendar year of that number, None where it lies behind the plan."""
    year = plan.task.years[at]
    return year if year <= plan.last_year else None
