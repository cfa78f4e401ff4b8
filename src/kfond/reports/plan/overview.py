"""What each municipality gets and pays, year by year, and where the rest of the known cost goes."""

from __future__ import annotations

from dataclasses import dataclass

from kfond.formatting import number
from kfond.plan.costs.years import Sum
from kfond.plan.proposal import Plan
from kfond.reports.plan.kronor import cost_of, has_prices, known_kronor, kronor, share_of
from kfond.reports.plan.municipal import seats_of, years_of
from kfond.reports.tables import Column, Table

EVERYBODY = "Alla kommuner"


def overview_table(plan: Plan) -> Table | None:
    """Seats of each municipality in each year, and what it pays as far as is known; None where no price is known."""
    if not (plan.coverage and has_prices(plan)):
        return None
    spans = years_of(plan)
    shares = [[share_of(plan, covered.code, terms) for _, terms in spans] for covered in plan.coverage]
    seats = [[seats_of(plan, covered.code, terms) for _, terms in spans] for covered in plan.coverage]
    rows = [
        (covered.municipality, *(number(each) for each in mine), *map(known_kronor, costs))
        for covered, mine, costs in zip(plan.coverage, seats, shares, strict=True)
    ]
    rows.append(
        (
            EVERYBODY,
            *(number(sum(each)) for each in zip(*seats, strict=True)),
            *(known_kronor(_together(each)) for each in zip(*shares, strict=True)),
        )
    )
    labels = [label for label, _ in spans]
    heads = (
        *(f"Platser {label}" for label in labels),
        *(f"Känd kostnad {label}, kr" for label in labels),
    )
    columns = (Column("Kommun", False), *(Column(head) for head in heads))
    return Table("Vad varje kommun får och betalar, platser och kronor", columns, tuple(rows))


def _together(sums: tuple[Sum, ...]) -> Sum:
    return Sum(
        sum(each.known for each in sums),
        sum(each.parts for each in sums),
        tuple(name for each in sums for name in each.unknown),
    )


@dataclass(frozen=True, slots=True)
class _Rest:
    """Öre of the known cost that no municipality is charged: for lent trainers, of open seats, the association's."""

    credited: int
    opened: int
    ours: int


def rest_sentences(plan: Plan) -> list[str]:
    """Where that part of the known cost goes which the municipalities' sums do not hold; nothing where it is none."""
    if not has_prices(plan):
        return []
    rest = _rest(plan)
    said = []
    if rest.credited:
        said.append(
            f"Kommuner som lånar ut utbildare får {kronor(rest.credited)} kronor tillbaka; det är redan avdraget."
        )
    if rest.opened:
        said.append(
            f"{kronor(rest.opened)} kronor av den kända kostnaden är inte fördelade på kommunerna, eftersom det inte "
            "är känt vilka som deltar eller hur kostnaden ska delas."
        )
    if rest.ours > 0:
        said.append(f"Förbundet står för {kronor(rest.ours)} kronor.")
    if rest.ours < 0:
        said.append(f"Kommunerna betalar {kronor(-rest.ours)} kronor mer än kurserna kostar.")
    if plan.basis.commitments:
        said.append("Den som har ett åtagande om utbildningspaket betalar minst för dem; det ingår inte här.")
    return said


def _rest(plan: Plan) -> _Rest:
    costs = [found.cost for found in plan.rounds if found.groups is not None and found.cost]
    shared = [cost for cost in costs if cost.is_shared]
    known = sum(cost_of(found) or 0 for found in plan.rounds if found.groups is not None)
    credited = sum(sum(cost.credits.values()) for cost in shared)
    opened = sum(cost.total or 0 for cost in costs if not cost.is_shared)
    paid = sum(share_of(plan, covered.code).known for covered in plan.coverage)
    return _Rest(credited, opened, known - credited - opened - paid)
