"""What placements cost, in öre: by kind and part, by care day, against budget, and why one kind costs more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction

from kfond.lists.figures import ore_in
from kfond.lists.rows import Row
from kfond.placements.stated import parts_of
from kfond.placements.tallies import ALL, Measure, Span, Tallies
from kfond.placements.values import IN_TOTALS, Kind
from kfond.provenance import Source

OF_ALL = "all"
"""How a sheet says all kinds together."""


class Part(StrEnum):
    """What is paid for: the home's fee, its expenses, what consultants take, what a start costs, the rest."""

    FEE = "fee"
    EXPENSES = "expenses"
    CONSULTANT = "consultant_fee"
    START_UP = "start_up"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """Days on which one amount a care day holds, in öre."""

    span: Span
    ore: int


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a municipality's placements of a kind in a time; amounts in öre, None not known.

    `parts` are those that are known; `stated` the sum as the sheet gives it. `computed` are the parts that nobody
    has booked and that are care days times amounts, with the amounts. `is_unread`: the sheet states a part that
    cannot be read, so that none of them is known.
    """

    parts: Mapping[Part, int]
    stated: int | None
    budget: int | None
    sources: tuple[Source, ...]
    computed: Mapping[Part, tuple[Piece, ...]] = field(default_factory=dict)
    is_unread: bool = False

    @property
    def total(self) -> int | None:
        """The sum of the parts; where none is stated, the sum that the sheet gives; None not known."""
        return sum(self.parts.values()) if self.parts else self.stated

    @property
    def is_off(self) -> bool:
        """Whether the sheet gives another sum than its parts come to."""
        return bool(self.parts) and self.stated is not None and self.stated != sum(self.parts.values())


Costs = Mapping[tuple[Span, str, str], Cost]
"""Time, municipality and kind (ALL: all kinds together) -> cost."""


def costs_of(rows: Iterable[Row]) -> Costs:
    """The costs that rows of kind "placement_costs" state, and of each year that their parts make up."""
    found = {
        (Span(row.first_day, row.last_day), row.municipality_code, _kind(row)): _cost(row)
        for row in rows
        if row.first_day and row.last_day
    }
    return with_years(found)


def with_years(costs: Costs) -> Costs:
    """The costs with those of each year that its parts make up, where none of the year itself is stated."""
    found = dict(costs)
    by_place: dict[tuple[str, str], dict[Span, Cost]] = {}
    for (span, code, kind), cost in costs.items():
        by_place.setdefault((code, kind), {})[span] = cost
    for (code, kind), by_span in by_place.items():
        for year in {span.first.year for span in by_span}:
            whole = Span.of_year(year)
            stated, parts = by_span.get(whole), parts_of(whole, by_span)
            if parts and (stated is None or (stated.total is None and not stated.is_unread)):
                summed = _together([by_span[part] for part in parts])
                budget = None if stated is None else stated.budget
                found[whole, code, kind] = summed if budget is None else replace(summed, budget=budget)
    return found


def _kind(row: Row) -> str:
    return ALL if row.name == OF_ALL else row.name


def _cost(row: Row) -> Cost:
    amounts = {part: ore_in(row, part.value) for part in Part}
    parts = {part: amount for part, amount in amounts.items() if amount is not None}
    unread = [part for part in Part if row.value(part.value) and amounts[part] is None]
    stating = (*(part.value for part in Part), "cost", "budget")
    return Cost(
        parts={} if unread else parts,
        stated=ore_in(row, "cost"),
        budget=ore_in(row, "budget"),
        sources=tuple(value.source for key in stating if (value := row.value(key))),
        is_unread=bool(unread),
    )


def _together(costs: Sequence[Cost]) -> Cost:
    """Costs of times that follow on each other; a part or sum that one of them lacks is not known of all."""
    shared = set.intersection(*(set(cost.parts) for cost in costs))
    is_same = all(set(cost.parts) == shared for cost in costs)
    return Cost(
        parts={part: sum(cost.parts[part] for cost in costs) for part in Part if part in shared}
        if is_same
        else {},
        stated=None if is_same and shared else sum_known(cost.total for cost in costs),
        budget=sum_known(cost.budget for cost in costs),
        sources=tuple(source for cost in costs for source in cost.sources),
        computed=_computed_in(costs),
    )


def _computed_in(costs: Iterable[Cost]) -> Mapping[Part, tuple[Piece, ...]]:
    """The parts of which something is computed, with every amount that it is computed by."""
    found: dict[Part, set[Piece]] = {}
    for cost in costs:
        for part, pieces in cost.computed.items():
            found.setdefault(part, set()).update(pieces)
    return {part: tuple(sorted(pieces)) for part, pieces in found.items()}


def sum_known(amounts: Iterable[int | None]) -> int | None:
    """The sum; None where any of them is not known, or there is none."""
    told = list(amounts)
    return None if not told or any(amount is None for amount in told) else sum(amount or 0 for amount in told)


def with_all_kinds(costs: Costs, tallies: Tallies) -> Costs:
    """The costs with those of all kinds together (relief is none of them), where nobody states them.

    Only of a municipality whose cost is known for each kind that it has care days of, so that no days are divided
    into a cost that leaves theirs out.
    """
    found = dict(costs)
    for span, code in {(span, code) for span, code, _ in costs}:
        whole = costs.get((span, code, ALL))
        if whole is not None and whole.total is not None:
            continue
        kinds = [kind for kind in IN_TOTALS if tallies.number(span, code, kind.value, Measure.DAYS) != 0]
        told = [costs[key] for kind in kinds if (key := (span, code, kind.value)) in costs]
        with_days = [kind for kind in kinds if tallies.number(span, code, kind.value, Measure.DAYS)]
        if any((span, code, kind.value) not in costs for kind in with_days):
            continue
        if told and all(cost.total is not None for cost in told):
            summed = _added(told)
            found[span, code, ALL] = replace(summed, budget=whole.budget) if whole else summed
    return found


def _added(costs: Sequence[Cost]) -> Cost:
    """Costs of several kinds as one; a part that one of them does not state is none of its cost."""
    has_parts = all(cost.parts for cost in costs)
    return Cost(
        parts={
            part: sum(cost.parts.get(part, 0) for cost in costs)
            for part in Part
            if any(part in cost.parts for cost in costs)
        }
        if has_parts
        else {},
        stated=None if has_parts else sum_known(cost.total for cost in costs),
        budget=sum_known(cost.budget for cost in costs),
        sources=tuple(source for cost in costs for source in cost.sources),
        computed=_computed_in(costs),
    )


@dataclass(frozen=True, slots=True)
class DayCost:
    """What a care day costs, öre a day: in all, by part, over the municipalities `codes` that tell cost and days.

    A part that one of them does not state is not known, and is none of `parts`.
    """

    kind: str
    days: int
    total: Fraction
    parts: Mapping[Part, Fraction]
    codes: tuple[str, ...]
    sources: tuple[Source, ...]


def cost_per_day(costs: Costs, tallies: Tallies, span: Span, kind: str) -> DayCost | None:
    """The cost of a care day of a kind; None where no municipality tells both its cost and its days.

    A part is there where every municipality that is counted states it.
    """
    told = {
        code: (cost, days)
        for (of, code, of_kind), cost in sorted(costs.items())
        if (of, of_kind) == (span, kind)
        and cost.total is not None
        and (days := tallies.number(span, code, kind, Measure.DAYS))
    }
    days = sum(days for _, days in told.values())
    if not days:
        return None
    return DayCost(
        kind=kind,
        days=days,
        total=Fraction(sum(cost.total or 0 for cost, _ in told.values()), days),
        parts={
            part: Fraction(sum(cost.parts[part] for cost, _ in told.values()), days)
            for part in Part
            if all(part in cost.parts for cost, _ in told.values())
        },
        codes=tuple(told),
        sources=tuple(source for cost, _ in told.values() for source in cost.sources),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more a care day of `one` costs than one of `other`, öre a day; `parts` sum to `total`, or are empty."""

    one: DayCost
    other: DayCost
    total: Fraction
    parts: Mapping[Part, Fraction]


