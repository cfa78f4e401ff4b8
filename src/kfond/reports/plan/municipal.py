"""What each municipality needs, gets, pays and must decline: all of them in two tables, and each in its own."""

from __future__ import annotations

from dataclasses import dataclass

from kfond.formatting import count_of, number
from kfond.periods import Term
from kfond.plan.costs.years import Sum
from kfond.plan.proposal import Coverage, MunicipalSeats, Plan, Round
from kfond.reports.plan.counting import how_counted
from kfond.reports.plan.kronor import UNKNOWN, has_prices, known_kronor, kronor, share_of
from kfond.reports.plan.limits import (
    beyond_budget,
    beyond_budget_in_words,
    days_in_words,
    declined_days,
    has_unknown_costs,
    has_unknown_days,
)
from kfond.reports.plan.prices import promised_cost, settled_commitments
from kfond.reports.plan.words import named
from kfond.reports.tables import Column, Table
from kfond.reports.wording import NOT_KNOWN

MOST_TERMS = 4
"""So many terms have a column each; of a longer plan the years have."""
NEED_BEFORE = (
    "Behovet är antalet personer före kursstarten, när platserna från tidigare starter i planen är borträknade; "
    "”minst” står där personaluppgifter saknas för en del av dem som kursen är till för."
)


def seats_table(plan: Plan) -> Table:
    """Need and seats of each municipality, term by term or year by year."""
    spans = _spans(plan)
    heads = ("Behov", *(label for label, _ in spans), "Platser i allt", "I kö till sist")
    rows = tuple(
        (
            covered.municipality,
            NOT_KNOWN if covered.need is None else number(covered.need, 1),
            *(number(seats_of(plan, covered.code, terms)) for _, terms in spans),
            number(covered.seats),
            number(_queued(plan, covered.code)),
        )
        for covered in plan.coverage
    )
    columns = (Column("Kommun", False), *(Column(head) for head in heads))
    return Table("Behov och fördelade platser per kommun, antal kursplatser", columns, rows)