def difference(one: DayCost, other: DayCost) -> Difference:
    """What the difference between two kinds comes from; no part is known where they do not tell the same parts, or
    not all of their cost by them."""
    is_whole = all(sum(each.parts.values()) == each.total for each in (one, other))
    is_same = one.parts.keys() == other.parts.keys()
    parts = {part: one.parts[part] - other.parts[part] for part in one.parts} if is_whole and is_same else {}
    return Difference(one, other, one.total - other.total, parts)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A municipality's budget and outcome in a time, in öre; None not known."""

    code: str
    budget: int | None
    outcome: int | None

    @property
    def left(self) -> int | None:
        """What is left of the budget, below zero where it was not enough; None where either is not known."""
        return None if self.budget is None or self.outcome is None else self.budget - self.outcome


def outcomes(costs: Costs, span: Span) -> tuple[Outcome, ...]:
    """Budget and outcome of each municipality: of all kinds where it states that, else the sum of its kinds."""
    codes = sorted({code for of, code, _ in costs if of == span})
    return tuple(Outcome(code, *_budget_and_outcome(costs, span, code)) for code in codes)


def _budget_and_outcome(costs: Costs, span: Span, code: str) -> tuple[int | None, int | None]:
    whole = costs.get((span, code, ALL))
    kinds = [costs[key] for kind in Kind if (key := (span, code, kind.value)) in costs]
    budget = whole.budget if whole and whole.budget is not None else sum_known(cost.budget for cost in kinds)
    outcome = whole.total if whole and whole.total is not None else sum_known(cost.total for cost in kinds)
    return budget, outcome