def cost_table(plan: Plan) -> Table | None:
    """What each municipality pays, and what does not fit within its own limits; None where no price is known."""
    if not has_prices(plan):
        return None
    has_promises = bool(settled_commitments(plan))
    heads = (
        "Fördelade platser",
        "Känd kostnad, kr",
        "Starter utan känd kostnad",
        *(["Åtaganden, kr"] if has_promises else []),
        "Kursdagar att avstå",
        "Över egen ram, kr",
    )
    rows = []
    for covered in plan.coverage:
        costs = share_of(plan, covered.code)
        rows.append(
            (
                covered.municipality,
                number(covered.seats),
                known_kronor(costs),
                number(len(costs.unknown)),
                *([known_kronor(promised_cost(plan, covered.code))] if has_promises else []),
                days_in_words(plan, covered.code),
                beyond_budget_in_words(plan, covered.code),
            )
        )
    columns = (Column("Kommun", False), *(Column(head) for head in heads))
    return Table("Kostnad och ramar per kommun, platser, kronor och dagar", columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class MunicipalitySection:
    """A municipality by its name, what it gets in a few sentences, and a row a round (None: it needs none)."""

    name: str
    sentences: tuple[str, ...]
    table: Table | None


def municipality_section(plan: Plan, covered: Coverage, offered: str = "") -> MunicipalitySection:
    """What one municipality gets: a sentence or two, and a row for each round that it needs, with or without seats.

    `offered`: as in `offered_seats`.
    """
    rows = [
        row
        for found in plan.rounds
        for share in found.shares
        if share.need.code == covered.code and (row := _row(plan, found, share))
    ]
    heads = ["Behov", "Platser", "I kö", *(["Kostnad, kr"] if has_prices(plan) else [])]
    columns = (
        Column("Kurs", False),
        Column("Termin", False),
        *(Column(head) for head in heads),
        Column("Så räknades det", False),
    )
    caption = f"{covered.municipality}, kursstart för kursstart, {_units(plan)}"
    table = Table(caption, columns, tuple(rows)) if rows else None
    return MunicipalitySection(covered.municipality, tuple(_sentences(plan, covered, offered)), table)


def _units(plan: Plan) -> str:
    return "personer, platser och kronor" if has_prices(plan) else "personer och platser"


def _sentences(plan: Plan, covered: Coverage, offered: str) -> list[str]:
    queued = _queued(plan, covered.code)
    seats = count_of(covered.seats, "plats") if covered.seats else "inga fördelade platser"
    said = [f"Planen ger {covered.municipality} {seats}."]
    if queued:
        said.append(f"{count_of(queued, 'plats')} till behövs men ryms inte i grupperna.")
    costs = share_of(plan, covered.code)
    if costs.parts > len(costs.unknown):
        said.append(f"Den kända kostnaden är {kronor(costs.known)} kronor.")
    if costs.unknown and has_prices(plan):
        said.append(f"För {count_of(len(costs.unknown), 'kursstart')} är kostnaden inte känd.")
    promised = promised_cost(plan, covered.code)
    if promised.parts:
        said.append(f"För sina åtaganden om utbildningspaket betalar kommunen {_promised(promised)}.")
    if days := declined_days(plan, covered.code):
        least = "minst " if has_unknown_days(plan, covered.code) else ""
        said.append(
            f"Kommunen behöver avstå {least}{count_of(days, 'kursdag')}, som personalen inte hinner med."
        )
    if offered:
        said.append(f"Om andra avstår som planen föreslår erbjuds kommunen {offered}.")
    if amount := beyond_budget(plan, covered.code):
        least = "minst " if has_unknown_costs(plan, covered.code) else ""
        said.append(f"Kostnaden är {least}{kronor(amount)} kronor högre än kommunens egen ram.")
    return said


def _promised(costs: Sum) -> str:
    if costs.total is None:
        return "minst åtagandena; hur många platser den tar är inte känt än"
    return f"{kronor(costs.total)} kronor, i stället för sin del av de kursernas kostnad"


def _row(plan: Plan, found: Round, share: MunicipalSeats) -> tuple[str, ...] | None:
    if share.seats is None or not (share.seats or share.queued or _is_lacking(share)):
        return None
    cost = (UNKNOWN if share.cost is None else kronor(share.cost),) if has_prices(plan) else ()
    return (
        named(plan, found),
        found.term.label,
        _need_before(share),
        number(share.seats),
        number(share.queued),
        *cost,
        how_counted(plan, found, share),
    )


def _is_lacking(share: MunicipalSeats) -> bool:
    """Whether anybody there needs the course, in tenths of a person as the table shows them."""
    return share.lacking is not None and round(share.lacking.best, 1) > 0


def _need_before(share: MunicipalSeats) -> str:
    if share.lacking is None:
        return NOT_KNOWN
    known = number(share.lacking.best, 1)
    return f"minst {known}" if share.need.has_unknown_band else known


def _spans(plan: Plan) -> list[tuple[str, tuple[Term, ...]]]:
    if len(plan.terms) <= MOST_TERMS:
        return [(term.label, (term,)) for term in plan.terms]
    return years_of(plan)


def years_of(plan: Plan) -> list[tuple[str, tuple[Term, ...]]]:
    """The years of the plan with their terms."""
    years = range(plan.first_year, plan.last_year + 1)
    return [(str(year), tuple(term for term in plan.terms if term.year == year)) for year in years]


def seats_of(plan: Plan, code: str, terms: tuple[Term, ...]) -> int:
    """The seats that a municipality gets in these terms."""
    return sum(
        share.seats or 0
        for found in plan.rounds
        if found.term in terms
        for share in found.shares
        if share.need.code == code
    )


def _queued(plan: Plan, code: str) -> int:
    """Seats that a municipality lacks when the plan ends: those of the last round of each course."""
    last: dict[str, int] = {}
    for found in plan.rounds:
        for share in found.shares:
            if share.need.code == code and share.seats is not None:
                last[found.key] = share.queued
    return sum(last.values())
